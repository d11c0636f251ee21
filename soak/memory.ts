import { spawn } from "node:child_process";
import { once } from "node:events";
import { lstatSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import prettyBytes from "pretty-bytes";
import { goldenCase } from "../test/fixtures/golden.ts";
import { layersOf, makeHome, PLATFORM } from "./bundles.ts";
import { checkSuccess, type Start, start } from "./process.ts";
import { startRegistry } from "./registry.ts";
import type { Scenario } from "./scenario.ts";

const WORKERS = 2;
/** Most bytes of memory for a command, whatever it carries. */
const MOST_MEMORY = (128 + 64 * WORKERS) * 2 ** 20;
/** Most bytes that wait on the disk: what MAX_SPOOLED says, and what is in flight. */
const MOST_SPOOLED = 512 * 2 ** 20 + 8 * 32 * 2 ** 20;

/** What users run. Node takes 60 MB more to run the sources. */
const [CLI = "", ACTION = ""] = ["cli.mjs", "import.mjs"].map((name) => join(import.meta.dirname, "../dist", name));

/** Serves a file by ranges, as fast as it can. */
const WEB_SERVER = join(import.meta.dirname, "../bench/limited-server.ts");

/** Pushes, pulls and imports so many gigabytes, and measures the memory and the spool of each command of `dist/`. */
export const soakMemory: Scenario = async ({ directory, gigabytes, say }) => {
  const home = makeHome(join(directory), 0);
  const perLayer = Math.ceil((gigabytes * 1e9) / layersOf(home));
  rmSync(home, { recursive: true });
  const heavy = makeHome(directory, perLayer);
  const identifiers = goldenCase("toolbox").installs.map(({ identifier }) => identifier);
  const [file, copy, spool] = [join(directory, "heavy.tar"), join(directory, "copy.tar"), join(directory, "spool")];
  mkdirSync(spool);
  const tooMuch: string[] = [];
  const measure = async (name: string, args: readonly string[], options: Start = {}): Promise<void> => {
    let spooled = 0;
    const watching = setInterval(() => void (spooled = Math.max(spooled, sizeOf(spool))), 100);
    const begin = performance.now();
    // As on a machine that runs it for the first time.
    const variables = { TMPDIR: spool, NODE_DISABLE_COMPILE_CACHE: "1", ...options.variables };
    const outcome = await start(args, { program: CLI, ...options, variables }).ended;
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
  const web = spawn(process.execPath, [WEB_SERVER, file, "1e12", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const url = String((await once(web.stdout, "data"))[0]).trim();
    await measure("import from a web server", ["import", url, ...to("zero")]);
    rmSync(join(directory, "zero"), { recursive: true });
    await measure("import action from a web server", [], { program: ACTION, variables: inputs(directory, spool, url) });
    rmSync(join(directory, "zero"), { recursive: true });
  } finally {
    web.kill("SIGKILL");
  }
  const registry = await startRegistry(directory);
  try {
    const reference = `${registry.host}/soak/heavy:1`;
    await measure("push", ["send", file, "--to", "registry", "--reference", reference, "-q"]);
    rmSync(file);
    await measure("import from a registry", ["import", `oci://${reference}`, ...to("one")]);
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

/** The environment of a step that imports into the home `zero`. */
function inputs(directory: string, spool: string, url: string): Readonly<Record<string, string>> {
  const files = ["GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"].map((name) => {
    const path = join(directory, name);
    writeFileSync(path, "");
    return [name, path] as const;
  });
  return {
    ...Object.fromEntries(files),
    RUNNER_TEMP: directory,
    GITHUB_WORKSPACE: directory,
    INPUT_FROM: "url",
    INPUT_DIGEST: "any",
    INPUT_URL: url,
    INPUT_HOME: join(directory, "zero"),
    "INPUT_SPOOL-DIRECTORY": spool,
    INPUT_WORKERS: String(WORKERS),
    INPUT_PLATFORM: PLATFORM[1] ?? "",
  };
}

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
