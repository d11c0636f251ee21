import { execFileSync } from "node:child_process";
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { planImport } from "../../../src/home/plan/plan-import.ts";
import { openHomeStaging } from "../../../src/home/publish/home-staging.ts";
import { publishImport } from "../../../src/home/publish/publish-import.ts";
import { stagedLayer } from "../../../src/home/publish/stage-import.ts";
import { type Carried, carryToolbox, importInto, inputFor, scratch, stage } from "../../fixtures/import.ts";
import { describeHome } from "../../fixtures/ocx-home.ts";
import { fingerprint } from "../../fixtures/tree.ts";

const place = scratch();
let carried: Carried;
let whole: string[];
let home = "";

beforeAll(async () => {
  carried = await carryToolbox(place.path);
  home = join(place.path, "home");
  await importInto(home, carried);
  whole = describeHome(home, home);
  execFileSync("cp", ["-a", home, join(place.path, "kept")]);
});
afterAll(() => place.remove());

// Each case begins with a whole home, at the path that its links have.
beforeEach(() => {
  rmSync(home, { recursive: true, force: true });
  execFileSync("cp", ["-a", join(place.path, "kept"), home]);
});

/** What an import finds to do after some damage, and whether it makes the home whole again. */
async function repair(): Promise<typeof REPAIRED> {
  const { changed } = await importInto(home, carried);
  const isWhole = describeHome(home, home).join() === whole.join();
  return { changed, isWhole, changedAgain: (await importInto(home, carried)).changed };
}

const REPAIRED = { changed: true, isWhole: true, changedAgain: false };

function one(pattern: string): string {
  const [path] = globSync(pattern, { cwd: home }).toSorted((a, b) => a.localeCompare(b));
  if (path === undefined) throw new Error(`nothing is called ${pattern}`);
  return path;
}

test("a layer does not take the place of another whose digest begins in the same way", async () => {
  const digest = join(home, one("layers/*/*/*/*/digest"));
  const other = `${readFileSync(digest, "utf8").slice(0, "sha256:".length + 32)}${"0".repeat(32)}`;
  writeFileSync(digest, other);
  await expect(importInto(home, carried)).rejects.toMatchObject({
    code: "PATH_UNSAFE",
    message: expect.stringContaining(other),
  });
  expect(readFileSync(digest, "utf8")).toBe(other);
});

const damage: readonly (readonly [string, () => void])[] = [
  ["a blob is missing", () => rmSync(join(home, one("blobs/*/*/*/*/data")))],
  ["a blob is empty", () => writeFileSync(join(home, one("blobs/*/*/*/*/data")), "")],
  ["a blob has other bytes", () => writeFileSync(join(home, one("blobs/*/*/*/*/data")), "{}")],
  ["a dispatch object has other bytes", () => writeFileSync(join(home, one("index/*/p/**/o/sha256/*.json")), "{}")],
  ["a dispatch object is missing", () => rmSync(join(home, one("index/*/p/**/o/sha256/*.json")))],
  ["a layer has lost its content", () => rmSync(join(home, one("layers/*/*/*/*/content")), { recursive: true })],
  ["a layer is missing", () => rmSync(join(home, one("layers/*/*/*/*")), { recursive: true })],
  ["a root document is missing", () => rmSync(join(home, "index/ocx.sh/p/acme/jdk.json"))],
  ["the catalog is missing", () => rmSync(join(home, "index/ocx.sh/c/index.json"))],
  ["the catalog is unreadable", () => writeFileSync(join(home, "index/ocx.sh/c/index.json"), "garbage")],
  [
    "a package is missing but for its links",
    () => rmSync(join(home, one("packages/ocx.sh/*/*/*")), { recursive: true }),
  ],
  [
    "a package has lost its content",
    () => rmSync(join(home, one("packages/ocx.sh/*/*/*/content")), { recursive: true }),
  ],
  ["a package has lost metadata.json", () => rmSync(join(home, one("packages/ocx.sh/*/*/*/metadata.json")))],
  [
    "a package has a broken metadata.json",
    () => writeFileSync(join(home, one("packages/ocx.sh/*/*/*/metadata.json")), "{"),
  ],
  ["a package has lost resolve.json", () => rmSync(join(home, one("packages/ocx.sh/*/*/*/resolve.json")))],
  ["a package was never finished", () => rmSync(join(home, one("packages/ocx.sh/*/*/*/install.json")))],
  [
    "a package has an empty install.json",
    () => writeFileSync(join(home, one("packages/ocx.sh/*/*/*/install.json")), ""),
  ],
  [
    "a package says that it failed",
    () => writeFileSync(join(home, one("packages/ocx.sh/*/*/*/install.json")), '{"ok": false}'),
  ],
  // OCX, `install_status.rs`: without the time, the file is not readable, and the package not finished.
  [
    "a package says that it was finished, but not when",
    () => writeFileSync(join(home, one("packages/ocx.sh/*/*/*/install.json")), '{"ok": true}'),
  ],
  // OCX, `find_in_store`: such a package fails in every command, and OCX never assembles it again.
  [
    "a package has a dependency without digest",
    () =>
      writeFileSync(
        join(home, one("packages/ocx.sh/*/*/*/resolve.json")),
        '{"dependencies": [{"identifier": "ocx.sh/acme/lib:1", "visibility": "public"}]}',
      ),
  ],
  ["a link to a blob is missing", () => rmSync(join(home, one("packages/ocx.sh/*/*/*/refs/blobs/*")))],
  ["a back-reference is missing", () => rmSync(join(home, one("packages/ocx.sh/*/*/*/refs/symlinks/*")))],
  [
    "all back-references are missing",
    () => rmSync(join(home, one("packages/ocx.sh/*/*/*/refs/symlinks")), { recursive: true }),
  ],
  ["a package has an empty content", () => emptyDirectory(one("packages/ocx.sh/*/*/*/content"))],
  ["a package has lost its digest", () => rmSync(join(home, one("packages/ocx.sh/*/*/*/digest")))],
  ["a package has another digest", () => writeFileSync(join(home, one("packages/ocx.sh/*/*/*/digest")), "sha256:0")],
  ["a package has lost manifest.json", () => rmSync(join(home, one("packages/ocx.sh/*/*/*/manifest.json")))],
  [
    "a package has an empty manifest.json",
    () => writeFileSync(join(home, one("packages/ocx.sh/*/*/*/manifest.json")), ""),
  ],
  ["a launcher is missing", () => rmSync(join(home, one("packages/*/*/*/*/entrypoints/*")))],
  ["all launchers are missing", () => rmSync(join(home, one("packages/*/*/*/*/entrypoints")), { recursive: true })],
  ["a launcher is empty", () => writeFileSync(join(home, one("packages/*/*/*/*/entrypoints/*")), "")],
  ["a launcher runs the package of another home", () => misdirect(one("packages/*/*/*/*/entrypoints/*"))],
  ["a link to a layer is missing", () => rmSync(join(home, one("packages/*/*/*/*/refs/layers/*")))],
  [
    "all links to layers are missing",
    () => rmSync(join(home, one("packages/*/*/*/*/refs/layers")), { recursive: true }),
  ],
  ["a link to a layer leads nowhere", () => dangle(one("packages/*/*/*/*/refs/layers/*"))],
  ["a link to a dependency is missing", () => rmSync(join(home, one("packages/*/*/*/*/refs/deps/*")))],
  ["a link to a dependency leads nowhere", () => dangle(one("packages/*/*/*/*/refs/deps/*"))],
  ["a layer has lost its digest", () => rmSync(join(home, one("layers/*/*/*/*/digest")))],
  ["a layer has an empty digest", () => writeFileSync(join(home, one("layers/*/*/*/*/digest")), "")],
  ["a layer has an empty content", () => emptyDirectory(one("layers/*/*/*/*/content"))],
  ["a root document is empty", () => writeFileSync(join(home, "index/ocx.sh/p/acme/jdk.json"), "")],
  ["the format of the index is empty", () => writeFileSync(join(home, "index/ocx.sh/config.json"), "")],
  ["the catalog is empty", () => writeFileSync(join(home, "index/ocx.sh/c/index.json"), "")],
  ["a candidate leads nowhere", () => dangle(one("symlinks/ocx.sh/**/candidates/*"))],
  ["a candidate is missing", () => rmSync(join(home, one("symlinks/ocx.sh/**/candidates/*")))],
];

/** Empties a directory that is not. */
function emptyDirectory(path: string): void {
  const full = join(home, path);
  expect(readdirSync(full)).not.toEqual([]);
  rmSync(full, { recursive: true });
  mkdirSync(full);
}

function dangle(path: string): void {
  const full = join(home, path);
  const target = readlinkSync(full);
  rmSync(full);
  symlinkSync(target.replace(home, "/nonexistent"), full);
}

function misdirect(path: string): void {
  const full = join(home, path);
  writeFileSync(full, readFileSync(full, "utf8").replace(home, "/nonexistent"));
}

test.each(damage)("an import repairs a home in which %s", async (_, hurt) => {
  hurt();
  expect(await repair()).toEqual(REPAIRED);
});

test("an incomplete package loses what does not belong to it, and keeps every back-reference", async () => {
  const unit = one("packages/ocx.sh/*/*/*");
  const links = join(home, unit, "refs/symlinks");
  symlinkSync("/home/somebody/else", join(links, "0123456789abcdef"));
  const before = readdirSync(links);
  rmSync(join(home, unit, "install.json"));
  writeFileSync(join(home, unit, "stray"), "");
  mkdirSync(join(home, unit, "content/stray"));
  const plan = await importInto(home, carried);
  expect(plan.packages.map(({ state }) => state).filter((state) => state !== "complete")).toEqual(["incomplete"]);
  expect(readdirSync(links)).toEqual(before);
  expect(existsSync(join(home, unit, "stray"))).toBe(false);
  expect(existsSync(join(home, unit, "content/stray"))).toBe(false);
});

test("something else in the place of a package makes room for it", async () => {
  const unit = join(home, one("packages/ocx.sh/*/*/*"));
  rmSync(unit, { recursive: true });
  writeFileSync(unit, "a file");
  expect(await repair()).toEqual(REPAIRED);
});

test("a complete package keeps what it has: references are added, never removed", async () => {
  const unit = join(home, one("packages/ocx.sh/*/*/*/refs/symlinks"), "../..");
  const other = join(unit, "refs/blobs/sha256_00000000000000000000000000000000");
  symlinkSync(`${home}/blobs/ocx.sh/sha256/00/000000000000000000000000000000/data`, other);
  const expected = readFileSync(join(unit, "install.json"));
  rmSync(join(unit, "refs/symlinks"), { recursive: true });
  await importInto(home, carried);
  expect(readlinkSync(other)).toContain("/000000000000000000000000000000/data");
  expect(readFileSync(join(unit, "install.json"))).toEqual(expected);
});

// OCX, `symlink.rs::replace_atomic`: it makes a link beside its final name. One that it did not live to rename keeps no package.
test("a link that OCX left under a temporary name gets no back-reference", async () => {
  const link = join(home, one("symlinks/ocx.sh/**/candidates/*"));
  symlinkSync(readlinkSync(link), join(link, "../.tmp-4711-0-1790000000000000000"));
  const before = fingerprint(home);
  expect((await importInto(home, carried)).changed).toBe(false);
  expect(fingerprint(home)).toEqual(before);
});

test("planning touches nothing, not even a home that is not there", async () => {
  const absent = join(place.path, "absent/home");
  const plan = await planImport(inputFor(absent, carried));
  expect(plan.changed).toBe(true);
  expect(existsSync(join(place.path, "absent"))).toBe(false);
});

test("what is staged and not published leaves nothing behind, not even the home", async () => {
  const absent = join(place.path, "absent/home");
  const wish = inputFor(absent, carried);
  {
    await using staging = await openHomeStaging(absent);
    await stage(await planImport(wish), staging, carried, wish.now);
    expect(existsSync(staging.path)).toBe(true);
  }
  expect(existsSync(join(place.path, "absent"))).toBe(false);
});

test("a layer that is not what it says is not published", async () => {
  const absent = join(place.path, "lying");
  const wish = inputFor(absent, carried);
  const plan = await planImport(wish);
  {
    await using staging = await openHomeStaging(absent);
    await stage(plan, staging, carried, wish.now);
    const [layer, other] = plan.layers;
    if (layer === undefined) throw new Error("nothing to import");
    writeFileSync(join(stagedLayer(layer, staging), "digest"), other?.digest ?? "");
    const publishing = publishImport(wish, {
      staging,
      durable: false,
      record: { bundle: { name: "", digest: "" }, source: "", roots: [] },
    });
    await expect(publishing).rejects.toMatchObject({ code: "BUNDLE_INVALID" });
  }
  expect(globSync("*", { cwd: absent })).toEqual([]);
});

test("what another import published while this one staged stays as it is", async () => {
  const target = join(place.path, "shared");
  const wish = inputFor(target, carried);
  await using staging = await openHomeStaging(target);
  await stage(await planImport(wish), staging, carried, wish.now);
  await importInto(target, carried);
  const stores = (): string[] => fingerprint(target).filter((line) => !line.startsWith("."));
  const before = stores();
  const plan = await publishImport(wish, {
    staging,
    durable: false,
    record: { bundle: { name: "", digest: "" }, source: "", roots: [] },
  });
  expect(plan.changed).toBe(false);
  expect(plan.packages.every(({ state }) => state === "complete")).toBe(true);
  expect(stores()).toEqual(before);
});

test("what the home lost while the import staged is noticed before anything is published", async () => {
  const wish = inputFor(home, carried);
  rmSync(join(home, one("symlinks/ocx.sh/**/candidates/*")));
  const plan = await planImport(wish);
  await using staging = await openHomeStaging(home);
  await stage(plan, staging, carried, wish.now);
  rmSync(join(home, one("layers/*/*/*/*")), { recursive: true });
  const before = fingerprint(join(home, "symlinks"));
  const publishing = publishImport(wish, {
    staging,
    durable: false,
    record: { bundle: { name: "", digest: "" }, source: "", roots: [] },
  });
  await expect(publishing).rejects.toMatchObject({ code: "FILE_CHANGED" });
  expect(fingerprint(join(home, "symlinks"))).toEqual(before);
});

test("a durable import makes the same home", { timeout: 600_000 }, async () => {
  const target = join(place.path, "durable");
  const wish = inputFor(target, carried);
  {
    await using staging = await openHomeStaging(target);
    await stage(await planImport(wish), staging, carried, wish.now);
    await publishImport(wish, {
      staging,
      durable: true,
      record: { bundle: { name: "", digest: "" }, source: "", roots: [] },
    });
  }
  expect(describeHome(target, target)).toEqual(whole);
  expect(statSync(join(target, ".ocx-bundle")).isDirectory()).toBe(true);
  expect(readdirSync(join(target, ".ocx-bundle")).toSorted()).toEqual(["imports.jsonl", "lock"]);
});
