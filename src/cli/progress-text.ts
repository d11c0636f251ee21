import prettyBytes from "pretty-bytes";
import type { ProgressStep } from "../options/requests/reporter.ts";

/** How far a step is, and its bytes in the time since it began. */
export interface Progress {
  readonly step: ProgressStep;
  readonly done: number;
  readonly total: number;
  readonly bytes: number;
  readonly milliseconds: number;
}

const STEPS: Readonly<Record<ProgressStep, string>> = {
  export: "Exporting",
  import: "Importing",
  verify: "Verifying",
  send: "Sending",
  fetch: "Fetching",
  list: "Listing",
  split: "Splitting",
  join: "Joining",
  attach: "Attaching",
  image: "Building",
  delta: "Patching",
};

/** Leaves room in 80 columns for all facts, so that the bar keeps its width. */
const WIDEST_BAR = 16;
const NARROWEST_BAR = 8;

/** Milliseconds before a rate means something. */
const SETTLED = 1000;

/** A line for a log. */
export function formatLine(progress: Progress): string {
  return `${STEPS[progress.step]}: ${factsOf(progress).join(", ")}`;
}

/** A line of at most `width` for a terminal. If it is narrow, the bar shrinks first, then whole facts go. */
export function formatBar(progress: Progress, width: number): string {
  const facts = factsOf(progress);
  const lineOf = (bar: string): string => `${STEPS[progress.step]} ${bar}${facts.join(", ")}`;
  while (facts.length > 1 && lineOf("").length > width) facts.pop();
  // Two brackets and a blank.
  const room = Math.min(WIDEST_BAR, width - lineOf("").length - 3);
  if (room < NARROWEST_BAR) return lineOf("").slice(0, width);
  const filled = Math.round(fraction(progress) * room);
  return lineOf(`[${"#".repeat(filled)}${"-".repeat(room - filled)}] `);
}

/** The most important one first. */
function factsOf(progress: Progress): string[] {
  const { done, total, bytes, milliseconds } = progress;
  const facts = [`${Math.floor(fraction(progress) * 100)} %`, `${prettyBytes(done)} of ${prettyBytes(total)}`];
  if (milliseconds < SETTLED || bytes === 0) return facts;
  facts.push(`${prettyBytes((bytes / milliseconds) * 1000, { maximumFractionDigits: 1 })}/s`);
  if (done < total) facts.push(`${formatDuration(((total - done) / bytes) * milliseconds)} left`);
  return facts;
}

function formatDuration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** An empty job is done. */
function fraction({ done, total }: Progress): number {
  return total <= 0 ? 1 : Math.min(1, done / total);
}
