import { Failure, Refusal } from '../errors.ts';
import { ITEM_BYTES } from '../hdf5/dtype.ts';
import { MAX_TRANSFORMED_BYTES, SLAB_BYTES } from '../hdf5/limits.ts';
import type { Hdf5Reader } from '../hdf5/reader.ts';
import { SlabBuffer } from '../hdf5/slab-buffer.ts';
import { elementsOf, slabs } from '../hdf5/slabs.ts';
import { toBytes } from '../hdf5/values.ts';
import { Hdf5Writer } from '../hdf5/writer.ts';
import type { Hdf5Plan, PlannedAttribute, PlannedDataset } from '../plan/plan.ts';
import { PROVENANCE_NAMES, type Provenance } from '../provenance.ts';
import { applyTransforms, valuesOf } from '../tensor/apply-transform.ts';

/** Whether the values of a dataset are its one source's, bit for bit. */
export function isCopied(dataset: PlannedDataset): boolean {
  return dataset.values.kind === 'source' && dataset.values.sources.length === 1 && dataset.values.steps.length === 0;
}

export interface WrittenHdf5 {
  /** Attributes that could not be kept, as `owner/name`. */
  readonly lostAttributes: readonly string[];
  /** The file's, without those left free in front. */
  readonly bytes: number;
  /** Where in the file the source's SHA-256 stands. */
  readonly sourceSha256At: number;
}

/**
 * Executes a plan: writes a new HDF5 file. It knows nothing of Keras.
 *
 * @param place absolute path of a file that does not exist, and how many bytes are left free in front
 * @throws Failure on a read or write error; Refusal for values that cannot be written
 */
export function writeHdf5(
  plan: Hdf5Plan,
  reader: Hdf5Reader,
  { path, start }: { readonly path: string; readonly start: number },
  provenance: Provenance,
): WrittenHdf5 {
  using writer = Hdf5Writer.create(path, start);
  for (const group of plan.groups) writer.group(group);
  using buffer = slabBufferFor(plan.datasets);
  for (const dataset of plan.datasets) {
    writer.dataset(dataset.target, dataset.shape, dataset.dtype);
    if (isCopied(dataset)) copyDataset(dataset, reader, writer, buffer);
    else writer.write(dataset.target, dataset.shape, dataset.dtype, valuesToWrite(dataset, reader));
  }
  const lost = plan.attributes.filter((attribute) => !writeAttribute(attribute, reader, writer, provenance));
  const bytes = writer.close();
  return {
    lostAttributes: lost.map(({ owner, name }) => `${owner}/${name}`),
    bytes,
    sourceSha256At: writer.textPosition('/', PROVENANCE_NAMES.sourceSha256),
  };
}

/** Memory for the largest slab of some datasets. */
export function slabBufferFor(datasets: readonly PlannedDataset[]): SlabBuffer {
  const largest = datasets.reduce((most, { shape, dtype }) => Math.max(most, elementsOf(shape) * ITEM_BYTES[dtype]), 1);
  return new SlabBuffer(Math.min(SLAB_BYTES, largest));
}

function copyDataset(dataset: PlannedDataset, reader: Hdf5Reader, writer: Hdf5Writer, buffer: SlabBuffer): void {
  if (dataset.values.kind !== 'source') return;
  const [tensor] = dataset.values.sources;
  if (!tensor) return;
  for (const slab of slabs(tensor.shape, SLAB_BYTES / ITEM_BYTES[tensor.dtype])) {
    reader.readSlab(tensor, slab, buffer);
    writer.writeSlab(dataset.target, slab, buffer.bytes);
  }
}

/**
 * The bytes of a dataset whose values are not its source's.
 *
 * @throws Refusal if they do not fit in memory
 */
export function valuesToWrite(dataset: PlannedDataset, reader: Hdf5Reader): Uint8Array {
  const { values } = dataset;
  if (values.kind === 'constant') return constantBytes(values.value, dataset);
  const bytes = values.sources.reduce((sum, { shape, dtype }) => sum + elementsOf(shape) * ITEM_BYTES[dtype], 0);
  if (bytes > MAX_TRANSFORMED_BYTES) {
    throw new Refusal(
      `dataset "${values.sources[0]?.path}" has to be changed in memory but takes ${bytes} bytes, over the limit of ${MAX_TRANSFORMED_BYTES}`,
    );
  }
  const sources = values.sources.map((tensor) => valuesOf(reader.read(tensor), tensor.shape, tensor.dtype));
  return applyTransforms(sources, values.steps).bytes;
}

function constantBytes(value: number, { target, shape, dtype }: PlannedDataset): Uint8Array {
  const size = elementsOf(shape);
  switch (dtype) {
    case 'float32':
      return toBytes(new Float32Array(size).fill(value));
    case 'float64':
      return toBytes(new Float64Array(size).fill(value));
    case 'int32':
      return toBytes(new Int32Array(size).fill(value));
    case 'int64':
      return toBytes(new BigInt64Array(size).fill(BigInt(value)));
    case 'uint32':
      return toBytes(new Uint32Array(size).fill(value));
    default:
      throw new Failure(`dataset "${target}": no constant of dtype ${dtype} can be written`);
  }
}

function writeAttribute(
  { owner, name, value }: PlannedAttribute,
  reader: Hdf5Reader,
  writer: Hdf5Writer,
  provenance: Provenance,
): boolean {
  switch (value.kind) {
    case 'string':
      writer.stringAttribute(owner, name, value.value);
      return true;
    case 'provenance':
      writer.stringAttribute(owner, name, provenance[value.key]);
      return true;
    case 'names':
      writer.namesAttribute(owner, name, value.value);
      return true;
    case 'copy':
      return writer.copyAttribute(owner, name, reader.attribute(value.path, value.name));
  }
}
