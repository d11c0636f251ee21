import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";

/** One run of a program: wall time in seconds, and its greatest resident set in bytes, that of its children not counted. */
export interface Run {
  readonly seconds: number;
  readonly peak: number;
}

/** Milliseconds between two looks at a process. The kernel keeps the greatest value, so only the last look must come in time. */
const LOOK = 10;

/** Runs a program to its end and throws when it fails. */
export async function measure(command: readonly string[], directory: string): Promise<Run> {
  const [program = "", ...rest] = command;
  const start = performance.now();
  const child = spawn(program, rest, { cwd: directory, stdio: ["ignore", "ignore", "pipe"] });
  const complaints: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => void complaints.push(chunk));
  let peak = 0;
  const looking = setInterval(() => void (peak = Math.max(peak, peakOf(child.pid))), LOOK);
  const [status] = await once(child, "exit");
  const seconds = (performance.now() - start) / 1000;
  clearInterval(looking);
  if (status !== 0)
    throw new Error(`${command.join(" ")} ended with ${status}: ${Buffer.concat(complaints).toString()}`);
  return { seconds, peak };
}

function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "latin1");
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0; // It has ended between two looks.
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
