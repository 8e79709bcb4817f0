import { statistic, weight } from '../variables.ts';
import { kerasObject, type LayerDraft } from './draft.ts';

/** RandomFourierFeatures is a frozen Dense with the kernel divided by its scale, and the cosine (Keras 2's kernelized.py). */
export function featureDense(layer: LayerDraft): void {
  const { config, source, sourceName, notes } = layer;
  layer.className = 'Dense';
  for (const key of Object.keys(config)) if (!['name', 'dtype'].includes(key)) delete config[key];
  Object.assign(config, { units: source.output_dim ?? null, activation: 'linear', use_bias: true, trainable: false });
  // It computed in float32, whatever the policy.
  if (config.dtype !== undefined) config.dtype = 'float32';
  layer.after.push({ ...kerasObject('keras.src.ops.numpy', 'Cos', { name: 'cos' }), registered_name: 'Cos' });
  layer.state = [weight('kernel_scale', [1]), statistic('unscaled_kernel'), statistic('bias')];
  layer.made.push({
    variables: [
      { variable: 'kernel', sources: ['unscaled_kernel', 'kernel_scale'], steps: [{ kind: 'divide' }] },
      { variable: 'bias', sources: ['bias'], steps: [] },
    ],
  });
  const training = source.trainable === true ? ', and further training leaves its scale as it is' : '';
  notes.warn(
    sourceName,
    `Keras 3 has no RandomFourierFeatures: "${sourceName}" is now a Dense with the scaled kernel and the cosine, and computes the same${training}`,
    { code: 'class-replaced' },
  );
}
