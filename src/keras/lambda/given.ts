import type { Argument, TensorRef } from '../graph/graph.ts';
import { isTensor, NotConvertible, numberOf } from './values.ts';

/** The arguments of one call by the names of the function's parameters. */
export class Given {
  private readonly values: ReadonlyMap<string, Argument>;

  /**
   * @param parameters in order, `name` or `name=default` (JSON), other spellings behind `|`; separated by spaces
   * @throws NotConvertible for arguments that the function does not take
   */
  constructor(parameters: string, args: readonly Argument[], keywords: ReadonlyMap<string, Argument>) {
    const values = new Map<string, Argument>();
    const spellings = parameters.split(' ').map((parameter) => {
      const [names = '', missing] = parameter.split('=');
      const [name = '', ...others] = names.split('|');
      if (missing !== undefined) values.set(name, JSON.parse(missing));
      return [name, ...others];
    });
    for (const [index, value] of args.entries()) {
      const name = spellings[index]?.[0];
      if (name === undefined) throw new NotConvertible('gives a function more arguments than it takes');
      values.set(name, value);
    }
    for (const [key, value] of keywords) {
      if (key === 'name') continue;
      const name = spellings.find((names) => names.includes(key))?.[0];
      if (name === undefined) throw new NotConvertible(`gives a function the argument "${key}", which is not known`);
      values.set(name, value);
    }
    this.values = values;
  }

  raw(name: string): Argument {
    return this.values.get(name) ?? null;
  }

  has(name: string): boolean {
    return this.raw(name) !== null;
  }

  tensor(name: string): TensorRef {
    const value = this.raw(name);
    if (!isTensor(value)) throw new NotConvertible(`takes for "${name}" what is no tensor`);
    return value;
  }

  tensors(name: string): Argument[] {
    const value = this.raw(name);
    if (!Array.isArray(value) || value.length === 0)
      throw new NotConvertible(`takes for "${name}" what is no list of tensors`);
    return value;
  }

  /** @throws NotConvertible for what is no number */
  number(name: string): number {
    const number = numberOf(this.raw(name));
    if (number === undefined)
      throw new NotConvertible(`takes "${name}" from a value that is known only when the model runs`);
    return Number(number);
  }

  integer(name: string): number {
    const number = this.number(name);
    if (!Number.isSafeInteger(number)) throw new NotConvertible(`takes for "${name}" what is no integer`);
    return number;
  }

  integers(name: string): number[] {
    const value = this.raw(name);
    return (Array.isArray(value) ? value : [value]).map((item) => {
      const number = Number(numberOf(item));
      if (!Number.isSafeInteger(number)) throw new NotConvertible(`takes for "${name}" what are no integers`);
      return number;
    });
  }

  text(name: string): string {
    const value = this.raw(name);
    if (typeof value !== 'string') throw new NotConvertible(`takes for "${name}" what is no text`);
    return value;
  }

  /** @throws NotConvertible for any value but those */
  only(name: string, ...harmless: Argument[]): void {
    if (this.has(name) && !harmless.includes(this.raw(name)))
      throw new NotConvertible(`gives a function ${name}, which has no counterpart in Keras 3`);
  }
}
