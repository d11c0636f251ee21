import type { Writable } from "node:stream";
import type { ProgressStep, Reporter } from "../options/requests/reporter.ts";
import { printable } from "../printable.ts";
import { plainLabel } from "./describe-failure.ts";
import type { Label } from "./label.ts";
import { formatBar, formatLine, type Progress } from "./progress-text.ts";

/** Standard error, or a stand-in for it. */
export type Terminal = Pick<Writable, "write"> & { readonly columns?: number };

interface ProgressOptions {
  readonly quiet: boolean;
  /** Whether the debug log is printed. */
  readonly verbose?: boolean;
  /** True on a terminal that can delete a line. */
  readonly live: boolean;
  /** Milliseconds; any origin. */
  readonly now: () => number;
  readonly label?: Label;
}

/** A listener that shows on a terminal, or logs, how far a command is. */
export interface ProgressReporter extends Reporter {
  /** Removes the bar. */
  finish(): void;
}

/** Milliseconds between two drawings of the bar; more often it flickers. */
const DRAW_INTERVAL = 100;

/** Milliseconds between two lines in a log: short runs have none. */
const LOG_INTERVAL = 5000;

const DEFAULT_COLUMNS = 80;

/** Moves the cursor to the start of the line, and deletes the line. */
const CLEAR = "\r\u001b[2K";

/**
 * Prints warnings always, the debug log if `verbose`, and other lines and the progress unless `quiet`: a bar on a terminal, a line
 * now and then in a log.
 */
export function showProgress(
  terminal: Terminal,
  { quiet, verbose = false, live, now, label = plainLabel }: ProgressOptions,
): ProgressReporter {
  const interval = live ? DRAW_INTERVAL : LOG_INTERVAL;
  const measure = measureSteps(now);
  let last = now();
  let drawn = "";
  /** One write, so that no terminal shows the moment without a bar. */
  const replace = (text: string, bar: string): void => {
    const clear = drawn === "" ? "" : CLEAR;
    drawn = bar;
    if (clear + text + bar !== "") terminal.write(clear + text + bar);
  };
  return {
    warn: (text) => replace(`${label("warning")} ${printable(text)}\n`, drawn),
    say: (text) => {
      if (!quiet) replace(`${printable(text)}\n`, drawn);
    },
    debug: (text) => {
      if (verbose) replace(`${label("debug")} ${printable(text)}\n`, drawn);
    },
    progress: (step, done, total) => {
      const progress = measure(step, done, total);
      if (quiet || now() - last < interval) return;
      last = now();
      const { columns = 0 } = terminal;
      // The last column stays free: some terminals wrap when it is filled. Without a size, a terminal has 0 columns.
      if (live) replace("", formatBar(progress, (columns > 0 ? columns : DEFAULT_COLUMNS) - 1));
      else terminal.write(`${formatLine(progress)}\n`);
    },
    finish: () => replace("", ""),
  };
}

/** Adds the time and the bytes since the first report of a step, which may begin with bytes that an earlier run had done. */
function measureSteps(now: () => number): (step: ProgressStep, done: number, total: number) => Progress {
  let first: { step: ProgressStep; done: number; time: number } | undefined;
  return (step, done, total) => {
    if (first?.step !== step || done < first.done) first = { step, done, time: now() };
    return { step, done, total, bytes: done - first.done, milliseconds: now() - first.time };
  };
}
