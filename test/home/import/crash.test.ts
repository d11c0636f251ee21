import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AMD64, buildHome } from "../../fixtures/home.ts";
import { carryPackages, importInto, scratch } from "../../fixtures/import.ts";
import { describeHome } from "../../fixtures/ocx-home.ts";

const REGISTRY = "reg.example";
const NAMES = [`${REGISTRY}/tools/app:1`, `${REGISTRY}/tools/other:2`];
const IMPORTER = join(import.meta.dirname, "../../fixtures/importer.ts");
const LEFT = [".ocx-bundle/bundles", ".ocx-bundle/imports.jsonl", ".ocx-bundle/lock"];

const place = scratch();
const home = join(place.path, "target/ocx");
let old = "";
let young = "";
afterAll(() => place.remove());
beforeAll(() => {
  old = source("old");
  young = source("young");
});

/** A home with two packages and a dependency; of the first one the version depends on the name. */
function source(name: string): string {
  const built = buildHome(join(place.path, name));
  const library = built.leaf(REGISTRY, { layers: { library: { "lib/a": "a" } } });
  const pin = built.index(REGISTRY, [{ leaf: library, platform: AMD64 }]);
  const dependencies = [{ identifier: `${REGISTRY}/tools/library@${pin}`, visibility: "public" }];
  const app = built.leaf(REGISTRY, {
    config: { dependencies, entrypoints: { app: {} } },
    layers: { [name]: { "bin/app": name } },
  });
  const other = built.leaf(REGISTRY, { layers: { other: { "bin/other": "other" } } });
  built.tags(REGISTRY, "tools/app", { "1": built.index(REGISTRY, [{ leaf: app, platform: AMD64 }]) });
  built.tags(REGISTRY, "tools/other", { "2": built.index(REGISTRY, [{ leaf: other, platform: AMD64 }]) });
  built.write(`index/${REGISTRY}/config.json`, '{"format_version": 1}');
  built.link(REGISTRY, "tools/app/current", app);
  return built.path;
}

function args(from: string, names: readonly string[] = NAMES): string[] {
  return [IMPORTER, "--source", from, "--home", home, ...names.flatMap((name) => ["--package", name])];
}

/** What visible things refer to and is not there. Links lead to packages, whatever OCX would read of them is there, tags resolve. */
function holes(): string[] {
  const links = globSync("symlinks/**/{current,candidates/*}", { cwd: home });
  const found = links.flatMap((link) => {
    const unit = realpathSync(join(home, link));
    const absent = ["content", "metadata.json", "resolve.json", "install.json", "digest"].filter(
      (name) => !existsSync(join(unit, name)),
    );
    const known = globSync("refs/symlinks/*", { cwd: unit }).some(
      (name) => readlinkSync(join(unit, name)) === join(home, link),
    );
    return [...absent.map((name) => `${link}: ${name}`), ...(known ? [] : [`${link}: back-reference`])];
  });
  for (const reference of globSync("packages/*/*/*/*/refs/{layers,blobs,deps}/*", { cwd: home })) {
    if (!existsSync(join(home, reference))) found.push(reference);
  }
  for (const root of globSync("index/*/p/*/*.json", { cwd: home })) {
    const { tags } = JSON.parse(readFileSync(join(home, root), "utf8"));
    for (const { content } of Object.values<{ content: string }>(tags)) {
      const hex = content.slice("sha256:".length);
      const places = [
        `${root.replace(/\.json$/, "")}/o/sha256/${hex}.json`,
        `blobs/${REGISTRY}/sha256/${hex.slice(0, 2)}/${hex.slice(2, 32)}/data`,
      ];
      found.push(...places.filter((path) => !existsSync(join(home, path))));
    }
  }
  return found;
}

interface Scene {
  /** Which bundle the home has already. */
  readonly before: string | undefined;
  readonly after: string;
  /** What the home has lost. */
  readonly lost?: string;
}

/** Brings the home to where the import under test begins. */
async function begin({ before, lost }: Scene): Promise<void> {
  rmSync(join(place.path, "target"), { recursive: true, force: true });
  if (before !== undefined) await importInto(home, await carryPackages(before, ...NAMES));
  for (const path of lost === undefined ? [] : globSync(lost, { cwd: home })) rmSync(join(home, path));
}

test.each([
  ["into a new home", (): Scene => ({ before: undefined, after: old }), 25],
  ["that replaces what an earlier one set", (): Scene => ({ before: old, after: young }), 15],
  [
    "that sets nothing, but repairs",
    (): Scene => ({ before: old, after: old, lost: "packages/*/*/*/*/refs/blobs/*" }),
    10,
  ],
])(
  "an import %s may be killed at any step: the home stays sound, and the next import completes it",
  { timeout: 600_000 },
  async (_, sceneOf, least) => {
    const scene = sceneOf();
    await begin(scene);
    const counted = spawnSync(process.execPath, args(scene.after), { encoding: "utf8" });
    const { steps } = JSON.parse(counted.stdout);
    expect(steps).toBeGreaterThan(least);
    const whole = describeHome(home, home);
    expect(globSync("symlinks/**/{current,candidates/*}", { cwd: home })).toHaveLength(3);
    const carried = await carryPackages(scene.after, ...NAMES);
    for (let kill = 1; kill <= steps; kill++) {
      await begin(scene);
      const dead = spawnSync(process.execPath, [
        ...args(scene.after),
        "--kill",
        String(kill),
        ...(kill % 2 === 0 ? ["--after"] : []),
      ]);
      expect({ kill, signal: dead.signal, holes: holes() }).toEqual({ kill, signal: "SIGKILL", holes: [] });
      await importInto(home, carried);
      expect({ kill, home: describeHome(home, home) }).toEqual({ kill, home: whole });
      expect({ kill, left: globSync(".ocx-bundle/*", { cwd: home }).toSorted() }).toEqual({ kill, left: LEFT });
      expect({ kill, changed: (await importInto(home, carried)).changed }).toEqual({ kill, changed: false });
    }
  },
);

test("four imports at once into one home all succeed, and the home is as after one", { timeout: 120_000 }, async () => {
  await begin({ before: undefined, after: old });
  await importInto(home, await carryPackages(old, ...NAMES));
  const whole = describeHome(home, home);
  rmSync(home, { recursive: true });
  // The same bundle twice, and two halves of it.
  const ends = await Promise.all(
    [NAMES, NAMES, NAMES.slice(0, 1), NAMES.slice(1)].map((names) => run(args(old, names))),
  );
  expect(ends).toEqual(ends.map(() => ({ status: 0, err: "" })));
  expect(describeHome(home, home)).toEqual(whole);
  expect(holes()).toEqual([]);
  expect(globSync(".ocx-bundle/*", { cwd: home }).toSorted()).toEqual(LEFT);
});

async function run(argv: readonly string[]): Promise<{ readonly status: unknown; readonly err: string }> {
  const child = spawn(process.execPath, argv, { stdio: ["ignore", "ignore", "pipe"] });
  const [err, [status]] = await Promise.all([Array.fromAsync(child.stderr), once(child, "close")]);
  return { status, err: Buffer.concat(err).toString() };
}
