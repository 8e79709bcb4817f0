import { Failure } from '../errors.ts';
import { ITEM_BYTES } from '../hdf5/dtype.ts';
import { HDF5_OBJECT_HEADER_LIMIT, SLAB_BYTES } from '../hdf5/limits.ts';
import type { Hdf5Reader } from '../hdf5/reader.ts';
import { elementsOf, slabs } from '../hdf5/slabs.ts';
import { readNameList } from '../keras/layouts/name-list.ts';
import type { Hdf5Plan, PlannedAttribute, PlannedDataset } from '../plan/plan.ts';
import type { Provenance } from '../provenance.ts';
import { isCopied, SlabBuffer, valuesToWrite } from './write-hdf5.ts';

/**
 * Holds a written file, reopened, against its plan and its source: the same groups and datasets and no others, shapes, dtypes,
 * lists of names, and every byte.
 *
 * @throws Failure naming the first difference
 */
export function verifyHdf5(plan: Hdf5Plan, source: Hdf5Reader, result: Hdf5Reader, provenance: Provenance): void {
  const planned = new Set([...plan.groups, ...plan.datasets.map(({ target }) => target)]);
  const written = new Set(result.links(new Set(plan.groups)));
  for (const path of planned) if (!written.has(path)) fail(path, 'is missing');
  for (const path of written) if (!planned.has(path)) fail(path, 'was not planned');

  using wanted = new SlabBuffer(source, plan.datasets);
  using found = new SlabBuffer(result, plan.datasets);
  for (const dataset of plan.datasets) verifyDataset(dataset, source, result, wanted.pointer, found.pointer);
  verifyAttributes(plan.attributes, result, provenance);
}

function verifyDataset(
  dataset: PlannedDataset,
  source: Hdf5Reader,
  result: Hdf5Reader,
  wanted: number,
  found: number,
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
      const heap = source.module.HEAPU8;
      const bytes = slab.size * itemBytes;
      if (Buffer.compare(heap.subarray(wanted, wanted + bytes), heap.subarray(found, found + bytes)) !== 0) {
        fail(dataset.target, 'differs from its source');
      }
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
export function verifyProvenance(plan: Hdf5Plan, result: Hdf5Reader, provenance: Provenance): void {
  verifyAttributes(
    plan.attributes.filter(({ value }) => value.kind === 'provenance'),
    result,
    provenance,
  );
}

function verifyAttributes(attributes: readonly PlannedAttribute[], result: Hdf5Reader, provenance: Provenance): void {
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
function namesOf(result: Hdf5Reader, owner: string, name: string, planned: readonly string[]): readonly string[] {
  const width = planned.reduce((widest, text) => Math.max(widest, Buffer.byteLength(text)), 0) + 1;
  const isWhole = planned.length * width <= HDF5_OBJECT_HEADER_LIMIT;
  return readNameList(result, owner, name, isWhole ? [name] : result.attributeNames(owner));
}

function fail(place: string, found: string): never {
  throw new Failure(
    `the result was not kept, because "${place}" ${found} when it was read back: check the disk and its free space, and convert again`,
  );
}
