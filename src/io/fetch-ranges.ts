import { RangesIgnored, type RemoteFile } from "./remote-file.ts";
import type { SpooledRange } from "./spooled-range.ts";

/** Limits of fetching ahead. */
export interface AheadLimits {
  /** Most bytes that are spooled or on their way, and not consumed yet. */
  readonly spooled: number;
  /** Most requests at a time. */
  readonly inFlight: number;
}

export interface Fetching {
  /** Makes room for more: a range was consumed. */
  consumed(range: SpooledRange): void;
  /** Resolves when nothing is written any more. Never rejects: a failure reaches the waiting readers of every range. */
  readonly settled: Promise<void>;
}

/**
 * Fetches ranges into their files, in the given order and several at a time, and waits for room before each. The first failure
 * ends all.
 */
export function fetchRanges(ranges: readonly SpooledRange[], given: AbortSignal, limits: AheadLimits): Fetching {
  const failed = new AbortController();
  const signal = AbortSignal.any([given, failed.signal]);
  const charged = new Map<SpooledRange, number>();
  const fetchOne = fetcher(ranges, signal);
  let spooled = 0;
  let running = 0;
  let changed = Promise.withResolvers<void>();
  const tell = (): void => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const giveUp = (): void => {
    for (const range of ranges) range.fail(signal.reason);
    tell();
  };
  if (signal.aborted) giveUp();
  else signal.addEventListener("abort", giveUp, { once: true });
  // A range larger than the limit is fetched when there is nothing else.
  const fits = (size: number): boolean =>
    running < limits.inFlight && (spooled === 0 || spooled + size <= limits.spooled);
  const start = async (range: SpooledRange, size: number): Promise<void> => {
    charged.set(range, size);
    spooled += size;
    running += 1;
    await fetchOne(range).catch((error: unknown) => failed.abort(error));
    running -= 1;
    tell();
  };
  const dispatch = async (): Promise<void> => {
    const started: Promise<void>[] = [];
    for (const range of ranges) {
      const size = range.end - range.start;
      while (!signal.aborted && !fits(size) && range.arrived < range.end) await changed.promise;
      if (signal.aborted) break;
      if (range.arrived < range.end) started.push(start(range, size));
    }
    await Promise.all(started);
  };
  return {
    consumed(range) {
      spooled -= charged.get(range) ?? 0;
      charged.delete(range);
      tell();
    },
    settled: dispatch(),
  };
}

/** Fetches single ranges, and switches to one pass for a file whose server ignores ranges. */
function fetcher(ranges: readonly SpooledRange[], signal: AbortSignal): (range: SpooledRange) => Promise<void> {
  const underWay = new Map<SpooledRange, Promise<void>>();
  const passes = new Map<RemoteFile, { readonly stop: AbortController; pass?: Promise<void> }>();
  for (const { file } of ranges) passes.set(file, { stop: new AbortController() });

  const fetchAlone = async (range: SpooledRange, stop: AbortSignal): Promise<void> => {
    const { file, start, end } = range;
    const run = { offset: start, length: end - start };
    try {
      await file.fetch(run, (bytes) => range.write(bytes), AbortSignal.any([signal, stop]));
    } finally {
      await range.close();
    }
  };

  /** Fetches all that is missing of a file. Nothing makes such a pass wait: its connection would be cut, and it starts over. */
  const readThrough = async (file: RemoteFile): Promise<void> => {
    const all = ranges.filter((range) => range.file === file).toSorted((a, b) => a.start - b.start);
    await Promise.allSettled(all.flatMap((range) => underWay.get(range) ?? []));
    const missing = all.filter(({ arrived, end }) => arrived < end).map((range) => ({ range, from: range.arrived }));
    let position = missing[0]?.from ?? 0;
    const run = { offset: position, length: (missing.at(-1)?.range.end ?? position) - position };
    const write = async (bytes: Uint8Array): Promise<void> => {
      for (const { range, from } of missing) {
        const start = Math.max(0, from - position);
        const part = bytes.subarray(start, Math.max(start, range.end - position));
        if (part.byteLength > 0) await range.write(part);
      }
      position += bytes.byteLength;
    };
    try {
      await file.fetch(run, write, signal);
    } finally {
      for (const { range } of missing) await range.close();
    }
  };

  return async (range) => {
    const { file } = range;
    const state = passes.get(file) ?? { stop: new AbortController() };
    if (state.pass === undefined) {
      const fetching = fetchAlone(range, state.stop.signal);
      underWay.set(range, fetching);
      try {
        return await fetching;
      } catch (error) {
        signal.throwIfAborted();
        if (state.pass === undefined && !(error instanceof RangesIgnored)) throw error;
      }
    }
    state.pass ??= readThrough(file);
    state.stop.abort();
    await state.pass;
  };
}
