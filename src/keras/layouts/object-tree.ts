import { Refusal } from '../../errors.ts';
import type { Hdf5Reader } from '../../hdf5/reader.ts';
import { shorten } from '../../shorten.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { NamedTensor } from './legacy-h5.ts';

/** An object tree (saving_lib.py): variables at `<object path>/vars/<i>`; no weight is read. */
export interface ObjectTree {
  /** By path without the leading `/`; the optimizer's and the metrics' left out. */
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** `optimizer/vars/<i>` in the order of i. */
  readonly optimizer: readonly NamedTensor[];
  readonly dialect: TreeDialect;
}

/**
 * Whose names the tree has. Keras 3 is known by the `name` it gives its `vars` groups (3.4 on) and by the scalar
 * learning rate among the optimizer's variables; Keras 2 by its metrics, by an optimizer without that rate, by 2.12's name
 * of the root group, by Windows's separator, and by the private names of MultiHeadAttention's children. A tree with neither mark reads the same in both.
 */
export type TreeDialect = 'keras-2' | 'keras-3' | 'either';

const OPTIMIZER = '/optimizer/vars/';
/** Metrics start anew in every run: Keras 3 does not restore them. */
const METRICS = '/metrics/';

/**
 * What a path of HDF5 says in Keras's words. Keras 2.12 to 2.15 joined the names with the system's separator
 * (`tf.io.gfile.join`, saving_lib.py): on Windows a group is called `layers\dense`, and no group is called `layers`.
 */
export const objectPath = (path: string): string => path.replaceAll('\\', '/');

/** @throws Refusal where two datasets are in one place */
export function readObjectTree(reader: Hdf5Reader): ObjectTree {
  const tensors = new Map<string, Tensor>();
  const optimizer: NamedTensor[] = [];
  for (const stored of reader.datasets('/')) {
    const path = objectPath(stored);
    if (path.startsWith(METRICS)) continue;
    const tensor = reader.tensor(stored);
    if (path.startsWith(OPTIMIZER)) optimizer.push({ name: path.slice(OPTIMIZER.length), tensor });
    else if (tensors.has(path.slice(1))) throw new Refusal(twice(path));
    else tensors.set(path.slice(1), tensor);
  }
  // HDF5 lists links by name: "10" comes before "2".
  optimizer.sort((a, b) => Number(a.name) - Number(b.name));
  return { tensors, optimizer, dialect: treeDialect(reader, tensors, optimizer) };
}

const KERAS_2_PATH = /^_layer_checkpoint_dependencies\/|\/_(query|key|value|output)_dense\//;

function treeDialect(
  reader: Hdf5Reader,
  tensors: ReadonlyMap<string, Tensor>,
  optimizer: readonly NamedTensor[],
): TreeDialect {
  const vars = new Set([...tensors.values()].map(({ path }) => path.slice(0, path.lastIndexOf('/'))));
  for (const group of vars) if (reader.attributeNames(group).includes('name')) return 'keras-3';
  if (reader.children('/').some((name) => name === 'metrics' || name.includes('\\'))) return 'keras-2';
  for (const path of tensors.keys()) if (KERAS_2_PATH.test(path)) return 'keras-2';
  const second = optimizer[1];
  if (second) return second.tensor.shape.length === 0 ? 'keras-3' : 'keras-2';
  return 'either';
}

const twice = (path: string) =>
  `the file holds "${shorten(path)}" twice, written with "/" and with "\\": save the weights again`;
