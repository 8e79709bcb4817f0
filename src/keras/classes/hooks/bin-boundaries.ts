/**
 * The boundaries of an adapted Discretization, from the summary Keras 2 kept of its data: partition values and their
 * weights, compressed to `numBins` bins, of which the last has no upper boundary (`get_bin_boundaries` of Keras 2's
 * discretization.py).
 */
export function binBoundaries(values: readonly number[], weights: readonly number[], numBins: number): number[] {
  const epsilon = 1 / numBins;
  if (values.length * epsilon < 1) return values.slice(0, -1);
  let total = 0;
  // Keras computes the cumulative weights in float32.
  const cumulative = weights.map((weight) => {
    total = Math.fround(total + weight);
    return total;
  });
  const shares = cumulative.map((weight) => Math.fround(weight / total));
  const count = Math.ceil(1 / epsilon);
  const bins = Array.from({ length: count }, (_, bin) =>
    Math.fround(interpolate(epsilon + bin * epsilon, shares, values)),
  );
  return bins.slice(0, -1);
}

/** Linear interpolation of `ys` over the increasing `xs`, constant beyond them. */
function interpolate(x: number, xs: readonly number[], ys: readonly number[]): number {
  const above = xs.findIndex((candidate) => candidate > x);
  if (above < 0) return ys.at(-1) ?? 0;
  const [y1 = 0, y0 = y1] = [ys[above], ys[above - 1]];
  const [x1 = 0, x0 = x1] = [xs[above], xs[above - 1]];
  return x1 === x0 ? y1 : y0 + ((y1 - y0) / (x1 - x0)) * (x - x0);
}
