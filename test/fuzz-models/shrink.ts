import type { Laboratory, Outcome, Tried } from './try-model.ts';
import { tryModel } from './try-model.ts';

/**
 * The smallest model found that fails as the given one does: lines, arguments and elements are left out as long as the same
 * file, format and Keras 3 end in the same kind of failure.
 */
export async function shrink(
  laboratory: Laboratory,
  tried: Tried,
  failure: Outcome,
  mostTries: number,
): Promise<readonly string[]> {
  const { source, format, reader } = failure;
  const wanted = (...[a, b, c]: [string, string, string]) => a === source && b === format && c === reader;
  let smallest = tried.lines;
  let left = mostTries;
  for (let isSmaller = true; isSmaller && left > 0; ) {
    isSmaller = false;
    const { candidates } = await laboratory.shrinker.ask({ do: 'candidates', lines: smallest });
    for (const lines of Array.isArray(candidates) ? candidates : []) {
      if (left <= 0) break;
      left -= 1;
      const { outcomes } = await tryModel(laboratory, tried.seed, lines, wanted);
      if (outcomes.some((one) => one.kind === failure.kind && isAlike(one.how, failure.how))) {
        smallest = lines;
        isSmaller = true;
        break;
      }
    }
  }
  return smallest;
}

/** The same error, or a difference of the same thing: a shrunk model has other names and numbers. */
function isAlike(how: string, other: string): boolean {
  return how.split(':')[0] === other.split(':')[0];
}
