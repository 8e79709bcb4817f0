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
