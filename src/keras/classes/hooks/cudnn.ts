import type { Transform } from '../../../tensor/transform.ts';
import { asNumber } from '../../python-json.ts';
import { type LayerDraft, setKey } from './draft.ts';

/** How the weights of a cuDNN layer are laid out. */
export interface CudnnLayout {
  /** Gates whose kernels are joined in one, each the transposed matrix that cuDNN reads. */
  readonly gates: number;
  /** What makes one bias of the two, one for the input and one for the recurrent product, of so many numbers together. */
  readonly bias: (size: number) => Transform;
}

export const CUDNN_LSTM: CudnnLayout = { gates: 4, bias: () => ({ kind: 'sum-halves' }) };
export const CUDNN_GRU: CudnnLayout = { gates: 3, bias: (size) => ({ kind: 'reshape', shape: [2, size / 2] }) };

/**
 * CuDNNLSTM and CuDNNGRU kept each gate's kernels as cuDNN did: the recurrent kernel transposed, the input kernel in
 * Fortran order, and one bias for the input and one for the recurrent product (`_convert_rnn_weights` in Keras 2's
 * hdf5_format.py).
 */
export function adjustCuDNN(layer: LayerDraft): void {
  const isGRU = layer.className === 'GRU';
  setKey(layer, 'activation', 'tanh');
  setKey(layer, 'recurrent_activation', 'sigmoid');
  if (isGRU) setKey(layer, 'reset_after', true);
  const units = asNumber(layer.config.units);
  if (units === undefined) {
    layer.notes.refuse(
      layer.sourceName,
      `layer "${layer.sourceName}" (${layer.sourceClass}) does not say its number of units, which its weights need; the file may be damaged`,
      { code: 'units-missing' },
    );
    return;
  }
  const { gates: blocks, bias } = isGRU ? CUDNN_GRU : CUDNN_LSTM;
  layer.adjustments.push(
    { variable: 'kernel', steps: [{ kind: 'transpose-blocks', blocks }] },
    { variable: 'recurrent_kernel', steps: [{ kind: 'transpose-blocks', blocks }] },
    { variable: 'bias', steps: [bias(2 * blocks * units)] },
  );
  layer.notes.warn(
    layer.sourceName,
    `${layer.sourceClass} "${layer.sourceName}" became ${layer.className}: its kernels are transposed gate by gate and its bias ` +
      `is ${isGRU ? 'reshaped' : 'the sum of its two halves'}, so that it computes the same`,
    { code: 'cudnn-replaced' },
  );
}
