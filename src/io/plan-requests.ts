import { type RemoteRange, type RemoteRun, rangeOf } from "./remote-run.ts";

const MIB = 1024 * 1024;

/** Least and most bytes of a request. Many small ones are slow; large ones delay the first use, and waste more when cut. */
const LEAST = 4 * MIB;
const MOST = 32 * MIB;

/** Requests to aim for between those sizes: several can run at a time, and the first ones end soon. */
const AIM = 32;

/** Largest gap between two runs of a file that is fetched with them, instead of a request for each. In bytes. */
const GAP = 64 * 1024;

/** Decides which ranges to request for `runs`, in their order. Joins neighbours, and cuts what is long. Pure. */
export function planRequests(runs: readonly RemoteRun[]): readonly RemoteRange[] {
  const joined: RemoteRange[] = [];
  for (const range of runs.map(rangeOf)) {
    const last = joined.at(-1);
    if (last?.file !== range.file || range.start < last.end || range.start - last.end > GAP) joined.push(range);
    else joined[joined.length - 1] = { ...last, end: range.end };
  }
  const total = joined.reduce((sum, { start, end }) => sum + end - start, 0);
  const most = Math.min(MOST, Math.max(LEAST, Math.ceil(total / AIM)));
  return joined.flatMap((range) => cut(range, most));
}

/** Cuts a range into pieces of nearly equal size. */
function cut({ file, start, end }: RemoteRange, most: number): RemoteRange[] {
  const count = Math.ceil((end - start) / most);
  const size = Math.ceil((end - start) / count);
  return Array.from({ length: count }, (_, index) => {
    const from = start + index * size;
    return { file, start: from, end: Math.min(end, from + size) };
  });
}
