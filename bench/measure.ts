import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";

/** One run of a program. */
export interface Run {
  /** Wall time in seconds. */
  readonly seconds: number;
  /** Processor time in seconds, user and system, that of its children counted. */
  readonly processor: number;
  /** Greatest resident set in bytes, that of its children not counted. */
  readonly peak: number;
}

/** Milliseconds between two looks at a process. The kernel keeps the greatest value, so only the last look must come in time. */
const LOOK = 10;

/** The shell knows what its children used; Node does not tell. The figures come last on standard error. */
const TIMED = `TIMEFORMAT='%3U %3S'; time "$@"`;

/** Runs a program to its end and throws when it fails. */
export async function measure(
  command: readonly string[],
  directory: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const start = performance.now();
  const child = spawn("bash", ["-c", TIMED, "bash", ...command], {
    cwd: directory,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...environment, LC_ALL: "C" },
  });
  const said: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => void said.push(chunk));
  let peak = 0;
  const looking = setInterval(() => void (peak = Math.max(peak, peakBelow(child.pid))), LOOK);
  const [status] = await once(child, "exit");
  const seconds = (performance.now() - start) / 1000;
  clearInterval(looking);
  if (!child.stderr.readableEnded) await once(child.stderr, "end");
  const text = Buffer.concat(said).toString().trimEnd();
  if (status !== 0) throw new Error(`${command.join(" ")} ended with ${status}: ${text}`);
  const [user, system] = text
    .slice(text.lastIndexOf("\n") + 1)
    .split(" ")
    .map(Number);
  return { seconds, processor: (user ?? Number.NaN) + (system ?? Number.NaN), peak };
}

/** The peak of the program that a shell runs. */
function peakBelow(shell: number | undefined): number {
  try {
    const [program] = readFileSync(`/proc/${shell}/task/${shell}/children`, "latin1").split(" ");
    const status = readFileSync(`/proc/${program}/status`, "latin1");
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0; // It has not started yet, or has ended between two looks.
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
