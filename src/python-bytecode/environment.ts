import type { Expression } from './expression.ts';

/** What is known of the world around a function. */
export interface Environment {
  /** What a global of the function's module stands for; undefined where nobody knows. */
  global(name: string): Expression | undefined;
  /** The module that `import name` gives; undefined for modules that are not known. */
  module(name: string): Expression | undefined;
  /** The constant, tuple or list that an expression is known to be, such as the size of a tensor. */
  known?(expression: Expression): Expression | undefined;
  /** Whether a function of a known module does nothing but compute its value; every one, where this is missing. */
  isPure?(path: string): boolean;
}
