import { isTakenForBias } from '../../operations/summands.ts';
import { asNumber, type Json } from '../../python-json.ts';
import type { Shape } from '../shapes.ts';
import { insertedLayer, type LayerDraft, setKey } from './draft.ts';
import { separateActivation } from './separate-activation.ts';

/** An equation whose `...` is written out, or stands for the first axes. */
interface Product {
  readonly input: string;
  readonly kernel: string;
  /** The axes of the output, those of a `...` left out. */
  readonly output: string;
  /** The sizes of the axes that `...` stands for. */
  readonly elided: Shape;
  /** The size of each of the other axes of the output. */
  readonly sizes: Shape;
}

/**
 * Keras 3 adds a bias of one axis along another in some shapes (operations/summands.ts). The product is computed with the
 * axes of its bias last, where it is added rightly, and a Permute puts them back: `abc,cd->adb` with a bias along `d` is
 * `abc,cd->abd`, `Permute((2, 1))`.
 */
export function moveBiasLast(layer: LayerDraft): void {
  const { equation, bias_axes: axes } = layer.config;
  if (layer.notes.writer.isKeras3 || typeof equation !== 'string' || typeof axes !== 'string' || axes === '') return;
  const product = productOf(layer, equation.replaceAll(' ', ''));
  if (product === undefined) {
    if (axes.length > 1 || !equation.trim().endsWith(axes)) noteBias(layer, axes);
    return;
  }
  const { input, kernel, output, elided, sizes } = product;
  const biasShape = (order: string) => {
    const first = [...order].findIndex((axis) => axes.includes(axis));
    return [...order].slice(first).map((axis) => (axes.includes(axis) ? sizeOf(product, axis) : 1));
  };
  if (!isTakenForBias([...elided, ...sizes], biasShape(output))) return;
  const isLast = (axis: string) => (axes.includes(axis) ? (sizeOf(product, axis) === 1 ? 1 : 2) : 0);
  const moved = [...output].toSorted((a, b) => isLast(a) - isLast(b)).join('');
  const shape = [...moved].map((axis) => sizeOf(product, axis));
  const bias = biasShape(moved).filter((size) => size !== null);
  const isBatchFirst = elided.length > 0 || moved[0] === output[0];
  if (!isBatchFirst || bias.length < axes.length || isTakenForBias([...elided, ...shape], bias)) {
    noteBias(layer, axes);
    return;
  }
  const dots = elided.length > 0 ? '...' : '';
  setKey(layer, 'equation', `${dots}${input},${kernel}->${dots}${moved}`);
  setKey(layer, 'output_shape', elided.length > 0 ? shape : shape.slice(1));
  layer.adjustments.push({ variable: 'bias', steps: [{ kind: 'reshape', shape: bias }] });
  const kept = Array.from({ length: Math.max(0, elided.length - 1) }, (_, axis) => axis + 1);
  const places = [...output].map((axis) => elided.length + moved.indexOf(axis)).filter((place) => place > 0);
  layer.after.push(insertedLayer(layer, 'Permute', 'axes', { dims: [...kept, ...places] }));
  separateActivation(layer);
}

function sizeOf({ output, sizes }: Product, axis: string): number | null {
  return sizes[output.indexOf(axis)] ?? null;
}

/** `abc,cd->abd`, any of whose sides but the kernel's may begin, or both end, with `...`. */
const PRODUCT = /^(\.\.\.)?([a-zA-Z]+)(\.\.\.)?,([a-zA-Z]+)->(\.\.\.)?([a-zA-Z]+)(\.\.\.)?$/;

/** The product with all sizes that are known; undefined where the number of axes is not. */
function productOf(layer: LayerDraft, equation: string): Product | undefined {
  const [, before, input = '', behind, kernel = '', , output = ''] = PRODUCT.exec(equation) ?? [];
  const given = layer.notes.inputShapes.get(layer.source);
  const shape = layer.config.output_shape;
  const written = (Array.isArray(shape) ? shape : [shape ?? null]).map((size: Json) => asNumber(size) ?? null);
  if (input === '' || ((before || behind) && given === undefined)) return undefined;
  const count = before || behind ? (given?.length ?? 0) - input.length : 0;
  if (count < 0) return undefined;
  const elided = before ? (given?.slice(0, count) ?? []) : [];
  const letters = behind ? unused(count, input + kernel + output) : '';
  const inputs = input + letters;
  const outputs = output + letters;
  const sizes = [...outputs].map((axis, index) => {
    const open = given?.[elided.length + inputs.indexOf(axis)];
    return written[elided.length > 0 ? index : index - 1] ?? (inputs.includes(axis) ? open : null) ?? null;
  });
  return { input: inputs, kernel, output: outputs, elided, sizes };
}

/** So many letters that are not taken. */
function unused(count: number, taken: string): string {
  return [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    .filter((letter) => !taken.includes(letter))
    .slice(0, count)
    .join('');
}

function noteBias(layer: LayerDraft, axes: string): void {
  layer.notes.warn(
    layer.sourceName,
    `EinsumDense "${layer.sourceName}" has a bias along "${axes}", which Keras 3 from 3.7 on adds along another axis on TensorFlow where that is as long, ` +
      'and the file does not tell the sizes: check the predictions of the Keras that loads the file',
    { code: 'einsum-bias-axis' },
  );
}

/** `abc,cd->abd`: the axes of the input, of the kernel and of the output. */
const EQUATION = /^([a-zA-Z]+),([a-zA-Z]+)->([a-zA-Z]+)$/;

/**
 * Keras 3 leaves an axis as open as `output_shape` says it is, where Keras 2 took its size from the input, so that a Dense
 * behind a Flatten could be built. Axes that an equation leaves out get their size from the input in every Keras
 * (`_analyze_split_string` of einsum_dense.py): `abc,cd->abd` with `[None, 4]` is `...c,cd->...d` with `[4]`.
 */
export function leaveOutOpenAxes(layer: LayerDraft): void {
  const { equation, bias_axes: biasAxes, output_shape: shape } = layer.config;
  const [, input = '', kernel = '', output = ''] = typeof equation === 'string' ? (EQUATION.exec(equation) ?? []) : [];
  if (layer.notes.writer.isKeras3 || !Array.isArray(shape) || shape.length !== output.length - 1) return;
  const isElsewhere = (axis: string) =>
    kernel.includes(axis) || (typeof biasAxes === 'string' && biasAxes.includes(axis));
  const most = Math.min(input.length, output.length) - 1;
  let first = 0;
  while (first < most && input[first] === output[first] && !isElsewhere(input[first] ?? '')) first++;
  let last = 0;
  while (last < most && input.at(-1 - last) === output.at(-1 - last) && !isElsewhere(input.at(-1 - last) ?? '')) last++;
  if (shape.slice(0, Math.max(0, first - 1)).includes(null)) {
    setKey(layer, 'equation', `...${input.slice(first)},${kernel}->...${output.slice(first)}`);
    setKey(layer, 'output_shape', shape.slice(first - 1));
  } else if (shape.slice(shape.length - last).includes(null)) {
    setKey(layer, 'equation', `${input.slice(0, -last)}...,${kernel}->${output.slice(0, -last)}...`);
    setKey(layer, 'output_shape', shape.slice(0, -last));
  }
}
