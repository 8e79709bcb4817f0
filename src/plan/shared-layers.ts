import type { Hdf5Reader } from '../hdf5/reader.ts';
import type { Warning } from '../keras/upgrade/types.ts';
import type { AssignedModel, AssignedVariable } from '../keras/weights/types.ts';
import type { Tensor } from '../tensor/tensor.ts';

/**
 * Layers of one name in several models of the file that have the same weights to the bit: one layer, most likely, that the
 * models shared, which no file of Keras before 2.5 tells (later ones have `shared_object_id`). Keras 3 gives each model its
 * own. Few weights are read: the smallest that are not all of one value.
 */
export function sharedLayerWarnings(assigned: AssignedModel, reader: Hdf5Reader): Warning[] {
  const layers = new Map<string, AssignedVariable[]>();
  for (const variable of assigned.h5Layers.flatMap(({ weights }) => weights)) {
    layers.set(variable.layer, [...(layers.get(variable.layer) ?? []), variable]);
  }
  const byName = new Map<string, string[]>();
  for (const path of layers.keys()) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  const shared = new Map<string, string>();
  for (const [first, ...others] of byName.values()) {
    for (const other of others) {
      if (first === undefined || shared.has(commonEnd(first, other))) continue;
      if (areSame(layers.get(first) ?? [], layers.get(other) ?? [], reader)) shared.set(commonEnd(first, other), other);
    }
  }
  return [...shared].map(([layer]) => ({
    code: 'layer-shared',
    layer,
    text: `layer "${layer}" stands in several models of the file with the same weights: if it is one layer that they share, Keras 3 gives each its own, so that predictions are the same, but further training moves them apart`,
  }));
}

/** The outermost of what two paths end with alike: `a/base/conv` and `b/base/conv` share `base`. */
function commonEnd(first: string, other: string): string {
  const [a, b] = [first.split('/'), other.split('/')];
  let length = 1;
  while (length < Math.min(a.length, b.length) && a.at(-length - 1) === b.at(-length - 1)) length++;
  return a.at(-length) ?? first;
}

function areSame(ours: readonly AssignedVariable[], theirs: readonly AssignedVariable[], reader: Hdf5Reader): boolean {
  if (ours.length !== theirs.length) return false;
  const pairs: [Tensor, Tensor][] = [];
  for (const [index, { sources, name }] of ours.entries()) {
    const other = theirs[index];
    const [a, b] = [sources[0], other?.sources[0]];
    if (!a || !b || name !== other?.name || a.dtype !== b.dtype || String(a.shape) !== String(b.shape)) return false;
    pairs.push([a, b]);
  }
  pairs.sort(([a], [b]) => sizeOf(a) - sizeOf(b));
  for (const [a, b] of pairs) {
    const bytes = Buffer.from(reader.read(a));
    if (Buffer.compare(bytes, reader.read(b)) !== 0) return false;
    if (!isOfOneValue(bytes, bytes.length / Math.max(1, sizeOf(a)))) return true;
  }
  return false;
}

function sizeOf({ shape }: Tensor): number {
  return shape.reduce((size, extent) => size * extent, 1);
}

/** Zeros and ones are what layers begin with, and show nothing. */
function isOfOneValue(bytes: Buffer, width: number): boolean {
  return bytes.subarray(width).equals(bytes.subarray(0, Math.max(0, bytes.length - width)));
}
