import { ITEM_BYTES } from '../hdf5/dtype.ts';
import { SLAB_BYTES } from '../hdf5/limits.ts';
import type { Hdf5Reader } from '../hdf5/reader.ts';
import { SlabBuffer } from '../hdf5/slab-buffer.ts';
import { slabs } from '../hdf5/slabs.ts';
import { plainJson } from '../isolate/messages.ts';
import { isObject, type Json, sameJson } from '../keras/python-json.ts';
import { platform } from '../platform/platform.ts';
import { fileKind } from '../source/file-kind.ts';
import { openSource, type Source } from '../source/open.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { type DatasetFacts, type Difference, MOST_SETTINGS } from './types.ts';

interface Content {
  readonly datasets: ReadonlyMap<string, DatasetFacts>;
  readonly settings: Json;
}

/**
 * How two Keras files differ: datasets by path, shape, dtype and values, then the architecture and training settings.
 *
 * @param first, second absolute paths
 * @param names how the report names them
 * @throws NotKeras, Failure or Refusal where a file is none of Keras's or damaged
 */
export async function diffFiles(first: string, second: string, names: readonly [string, string]): Promise<Difference> {
  // One after the other: never two files' slabs in memory.
  const [before, after] = [await contentOf(first), await contentOf(second)];
  const settings = settingsThatDiffer(before.settings, after.settings, '');
  return {
    files: names,
    ...compareDatasets(before.datasets, after.datasets),
    settings: settings.slice(0, MOST_SETTINGS),
    moreSettings: Math.max(0, settings.length - MOST_SETTINGS),
  };
}

async function contentOf(path: string): Promise<Content> {
  await using source = await openSource(path, fileKind(path));
  const { reader } = source;
  const datasets = new Map<string, DatasetFacts>();
  using buffer = new SlabBuffer(SLAB_BYTES);
  for (const at of reader.datasets('/')) {
    const tensor = reader.tensor(at);
    const { shape, dtype } = tensor;
    const hash = dtype === 'string' ? {} : { sha256: sha256OfValues(reader, tensor, buffer) };
    datasets.set(at.slice(1), { path: at.slice(1), shape, dtype, ...hash });
  }
  return { datasets, settings: settingsOf(source) };
}

function sha256OfValues(reader: Hdf5Reader, tensor: Tensor, buffer: SlabBuffer): string {
  const hash = platform().sha256();
  const itemBytes = ITEM_BYTES[tensor.dtype];
  for (const slab of slabs(tensor.shape, SLAB_BYTES / itemBytes)) {
    reader.readSlab(tensor, slab, buffer);
    hash.update(buffer.bytes);
  }
  return hash.digest();
}

function settingsOf({ kerasVersion, backend, modelConfig, trainingConfig }: Source): Json {
  return {
    keras_version: kerasVersion ?? null,
    backend: backend ?? null,
    model: modelConfig ?? null,
    training: trainingConfig ?? null,
  };
}

function compareDatasets(
  before: ReadonlyMap<string, DatasetFacts>,
  after: ReadonlyMap<string, DatasetFacts>,
): Pick<Difference, 'same' | 'moved' | 'changed' | 'onlyInFirst' | 'onlyInSecond'> {
  let same = 0;
  const changed: Difference['changed'][number][] = [];
  for (const [path, one] of before) {
    const other = after.get(path);
    if (other === undefined) continue;
    if (contentKey(one) === contentKey(other)) same++;
    else changed.push({ before: one, after: other });
  }
  const elsewhere = new Map<string, DatasetFacts[]>();
  for (const [path, facts] of after) {
    if (before.has(path)) continue;
    const key = contentKey(facts);
    const alike = elsewhere.get(key);
    if (alike === undefined) elsewhere.set(key, [facts]);
    else alike.push(facts);
  }
  const moved: Difference['moved'][number][] = [];
  const onlyInFirst: DatasetFacts[] = [];
  for (const [path, facts] of before) {
    if (after.has(path)) continue;
    const to = takeLikest(elsewhere.get(contentKey(facts)) ?? [], path);
    if (to === undefined) onlyInFirst.push(facts);
    else moved.push({ from: path, to: to.path });
  }
  return { same, moved, changed, onlyInFirst, onlyInSecond: [...elsewhere.values()].flat() };
}

function contentKey({ shape, dtype, sha256 }: DatasetFacts): string {
  return `${dtype} ${shape.join(',')} ${sha256 ?? ''}`;
}

/** Fresh biases and optimizer slots hold the same zeros: of several, the one whose path ends most alike. */
function takeLikest(candidates: DatasetFacts[], path: string): DatasetFacts | undefined {
  let best = 0;
  let bestScore = -1;
  for (const [index, candidate] of candidates.entries()) {
    const score = likeness(partsOf(candidate.path), partsOf(path));
    if (score > bestScore) [best, bestScore] = [index, score];
  }
  return candidates.splice(best, 1)[0];
}

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return [...one].filter((part) => other.has(part)).length;
}

function partsOf(path: string): Set<string> {
  return new Set(path.replace(/:\d+$/, '').split('/'));
}

function settingsThatDiffer(before: Json | undefined, after: Json | undefined, path: string): Difference['settings'] {
  if (sameJson(before, after)) return [];
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) =>
      settingsThatDiffer(ownValue(before, key), ownValue(after, key), path === '' ? key : `${path}/${key}`),
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const longer = before.length > after.length ? before : after;
    return longer.flatMap((_, index) =>
      settingsThatDiffer(before[index], after[index], `${path}/${labelOf(before[index], after[index], index)}`),
    );
  }
  return [{ path, before: plainJson(before), after: plainJson(after) }];
}

/** A layer is told by its name where both sides have it. */
function labelOf(before: Json | undefined, after: Json | undefined, index: number): string {
  const [one, other] = [nameIn(before), nameIn(after)];
  return one !== undefined && one === other ? one : String(index);
}

function nameIn(value: Json | undefined): string | undefined {
  if (!isObject(value) || !isObject(value.config)) return undefined;
  return typeof value.config.name === 'string' ? value.config.name : undefined;
}

function ownValue(object: { readonly [key: string]: Json }, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
