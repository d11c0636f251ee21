/** Files open at once. Enough to keep the thread pool busy, far below any limit of open files. */
const BATCH = 64;

/**
 * `Promise.all` over `items.map(work)` with limited concurrency. Results are in the order of the items. After a failure nothing
 * more is started; it is thrown when all running work has ended, so that the caller can clean up.
 */
export async function mapInBatches<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  most = BATCH,
): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += most) {
    for (const ended of await Promise.allSettled(items.slice(start, start + most).map(async (item) => work(item)))) {
      if (ended.status === "rejected") throw ended.reason;
      results.push(ended.value);
    }
  }
  return results;
}
