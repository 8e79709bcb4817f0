import { type LayerDraft, setKey } from './draft.ts';

/**
 * Keras 3.15 adds a bias of one axis along the last one wherever both are as long (`add` of its
 * backend/tensorflow/numpy.py); a bias of another axis is then added wrongly.
 */
export function checkBiasAxis(layer: LayerDraft): void {
  const { equation, bias_axes: axes, output_shape: shape } = layer.config;
  if (typeof equation !== 'string' || typeof axes !== 'string' || axes.length !== 1 || !Array.isArray(shape)) return;
  const output = equation.slice(equation.indexOf('>') + 1).trim();
  if (output.endsWith(axes)) return;
  const size = shape.at(output.indexOf(axes) - output.length);
  if (size !== shape.at(-1)) return;
  layer.notes.warn(
    layer.sourceName,
    `EinsumDense "${layer.sourceName}" has a bias along "${axes}", which newer Keras 3 versions (3.15) add along the last axis instead, as it is as long: ` +
      'check the predictions of the Keras that loads the file',
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
