import { Failure } from '../errors.ts';
import { ITEM_BYTES } from '../hdf5/dtype.ts';
import { HDF5_OBJECT_HEADER_LIMIT, SLAB_BYTES } from '../hdf5/limits.ts';
import type { Hdf5Reader } from '../hdf5/reader.ts';
import type { ResultReader } from '../hdf5/result-reader.ts';
import type { SlabBuffer } from '../hdf5/slab-buffer.ts';
import { elementsOf, slabs } from '../hdf5/slabs.ts';
import { readNameList } from '../keras/layouts/name-list.ts';
import type { Hdf5Plan, PlannedAttribute, PlannedDataset } from '../plan/plan.ts';
import type { Provenance } from '../provenance.ts';
import { isCopied, slabBufferFor, valuesToWrite } from './write-hdf5.ts';

/**
 * Holds a written file, reopened, against its plan and its source: the same groups and datasets and no others, shapes, dtypes,
 * lists of names, and every byte.
 *
 * @throws Failure naming the first difference
 */
export function verifyHdf5(plan: Hdf5Plan, source: Hdf5Reader, result: ResultReader, provenance: Provenance): void {
  const planned = new Set([...plan.groups, ...plan.datasets.map(({ target }) => target)]);
  let found = 0;
  for (const path of result.links()) {
    if (!planned.has(path)) fail(path, 'was not planned');
    found++;
  }
  if (found !== planned.size) fail(missing(planned, result), 'is missing');
  // The library finds the others on its way to what they hold.
  const reached = new Set(plan.attributes.map(({ owner }) => owner));
  for (const path of planned) reached.add(path.slice(0, path.lastIndexOf('/')));
  for (const group of plan.groups) if (!reached.has(group) && !result.isGroup(group)) fail(group, 'is not a group');

  using wanted = slabBufferFor(plan.datasets);
  using readBack = slabBufferFor(plan.datasets);
  for (const dataset of plan.datasets) verifyDataset(dataset, source, result, wanted, readBack);
  verifyAttributes(plan.attributes, result, provenance);
}

function missing(planned: ReadonlySet<string>, result: ResultReader): string {
  const written = new Set(result.links());
  return [...planned].find((path) => !written.has(path)) ?? '/';
}

function verifyDataset(
  dataset: PlannedDataset,
  source: Hdf5Reader,
  result: ResultReader,
  wanted: SlabBuffer,
  found: SlabBuffer,
): void {
  const tensor = result.tensor(dataset.target);
  if (tensor.dtype !== dataset.dtype || String(tensor.shape) !== String(dataset.shape)) {
    fail(
      dataset.target,
      `is ${tensor.dtype} (${tensor.shape.join(', ')}), not ${dataset.dtype} (${dataset.shape.join(', ')})`,
    );
  }
  const [copied] = dataset.values.kind === 'source' ? dataset.values.sources : [];
  if (isCopied(dataset) && copied) {
    const itemBytes = ITEM_BYTES[tensor.dtype];
    for (const slab of slabs(tensor.shape, SLAB_BYTES / itemBytes)) {
      source.readSlab(copied, slab, wanted);
      result.readSlab(tensor, slab, found);
      if (Buffer.compare(wanted.bytes, found.bytes) !== 0) fail(dataset.target, 'differs from its source');
    }
    return;
  }
  if (elementsOf(dataset.shape) === 0) return;
  if (Buffer.compare(valuesToWrite(dataset, source), result.read(tensor)) !== 0)
    fail(dataset.target, 'differs from its source');
}

/**
 * Holds what a written file tells of its origin against the plan alone.
 *
 * @throws Failure naming the first difference
 */
export function verifyProvenance(plan: Hdf5Plan, result: ResultReader, provenance: Provenance): void {
  verifyAttributes(
    plan.attributes.filter(({ value }) => value.kind === 'provenance'),
    result,
    provenance,
  );
}

function verifyAttributes(attributes: readonly PlannedAttribute[], result: ResultReader, provenance: Provenance): void {
  for (const { owner, name, value } of attributes) {
    switch (value.kind) {
      case 'string':
        if (result.attribute(owner, name).strings?.[0] !== value.value)
          fail(`${owner} ${name}`, 'differs from the plan');
        break;
      case 'names': {
        const names = namesOf(result, owner, name, value.value);
        const same = names.length === value.value.length && names.every((each, index) => each === value.value[index]);
        if (!same) fail(`${owner} ${name}`, 'differs from the plan');
        break;
      }
      case 'provenance':
        if (result.attribute(owner, name).strings?.[0] !== provenance[value.key])
          fail(`${owner} ${name}`, 'differs from the plan');
        break;
      case 'copy':
        break; // said to be lost by writeHdf5 where it could not be written
    }
  }
}

/** A list that one attribute holds, as most do, is read without asking which attributes there are. */
function namesOf(result: ResultReader, owner: string, name: string, planned: readonly string[]): readonly string[] {
  const width = planned.reduce((widest, text) => Math.max(widest, Buffer.byteLength(text)), 0) + 1;
  const isWhole = planned.length * width <= HDF5_OBJECT_HEADER_LIMIT;
  return readNameList(result, owner, name, isWhole ? [name] : result.attributeNames(owner));
}

function fail(place: string, found: string): never {
  throw new Failure(
    `the result was not kept, because "${place}" ${found} when it was read back: check the disk and its free space, and convert again`,
  );
}
