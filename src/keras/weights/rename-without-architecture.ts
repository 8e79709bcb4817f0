import { Refusal } from '../../errors.ts';
import { shapeAfter } from '../../tensor/apply-transform.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { Transform } from '../../tensor/transform.ts';
import { RENORM_SINCE } from '../classes/hooks/statistics.ts';
import type { Finding } from '../findings.ts';
import { TOP_LEVEL_GROUP } from '../layouts/legacy-h5.ts';
import type { SourceContext } from '../upgrade/types.ts';
import { KerasVersion } from '../version.ts';
import { isGeneratorState } from './match-weights.ts';
import { orderSuspicions } from './order-without-architecture.ts';
import type { AssignedVariable, SourceLayer } from './types.ts';
import { unusedName } from './variable-paths.ts';
import { type Likeness, likenessOf, type WeightGroup, weightGroups } from './weight-groups.ts';
import { variableNameIn } from './weight-names.ts';

type NamedTensor = SourceLayer['weights'][number];

/** Weights under Keras 3-style names, where no architecture tells what they belong to: the object tree stays unknown. */
export interface RenamedWeights {
  readonly h5Layers: readonly { readonly name: string; readonly weights: readonly AssignedVariable[] }[];
  readonly topLevelWeights: readonly AssignedVariable[];
  readonly dropped: readonly Tensor[];
  readonly warnings: readonly Finding[];
}

const RENORM = ['moving_stddev', 'renorm_mean', 'renorm_stddev'];

/** Weights of Keras 2 that no layer of Keras 3 has, by their names: renorm's statistics and the summary of an adapted Discretization. */
const DROPPED: ReadonlyMap<string, string> = new Map([
  ...[...RENORM, 'renorm_mean_weight', 'renorm_stddev_weight'].map((name): [string, string] => [
    name,
    `batch renormalization, which Keras 3 has from ${RENORM_SINCE} on`,
  ]),
  ['summary', 'an adapted Discretization, which Keras 3 keeps in the configuration'],
]);

/**
 * Renames the weights of a legacy-H5 file that says nothing of its architecture: no `:0`, unique within the layer, in the
 * file's order, which is what Keras 3 loads by. What names and shapes prove (weights of cuDNN layers, kernels that Theano
 * flipped, statistics of renorm) is converted; what they only suggest is a warning.
 *
 * @throws Refusal for what Keras 1 wrote and only its architecture explains: gates kept apart, kernels of Theano.
 */
export function renameWithoutArchitecture(
  layers: readonly SourceLayer[],
  topLevel: readonly NamedTensor[],
  context: SourceContext,
): RenamedWeights {
  const warnings: Finding[] = [];
  const dropped: Tensor[] = [];
  const h5Layers = layers.map((layer) => {
    refuseSplitGates(layer);
    refuseTheanoKernels(layer);
    const renorm = keepsRenorm(layer, context);
    const kept = layer.weights.filter((weight) => {
      const reason = renorm && isRenorm(weight) ? undefined : reasonToDrop(weight);
      if (reason === undefined) return true;
      dropped.push(weight.tensor);
      warnings.push({
        code: 'weight-dropped',
        layer: layer.name,
        text: `layer "${layer.name}": the weight "${weight.name}" belongs to ${reason}, and is dropped`,
      });
      return false;
    });
    const steps = new Map<Tensor, readonly Transform[]>();
    for (const group of weightGroups(kept)) {
      const likeness = likenessOf(group);
      for (const [tensor, list] of conversion(group, likeness, context.backend)) steps.set(tensor, list);
      warnings.push(...suspicions(layer.name, group, likeness, context));
    }
    return { name: groupOf(layer.name, layers), weights: named(layer.name, kept, steps) };
  });
  return {
    h5Layers,
    topLevelWeights: named('', topLevel, new Map()),
    dropped,
    warnings: distinct([...warnings, ...orderSuspicions(layers)]),
  };
}

/** A layer may be called as the group is that Keras 2.6 gave to the weights of the model itself. */
function groupOf(name: string, layers: readonly SourceLayer[]): string {
  return name === TOP_LEVEL_GROUP ? unusedName(name, new Set(layers.map((layer) => layer.name))) : name;
}

function isRenorm({ name }: NamedTensor): boolean {
  return RENORM.includes(variableNameIn(name));
}

/** Whether the layer is to be loaded into one of a Keras 3 that renormalizes, and has just the statistics of that one. */
function keepsRenorm({ weights }: SourceLayer, { minKeras }: SourceContext): boolean {
  const names = new Set(weights.map(({ name }) => variableNameIn(name)));
  const isTensorFlow2 = RENORM.every((name) => names.has(name)) && !names.has('renorm_mean_weight');
  return isTensorFlow2 && minKeras !== undefined && !minKeras.isOlderThan(KerasVersion.parse(RENORM_SINCE));
}

function reasonToDrop({ name, tensor }: NamedTensor): string | undefined {
  if (isGeneratorState(name, tensor)) return 'a random generator, whose state Keras 3 keeps elsewhere';
  return DROPPED.get(variableNameIn(name));
}

/** Keras 1 kept `lstm_1_W_i`, `lstm_1_U_i`, `lstm_1_b_i`, `lstm_1_W_c`, …: which class they are of, the configuration tells. */
function refuseSplitGates({ name, weights }: SourceLayer): void {
  const split = weights.find((weight) => /_[WUb]_[a-z](:\d+)?$/.test(weight.name));
  if (!split) return;
  throw new Refusal(
    `layer "${name}" keeps its gates apart, as "${split.name}", and only the architecture tells how they belong together: put the model's to_json() beside the file as <stem>.json or model.json, or name one with "architecture"`,
  );
}

/** `convolution2d_1_W` without `:0` is Theano's: flipped, and channels first or last as only the configuration says. */
function refuseTheanoKernels({ name, weights }: SourceLayer): void {
  const kernel = weights.find((weight) => /_W$/.test(weight.name) && weight.tensor.shape.length > 2);
  if (!kernel) return;
  throw new Refusal(
    `layer "${name}" holds "${kernel.name}", a kernel that Keras 1 wrote with Theano, and only the architecture tells the order of its axes: put the model's to_json() beside the file as <stem>.json or model.json, or name one with "architecture"`,
  );
}

function conversion(
  { byVariable }: WeightGroup,
  likeness: Likeness,
  backend: string | undefined,
): [Tensor, readonly Transform[]][] {
  if (likeness === 'cudnn-lstm' || likeness === 'cudnn-gru') {
    const blocks = likeness === 'cudnn-lstm' ? 4 : 3;
    const bias = byVariable.get('bias')?.tensor;
    const half = (bias?.shape[0] ?? 0) / 2;
    return [...byVariable.values()].map(({ tensor }): [Tensor, readonly Transform[]] => {
      if (tensor !== bias) return [tensor, [{ kind: 'transpose-blocks', blocks }]];
      return [tensor, [blocks === 4 ? { kind: 'sum-halves' } : { kind: 'reshape', shape: [2, half] }]];
    });
  }
  if (backend !== 'theano') return [];
  return flippedKernels(byVariable).map((tensor) => [
    tensor,
    [{ kind: 'flip', axes: Array.from({ length: tensor.shape.length - 2 }, (_, axis) => axis) }],
  ]);
}

/** Convolutions' kernels have two axes for channels and the rest for space. */
function flippedKernels(byVariable: WeightGroup['byVariable']): Tensor[] {
  return ['kernel', 'recurrent_kernel'].flatMap((variable) => {
    const tensor = byVariable.get(variable)?.tensor;
    return tensor && tensor.shape.length > 2 ? [tensor] : [];
  });
}

const GATES = 'if its gates use hard_sigmoid';
const REMEDY = 'convert the file together with its architecture to be sure';

const SUSPICIONS: ReadonlyMap<Likeness, Omit<Finding, 'layer'>> = new Map([
  [
    'lstm',
    {
      code: 'gates-unknown',
      text: `looks like an LSTM: ${GATES} (the default before Keras 2.3), Keras 3 computes something else from these weights; ${REMEDY}`,
    },
  ],
  [
    'gru',
    {
      code: 'gates-unknown',
      text: `looks like a GRU: ${GATES} (the default before Keras 2.3), Keras 3 computes something else from these weights; ${REMEDY}`,
    },
  ],
  [
    'conv-lstm',
    {
      code: 'gates-unknown',
      text: `looks like a ConvLSTM: ${GATES} (its default in Keras 2), Keras 3 computes something else from these weights; ${REMEDY}`,
    },
  ],
  [
    'normalization',
    {
      code: 'statistics-unread',
      text: 'looks like an adapted Normalization: Keras before 3.6 does not restore one from an H5 file; give its mean and variance when you build it',
    },
  ],
  [
    'cudnn-lstm',
    {
      code: 'cudnn-replaced',
      text: "holds the weights of a cuDNN LSTM, which are converted to the layout of Keras 3's LSTM",
    },
  ],
  [
    'cudnn-gru',
    {
      code: 'cudnn-replaced',
      text: "holds the weights of a cuDNN GRU, which are converted to the layout of Keras 3's GRU with reset_after",
    },
  ],
]);

const FLIPPED: Omit<Finding, 'layer'> = {
  code: 'kernels-flipped',
  text: 'holds convolution kernels written by Theano, which are flipped, as Keras 3 does not convolve but correlates',
};

function suspicions(layer: string, group: WeightGroup, likeness: Likeness, { backend }: SourceContext): Finding[] {
  const known = SUSPICIONS.get(likeness);
  const isFlipped = backend === 'theano' && flippedKernels(group.byVariable).length > 0;
  return [...(known ? [known] : []), ...(isFlipped ? [FLIPPED] : [])].map((found) => ({
    ...found,
    layer,
    text: `layer "${layer}" ${found.text}`,
  }));
}

function distinct(warnings: readonly Finding[]): Finding[] {
  return [...new Map(warnings.map((warning) => [warning.text, warning])).values()];
}

function named(
  layer: string,
  weights: readonly NamedTensor[],
  steps: ReadonlyMap<Tensor, readonly Transform[]>,
): AssignedVariable[] {
  const taken = new Set<string>();
  const depthwiseAlone = !weights.some(({ name }) => variableNameIn(name) === 'pointwise_kernel');
  return weights.map(({ name, tensor }) => {
    const plain = plainName(name, depthwiseAlone);
    const h5Name = unusedName(plain, taken);
    taken.add(h5Name);
    const list = steps.get(tensor) ?? [];
    return {
      name: plain.slice(plain.lastIndexOf('/') + 1),
      layer,
      h5Name,
      objectPath: '',
      sources: [tensor],
      steps: list,
      shape: shapeAfter([tensor], list).shape,
      trainable: true,
    };
  });
}

/** `block1/conv/depthwise_kernel:0` → `block1/conv/kernel`: DepthwiseConv2D's kernel has another name in Keras 3, SeparableConv2D's has not. */
function plainName(name: string, depthwiseAlone: boolean): string {
  const parts = name
    .replace(/:\d+$/, '')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  const plain = parts.join('/') || 'weight';
  return depthwiseAlone ? plain.replace(/(^|\/)depthwise_kernel$/, '$1kernel') : plain;
}
