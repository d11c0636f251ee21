import { lstatSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import prettyBytes from "pretty-bytes";
import { goldenCase } from "../test/fixtures/golden.ts";
import { layersOf, makeHome, PLATFORM } from "./bundles.ts";
import { checkSuccess, start } from "./process.ts";
import { startRegistry } from "./registry.ts";
import type { Scenario } from "./scenario.ts";

const WORKERS = 2;
/** Most bytes of memory for a command, whatever it carries: 128 MiB, 64 MiB for each worker, and 16 MiB for each of 8 requests. */
const MOST_MEMORY = (128 + 64 * WORKERS + 8 * 16) * 2 ** 20;
/** Most bytes that wait on the disk: what MAX_SPOOLED says, and what is in flight. */
const MOST_SPOOLED = 512 * 2 ** 20 + 8 * 32 * 2 ** 20;

/** Pushes, pulls and imports so many gigabytes, and measures the memory and the spool of each command. */
export const soakMemory: Scenario = async ({ directory, gigabytes, say }) => {
  const home = makeHome(join(directory), 0);
  const perLayer = Math.ceil((gigabytes * 1e9) / layersOf(home));
  rmSync(home, { recursive: true });
  const heavy = makeHome(directory, perLayer);
  const identifiers = goldenCase("toolbox").installs.map(({ identifier }) => identifier);
  const [file, copy, spool] = [join(directory, "heavy.tar"), join(directory, "copy.tar"), join(directory, "spool")];
  mkdirSync(spool);
  const tooMuch: string[] = [];
  const measure = async (name: string, args: readonly string[]): Promise<void> => {
    let spooled = 0;
    const watching = setInterval(() => void (spooled = Math.max(spooled, sizeOf(spool))), 100);
    const begin = performance.now();
    const outcome = await start(args, { variables: { TMPDIR: spool } }).ended;
    clearInterval(watching);
    checkSuccess(outcome);
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    say(`${name}: peak memory ${prettyBytes(outcome.peak)}, spooled ${prettyBytes(spooled)}, ${seconds} s`);
    if (outcome.peak > MOST_MEMORY) tooMuch.push(`${name} took ${prettyBytes(outcome.peak)} of memory`);
    if (spooled > MOST_SPOOLED) tooMuch.push(`${name} spooled ${prettyBytes(spooled)}`);
  };
  const workers = ["--workers", String(WORKERS)];
  await measure("export", ["export", ...identifiers, "--home", heavy, "--output", file, "-q", ...workers, ...PLATFORM]);
  rmSync(heavy, { recursive: true });
  say(`the bundle has ${prettyBytes(statSync(file).size)}`);
  const to = (name: string) => [
    "--home",
    join(directory, name),
    "--spool-directory",
    spool,
    "-q",
    ...workers,
    ...PLATFORM,
  ];
  await measure("import from a file", ["import", file, ...to("zero")]);
  rmSync(join(directory, "zero"), { recursive: true });
  const registry = await startRegistry(directory);
  try {
    const reference = `${registry.host}/soak/heavy:1`;
    await measure("push", ["send", file, "--to", "registry", "--reference", reference, "-q"]);
    rmSync(file);
    await measure("import by ranges", ["import", `oci://${reference}`, ...to("one")]);
    rmSync(join(directory, "one"), { recursive: true });
    const store = join(directory, "store");
    await measure("import behind a store", ["import", `oci://${reference}`, "--store", store, ...to("two")]);
    rmSync(join(directory, "two"), { recursive: true });
    await measure("import from a store", ["import", `oci://${reference}`, "--store", store, ...to("three")]);
    rmSync(join(directory, "three"), { recursive: true });
    rmSync(store, { recursive: true });
    await measure("pull", ["fetch", "--from", "registry", "--reference", reference, "--output", copy, "-q"]);
  } finally {
    registry.child.kill("SIGKILL");
  }
  if (tooMuch.length > 0) throw new Error(tooMuch.join("\n"));
};

/** Bytes of the files below a directory, as the disk has them. */
function sizeOf(directory: string): number {
  let size = 0;
  try {
    for (const path of readdirSync(directory, { recursive: true, encoding: "utf8" }))
      size += lstatSync(join(directory, path), { throwIfNoEntry: false })?.blocks ?? 0;
  } catch {
    // A directory that is gone since it was listed.
  }
  return size * 512;
}
