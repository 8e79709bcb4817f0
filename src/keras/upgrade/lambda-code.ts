/** Where TensorFlow keeps the functions it generates for its kernels, in a code object's `co_filename`. */
const GENERATED = /tensorflow(?:_core)?\/python\/ops\/gen_(?:nn|math)_ops\.py/g;

/** Kernels that are activations of Keras 3.3.3: the name such a function calls its kernel by, and the activation. */
const KERNELS: ReadonlyMap<string, string> = new Map([
  ['Elu', 'elu'],
  ['Relu', 'relu'],
  ['Relu6', 'relu6'],
  ['Selu', 'selu'],
  ['Sigmoid', 'sigmoid'],
  ['Softplus', 'softplus'],
  ['Softsign', 'softsign'],
  ['Tanh', 'tanh'],
]);

/**
 * The activation a Lambda's bytecode computes, where that is a function of TensorFlow itself, as in `Lambda(tf.nn.relu)`.
 * Such code runs nowhere but in TensorFlow's own module, so that no Keras can call it after loading.
 *
 * @param code Python's marshalled code object in base64 (`func_dump` of Keras 2's generic_utils.py)
 */
export function activationOf(code: string): string | undefined {
  const text = Buffer.from(code, 'base64').toString('latin1');
  if ([...text.matchAll(GENERATED)].length !== 1) return undefined;
  // Marshal writes a short string as its type, its length and its characters; the type's highest bit marks what is referred to.
  const named = [...KERNELS].filter(([kernel]) =>
    ['z', 'Z', '\xfa', '\xda'].some((type) => text.includes(`${type}${String.fromCharCode(kernel.length)}${kernel}`)),
  );
  return named.length === 1 ? named[0]?.[1] : undefined;
}
