import { asNumber, isObject, type Json, type JsonObject } from '../python-json.ts';

/** A dimension the configuration does not fix is `null`. */
export type ExpectedShape = readonly (number | null)[];

/** A variable that a layer class creates for a given configuration. */
export interface VariableSpec {
  /** Keras 3's name. */
  readonly name: string;
  readonly trainable: boolean;
  /** `undefined`: any shape. */
  readonly shape?: ExpectedShape | undefined;
  /** Keras 2's name, where it is another. */
  readonly legacyName?: string;
  /** In the object tree alone, under its name instead of a number: no member of `weights`, so not in an H5 file. */
  readonly treeOnly?: true;
}

export function weight(name: string, shape?: ExpectedShape): VariableSpec {
  return { name, trainable: true, shape };
}

export function statistic(name: string, shape?: ExpectedShape): VariableSpec {
  return { name, trainable: false, shape };
}

export function biased(config: JsonObject, size: number | null): VariableSpec | false {
  return config.use_bias !== false && weight('bias', [size]);
}

/** What a recurrent cell holds whose kernels join as many gates. */
export function gates(config: JsonObject, count: number, bias: ExpectedShape): (VariableSpec | false)[] {
  return [
    weight('kernel', [null, units(config, count)]),
    weight('recurrent_kernel', [units(config, 1), units(config, count)]),
    config.use_bias !== false && weight('bias', bias),
  ];
}

export function units(config: JsonObject, gateCount: number): number | null {
  return times(config.units, gateCount);
}

export function times(value: Json | undefined, factor: number): number | null {
  const count = number(value);
  return count === null ? null : count * factor;
}

export function number(value: Json | undefined): number | null {
  return asNumber(value) ?? null;
}

export function given(value: Json | undefined): boolean {
  return value !== undefined && value !== null;
}

/** `kernel_size`: a list, a number for all axes, or a tuple object; of unknown rank where it is a lone number. */
export function window(config: JsonObject, rank = 2): (number | null)[] {
  const size = config.kernel_size;
  const items = isObject(size) ? size.items : size;
  if (Array.isArray(items)) return items.map(number);
  return Array<number | null>(rank).fill(number(items));
}

/** `save_own_variables` of index_lookup.py; text_vectorization.py writes its lookup's once more as its own. */
export function idfWeights(config: JsonObject): (VariableSpec | false)[] {
  return [config.output_mode === 'tf_idf' && { name: 'idf_weights', trainable: false, treeOnly: true }];
}
