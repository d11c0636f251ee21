import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const MAIN = join(import.meta.dirname, "../src/cli/main.ts");
/** With it, Node starts sources in a fourth of the time. */
const NODE_COMPILE_CACHE = join(import.meta.dirname, "../node_modules/.cache/node");
const KILL_AT = join(import.meta.dirname, "../test/fixtures/kill-at.ts");

export interface Start {
  /** Kills the process after so many milliseconds, if it still runs. */
  readonly killAfter?: number | undefined;
  /** Has it kill itself at this step of those by which it changes something, counted from 1, if it has so many. */
  readonly killAt?: number | undefined;
  /** In a PID namespace of its own, as in a container. Only root can. */
  readonly inContainer?: boolean;
  readonly variables?: Readonly<Record<string, string>>;
  /** Path of the program. Default: the sources of `ocx-bundle`. */
  readonly program?: string;
}

/** The end of a command, or of its life. */
export interface Outcome {
  readonly args: readonly string[];
  /** Null for one that was killed. */
  readonly status: number | null;
  readonly errors: string;
  readonly output: string;
  /** Most bytes of memory that it had, as far as was seen. */
  readonly peak: number;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Outcome>;
  errors(): string;
  /** Kills the command and what it started. */
  kill(): void;
}

/** Starts `ocx-bundle` with these arguments. */
export function start(args: readonly string[], options: Start = {}): Running {
  const { killAfter, killAt, inContainer = false, variables = {}, program: main = MAIN } = options;
  const command = [process.execPath, ...(killAt === undefined ? [] : ["--import", KILL_AT]), main, ...args];
  const contained = inContainer ? ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc", ...command] : command;
  const [program = "", ...rest] = contained;
  const dying = killAt === undefined ? {} : { KILL_AT: String(killAt) };
  const env = {
    PATH: process.env["PATH"],
    HOME: "/nonexistent",
    NODE_COMPILE_CACHE,
    OCX_BINARY_PIN: "/opt/ocx",
    ...dying,
    ...variables,
  };
  const child = spawn(program, rest, { env, stdio: ["ignore", "pipe", "pipe"] });
  let [errors, output, peak] = ["", "", 0];
  child.stdout.on("data", (some: Buffer) => void (output += some.toString()));
  child.stderr.on("data", (some: Buffer) => void (errors += some.toString()));
  const kill = (): void => void child.kill("SIGKILL");
  const killing = killAfter === undefined ? undefined : setTimeout(kill, killAfter);
  const watching = setInterval(() => void (peak = Math.max(peak, peakOf(child.pid))), 50);
  const ended = new Promise<Outcome>((resolve) => {
    child.once("close", (status) => {
      clearTimeout(killing);
      clearInterval(watching);
      // unshare says 137 of a child that was killed.
      resolve({ args, status: status === 137 ? null : status, errors, output, peak });
    });
  });
  return { child, ended, errors: () => errors, kill };
}

/** Runs a command that must succeed. */
export async function succeed(args: readonly string[], options: Start = {}): Promise<Outcome> {
  const outcome = await start(args, options).ended;
  checkSuccess(outcome);
  return outcome;
}

/** @throws Error for a command that failed by itself */
export function checkSuccess({ args, status, errors, output }: Outcome): void {
  if (status === 0 || status === null) return;
  throw new Error(`ocx-bundle ${args.join(" ")} ended with ${status}:\n${errors}${output}`);
}

/** Linux's record of the most memory that a process had, in bytes; 0 if it is gone. */
function peakOf(pid: number | undefined): number {
  try {
    const [, kilobytes = "0"] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return 0;
  }
}
