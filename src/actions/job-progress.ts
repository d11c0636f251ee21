import prettyBytes from "pretty-bytes";
import type { Reporter } from "../options/requests/reporter.ts";

/** Milliseconds between progress lines: the log of a job is usually read afterwards. */
const PROGRESS_INTERVAL = 10_000;

/** Says now and then in the log of a job how far a step is. */
export function progressLines(say: (text: string) => void): Reporter["progress"] {
  let last = performance.now();
  return (step, done, total) => {
    const now = performance.now();
    if (now - last < PROGRESS_INTERVAL) return;
    last = now;
    say(`${step}: ${prettyBytes(done)} of ${prettyBytes(total)}`);
  };
}
