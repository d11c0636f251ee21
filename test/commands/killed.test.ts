import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, globSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { forgetImport } from "../../src/commands/forget-import.ts";
import { showHistory } from "../../src/commands/show-history.ts";
import { BundleError } from "../../src/errors.ts";
import { surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { AMD64, buildHome } from "../fixtures/home.ts";
import { countSteps, dieAt } from "../fixtures/killed.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { exportToolbox, importFile } from "../fixtures/toolbox.ts";

const REGISTRY = "reg.example";
const PLATFORM = ["--platform", "linux/amd64+libc.glibc", "--quiet"];

/** A home with two packages that share a layer, as an import made it, and a bundle of each package. */
async function begin() {
  const directory = temporaryDirectory();
  const built = buildHome(join(directory, "source"));
  const layers = { shared: { "bin/tool": "tool", "share/doc": "doc" } };
  const bundles: string[] = [];
  for (const [name, own] of [
    ["one", {}],
    ["two", { own: { "lib/own": "own" } }],
  ] as const) {
    const leaf = built.leaf(REGISTRY, { layers: { ...layers, ...own } });
    built.tags(REGISTRY, name, { "1": built.index(REGISTRY, [{ leaf, platform: AMD64 }]) });
    const file = join(directory, `${name}.tar`);
    const declaration = { kind: "packages", identifiers: [`${REGISTRY}/${name}:1`] } as const;
    await exportToolbox(built.path, file, { name, declaration });
    bundles.push(file);
  }
  const home = join(directory, "home");
  for (const file of bundles) await importFile(file, home);
  return { directory, home, bundles };
}

/** Puts a home back to the state that `keep` remembers. */
function keeper(home: string): () => void {
  const kept = `${home}.kept`;
  execFileSync("cp", ["-a", home, kept]);
  return () => {
    rmSync(home, { recursive: true, force: true });
    execFileSync("cp", ["-a", kept, home]);
  };
}

/** Links of a home that lead nowhere, as `ocx` would find them. */
function dangling(home: string): string[] {
  const links = ["symlinks/**/{current,candidates/*}", "packages/*/*/*/*/refs/{layers,blobs,deps}/*"];
  return links.flatMap((pattern) => globSync(pattern, { cwd: home })).filter((path) => !existsSync(join(home, path)));
}

test("a repair may be killed at any step: the home stays usable, and the next one completes it", {
  timeout: 600_000,
}, async () => {
  const {
    directory,
    home,
    bundles: [bundle = ""],
  } = await begin();
  const whole = describeHome(home, home);
  const [tool = ""] = globSync("layers/*/*/*/*/content/bin/tool", { cwd: home });
  const [doc = ""] = globSync("layers/*/*/*/*/content/share/doc", { cwd: home });
  appendFileSync(join(home, tool), "edited");
  rmSync(join(home, doc));
  writeFileSync(join(home, `${tool}.orig`), "");
  const reset = keeper(home);
  const args = ["import", bundle, "--home", home, "--repair", ...PLATFORM];
  const steps = countSteps(directory, args);
  expect(steps).toBeGreaterThan(8);
  expect(describeHome(home, home)).toEqual(whole);
  let deaths = 0;
  for (let step = 1; step <= steps; step++) {
    reset();
    // Runs differ by a step or two of the clean-up.
    deaths += dieAt(step, args) ? 1 : 0;
    expect({ step, dangling: dangling(home) }).toEqual({ step, dangling: [] });
    await importFile(bundle, home, { repair: true });
    expect({ step, home: describeHome(home, home) }).toEqual({ step, home: whole });
    expect({ step, left: readdirSync(join(home, ".ocx-bundle")).includes("staging") }).toEqual({ step, left: false });
    expect(await importFile(bundle, home, { repair: true })).toMatchObject({ changed: false, repairs: [] });
  }
  expect(deaths).toBeGreaterThan(steps - 3);
});

test("a forget may be killed at any step: the home stays usable, and the next one completes it", {
  timeout: 600_000,
}, async () => {
  const { directory, home, bundles } = await begin();
  const reset = keeper(home);
  const args = ["forget", "one", "--home", home, "--quiet"];
  const steps = countSteps(directory, args);
  expect(steps).toBeGreaterThan(5);
  const whole = describeHome(home, home);
  let deaths = 0;
  for (let step = 1; step <= steps; step++) {
    reset();
    const died = dieAt(step, args);
    deaths += died ? 1 : 0;
    expect({ step, dangling: dangling(home), unprotected: unprotected(home) }).toEqual({
      step,
      dangling: [],
      unprotected: [],
    });
    // It may have died after its last line.
    const code = await forgetImport({ bundle: "one", home, dryRun: false }, surroundings()).then(
      () => "FORGOTTEN",
      (error: unknown) => (error instanceof BundleError ? error.code : error),
    );
    expect(["FORGOTTEN", "IMPORT_NOT_FOUND"]).toContain(code);
    expect({ step, home: describeHome(home, home) }).toEqual({ step, home: whole });
    const { imports } = await showHistory({ home }, surroundings());
    expect(imports.map(({ forgotten }) => forgotten !== undefined)).toEqual([true, false]);
    // The other bundle has all that it needs.
    expect(await importFile(bundles[1] ?? "", home)).toMatchObject({ changed: false });
  }
  expect(deaths).toBeGreaterThan(steps - 3);
});

/** Install links whose package does not know them: `ocx clean` would remove it. */
function unprotected(home: string): string[] {
  return globSync("symlinks/**/{current,candidates/*}", { cwd: home }).filter((link) => {
    const back = join(home, link, "refs/symlinks");
    return !readdirSync(back).some((name) => readlinkSync(join(back, name)) === join(home, link));
  });
}
