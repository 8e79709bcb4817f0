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

type Row = (config: JsonObject) => readonly (VariableSpec | false)[];

/**
 * What each layer class holds itself (children apart), in the order of Keras 3's `_trainable_variables +
 * _non_trainable_variables`, which is also the order inside `vars`. Read from each class's `build` in Keras 3.3.3 and
 * 3.15.1 and in Keras 2.15; classes without a row hold none.
 */
const ROWS: ReadonlyMap<string, Row> = new Map<string, Row>([
  ['Dense', (c) => [weight('kernel', [null, number(c.units)]), biased(c, number(c.units))]],
  ['EinsumDense', (c) => [weight('kernel'), given(c.bias_axes) && weight('bias')]],
  ['Embedding', (c) => [weight('embeddings', [number(c.input_dim), number(c.output_dim)])]],
  ...convolutions('Conv', [1, 2, 3], (c, rank) => [
    weight('kernel', [...window(c, rank), null, number(c.filters)]),
    biased(c, number(c.filters)),
  ]),
  ...transposedConvolutions(),
  ...convolutions('DepthwiseConv', [1, 2], (c, rank) => [
    { ...weight('kernel', [...window(c, rank), null, number(c.depth_multiplier)]), legacyName: 'depthwise_kernel' },
    biased(c, null),
  ]),
  ...convolutions('SeparableConv', [1, 2], (c, rank) => [
    weight('depthwise_kernel', [...window(c, rank), null, number(c.depth_multiplier)]),
    weight('pointwise_kernel', [...Array<number>(rank).fill(1), null, number(c.filters)]),
    biased(c, number(c.filters)),
  ]),
  [
    'BatchNormalization',
    (c) => [
      c.scale !== false && weight('gamma', [null]),
      c.center !== false && weight('beta', [null]),
      statistic('moving_mean', [null]),
      statistic('moving_variance', [null]),
    ],
  ],
  [
    'LayerNormalization',
    (c) => [(c.scale !== false || c.rms_scaling === true) && weight('gamma'), c.center !== false && weight('beta')],
  ],
  [
    'GroupNormalization',
    (c) => [c.scale !== false && weight('gamma', [null]), c.center !== false && weight('beta', [null])],
  ],
  ['LayerScale', () => [weight('gamma', [null])]],
  ['PReLU', () => [weight('alpha')]],
  [
    'Attention',
    (c) => [
      c.use_scale === true && weight('scale', []),
      c.score_mode === 'concat' && weight('concat_score_weight', []),
    ],
  ],
  ['AdditiveAttention', (c) => [c.use_scale !== false && weight('scale', [null])]],
  [
    'Normalization',
    (c) =>
      given(c.mean) ? [] : [statistic('mean'), statistic('variance'), { name: 'count', trainable: false, shape: [] }],
  ],
  ['SimpleRNNCell', (c) => recurrent(c, 1, [units(c, 1)])],
  ['LSTMCell', (c) => recurrent(c, 4, [units(c, 4)])],
  ['GRUCell', (c) => recurrent(c, 3, c.reset_after === false ? [units(c, 3)] : [2, units(c, 3)])],
  [
    'ConvLSTMCell',
    (c) => [
      weight('kernel', [...window(c), null, times(c.filters, 4)]),
      weight('recurrent_kernel', [...window(c), number(c.filters), times(c.filters, 4)]),
      biased(c, times(c.filters, 4)),
    ],
  ],
  ...['StringLookup', 'IntegerLookup', 'TextVectorization'].map((className): [string, Row] => [
    className,
    // `save_own_variables` of index_lookup.py; text_vectorization.py writes its lookup's once more as its own.
    (c) => [c.output_mode === 'tf_idf' && { name: 'idf_weights', trainable: false, treeOnly: true }],
  ]),
  ['SpectralNormalization', () => [statistic('vector_u', [1, null])]],
]);

/** The variables of a built-in layer class under a Keras 3 configuration; empty for a class that has none. */
export function variableSpecs(className: string, config: JsonObject): readonly VariableSpec[] {
  const specs = ROWS.get(className)?.(config) ?? [];
  return specs.filter((spec) => spec !== false);
}

function weight(name: string, shape?: ExpectedShape): VariableSpec {
  return { name, trainable: true, shape };
}

function statistic(name: string, shape?: ExpectedShape): VariableSpec {
  return { name, trainable: false, shape };
}

function biased(config: JsonObject, size: number | null): VariableSpec | false {
  return config.use_bias !== false && weight('bias', [size]);
}

function recurrent(config: JsonObject, gates: number, bias: ExpectedShape): (VariableSpec | false)[] {
  return [
    weight('kernel', [null, units(config, gates)]),
    weight('recurrent_kernel', [units(config, 1), units(config, gates)]),
    config.use_bias !== false && weight('bias', bias),
  ];
}

function units(config: JsonObject, gates: number): number | null {
  return times(config.units, gates);
}

function times(value: Json | undefined, factor: number): number | null {
  const count = number(value);
  return count === null ? null : count * factor;
}

function number(value: Json | undefined): number | null {
  return asNumber(value) ?? null;
}

function given(value: Json | undefined): boolean {
  return value !== undefined && value !== null;
}

/** `kernel_size`: a list, a number for all axes, or a tuple object; of unknown rank where it is a lone number. */
function window(config: JsonObject, rank = 2): (number | null)[] {
  const size = config.kernel_size;
  const items = isObject(size) ? size.items : size;
  if (Array.isArray(items)) return items.map(number);
  return Array<number | null>(rank).fill(number(items));
}

function convolutions(
  prefix: string,
  ranks: readonly number[],
  row: (config: JsonObject, rank: number) => readonly (VariableSpec | false)[],
): [string, Row][] {
  return ranks.map((rank) => [`${prefix}${rank}D`, (config) => row(config, rank)]);
}

function transposedConvolutions(): [string, Row][] {
  return [1, 2, 3].map((rank) => [
    `Conv${rank}DTranspose`,
    (c) => [weight('kernel', [...window(c, rank), number(c.filters), null]), biased(c, number(c.filters))],
  ]);
}
