/**
 * The path component Keras derives from a class name (`keras/src/utils/naming.py: to_snake_case`; Keras 2.12 to 2.15 use
 * the same two substitutions): `Conv2DTranspose` → `conv2d_transpose`, `PReLU` → `p_re_lu`.
 */
export function toSnakeCase(className: string): string {
  return className
    .replace(/[^\p{L}\p{N}_]+/gu, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** The Python class behind a serialized class name: `MyPackage>MyLayer` is registered under a package, its class is `MyLayer`. */
export function pythonClassName(className: string): string {
  return className.slice(className.lastIndexOf('>') + 1);
}

/** Numbers the repetitions of a name: `dense`, `dense_1`, `dense_2` (`saving_lib.py: _get_unique_name`). */
export class SiblingNames {
  readonly #used = new Map<string, number>();

  next(name: string): string {
    const count = this.#used.get(name);
    this.#used.set(name, count === undefined ? 0 : count + 1);
    return count === undefined ? name : `${name}_${count + 1}`;
  }
}
