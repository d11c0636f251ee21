import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { MAX_SPOOLED } from "../limits.ts";
import { readRanges } from "./byte-source.ts";
import type { FileRange } from "./bytes.ts";
import { type AheadLimits, fetchRanges } from "./fetch-ranges.ts";
import { planRequests } from "./plan-requests.ts";
import { type Located, type RemoteRange, type RemoteRun, rangeOf, sharedBytes } from "./remote-run.ts";
import { spoolRange } from "./spooled-range.ts";

const LIMITS: AheadLimits = { spooled: MAX_SPOOLED, inFlight: 8 };

/** The place for fetched bytes. */
export interface Spool {
  /** A private directory, which must outlive the disposal. */
  readonly directory: string;
  readonly signal: AbortSignal;
  readonly limits?: Partial<AheadLimits>;
}

/**
 * Starts to fetch runs into private files, in order, ahead of those who read them. A file is deleted when all of it was released;
 * while too much is not released, nothing more is fetched. The first failure ends everything, and reaches all who wait. Disposal
 * ends it too, and deletes what is left.
 * @param runs one that is there twice is fetched once, and must be released twice
 */
export function fetchAhead(
  runs: readonly RemoteRun[],
  { directory, signal, limits }: Spool,
): Located & AsyncDisposable {
  const disposed = new AbortController();
  const all = runs.map(rangeOf);
  const spooled = planRequests([...new Set(runs)]).map((range) => {
    const bytes = all.reduce((sum, run) => sum + sharedBytes(run, range), 0);
    return spoolRange(range, join(directory, `range-${randomUUID()}`), bytes);
  });
  const fetching = fetchRanges(spooled, AbortSignal.any([signal, disposed.signal]), { ...LIMITS, ...limits });
  const checks = new Map<RemoteRun, Promise<void>>();
  const checked = new Set<RemoteRun>();

  const locate = (wanted: RemoteRange): readonly FileRange[] | Promise<readonly FileRange[]> => {
    const there = spooled.filter((range) => sharedBytes(wanted, range) > 0);
    const places = (): readonly FileRange[] =>
      there.map((range) => range.place(Math.max(wanted.start, range.start), Math.min(wanted.end, range.end)));
    const waiting = there.flatMap((range) => range.waitFor(Math.min(wanted.end, range.end)) ?? []);
    return waiting.length === 0 ? places() : Promise.all(waiting).then(places);
  };

  const release = (range: RemoteRange): void => {
    for (const one of spooled) {
      const bytes = sharedBytes(range, one);
      if (bytes > 0 && one.consume(bytes)) fetching.consumed(one);
    }
  };

  const check = async (run: RemoteRun): Promise<void> => {
    if (run.preface !== undefined) {
      const range = { ...rangeOf(run), end: run.offset };
      run.preface.check(await readRanges(await locate(range)));
      const users = runs.filter((other) => other === run).length;
      for (let user = 0; user < users; user++) release(range);
    }
    checked.add(run);
  };

  const checkOnce = (run: RemoteRun): Promise<void> => {
    const known = checks.get(run) ?? check(run);
    checks.set(run, known);
    return known;
  };

  return {
    locate(run, offset, length) {
      const start = run.offset + offset;
      const range = { file: run.file, start, end: start + length };
      if (checked.has(run)) return locate(range);
      return checkOnce(run).then(() => locate(range));
    },
    release(run, offset, length) {
      const start = run.offset + offset;
      release({ file: run.file, start, end: start + length });
    },
    async [Symbol.asyncDispose]() {
      disposed.abort(new Error("nobody waits any more"));
      await fetching.settled;
      await Promise.all(spooled.map((range) => range.remove()));
    },
  };
}
