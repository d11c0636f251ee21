import { mkdirSync, rmSync } from "node:fs";
import { measure, median, type Run } from "./measure.ts";

/** A program to time: what must be away before it runs, and how it is called. */
export interface Contestant {
  readonly name: string;
  readonly command: readonly string[];
  /** Made anew and empty before each run. */
  readonly clear?: string;
  /** So slow that one round tells enough. */
  readonly isSlow?: boolean;
  /** Of what it writes, asked for after its last run. */
  readonly size?: () => number;
}

/** What came out for one contestant. */
export interface Standing {
  readonly name: string;
  readonly runs: readonly Run[];
  readonly size: number | undefined;
}

/**
 * Runs all contestants in turn, round by round, so that a slow minute of the machine hits each of them.
 * @param prepare is waited for before each run
 */
export async function race(
  contestants: readonly Contestant[],
  { rounds, directory, prepare }: { readonly rounds: number; readonly directory: string; prepare(): Promise<void> },
): Promise<Standing[]> {
  const runs = contestants.map((): Run[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, { command, clear, isSlow }] of contestants.entries()) {
      if (isSlow && round > 0) continue;
      if (clear !== undefined) {
        rmSync(clear, { recursive: true, force: true });
        mkdirSync(clear);
      }
      await prepare();
      runs[place]?.push(await measure(command, directory));
    }
  }
  return contestants.map(({ name, size }, place) => ({ name, runs: runs[place] ?? [], size: size?.() }));
}

/** A table in Markdown. The first standing is ours: the others' ratios say how much of their time it takes. */
export function table(what: string, standings: readonly Standing[]): string {
  const ours = standings[0];
  if (ours === undefined) throw new Error("nobody ran");
  const rows = standings.map((standing) => {
    const wall = standing.runs.map(({ seconds }) => seconds);
    const range = `${Math.min(...wall).toFixed(2)} to ${Math.max(...wall).toFixed(2)}`;
    const isOurs = standing === ours;
    return [
      standing.name,
      wallOf(standing).toFixed(2),
      range,
      processorOf(standing).toFixed(2),
      isOurs ? "" : ratio(wallOf(ours), wallOf(standing)),
      isOurs ? "" : ratio(processorOf(ours), processorOf(standing)),
      standing.size === undefined ? "" : megabytes(standing.size),
      isOurs ? megabytes(Math.max(...standing.runs.map(({ peak }) => peak))) : "",
    ];
  });
  return markdown([what, "wall s", "range", "processor s", "wall ratio", "processor ratio", "size", "peak"], rows);
}

/** A table as the formatter leaves it: the first column to the left, figures to the right. */
export function markdown(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, column) => Math.max(4, ...[header, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => fit(cells[column] ?? "", column, width)).join(" | ")} |\n`;
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [header, rule, ...rows].map(line).join("");
}

function fit(cell: string, column: number, width: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function wallOf({ runs }: Standing): number {
  return median(runs.map(({ seconds }) => seconds));
}

function processorOf({ runs }: Standing): number {
  return median(runs.map(({ processor }) => processor));
}

function ratio(ours: number, theirs: number): string {
  return (ours / theirs).toFixed(2);
}
