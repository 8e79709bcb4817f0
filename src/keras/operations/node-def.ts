import { asNumber, isObject, type Json } from '../python-json.ts';

/** A raw TensorFlow operation, as far as it computes: the class of the operation and its attributes. */
export interface NodeDef {
  readonly op: string;
  readonly inputs: number;
  /** Attributes as JSON: numbers, booleans, strings, lists of integers; types by their names in Keras (`float32`). */
  readonly attributes: ReadonlyMap<string, Json>;
}

// TensorFlow's types.proto, as Keras names them, by their numbers.
const TYPES = new Map<number, string>([
  [1, 'float32'],
  [2, 'float64'],
  [3, 'int32'],
  [4, 'uint8'],
  [5, 'int16'],
  [6, 'int8'],
  [9, 'int64'],
  [10, 'bool'],
  [14, 'bfloat16'],
  [17, 'uint16'],
  [19, 'float16'],
  [22, 'uint32'],
  [23, 'uint64'],
]);

const TYPE_NAMES = new Map<string, string>([
  ['DT_FLOAT', 'float32'],
  ['DT_DOUBLE', 'float64'],
  ['DT_HALF', 'float16'],
]);

/**
 * Reads the `node_def` of a TensorFlowOpLayer: a dictionary (protobuf's JSON) since TensorFlow 2.2, before that the
 * binary message as text.
 */
export function readNodeDef(value: Json | undefined): NodeDef | undefined {
  if (isObject(value)) return fromJson(value);
  if (typeof value !== 'string') return undefined;
  try {
    return fromMessage(new TextEncoder().encode(value));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function fromJson(node: { readonly [key: string]: Json }): NodeDef | undefined {
  if (typeof node.op !== 'string') return undefined;
  const attributes = new Map<string, Json>();
  for (const [name, value] of Object.entries(isObject(node.attr) ? node.attr : {})) {
    if (isObject(value)) attributes.set(name, jsonAttribute(value));
  }
  return { op: node.op, inputs: Array.isArray(node.input) ? node.input.length : 0, attributes };
}

/** Protobuf's JSON writes 64-bit integers as strings and bytes in base64. */
function jsonAttribute(value: { readonly [kind: string]: Json }): Json {
  if (typeof value.s === 'string')
    return new TextDecoder().decode(Uint8Array.from(atob(value.s), (c) => c.charCodeAt(0)));
  if (value.i !== undefined) return Number(value.i);
  if (value.f !== undefined) return asNumber(value.f) ?? Number(value.f);
  if (value.b !== undefined) return value.b;
  if (typeof value.type === 'string') return TYPE_NAMES.get(value.type) ?? value.type.replace('DT_', '').toLowerCase();
  if (isObject(value.list)) return Array.isArray(value.list.i) ? value.list.i.map(Number) : [];
  return null;
}

/** Fields of a protobuf message: their number and value (a number, or the bytes of a string or message). */
type Field = readonly [number: number, value: number | Uint8Array];

/** @throws RangeError where the message ends too early */
function readFields(bytes: Uint8Array): Field[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = view.getUint8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80 || shift > 63n) return Number(BigInt.asIntN(64, value));
    }
  };
  while (at < bytes.length) {
    const key = varint();
    const [number, wire] = [key >>> 3, key & 7];
    if (wire === 0) fields.push([number, varint()]);
    else if (wire === 5) {
      fields.push([number, view.getFloat32(at, true)]);
      at += 4;
    } else if (wire === 2) {
      const length = varint();
      if (length < 0 || at + length > bytes.length) throw new RangeError('a field is longer than its message');
      fields.push([number, bytes.subarray(at, at + length)]);
      at += length;
    } else throw new RangeError('a field of a kind that a NodeDef does not have');
  }
  return fields;
}

// node_def.proto: op = 2, input = 3, attr = 5, a map of key = 1 and value = 2.
function fromMessage(bytes: Uint8Array): NodeDef | undefined {
  const fields = readFields(bytes);
  const op = fields.find(([number]) => number === 2)?.[1];
  if (!(op instanceof Uint8Array)) return undefined;
  const attributes = new Map<string, Json>();
  for (const [number, entry] of fields) {
    if (number !== 5 || !(entry instanceof Uint8Array)) continue;
    const parts = new Map(readFields(entry));
    const [key, value] = [parts.get(1), parts.get(2)];
    if (key instanceof Uint8Array && value instanceof Uint8Array)
      attributes.set(text(key), messageAttribute(readFields(value)));
  }
  return { op: text(op), inputs: fields.filter(([number]) => number === 3).length, attributes };
}

// attr_value.proto: list = 1 (whose integers are field 3, packed), s = 2, i = 3, f = 4, b = 5, type = 6.
function messageAttribute(fields: readonly Field[]): Json {
  const [number, value] = fields[0] ?? [0, 0];
  if (value instanceof Uint8Array) {
    if (number === 2) return text(value);
    return number === 1
      ? readFields(value).flatMap(([, item]) => (item instanceof Uint8Array ? packed(item) : [item]))
      : null;
  }
  if (number === 5) return value !== 0;
  return number === 6 ? (TYPES.get(value) ?? null) : value;
}

function packed(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let value = 0n;
  let shift = 0n;
  for (const byte of bytes) {
    value |= BigInt(byte & 0x7f) << shift;
    shift += 7n;
    if (byte >= 0x80) continue;
    numbers.push(Number(BigInt.asIntN(64, value)));
    value = 0n;
    shift = 0n;
  }
  return numbers;
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
