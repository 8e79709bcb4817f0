/** A hyperslab that lies contiguous in C order. */
export interface Slab {
  readonly offset: readonly number[];
  readonly count: readonly number[];
  /** Elements. */
  readonly size: number;
}

/**
 * Cuts an array into contiguous hyperslabs of at most `maxElements` elements, in C order. A scalar is one slab of rank
 * 0; an array with an extent of zero has none.
 */
export function* slabs(shape: readonly number[], maxElements: number): Generator<Slab> {
  const total = elementsOf(shape);
  if (total === 0) return;
  // The first axis along which one step is small enough: everything inside it is taken whole, everything outside it one index at a time.
  let axis = 0;
  let inner = total;
  while (axis < shape.length) {
    inner /= shape[axis] ?? 1;
    if (inner <= maxElements) break;
    axis++;
  }
  if (total <= maxElements || axis >= shape.length) {
    yield { offset: shape.map(() => 0), count: [...shape], size: total };
    return;
  }
  const extent = shape[axis] ?? 1;
  const step = Math.max(1, Math.floor(maxElements / inner));
  const outer = elementsOf(shape.slice(0, axis));
  for (let i = 0; i < outer; i++) {
    const index = indexOf(i, shape.slice(0, axis));
    for (let start = 0; start < extent; start += step) {
      const length = Math.min(step, extent - start);
      yield {
        offset: [...index, start, ...shape.slice(axis + 1).map(() => 0)],
        count: [...index.map(() => 1), length, ...shape.slice(axis + 1)],
        size: length * inner,
      };
    }
  }
}

/** The part of an array's bytes that a slab stands for. */
export function slabOf(
  bytes: Uint8Array,
  shape: readonly number[],
  { offset, size }: Slab,
  itemBytes: number,
): Uint8Array {
  const start = offset.reduce((sum, at, axis) => sum * (shape[axis] ?? 1) + at, 0);
  return bytes.subarray(start * itemBytes, (start + size) * itemBytes);
}

export function elementsOf(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

function indexOf(position: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  let rest = position;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const extent = shape[axis] ?? 1;
    index.unshift(rest % extent);
    rest = Math.floor(rest / extent);
  }
  return index;
}
