import { Operation, type TensorRef } from '../../graph/graph.ts';
import { nn, numpy, slice, sliced } from '../../operations/compose.ts';
import { isObject, type Json, type JsonObject } from '../../python-json.ts';
import { upgradeActivation } from '../../upgrade/values/activation.ts';
import { weight } from '../variables.ts';
import type { LayerDraft } from './draft.ts';
import { isKeras2HardSigmoid, SCALE } from './hard-sigmoid.ts';

/** Whether a Dense is what keras1/highway.ts made of Keras 1's Highway. */
export function isHighway({ carry }: JsonObject): boolean {
  return carry === true;
}

/**
 * Keras 1's Highway, `t * f(xW + b) + (1 - t) * x` with `t = sigmoid(xW' + b')` (`core.py`): one Dense computes both products
 * side by side, and operations do the rest.
 */
export function carry(layer: LayerDraft): void {
  if (!isHighway(layer.config)) return;
  delete layer.config.carry;
  joinProducts(layer);
}

/** Multi-backend Keras 2 had the layer until 2.2.5 (`legacy/layers.py`). */
export function carryAlways(layer: LayerDraft): void {
  const { config, notes, source, sourceName } = layer;
  const settings = ['W_regularizer', 'b_regularizer', 'W_constraint', 'b_constraint', 'activity_regularizer'];
  const lost = settings.filter((key) => isObject(source[key]));
  delete config.activity_regularizer;
  if (lost.length > 0) {
    notes.warn(
      sourceName,
      `Further training: ${lost.join(', ')} of Highway "${sourceName}" are dropped, as its weights are joined; predictions are the same`,
      { code: 'regularizer-dropped' },
    );
  }
  joinProducts(layer);
}

function joinProducts(layer: LayerDraft): void {
  const { config, notes, source, sourceName } = layer;
  const units = notes.inputShapes.get(source)?.at(-1) ?? null;
  if (units === null) {
    notes.refuse(
      sourceName,
      `layer "${sourceName}" (Highway) becomes a Dense of the size of its input, which the file does not tell; give the model an input of known size and save it again`,
      { code: 'input-size-unknown' },
    );
    return;
  }
  const hasBias = config.use_bias !== false;
  const { activation = 'linear' } = config;
  const dtype = config.dtype ?? 'float32';
  Object.assign(config, { units: 2 * units, activation: 'linear' });
  layer.state = [
    weight('kernel', [units, units]),
    weight('carry_kernel', [units, units]),
    ...(hasBias ? [weight('bias', [units]), weight('carry_bias', [units])] : []),
  ];
  const joined = (variable: string, axis: number) => ({
    variable,
    sources: [variable, `carry_${variable}`],
    steps: [{ kind: 'concatenate', axis } as const],
  });
  layer.made.push({ variables: [joined('kernel', 1), ...(hasBias ? [joined('bias', 0)] : [])] });
  if (isKeras2HardSigmoid(activation, notes.writer)) {
    const steps = [{ kind: 'scale-blocks', factors: [SCALE, 1] } as const];
    for (const variable of hasBias ? ['kernel', 'bias'] : ['kernel']) layer.adjustments.push({ variable, steps });
  }
  const upgraded = upgradeActivation(activation, sourceName, notes);
  const value = 'value' in upgraded ? upgraded.value : activation;
  layer.around = { output: (x, y) => gated(x, y, units, (z) => activate(z, value, dtype)) };
  notes.warn(
    sourceName,
    `Keras 3 has no Highway: "${sourceName}" is now a Dense of both its products and operations behind it, and computes the same`,
    { code: 'class-replaced' },
  );
}

/** `x + t * (f - x)`, which is the same and needs the gate once. */
function gated(x: TensorRef, y: TensorRef, units: number, activated: (z: Operation) => Operation): Operation {
  const transformed = activated(sliced(y, 1, slice(null, units, null)));
  const gate = nn('Sigmoid', [sliced(y, 1, slice(units, null, null))]);
  return numpy('Add', [x, numpy('Multiply', [gate, numpy('Subtract', [transformed, x])])]);
}

function activate(z: Operation, activation: Json, dtype: Json): Operation {
  if (activation === 'linear') return z;
  return new Operation('keras.layers', 'Activation', { activation, dtype }, [z], { named: true });
}
