import { setTimeout as sleep } from "node:timers/promises";
import prettyBytes from "pretty-bytes";

/** Least milliseconds before each further attempt; up to half as much is added. Five attempts take about 20 seconds. */
const DELAYS = [1000, 2000, 4000, 8000] as const;

/** Longest pause that a service may ask for, in milliseconds; a longer one ends the attempts. */
const LONGEST_PAUSE = 60_000;

/** Attempts in all, while each makes progress: a transfer of 10 GB may break off every 100 MB. */
const MOST_ATTEMPTS = 100;

/** Least bytes further that count as progress: a server that drips gets a few bytes further each time, for ever. */
const LEAST_PROGRESS = 64 * 1024;

export interface RetryOptions {
  /** Tells whether a failure is transient; undefined ends the attempts. */
  readonly transient: (error: unknown) => Transient | undefined;
  /** Called before each pause with its reason. */
  readonly say: (text: string) => void;
  /** Action that is retried, for the log: `download toolbox.tar`. */
  readonly doing: string;
  readonly signal: AbortSignal;
  /** Position that was reached, for a transfer that can resume. Each time it gets 64 KiB further than before, it has five attempts again. */
  readonly reached?: () => number;
}

/** A transient failure. */
export interface Transient {
  /** In a few words. */
  readonly reason: string;
  /** Milliseconds that the service asked for. */
  readonly pause?: number;
}

/** Retries transient failures up to five times, with increasing delays. Throws the last failure. */
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
      if (reached - furthest >= LEAST_PROGRESS) {
        fruitless = 0;
        furthest = reached;
      }
      const delay = DELAYS[fruitless++];
      const transient = options.transient(error);
      if (transient === undefined || delay === undefined || attempts === MOST_ATTEMPTS) throw error;
      if ((transient.pause ?? 0) > LONGEST_PAUSE) throw error;
      const pause = Math.round(Math.max(transient.pause ?? 0, delay * (1 + Math.random() / 2)));
      const next = reached > 0 ? `resuming at ${prettyBytes(reached)}` : "trying again";
      options.say(`Cannot ${options.doing}: ${transient.reason}; ${next} in ${(pause / 1000).toFixed(1)} s`);
      // An aborted sleep rejects with its own error; throw the signal's reason instead.
      await sleep(pause, undefined, { signal: options.signal }).catch(() => options.signal.throwIfAborted());
    }
  }
}
