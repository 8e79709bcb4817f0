import { Failure, Refusal } from '../../errors.ts';
import type { Hdf5Reader } from '../../hdf5/reader.ts';
import { shorten } from '../../shorten.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { SourceLayer } from '../weights/types.ts';
import { nameListParts, readNameList } from './name-list.ts';

/** A weight with the name its list gives it. */
export interface NamedTensor {
  readonly name: string;
  readonly tensor: Tensor;
}

/** An attribute that is not part of the layout: it goes with its owner. */
export interface ExtraAttribute {
  readonly owner: string;
  readonly name: string;
}

/** What a legacy-H5 file holds, in its own order; no weight is read. */
export interface LegacyH5 {
  readonly layers: readonly SourceLayer[];
  readonly topLevel: readonly NamedTensor[];
  readonly optimizer: readonly NamedTensor[];
  readonly extraAttributes: readonly ExtraAttribute[];
  /** Datasets that no list names; Keras never reads them. */
  readonly unlisted: readonly string[];
  /** Written by Keras 0.x: layers and weights have numbers in place of names. */
  readonly unnamed?: true;
}

/** The group of weights that belong to the model itself, from Keras 2.6 on (legacy_h5_format.py). */
export const TOP_LEVEL_GROUP = 'top_level_model_weights';
export const OPTIMIZER_GROUP = '/optimizer_weights';
/**
 * Where results keep the source's optimizer weights. Not `optimizer_weights`: where a compiled `.h5` has that group, every
 * Keras 3 builds the optimizer for an empty list of variables, and the first training step fails with "Unknown variable"
 * (measured in 3.3.3 and 3.15.1; `load_model_from_hdf5`, legacy_h5_format.py).
 */
export const KEPT_OPTIMIZER_GROUP = '/source_optimizer_weights';

const ROOT_LAYOUT = new Set(['keras_version', 'backend', 'model_config', 'training_config']);
const WEIGHTS_LAYOUT = new Set(['keras_version', 'backend']);

/**
 * Reads the lists of a legacy-H5 file and the shapes of what they name.
 *
 * @param weightsGroup `/` or `/model_weights`
 * @throws Failure where a list names something that is not there; Refusal where one dataset is named twice
 */
export function readLegacyH5(reader: Hdf5Reader, weightsGroup: string): LegacyH5 {
  const names = readNameList(reader, weightsGroup, 'layer_names');
  const distinct = new Set(names);
  if (distinct.size !== names.length) {
    throw new Refusal(
      `"layer_names" of "${weightsGroup}" lists "${shorten(firstDuplicate(names))}" twice, so the file does not say which weights are whose: save it again from Keras`,
    );
  }
  const extraAttributes: ExtraAttribute[] = [];
  const layers = names.map((name): SourceLayer => {
    const group = join(weightsGroup, name);
    if (reader.kind(group) !== 'group') {
      throw new Failure(
        `"layer_names" lists "${shorten(name)}", but "${shorten(group)}" is not a group of this file; it may be damaged: restore it from its origin`,
      );
    }
    return { name, weights: readWeights(reader, group, `layer "${shorten(name)}"`, extraAttributes) };
  });
  const topLevelGroup = join(weightsGroup, TOP_LEVEL_GROUP);
  const hasTopLevel = !distinct.has(TOP_LEVEL_GROUP) && reader.kind(topLevelGroup) === 'group';
  const topLevel = hasTopLevel ? readWeights(reader, topLevelGroup, `"${TOP_LEVEL_GROUP}"`, extraAttributes) : [];
  const hasOptimizer = weightsGroup !== '/' && reader.kind(OPTIMIZER_GROUP) === 'group';
  const optimizer = hasOptimizer ? readWeights(reader, OPTIMIZER_GROUP, 'the optimizer', extraAttributes) : [];

  collectExtra('/', reader.attributeNames('/'), ROOT_LAYOUT, 'layer_names', extraAttributes);
  if (weightsGroup !== '/') {
    collectExtra(weightsGroup, reader.attributeNames(weightsGroup), WEIGHTS_LAYOUT, 'layer_names', extraAttributes);
  }

  const listed = [...layers.flatMap((layer) => layer.weights), ...topLevel, ...optimizer].map(
    ({ tensor }) => tensor.path,
  );
  const kinds = kindsOf(listed);
  const unlisted = [...reader.datasets('/', kinds)].filter((path) => kinds.get(path) !== 'dataset');
  return { layers, topLevel, optimizer, extraAttributes, unlisted };
}

function readWeights(reader: Hdf5Reader, group: string, place: string, extra: ExtraAttribute[]): NamedTensor[] {
  const attributes = reader.attributeNames(group);
  const names = readNameList(reader, group, 'weight_names', attributes);
  if (new Set(names).size !== names.length) {
    throw new Refusal(
      `${place} lists "${shorten(firstDuplicate(names))}" twice in "weight_names": save the file again from Keras`,
    );
  }
  collectExtra(group, attributes, new Set(), 'weight_names', extra);
  return names.map((name) => {
    const path = join(group, name);
    const tensor = tensorOf(reader, path, () => `${place} lists weight "${shorten(name)}"`);
    collectExtra(path, reader.attributeNames(path), new Set(), undefined, extra);
    return { name, tensor };
  });
}

/** Asks for the kind only where there is no tensor: asking is a good part of the cost of thousands of small ones. */
function tensorOf(reader: Hdf5Reader, path: string, place: () => string): Tensor {
  try {
    return reader.tensor(path);
  } catch (error) {
    if (!(error instanceof Failure) || reader.kind(path) === 'dataset') throw error;
    throw new Failure(
      `${place()}, but no such dataset exists in the file; it may be damaged: restore it from its origin`,
    );
  }
}

function collectExtra(
  owner: string,
  names: readonly string[],
  layout: ReadonlySet<string>,
  list: string | undefined,
  into: ExtraAttribute[],
): void {
  const parts = new Set(list === undefined ? [] : nameListParts(names, list));
  for (const name of names) {
    if (!layout.has(name) && !parts.has(name) && !name.startsWith('keras3_migrate_')) into.push({ owner, name });
  }
}

/** The kinds of datasets and of every group above them. */
function kindsOf(datasets: readonly string[]): Map<string, 'group' | 'dataset'> {
  const kinds = new Map<string, 'group' | 'dataset'>();
  for (const path of datasets) {
    kinds.set(path, 'dataset');
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
      kinds.set(path.slice(0, end), 'group');
  }
  return kinds;
}

function firstDuplicate(names: readonly string[]): string {
  const seen = new Set<string>();
  return names.find((name) => seen.size === seen.add(name).size) ?? '';
}

/** HDF5 path of a name below a group; names hold `/` where they stand for nested groups. */
export function join(group: string, name: string): string {
  return group === '/' ? `/${name}` : `${group}/${name}`;
}
