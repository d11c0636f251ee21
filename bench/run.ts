// Side by side with what one would run instead, and with floors that nothing of the kind can be below. See README.md here.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  type Arena,
  arenaOf,
  bundleIn,
  exporters,
  HOME_FOLDERS,
  imagers,
  importers,
  manifestIn,
  streamIn,
} from "./contestants.ts";
import { measureFar } from "./far.ts";
import { buildImportFloor } from "./floor.ts";
import { describeMachine, makeDirectory } from "./machine.ts";
import { measure } from "./measure.ts";
import { profile } from "./profile.ts";
import { type Contestant, race, table } from "./race.ts";
import { readersOf } from "./readers.ts";
import { SAMPLES, type Sample, sampleOf, writeHome } from "./sample-homes.ts";
import { measureScale } from "./scale.ts";

const { values: options } = parseArgs({
  options: {
    cli: { type: "string", default: join(import.meta.dirname, "../dist/cli.mjs") },
    directory: { type: "string" },
    far: { type: "boolean", default: false },
    profile: { type: "boolean", default: false },
    rounds: { type: "string", default: "5" },
    sample: { type: "string", multiple: true, default: SAMPLES.map(({ name }) => name) },
    scale: { type: "boolean", default: false },
    tree: { type: "string" },
    warm: { type: "boolean", default: false },
    workers: { type: "string", default: String(availableParallelism()) },
    write: { type: "string" },
  },
});
/** Bytes that the largest sample needs: source, archives and one target at a time. */
const ROOM = 6 * 1024 ** 3;
const CLI = [process.execPath, options.cli];

const directory = makeDirectory(options.directory, ROOM);

let report = "# Results\n\n";
say(`${describeMachine(directory)}- ${options.workers} workers, medians of ${options.rounds} rounds\n`);
const named = SAMPLES.filter(({ name }) => options.sample.includes(name));
for (const sample of options.tree === undefined ? named : [sampleOf("tree", options.tree)]) await benchmark(sample);
if (options.scale) {
  say("\n## Scale\n\n");
  say(await measureScale({ cli: CLI, directory, onSample: warn }));
}
if (options.write !== undefined) writeFileSync(options.write, `${report.trimEnd()}\n`);

async function benchmark(sample: Sample): Promise<void> {
  const places = arenaOf(directory, CLI, options.workers);
  const { home, target, importing } = places;
  const identifier = await makeHome(home, sample);
  const output = ["--output", bundleIn(directory), "--quiet", "--workers", options.workers];
  const exporting = [...CLI, "export", identifier, "--home", home, ...output];
  const arena: Arena = { ...places, exporting };
  say(`\n## ${sample.name}${options.warm ? ", memory touched beforehand" : ""}\n\n`);
  await measure(["tar", "-cf", streamIn(directory), ...HOME_FOLDERS], home);
  writeFileSync(manifestIn(directory), `${HOME_FOLDERS.join("\n")}\n`);
  await run("export", home, exporters(arena));
  const floor = buildImportFloor(home, directory);
  if (floor === undefined) warn("no C compiler, so no floor of the import");
  await run("import", home, importers(arena, floor));
  rmSync(target, { recursive: true });
  await measure(importing, directory);
  await run("second import", home, [{ name: "ocx-bundle", command: importing }]);
  const { listers, verifiers } = await readersOf(CLI, arena);
  await run("manifest", home, listers);
  await run("verify --home", home, verifiers);
  await run("image", home, imagers(arena));
  if (options.far) {
    const far = { bundle: bundleIn(directory), directory, workers: options.workers, rounds: Number(options.rounds) };
    say(`${await measureFar({ cli: CLI, ...far })}\n`);
  }
  if (options.profile) {
    say(`${await profile("export, by phase", exporting, join(directory, "profile-export"))}\n`);
    rmSync(target, { recursive: true });
    say(await profile("import, by phase", importing, join(directory, "profile-import")));
  }
  rmSync(directory, { recursive: true });
  mkdirSync(directory);
}

/** Makes a home with everything that OCX keeps: the layers of the sample, then what an import assembles from them. */
async function makeHome(home: string, sample: Sample): Promise<string> {
  const [seed, bundle] = [join(directory, "seed"), join(directory, "seed.tar")];
  const identifier = writeHome(seed, sample);
  await measure([...CLI, "export", identifier, "--home", seed, "--output", bundle, "--quiet"], directory);
  await measure([...CLI, "import", bundle, "--home", home, "--quiet"], directory);
  for (const path of [seed, bundle]) rmSync(path, { recursive: true });
  return identifier;
}

async function run(what: string, home: string, contestants: readonly Contestant[]): Promise<void> {
  const prepare = async (): Promise<void> => {
    // What the one before has written must not go to the disk at this one's expense.
    await measure(["sync"], home);
    if (options.warm) await touchMemory(home);
  };
  say(`${table(what, await race(contestants, { rounds: Number(options.rounds), directory: home, prepare }))}\n`);
}

/** So that a virtual machine, which gives back what is free, has to be given nothing while a contestant runs. */
async function touchMemory(home: string): Promise<void> {
  const file = join(directory, "touched");
  await measure(["cp", "-r", "--no-preserve=all", home, file], home);
  rmSync(file, { recursive: true });
}

function say(text: string): void {
  process.stdout.write(text);
  report += text;
}

function warn(text: string): void {
  process.stderr.write(`${text}\n`);
}
