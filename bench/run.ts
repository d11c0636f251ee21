// Side by side with what one would run instead: tar with zstd on every core (what actions/cache runs) and cp. See README.md here.
import { existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync, statSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measure, median, type Run } from "./measure.ts";
import { SAMPLES, type Sample, sampleOf, writeHome } from "./sample-homes.ts";

const { values: options } = parseArgs({
  options: {
    directory: { type: "string" },
    rounds: { type: "string", default: "5" },
    workers: { type: "string", default: String(availableParallelism()) },
    sample: { type: "string", multiple: true, default: SAMPLES.map(({ name }) => name) },
    tree: { type: "string" },
  },
});
const MEMORY_FILE_SYSTEM = "/dev/shm";
/** Bytes that the largest sample needs: source, archives and one target at a time. */
const ROOM = 6 * 1024 ** 3;
const CLI = [process.execPath, join(import.meta.dirname, "../dist/cli.mjs")];

/** A program to time: what must be away before it runs, and how it is called. */
interface Contestant {
  readonly name: string;
  readonly command: readonly string[];
  readonly clear?: string;
}

const parent = options.directory ?? (hasRoom(MEMORY_FILE_SYSTEM) ? MEMORY_FILE_SYSTEM : tmpdir());
const directory = mkdtempSync(join(parent, "ocx-bundle-bench-"));
process.on("exit", () => rmSync(directory, { recursive: true, force: true }));
process.on("SIGINT", () => process.exit(130));

say(
  `Node ${process.version}, ${availableParallelism()} cores, ${options.workers} workers, ${options.rounds} rounds in ${directory}`,
);
const samples =
  options.tree === undefined ? SAMPLES.filter(({ name }) => options.sample.includes(name)) : [sampleOf(options.tree)];
for (const sample of samples) await benchmark(sample);

async function benchmark(sample: Sample): Promise<void> {
  const home = join(directory, "home");
  const identifier = writeHome(home, sample);
  const workers = ["--workers", options.workers];
  const [bundle, archive, target] = [
    join(directory, "bundle.tar"),
    join(directory, "layers.tar.zst"),
    join(directory, "target"),
  ];

  say(`\n${sample.name}`);
  const exporting = await race([
    {
      name: "ocx-bundle export",
      command: [...CLI, "export", identifier, "--home", home, "--output", bundle, "--quiet", ...workers],
    },
    { name: "tar + zstdmt", command: ["tar", "--use-compress-program", "zstdmt", "-cf", archive, "layers"] },
  ]);
  report(exporting, "ocx-bundle export");
  const [ours, theirs] = [statSync(bundle).size, statSync(archive).size];
  say(`  size: ${megabytes(ours)}, tar + zstd ${megabytes(theirs)}, ratio ${(ours / theirs).toFixed(3)}`);

  const importing = [...CLI, "import", bundle, "--home", target, "--quiet", ...workers];
  report(
    await race([
      { name: "ocx-bundle import", command: importing, clear: target },
      {
        name: "tar + unzstd",
        command: ["tar", "--use-compress-program", "unzstd", "-C", target, "-xf", archive],
        clear: target,
      },
      { name: "cp -a", command: ["cp", "-a", "layers", target], clear: target },
    ]),
    "ocx-bundle import",
  );
  rmSync(target, { recursive: true });
  await measure(importing, directory);
  report(await race([{ name: "second import", command: importing }]), "second import");
  for (const path of [home, bundle, archive, target]) rmSync(path, { recursive: true });
}

/** Runs all contestants in turn, round by round, so that a slow minute of the machine hits each of them. */
async function race(contestants: readonly Contestant[]): Promise<Map<string, Run[]>> {
  const runs = new Map<string, Run[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < Number(options.rounds); round += 1) {
    for (const { name, command, clear } of contestants) {
      if (clear !== undefined) {
        rmSync(clear, { recursive: true, force: true });
        mkdirSync(clear);
      }
      runs.get(name)?.push(await measure(command, join(directory, "home")));
    }
  }
  return runs;
}

function report(runs: ReadonlyMap<string, readonly Run[]>, ours: string): void {
  const seconds = (name: string): number => median((runs.get(name) ?? []).map((run) => run.seconds));
  for (const [name, all] of runs) {
    const range = `${Math.min(...all.map((run) => run.seconds)).toFixed(2)} to ${Math.max(...all.map((run) => run.seconds)).toFixed(2)}`;
    const ratio = name === ours ? "" : `, ${ours} takes ${(seconds(ours) / seconds(name)).toFixed(2)} of it`;
    const peak = name === ours ? `, peak ${megabytes(Math.max(...all.map((run) => run.peak)))}` : "";
    say(`  ${name.padEnd(18)} ${seconds(name).toFixed(2)} s (${range})${peak}${ratio}`);
  }
}

function hasRoom(path: string): boolean {
  if (!existsSync(path)) return false;
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize > ROOM;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
