import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { measure } from "./measure.ts";
import { markdown } from "./race.ts";

// Node's own profiler looks at the main thread and at every worker, and costs nothing when it is off. What it calls native functions of
// `fs`, `zlib` and `crypto` has the names that Node's sources give them.

const profileSchema = v.object({
  nodes: v.array(v.object({ id: v.number(), callFrame: v.object({ functionName: v.string(), url: v.string() }) })),
  samples: v.array(v.number()),
  timeDeltas: v.array(v.number()),
});

/** What a function's own time counts for. The rest is JavaScript: headers, paths, checks, plans. */
const PHASES: readonly (readonly [phase: string, functions: readonly string[]])[] = [
  ["zstd", ["processChunkSync"]],
  ["digest", ["hash", "update"]],
  ["walk", ["lstat", "readdir", "readlink", "stat"]],
  ["open and create", ["open", "openFileHandle"]],
  ["read", ["read", "fstat"]],
  ["write", ["writeBuffer", "writeBuffers"]],
  ["times and modes", ["futimes", "fchmod", "chmod"]],
  ["close", ["close"]],
  ["directories", ["mkdir"]],
  ["links", ["link", "symlink"]],
  ["messages", ["postMessage"]],
  ["garbage collector", ["(garbage collector)"]],
  ["start of Node", ["compileForInternalLoader", "compileSourceTextModule", "(program)"]],
];
const PHASE_OF = new Map(PHASES.flatMap(([phase, functions]) => functions.map((name) => [name, phase] as const)));
const OTHER = "JavaScript";

/**
 * Runs a command once under the profiler and tells where its processor time went, as a table. Threads wait for a core now and then, in every
 * phase alike: so their time tells the shares, and the kernel the sum.
 * @param directory where there is nothing yet, for the profiles
 */
export async function profile(what: string, command: readonly string[], directory: string): Promise<string> {
  mkdirSync(directory);
  // By the environment, which workers inherit: a flag reaches only the main thread.
  const options = `--cpu-prof --cpu-prof-dir=${directory}`;
  const { processor } = await measure(command, directory, { NODE_OPTIONS: options });
  const microseconds = new Map<string, number>();
  for (const name of readdirSync(directory)) add(microseconds, readFileSync(join(directory, name), "utf8"));
  const sum = microseconds.values().reduce((total, time) => total + time, 0);
  const rows = Array.from(microseconds, ([phase, time]) => [phase, time / sum] as const)
    .filter(([, share]) => share >= 0.005)
    .toSorted(([, a], [, b]) => b - a)
    .map(([phase, share]) => [phase, `${(100 * share).toFixed(0)} %`, (share * processor).toFixed(2)]);
  return markdown([what, "share", "processor s"], [...rows, ["all, with the profiler on", "", processor.toFixed(2)]]);
}

function add(microseconds: Map<string, number>, text: string): void {
  const { nodes, samples, timeDeltas } = v.parse(profileSchema, JSON.parse(text));
  const phases = new Map(nodes.map(({ id, callFrame }) => [id, phaseOf(callFrame.functionName, callFrame.url)]));
  for (const [index, sample] of samples.entries()) {
    const phase = phases.get(sample);
    if (phase === undefined) continue;
    microseconds.set(phase, (microseconds.get(phase) ?? 0) + (timeDeltas[index] ?? 0));
  }
}

/** Waiting counts for nothing. Our own functions have names of their own choice, and a file. */
function phaseOf(name: string, url: string): string | undefined {
  if (name === "(idle)") return undefined;
  return url === "" || url.startsWith("node:") ? (PHASE_OF.get(name) ?? OTHER) : OTHER;
}
