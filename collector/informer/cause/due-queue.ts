/** What is due at a time. */
interface Due<T> {
  readonly at: number;
  readonly item: T;
}

/** Items by the time at which they are due, the earliest first: a binary heap. An item may stand in it several times; who takes it out knows which time counts. */
export class DueQueue<T> {
  private readonly heap: Due<T>[] = [];

  get size(): number {
    return this.heap.length;
  }

  push(at: number, item: T): void {
    const { heap } = this;
    let place = heap.length;
    heap.push({ at, item });
    while (place > 0) {
      const above = (place - 1) >> 1;
      if ((heap[above] as Due<T>).at <= at) break;
      heap[place] = heap[above] as Due<T>;
      place = above;
    }
    heap[place] = { at, item };
  }

  peek(): Due<T> | undefined {
    return this.heap[0];
  }

  pop(): Due<T> | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      const right = heap[below + 1];
      if (right !== undefined && right.at < (heap[below] as Due<T>).at) below += 1;
      const next = heap[below];
      if (next === undefined || next.at >= last.at) break;
      heap[place] = next;
      place = below;
    }
    heap[place] = last;
    return first;
  }
}
