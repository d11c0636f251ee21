import type { Writable } from "node:stream";
import prettyBytes from "pretty-bytes";
import type { ProgressStep, Reporter } from "../options/requests.ts";
import { printable } from "../printable.ts";

/** Standard error, or what stands for it. */
export type Terminal = Pick<Writable, "write"> & { readonly isTTY?: boolean; readonly columns?: number };

interface ProgressOptions {
  readonly quiet: boolean;
  /** Milliseconds; any origin. */
  readonly now: () => number;
}

/** A listener that shows on a terminal, or logs, how far a command is. */
export interface ProgressReporter extends Reporter {
  /** Takes the bar away. */
  finish(): void;
}

/** Milliseconds between two drawings of the bar; faster is flicker. */
const DRAW_INTERVAL = 100;

/** Milliseconds between two lines in a log: short runs have none. */
const LOG_INTERVAL = 5000;

const BAR_WIDTH = 24;

const STEPS: Readonly<Record<ProgressStep, string>> = {
  export: "Exporting",
  import: "Importing",
  verify: "Verifying",
  send: "Sending",
  fetch: "Fetching",
};

/** Back to the start of the line, and delete it. */
const CLEAR = "\r\u001b[2K";

/** Warnings always; other lines, a live bar on a terminal, a line now and then elsewhere: none of them with `quiet`. */
export function showProgress(terminal: Terminal, { quiet, now }: ProgressOptions): ProgressReporter {
  const live = terminal.isTTY === true;
  const interval = live ? DRAW_INTERVAL : LOG_INTERVAL;
  let last = now();
  let drawn = "";
  const clear = (): void => {
    if (drawn !== "") terminal.write(CLEAR);
    drawn = "";
  };
  const write = (text: string): void => {
    const bar = drawn;
    clear();
    terminal.write(`${printable(text)}\n${bar}`);
    drawn = bar;
  };
  return {
    warn: (text) => write(`warning: ${text}`),
    say: (text) => {
      if (!quiet) write(text);
    },
    progress: (step, done, total) => {
      if (quiet || now() - last < interval) return;
      last = now();
      if (!live) return void terminal.write(`${formatLine(step, done, total)}\n`);
      const bar = formatBar(step, done, total).slice(0, (terminal.columns ?? 80) - 1);
      clear();
      terminal.write(bar);
      drawn = bar;
    },
    finish: clear,
  };
}

function formatLine(step: ProgressStep, done: number, total: number): string {
  return `${STEPS[step]}: ${percent(done, total)}, ${prettyBytes(done)} of ${prettyBytes(total)}`;
}

function formatBar(step: ProgressStep, done: number, total: number): string {
  const filled = Math.round(fraction(done, total) * BAR_WIDTH);
  const bar = `${"#".repeat(filled)}${"-".repeat(BAR_WIDTH - filled)}`;
  return `${STEPS[step]} [${bar}] ${percent(done, total)} ${prettyBytes(done)} of ${prettyBytes(total)}`;
}

function percent(done: number, total: number): string {
  return `${Math.floor(fraction(done, total) * 100)} %`;
}

/** An empty job is done. */
function fraction(done: number, total: number): number {
  return total <= 0 ? 1 : Math.min(1, done / total);
}
