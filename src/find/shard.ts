import type { Shard } from '../options/options.ts';
import type { FoundFile } from './find.ts';

/**
 * One machine's part of the files: each file, largest first, goes to the part with the fewest bytes so far, so that every
 * machine finds the same parts by itself. Sorted as the list given.
 */
export function filesOfShard(files: readonly FoundFile[], shard: Shard): FoundFile[] {
  const largestFirst = files.toSorted((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
  const loads = new Array<number>(shard.count).fill(0);
  const chosen = new Set<FoundFile>();
  for (const file of largestFirst) {
    const lightest = loads.indexOf(Math.min(...loads));
    // An empty file counts too, or all of them would go to one part.
    loads[lightest] = (loads[lightest] ?? 0) + file.bytes + 1;
    if (lightest === shard.index - 1) chosen.add(file);
  }
  return files.filter((file) => chosen.has(file));
}
