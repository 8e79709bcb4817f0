import type { LayerDraft } from './draft.ts';

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
  );
}
