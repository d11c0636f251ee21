/** Files open at once. Enough to keep the thread pool busy, far below any limit of open files. */
const BATCH = 64;

/** As `Promise.all` over `items.map(work)`, with a bound on how many are under way. Results are in the order of the items. */
export async function mapInBatches<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += BATCH) {
    results.push(...(await Promise.all(items.slice(start, start + BATCH).map(work))));
  }
  return results;
}
