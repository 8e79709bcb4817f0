import type { LayerDraft } from './draft.ts';
import { isKeras2HardSigmoid, SCALE } from './hard-sigmoid.ts';

/** The gate blocks of an LSTM are i, f, c, o, of a GRU z, r, h: the candidate is block 2 of both (Keras's lstm.py, gru.py). */
const CANDIDATE = 2;

function hasBias(layer: LayerDraft): boolean {
  if (layer.className === 'EinsumDense') return (layer.config.bias_axes ?? null) !== null;
  return layer.config.use_bias !== false;
}

/** Multiplies variables by {@link SCALE}, whole or in some of the equal blocks of their last axis, and says so. */
function scale(layer: LayerDraft, variables: readonly string[], factors: readonly number[], what: string): void {
  const scaled = variables.filter((variable) => variable !== 'bias' || hasBias(layer));
  for (const variable of scaled) layer.adjustments.push({ variable, steps: [{ kind: 'scale-blocks', factors }] });
  layer.notes.warn(
    layer.sourceName,
    `Keras 3's hard_sigmoid is x/6 + 0.5 where Keras 2's was 0.2x + 0.5: ${what} of layer "${layer.sourceName}" ` +
      `(${scaled.join(', ')}) are multiplied by ${SCALE}, so that it computes the same`,
    { code: 'hard-sigmoid-scaled' },
  );
}

/** A layer whose activation acts on `activated` variables applied linearly: Dense, Conv and their kin. */
export function scaleActivated(layer: LayerDraft, activated: readonly string[]): void {
  if (isKeras2HardSigmoid(layer.config.activation, layer.notes.writer)) scale(layer, activated, [SCALE], 'the weights');
}

/** SimpleRNN: its only activation acts on the sum of all three. */
export function scaleSimpleRecurrence(layer: LayerDraft): void {
  scaleActivated(layer, ['kernel', 'recurrent_kernel', 'bias']);
}

/** LSTM, ConvLSTM and GRU: the gates, and a GRU's candidate, whose activation acts on its weights alone. */
export function scaleGates(layer: LayerDraft): void {
  const { writer } = layer.notes;
  const gates = isKeras2HardSigmoid(layer.config.recurrent_activation, writer);
  const candidate = isKeras2HardSigmoid(layer.config.activation, writer);
  if (!gates && !candidate) return;
  const isGRU = layer.className.startsWith('GRU');
  if (candidate && !isGRU) {
    refuseCellActivation(layer);
    return;
  }
  const factors = Array.from({ length: isGRU ? 3 : 4 }, (_, block) =>
    (block === CANDIDATE ? candidate : gates) ? SCALE : 1,
  );
  scale(layer, ['kernel', 'recurrent_kernel', 'bias'], factors, gates ? 'the gates' : 'the candidate');
}

function refuseCellActivation(layer: LayerDraft): void {
  layer.notes.refuse(
    layer.sourceName,
    `layer "${layer.sourceName}" (${layer.sourceClass}) applies hard_sigmoid to its cell state, which Keras 3 computes ` +
      'with another slope and no weight can make up for; rebuild the model with another activation and retrain it',
    { code: 'hard-sigmoid-of-state' },
  );
}
