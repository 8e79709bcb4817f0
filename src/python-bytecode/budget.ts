import { NotFollowed } from './expression.ts';

/** Steps in all, loops unrolled: a function of the survey takes 200 at most. */
const MAX_STEPS = 20_000;

/** Functions called within one another. */
const MAX_CALLS = 20;

/** Items of all lists and tuples made. */
export const MAX_ITEMS = 200_000;

/** What following a function may cost, whatever its code says. */
export class Budget {
  private steps = 0;
  private depth = 0;
  private items = 0;

  step(): void {
    if (++this.steps > MAX_STEPS) throw new NotFollowed(`takes more than ${MAX_STEPS} steps`);
  }

  enter(): void {
    if (++this.depth > MAX_CALLS) throw new NotFollowed(`calls functions more than ${MAX_CALLS} deep`);
  }

  leave(): void {
    this.depth--;
  }

  spend(count: number): void {
    this.items += count;
    if (this.items > MAX_ITEMS) throw new NotFollowed(`makes more than ${MAX_ITEMS} values`);
  }

  counted<T>(items: T[]): T[] {
    this.spend(items.length);
    return items;
  }
}
