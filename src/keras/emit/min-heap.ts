/** A min-heap of numbers, such as layer indices. */
export class Soonest {
  private readonly heap: number[] = [];

  add(value: number): void {
    const { heap } = this;
    let at = heap.length;
    heap.push(value);
    for (let parent = (at - 1) >> 1; at > 0 && this.at(parent) > value; parent = (at - 1) >> 1) {
      heap[at] = this.at(parent);
      heap[parent] = value;
      at = parent;
    }
  }

  /** Takes the least number that is still wanted; those before it are forgotten. */
  take(isWanted: (value: number) => boolean): number | undefined {
    while (this.heap.length > 0) {
      const value = this.pop();
      if (isWanted(value)) return value;
    }
    return undefined;
  }

  private pop(): number {
    const { heap } = this;
    const least = this.at(0);
    const last = heap.pop() ?? 0;
    if (heap.length === 0) return least;
    heap[0] = last;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const child = this.at(right) < this.at(left) ? right : left;
      if (this.at(child) >= last) return least;
      heap[at] = this.at(child);
      heap[child] = last;
      at = child;
    }
  }

  private at(index: number): number {
    return this.heap[index] ?? Number.POSITIVE_INFINITY;
  }
}
