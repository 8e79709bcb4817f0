/** Why an operation cannot be written for Keras 3; the reason completes "`tf.f` …". */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}
