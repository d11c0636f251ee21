import { setTimeout as sleep } from "node:timers/promises";
import prettyBytes from "pretty-bytes";

/** Milliseconds before each further attempt, at least; up to half as much again is added. Five attempts within about 20 seconds. */
const DELAYS = [1000, 2000, 4000, 8000] as const;

/** A service that asks for a longer pause than this, in milliseconds, is not waited for. */
const LONGEST_PAUSE = 60_000;

/** Attempts in all, for what gets further with each: a transfer of 10 GB may break off every 100 MB. */
const MOST_ATTEMPTS = 100;

export interface RetryOptions {
  /** Whether another attempt may help, and when. */
  readonly transient: (error: unknown) => Transient | undefined;
  /** Told before each pause why there is one. */
  readonly say: (text: string) => void;
  /** What is attempted, for the log: `download toolbox.tar`. */
  readonly doing: string;
  readonly signal: AbortSignal;
  /** For what goes on where it broke off: bytes that are done. Whoever gets further than ever before has five attempts again. */
  readonly reached?: () => number;
}

/** A failure that may pass. */
export interface Transient {
  /** In a few words. */
  readonly reason: string;
  /** Milliseconds that the service asked for. */
  readonly pause?: number;
}

/** Attempts something up to five times, with growing pauses, as long as its failures may pass. Throws the last failure. */
export async function retry<Result>(attempt: () => Promise<Result>, options: RetryOptions): Promise<Result> {
  let furthest = 0;
  let fruitless = 0;
  for (let attempts = 1; ; attempts++) {
    options.signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      options.signal.throwIfAborted();
      const reached = options.reached?.() ?? 0;
      if (reached > furthest) fruitless = 0;
      furthest = Math.max(furthest, reached);
      const delay = DELAYS[fruitless++];
      const transient = options.transient(error);
      if (transient === undefined || delay === undefined || attempts === MOST_ATTEMPTS) throw error;
      if ((transient.pause ?? 0) > LONGEST_PAUSE) throw error;
      const pause = Math.round(Math.max(transient.pause ?? 0, delay * (1 + Math.random() / 2)));
      const next = reached > 0 ? `resuming at ${prettyBytes(reached)}` : "trying again";
      options.say(`Cannot ${options.doing}: ${transient.reason}; ${next} in ${(pause / 1000).toFixed(1)} s`);
      // Ended early it fails with an error of its own, and not with the reason.
      await sleep(pause, undefined, { signal: options.signal }).catch(() => options.signal.throwIfAborted());
    }
  }
}
