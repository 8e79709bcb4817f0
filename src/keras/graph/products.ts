/** A matrix product some of whose factors are transposed, as one operation. */
interface Product {
  readonly subscripts: string;
  /** The factors that are transposed, by their places. */
  readonly turned: readonly number[];
}

/** By whether the first and the second factor are transposed. */
export const PRODUCT_SUBSCRIPTS: ReadonlyMap<string, Product> = new Map([
  ['false true', { subscripts: '...ij,...kj->...ik', turned: [1] }],
  ['true false', { subscripts: '...ji,...jk->...ik', turned: [0] }],
  ['true true', { subscripts: '...ji,...kj->...ik', turned: [0, 1] }],
]);

/** The factors that such a product transposes. */
export function turnedFactors(subscripts: unknown): readonly number[] {
  return [...PRODUCT_SUBSCRIPTS.values()].find((product) => product.subscripts === subscripts)?.turned ?? [];
}
