import type { Operation } from '../graph/graph.ts';
import type { Arguments } from './arguments.ts';

/** How one TensorFlow function is written for Keras 3. */
export interface OperationRow {
  /** Its names in TensorFlow's API without `tf.` and `compat.v1.`, separated by spaces. */
  readonly names: string;
  /** Its parameters in order, `name` left out; see {@link Arguments}. */
  readonly parameters: string;
  readonly build: (given: Arguments) => Operation;
  /** The type of its outputs but the first, if it is another. */
  readonly others?: string;
  /** The type of what it returns; 'same' (the default) is that of its first tensor. */
  readonly dtype?: 'same' | 'bool' | 'int32' | 'float32' | ((given: Arguments) => string | undefined);
}

/** Rows of functions that differ in nothing but their names. */
export function alike(
  names: Readonly<Record<string, string>>,
  row: (className: string) => Omit<OperationRow, 'names'>,
): OperationRow[] {
  return Object.entries(names).map(([className, tensorflow]) => ({ names: tensorflow, ...row(className) }));
}
