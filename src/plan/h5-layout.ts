import type { ExtraAttribute, LegacyH5, NamedTensor } from '../keras/layouts/legacy-h5.ts';
import { join, KEPT_OPTIMIZER_GROUP, OPTIMIZER_GROUP, TOP_LEVEL_GROUP } from '../keras/layouts/legacy-h5.ts';
import type { AssignedVariable } from '../keras/weights/types.ts';
import { PROVENANCE_KEYS, PROVENANCE_NAMES } from '../provenance.ts';
import { shapeAfter } from '../tensor/apply-transform.ts';
import { withHalves } from '../tensor/half.ts';
import type { Dtype, Tensor } from '../tensor/tensor.ts';
import type { Transform } from '../tensor/transform.ts';
import type { Hdf5Plan, PlannedAttribute, PlannedDataset, RenamedEntry } from './plan.ts';

/** The Keras 3 whose dialect is written: the oldest, which every later one reads. */
export const KERAS_DIALECT = '3.3.3';

const WEIGHTS = '/model_weights';

/** Keras 3 writes bfloat16 into its H5 layout, but cannot read it ("No cast function available", 3.3.3 and 3.15.1). */
const H5_HALVES: ReadonlySet<Dtype> = new Set<Dtype>(['float16']);

/** Weights arranged for Keras 3's H5 layout: layers in `layer_names` order, each with its `weight_names` in order. */
export interface H5Arrangement {
  readonly h5Layers: readonly { readonly name: string; readonly weights: readonly AssignedVariable[] }[];
  readonly topLevelWeights: readonly AssignedVariable[];
}

export interface H5Texts {
  readonly modelConfig: string | undefined;
  readonly trainingConfig: string | undefined;
  /** The backend the dialect is read with; 'tensorflow' unless the source names another that Keras 3 has. */
  readonly backend: string;
}

/**
 * Plans Keras 3's H5 layout (`save_model_to_hdf5`, keras/src/legacy/saving/legacy_h5_format.py): weights below
 * `model_weights`, the optimizer's below `optimizer_weights`, configurations as root attributes.
 *
 * @param weightsGroup where the source keeps its weights
 */
export function planH5(
  source: LegacyH5,
  weightsGroup: string,
  arrangement: H5Arrangement,
  texts: H5Texts,
): { hdf5: Hdf5Plan; renamed: RenamedEntry[] } {
  const groups = new Set<string>();
  const attributes: PlannedAttribute[] = [];
  const datasets: PlannedDataset[] = [];
  const moved = new Map<string, string>([
    ['/', '/'],
    [weightsGroup, weightsGroup === '/' ? '/' : WEIGHTS],
  ]);

  const text = (owner: string, name: string, value: string) =>
    attributes.push({ owner, name, value: { kind: 'string', value } });
  const names = (owner: string, name: string, value: readonly string[]) =>
    attributes.push({ owner, name, value: { kind: 'names', value } });

  if (texts.modelConfig !== undefined) text('/', 'model_config', texts.modelConfig);
  if (texts.trainingConfig !== undefined) text('/', 'training_config', texts.trainingConfig);
  for (const owner of ['/', WEIGHTS]) {
    text(owner, 'keras_version', KERAS_DIALECT);
    text(owner, 'backend', texts.backend);
  }
  attributes.push(...provenanceAttributes());
  addGroup(groups, WEIGHTS);
  names(
    WEIGHTS,
    'layer_names',
    arrangement.h5Layers.map((layer) => layer.name),
  );

  const place = (group: string, weights: readonly AssignedVariable[]) => {
    addGroup(groups, group);
    names(
      group,
      'weight_names',
      weights.map((weight) => weight.h5Name),
    );
    for (const weight of weights) {
      const target = join(group, weight.h5Name);
      addGroup(groups, parentOf(target));
      datasets.push(plannedDataset(target, weight.sources, weight.steps, H5_HALVES));
      for (const tensor of weight.sources) moved.set(tensor.path, target);
    }
  };
  arrangement.h5Layers.forEach((layer) => {
    place(join(WEIGHTS, layer.name), layer.weights);
  });
  const owners = layersByTensor(arrangement);
  for (const layer of source.layers) {
    // A layer's own attributes follow its group, found by its first weight where the layer was renamed.
    const target = join(WEIGHTS, owners.get(layer.weights[0]?.tensor.path ?? '') ?? layer.name);
    if (groups.has(target)) moved.set(join(weightsGroup, layer.name), target);
  }
  // Keras before 3.8 holds an empty group against the whole model in `load_weights(by_name=True)`.
  if (arrangement.topLevelWeights.length > 0) place(join(WEIGHTS, TOP_LEVEL_GROUP), arrangement.topLevelWeights);
  moved.set(join(weightsGroup, TOP_LEVEL_GROUP), join(WEIGHTS, TOP_LEVEL_GROUP));

  if (source.optimizer.length > 0) {
    addGroup(groups, KEPT_OPTIMIZER_GROUP);
    const kept = optimizerNames(source.optimizer);
    names(KEPT_OPTIMIZER_GROUP, 'weight_names', [...kept.values()]);
    for (const { name, tensor } of source.optimizer) {
      const target = join(KEPT_OPTIMIZER_GROUP, kept.get(name) ?? name);
      addGroup(groups, parentOf(target));
      datasets.push(plannedDataset(target, [tensor], [], H5_HALVES));
      moved.set(tensor.path, target);
    }
    moved.set(OPTIMIZER_GROUP, KEPT_OPTIMIZER_GROUP);
  }

  attributes.push(...keptAttributes(source.extraAttributes, moved));
  return { hdf5: { groups: [...groups], attributes, datasets }, renamed: renamedEntries(datasets) };
}

/** What every result says of its origin, at its root. */
export function provenanceAttributes(): PlannedAttribute[] {
  return PROVENANCE_KEYS.map((key) => ({
    owner: '/',
    name: PROVENANCE_NAMES[key],
    value: { kind: 'provenance', key },
  }));
}

/**
 * A dataset made from source tensors.
 *
 * @param halves types of half precision that Keras 3 reads in the layout
 */
export function plannedDataset(
  target: string,
  sources: readonly Tensor[],
  steps: readonly Transform[],
  halves: ReadonlySet<Dtype>,
): PlannedDataset {
  const all = withHalves(sources, steps, halves);
  return { target, ...shapeAfter(sources, all), values: { kind: 'source', sources, steps: all } };
}

/** Paths that changed, as HDF5 paths without the leading `/`. */
export function renamedEntries(datasets: readonly PlannedDataset[]): RenamedEntry[] {
  return datasets.flatMap(({ target, values }) => {
    if (values.kind !== 'source') return [];
    return values.sources
      .filter((tensor) => tensor.path !== target)
      .map((tensor) => ({ from: tensor.path.slice(1), to: target.slice(1) }));
  });
}

/** Adds a group after its parents, none twice. */
export function addGroup(groups: Set<string>, path: string): void {
  if (path === '' || path === '/' || groups.has(path)) return;
  addGroup(groups, parentOf(path));
  groups.add(path);
}

export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** The optimizer's weights under names as Keras 3 writes them, without TensorFlow's `:0`; none twice. */
function optimizerNames(optimizer: readonly NamedTensor[]): Map<string, string> {
  const taken = new Set<string>();
  const kept = new Map<string, string>();
  for (const { name } of optimizer) {
    const bare = name.replace(/:\d+$/, '');
    let unique = bare;
    for (let n = 1; taken.has(unique); n++) unique = `${bare}_${n}`;
    taken.add(unique);
    kept.set(name, unique);
  }
  return kept;
}

/** Where the weights of each source layer went: target layer by source tensor path. */
function layersByTensor(arrangement: H5Arrangement): Map<string, string> {
  const owners = new Map<string, string>();
  for (const layer of arrangement.h5Layers) {
    for (const weight of layer.weights) for (const tensor of weight.sources) owners.set(tensor.path, layer.name);
  }
  return owners;
}

function keptAttributes(extra: readonly ExtraAttribute[], moved: ReadonlyMap<string, string>): PlannedAttribute[] {
  return extra.flatMap(({ owner, name }) => {
    const target = moved.get(owner);
    if (target === undefined) return [];
    return [{ owner: target, name, value: { kind: 'copy', path: owner, name } } satisfies PlannedAttribute];
  });
}
