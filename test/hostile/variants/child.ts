import { createHash } from "node:crypto";
import { appendFileSync, cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../src/cli/run.ts";

/**
 * Runs the command line on many bundles in one process, whose memory can then be measured. Arguments: a directory with homes in
 * `homes`, the same as they were in `template`, a JSON file with tasks, and a file for one line of JSON for each task and one with
 * the memory.
 */

export interface ChildTask {
  readonly file: string;
  readonly home: string;
  /** The only command that is run; without one, all are. */
  readonly only?: keyof ChildResult["runs"];
}

export interface Run {
  readonly exit: number;
  readonly output: string;
}

export interface ChildResult {
  readonly file: string;
  readonly runs: { readonly verify?: Run; readonly inspect?: Run; readonly import?: Run; readonly fresh?: Run };
  /** What an import changed in the homes, beside them, or left where there was none. */
  readonly changes: readonly string[];
}

const [, , place = "", tasks = "", results = ""] = process.argv;
const homes = join(place, "homes");
const template = join(place, "template");
const fresh = join(place, "fresh");

const exitCode = (): number => Number(process.exitCode ?? 0);

async function call(...words: string[]): Promise<Run> {
  let output = "";
  const { stdout, stderr } = process;
  const writers = [stdout.write, stderr.write] as const;
  const take = (text: string | Uint8Array): boolean => {
    output += typeof text === "string" ? text : Buffer.from(text).toString();
    return true;
  };
  Object.assign(stdout, { write: take });
  Object.assign(stderr, { write: take });
  process.argv = [process.execPath, "ocx-bundle", ...words];
  process.exitCode = 0;
  try {
    await run();
  } finally {
    Object.assign(stdout, { write: writers[0] });
    Object.assign(stderr, { write: writers[1] });
    for (const stream of [stdout, stderr]) stream.removeAllListeners("error");
    for (const event of ["uncaughtException", "SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(event);
  }
  // What one command leaves must not count for the next one, as it would not in a process of its own.
  globalThis.gc?.();
  return { exit: exitCode(), output };
}

/** Everything below a directory, one line an entry; our own folder's time tells that something was staged in it, and may. */
function list(directory: string): string[] {
  const lines: string[] = [];
  const walk = (path: string): void => {
    const full = join(directory, path);
    const stat = lstatSync(full, { bigint: true });
    const content = stat.isFile() ? createHash("sha256").update(readFileSync(full)).digest("hex") : "";
    const target = stat.isSymbolicLink() ? readlinkSync(full) : "";
    const time = path.endsWith("/.ocx-bundle") ? "" : stat.mtimeNs;
    lines.push(`${path} ${stat.mode.toString(8)} ${time} ${content}${target}`);
    if (stat.isDirectory()) for (const name of readdirSync(full).toSorted()) walk(join(path, name));
  };
  walk("");
  return lines;
}

/** What one bundle has done must not stand in the way of the next. */
function reset(): void {
  rmSync(homes, { recursive: true, force: true });
  cpSync(template, homes, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
}

/** The most memory that this program had, in bytes. `getrusage` counts what the process that started it had, too. */
function mostMemory(): number {
  const [, kilobytes = ""] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}

const WORDS = {
  verify: (file: string) => ["verify", file, "--workers", "2"],
  inspect: (file: string) => ["inspect", file],
  import: (file: string, home: string) => ["import", file, "--home", join(homes, home), "--workers", "2"],
  fresh: (file: string) => ["import", file, "--home", join(fresh, "new", "home"), "--workers", "2"],
} as const;
const COMMANDS = ["verify", "inspect", "import", "fresh"] as const;

async function perform({ file, home, only }: ChildTask): Promise<ChildResult> {
  const before = new Set(list(homes));
  const runs: Record<string, Run> = {};
  for (const name of only === undefined ? COMMANDS : [only]) {
    // What only another home refuses is not refused in a new one.
    if (name !== "fresh" || home === "home") runs[name] = await call(...WORDS[name](file, home));
  }
  const after = new Set(list(homes));
  const left = list(fresh).slice(1);
  rmSync(join(fresh, "new"), { recursive: true, force: true });
  const changes = [
    ...[...before.difference(after)].map((line) => `- ${line}`),
    ...[...after.difference(before)].map((line) => `+ ${line}`),
    ...left.map((line) => `new ${line}`),
  ];
  if (changes.length > 0) reset();
  return { file, runs, changes };
}

mkdirSync(fresh, { recursive: true });
reset();
for (const task of JSON.parse(readFileSync(tasks, "utf8")) as ChildTask[])
  appendFileSync(results, `${JSON.stringify(await perform(task))}\n`);
appendFileSync(results, `${JSON.stringify({ memory: mostMemory() })}\n`);
process.exitCode = 0;
