import { asNumber, pythonFloat } from '../../python-json.ts';
import { deleteKey, insertedLayer, type LayerDraft, setKey } from './draft.ts';
import { isKeras2HardSigmoid, SCALE } from './hard-sigmoid.ts';

/** Keras 2's ThresholdedReLU is Keras 3's ReLU with a threshold: both pass what is greater and give 0 otherwise. */
export function equalThresholdedReLU(layer: LayerDraft): void {
  const theta = asNumber(layer.config.theta) ?? 1;
  deleteKey(layer, 'theta');
  setKey(layer, 'threshold', pythonFloat(theta));
}

/**
 * Softmax heeds masks since TensorFlow 2.4, whose Keras calls itself 2.4.0 as the one before did; an Activation does not.
 * Along another axis than the last there is no equal, and a mask keeps the model from loading or, where sizes happen to
 * fit, makes it compute something else.
 */
export function ignoreMasks(layer: LayerDraft): void {
  const { notes, config, sourceName } = layer;
  if (!notes.hasMasks || !notes.writer.before(2, 4)) return;
  if ((config.axis ?? -1) !== -1) {
    notes.warn(
      sourceName,
      `Softmax "${sourceName}" ignored masks in the original Keras and applies them in Keras 3: check its predictions on masked input`,
      { code: 'softmax-mask' },
    );
    return;
  }
  layer.className = 'Activation';
  deleteKey(layer, 'axis');
  setKey(layer, 'activation', 'softmax');
}

/** An Activation has no weights to scale, so its input is: a Rescaling before it. */
export function normalizeActivation(layer: LayerDraft): void {
  if (!isKeras2HardSigmoid(layer.config.activation, layer.notes.writer)) return;
  layer.before.push(insertedLayer(layer, 'Rescaling', 'scaling', { scale: SCALE, offset: pythonFloat(0) }));
  layer.notes.warn(
    layer.sourceName,
    `Keras 3's hard_sigmoid is x/6 + 0.5 where Keras 2's was 0.2x + 0.5: a Rescaling by ${SCALE} was put before the ` +
      `Activation "${layer.sourceName}", so that it computes the same`,
    { code: 'hard-sigmoid-scaled' },
  );
}
