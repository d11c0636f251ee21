/** Passes items on, tells the sum of their sizes after each, and stops when the signal is aborted. */
export async function* watchItems<Item>(
  items: AsyncIterable<Item>,
  {
    sizeOf,
    tell,
    signal,
  }: {
    readonly sizeOf: (item: Item) => number;
    readonly tell: (done: number) => void;
    readonly signal: AbortSignal;
  },
): AsyncGenerator<Item> {
  let done = 0;
  for await (const item of items) {
    signal.throwIfAborted();
    yield item;
    done += sizeOf(item);
    tell(done);
  }
}
