import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, Scalar } from 'yaml';
import { type Float, pythonFloat } from '../keras/python-json.ts';

/**
 * The objects that PyYAML wrote into real `to_yaml()` texts, each as what it holds: lists that TensorFlow 2.0 to 2.3 had
 * wrapped (`data_structures.py`), and NumPy's numbers and arrays, which Keras before 2.3 kept of settings as that of
 * `ReLU(6.)`. No object is made and nothing is looked up by its name.
 *
 * @param node with a tag of an object that some function made
 * @param anchors of the whole text: an alias may stand for what was part of another object
 * @returns undefined for any other object
 */
export function valueOfPythonObject(node: Node, document: Document, anchors: Anchors): Node | undefined {
  const [, name] = /^tag:yaml\.org,2002:python\/object\/(?:apply|new):(.+)$/.exec(node.tag ?? '') ?? [];
  if (name === undefined) return undefined;
  const read = WRAPPER.test(name) ? wrapped : OBJECTS.get(name.replace('numpy._core.', 'numpy.core.'));
  const value = read?.(partsOf(node, anchors), document, anchors);
  if (value !== undefined && node.anchor !== undefined) value.anchor = node.anchor;
  return value;
}

/** Nodes that aliases name, by their anchors. */
export type Anchors = ReadonlyMap<string, Node>;

/** `tensorflow.python.training.tracking.data_structures.ListWrapper`; the module and the underscore changed between releases. */
const WRAPPER = /^(?:tensorflow\.(?:\w+\.)*data_structures\._?(?:List|Tuple|Dict)Wrapper|builtins\.dict)$/;

/** What PyYAML keeps of an object: the arguments that made it, and what was set and added afterwards. */
interface Parts {
  readonly args: readonly Node[];
  readonly state: readonly Node[];
  readonly items: Node | undefined;
}

/** PyYAML writes the arguments alone as a list. */
function partsOf(node: Node, anchors: Anchors): Parts {
  if (!isMap(node)) return { args: itemsOf(node, anchors), state: [], items: undefined };
  const part = (key: string) => resolved(node.get(key, true), anchors);
  return {
    args: itemsOf(part('args'), anchors),
    state: itemsOf(part('state'), anchors),
    items: part('listitems'),
  };
}

function resolved(node: unknown, anchors: Anchors): Node | undefined {
  if (isAlias(node)) return anchors.get(node.source);
  return isNode(node) ? node : undefined;
}

function itemsOf(node: Node | undefined, anchors: Anchors): readonly Node[] {
  return isSeq(node) ? node.items.flatMap((item) => resolved(item, anchors) ?? []) : [];
}

/** `builtins.dict` is how TensorFlow 1.15 had wrapped a dictionary. */
function wrapped({ args, items }: Parts): Node | undefined {
  const value = args[0] ?? items;
  return isSeq(value) || isMap(value) ? value : undefined;
}

type Read = (parts: Parts, document: Document, anchors: Anchors) => Node | undefined;

const OBJECTS: ReadonlyMap<string, Read> = new Map([
  ['numpy.core.multiarray.scalar', readScalar],
  ['numpy.core.multiarray._reconstruct', readArray],
]);

/** `scalar(dtype, bytes)`. */
function readScalar({ args: [type, bytes] }: Parts, _document: Document, anchors: Anchors): Node | undefined {
  const numbers = numbersOf(type, bytes, anchors);
  return numbers?.length === 1 ? numbers[0] : undefined;
}

/** The state of an `ndarray`: version, shape, dtype, whether columns come first, bytes. */
function readArray(
  { state: [, shape, type, isFortran, bytes] }: Parts,
  document: Document,
  anchors: Anchors,
): Node | undefined {
  const numbers = numbersOf(type, bytes, anchors);
  const extents = itemsOf(shape, anchors).map((item) => (isScalar(item) ? Number(item.value) : Number.NaN));
  if (numbers?.length !== extents.reduce((product, extent) => product * extent, 1)) return undefined;
  if (isScalar(isFortran) && isFortran.value === true && extents.length > 1) return undefined;
  return nested(numbers, extents, document);
}

function nested(numbers: readonly Scalar[], [extent, ...inner]: readonly number[], document: Document): Node {
  if (extent === undefined) return numbers[0] ?? new Scalar(null);
  const step = numbers.length / Math.max(1, extent);
  const parts = Array.from({ length: extent }, (_, at) => numbers.slice(at * step, (at + 1) * step));
  return document.createNode(parts.map((part) => nested(part, inner, document)));
}

/** The numbers of a buffer, by `dtype(code, …)` whose state begins with a version and the byte order. */
function numbersOf(type: Node | undefined, bytes: Node | undefined, anchors: Anchors): Scalar[] | undefined {
  if (type === undefined || !type.tag?.endsWith(':numpy.dtype') || !isScalar(bytes)) return undefined;
  const { args, state } = partsOf(type, anchors);
  const [code, order] = [args[0], state[1]].map((node) => (isScalar(node) ? String(node.value) : ''));
  const number = NUMBERS.get(code ?? '');
  if (number === undefined || !(bytes.value instanceof Uint8Array)) return undefined;
  const { buffer, byteOffset, byteLength } = bytes.value;
  const view = new DataView(buffer, byteOffset, byteLength);
  const [size, read] = number;
  if (byteLength % size !== 0) return undefined;
  return Array.from({ length: byteLength / size }, (_, at) => new Scalar(read(view, at * size, order !== '>')));
}

const NUMBERS: ReadonlyMap<
  string,
  readonly [number, (view: DataView, at: number, isLittle: boolean) => number | boolean | Float]
> = new Map([
  ['f4', [4, (view, at, isLittle) => pythonFloat(view.getFloat32(at, isLittle))]],
  ['f8', [8, (view, at, isLittle) => pythonFloat(view.getFloat64(at, isLittle))]],
  ['i4', [4, (view, at, isLittle) => view.getInt32(at, isLittle)]],
  ['i8', [8, (view, at, isLittle) => Number(view.getBigInt64(at, isLittle))]],
  ['b1', [1, (view, at) => view.getUint8(at) !== 0]],
]);
