import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { forgetImport } from "../../src/commands/forget-import.ts";
import { surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { AMD64, buildHome } from "../fixtures/home.ts";
import { carryPackages, importInto } from "../fixtures/import.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { bundleToolbox, importFile } from "../fixtures/toolbox.ts";
import { lacks, needs, run } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";

/** Holds a lock as OCX does, with flock(2), until it is disposed of. */
async function holdAsOcx(path: string): Promise<AsyncDisposable> {
  const child = spawn("flock", [path, "sh", "-c", "echo held; cat"], { stdio: ["pipe", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return {
    async [Symbol.asyncDispose]() {
      const closed = once(child, "close");
      child.stdin.end();
      await closed;
    },
  };
}

/** OCX's name for the directory in which it assembles a package or unpacks a layer. */
function stagingKey(...parts: readonly string[]): string {
  return sha256(parts.join("\0")).slice(0, 32);
}

needs("flock")(
  "an import waits until `ocx package install` has put its own package in the place of the imported one",
  async () => {
    const directory = temporaryDirectory();
    const bundle = await bundleToolbox(directory);
    const [alone, home] = [join(directory, "alone"), join(directory, "home")];
    const { packages } = await importFile(bundle, alone);
    const digest = packages.find(({ identifier }) => identifier.startsWith("ocx.sh/acme/native"))?.digest ?? "";
    const [layer = ""] = readdirSync(join(alone, "layers/ocx.sh/sha256/e4"));
    const temp = join(home, "temp");
    mkdirSync(temp, { recursive: true });
    const key = stagingKey("ocx.sh", digest);
    const layerKey = stagingKey("ocx.sh", "__layer__", `sha256:e4${layer}`);
    await using locks = new AsyncDisposableStack();
    locks.use(await holdAsOcx(join(temp, `${layerKey}.lock`)));
    const held = await holdAsOcx(join(temp, `${key}.lock`));
    for (const each of [key, layerKey]) {
      mkdirSync(join(temp, each));
      writeFileSync(join(temp, each, "metadata.json"), "half of i");
    }
    // What an `ocx` leaves that was killed keeps nobody waiting.
    const dead = `${stagingKey("ocx.sh", packages.find((each) => each.digest !== digest)?.digest ?? "")}.lock`;
    writeFileSync(join(temp, dead), "");
    let isFinished = false;
    const importing = importFile(bundle, home).finally(() => {
      isFinished = true;
    });
    const pkg = join(home, "packages/ocx.sh", digest.replace(/^(\w+):(..)(.{30}).*$/, "$1/$2/$3"));
    while (!existsSync(join(home, ".ocx-bundle/imports.jsonl"))) await sleep(20);
    await sleep(500);
    expect(isFinished).toBe(false);
    expect(readdirSync(join(pkg, "refs/symlinks")).length).toBeGreaterThan(0);
    // OCX moves its directory over what it finds. Then it takes the links for right, and so writes no back-references.
    rmSync(join(temp, key), { recursive: true });
    run("cp", ["-al", pkg, join(temp, key)]);
    rmSync(join(temp, key, "refs/symlinks"), { recursive: true });
    rmSync(pkg, { recursive: true });
    renameSync(join(temp, key), pkg);
    rmSync(join(temp, `${key}.lock`));
    await held[Symbol.asyncDispose]();
    expect(await importing).toMatchObject({ changed: true });
    expect(describeHome(home, home)).toEqual(describeHome(alone, alone));
    expect(readdirSync(temp).toSorted()).toEqual([layerKey, `${layerKey}.lock`, dead].toSorted());
    expect(readdirSync(join(temp, layerKey))).toEqual(["metadata.json"]);
  },
);

needs("flock")("an import waits for an `ocx package select` before it selects, and for nothing else", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const home = join(directory, "home");
  const links = join(home, "symlinks/ocx.sh/acme/native");
  mkdirSync(links, { recursive: true });
  const held = await holdAsOcx(join(links, ".select.lock"));
  let isFinished = false;
  const importing = importFile(bundle, home).finally(() => {
    isFinished = true;
  });
  while (!existsSync(join(links, "candidates/5.1"))) await sleep(20);
  await sleep(500);
  expect(isFinished).toBe(false);
  expect(existsSync(join(links, "current"))).toBe(false);
  await held[Symbol.asyncDispose]();
  expect(await importing).toMatchObject({ changed: true });
  expect(readlinkSync(join(links, "current"))).toBe(readlinkSync(join(links, "candidates/5.1")));
});

const REGISTRY = "reg.example";

/** OCX's lock of an index document. Source: OCX, `scoped_lock.rs`, with device and inode as `stat` prints them. */
function indexLock(home: string, scope: string, what: string): string {
  const identity = run("stat", ["--format", "%d:%i", join(home, "index", REGISTRY)])
    .toString()
    .trim();
  const hex = sha256(`${identity}:${scope}:${what}`);
  return join(home, "locks", hex.slice(0, 2), `${hex.slice(2)}.lock`);
}

/** Does something while OCX writes another tag of the same repository, under its lock. Gives the tags afterwards. */
async function besideIndexUpdate(
  [home, lock]: readonly [home: string, lock: string],
  [tag, content]: readonly [tag: string, content: string],
  work: () => Promise<unknown>,
): Promise<readonly string[]> {
  const document = join(home, "index", REGISTRY, "p/acme/a.json");
  mkdirSync(dirname(lock), { recursive: true });
  const held = await holdAsOcx(lock);
  const read = JSON.parse(readFileSync(document, "utf8"));
  const state = { isFinished: false };
  const working = work().finally(() => {
    state.isFinished = true;
  });
  // The kernel lists who waits for a lock. Without a lock, the other comes to its end.
  const waiting = new RegExp(`-> FLOCK .*:${statSync(lock).ino} `);
  while (!state.isFinished && !waiting.test(readFileSync("/proc/locks", "utf8"))) await sleep(20);
  read.tags[tag] = { content, observed: "2026-11-21T06:39:22.031720740+00:00" };
  writeFileSync(`${document}.new`, `${JSON.stringify(read, null, 2)}${existsSync(catalogOf(home)) ? "\n" : ""}`);
  renameSync(`${document}.new`, document);
  await held[Symbol.asyncDispose]();
  await working;
  return Object.keys(JSON.parse(readFileSync(document, "utf8")).tags).toSorted();
}

function catalogOf(home: string): string {
  return join(home, "index", REGISTRY, "c/index.json");
}

test
  .skipIf(lacks("flock"))
  .each<readonly [string, { readonly location?: string }, readonly [scope: string, what: string]]>([
    ["derived", {}, ["index-root", "acme/a"]],
    ["published", { location: "oci://host.example/acme/a" }, ["index-catalog", "c/index.json"]],
  ])("tags that `ocx index update` writes are not lost, in a %s index", async (kind, options, lock) => {
  const directory = temporaryDirectory();
  const [source, target] = [buildHome(join(directory, "source")), buildHome(join(directory, "home"))];
  const [one, two] = ["1", "2"].map((name) =>
    source.index(REGISTRY, [
      { leaf: source.leaf(REGISTRY, { layers: { [name]: { "bin/a": name } } }), platform: AMD64 },
    ]),
  );
  if (one === undefined || two === undefined) throw new Error("two packages");
  source.tags(REGISTRY, "acme/a", { "1": one }, options);
  target.tags(REGISTRY, "acme/a", { "2": two }, options);
  if (kind === "published")
    for (const home of [source, target])
      home.write(`index/${REGISTRY}/c/index.json`, JSON.stringify({ format_version: 1, packages: {} }));
  const carried = await carryPackages(source.path, `${REGISTRY}/acme/a:1`);
  const place = [target.path, indexLock(target.path, ...lock)] as const;

  const imported = await besideIndexUpdate(place, ["3", two], () => importInto(target.path, carried));
  expect(imported).toEqual(["1", "2", "3"]);
  const bundle = { bundle: "test", home: target.path, dryRun: false };
  const forgotten = await besideIndexUpdate(place, ["4", two], () => forgetImport(bundle, surroundings()));
  expect(forgotten).toEqual(["2", "3", "4"]);
});
