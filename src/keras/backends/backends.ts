/** What is known of a backend of multi-backend Keras, where it computes otherwise than TensorFlow. */
export interface Backend {
  /**
   * How it pads `same`: as TensorFlow, which pads as little as the strides need, the odd one last; by `half` the kernel on
   * both sides; as TensorFlow by what the size of the input needs, but the odd one `first`; or nobody knows.
   */
  readonly same: 'tensorflow' | 'half' | 'first' | 'unknown';
  /** It convolves: kernels are turned over on every spatial axis before they are correlated. */
  readonly flips?: true;
  /** Where channels come first, so do they in kernels: (filters, channels, rows, columns). */
  readonly kernelsFollow?: true;
  /** Its BatchNormalization takes ones for gamma, whatever that is (`fix_gamma` of MXNet's BatchNorm). */
  readonly fixesGamma?: true;
}

/**
 * By the `backend` that files name. Theano: `keras/backend/theano_backend.py` of 2.0.0 to 2.3.1; mxnet: keras-mxnet 2.2.4.2;
 * PlaidML pads as TensorFlow (plaidml-keras 0.7.0). CNTK runs on no machine of today; Keras took its kernels for TensorFlow's
 * (`uses_correlation`, saving.py).
 */
export const BACKENDS: ReadonlyMap<string, Backend> = new Map<string, Backend>([
  ['tensorflow', { same: 'tensorflow' }],
  ['theano', { same: 'half', flips: true }],
  ['cntk', { same: 'unknown' }],
  ['mxnet', { same: 'first', kernelsFollow: true, fixesGamma: true }],
  ['plaidml', { same: 'tensorflow' }],
]);

export function flipsKernels(backend: string | undefined): boolean {
  return BACKENDS.get(backend ?? '')?.flips ?? false;
}
