import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { openTree } from "../../src/io/open-tree.ts";
import { moveAside, publishDirectory, publishFile, publishLink } from "../../src/io/publish.ts";
import { removeTree } from "../../src/io/remove-tree.ts";
import { scratch } from "../fixtures/import.ts";

const place = scratch();
afterAll(() => place.remove());

let home = "";
let outside = "";
let staging = "";
beforeEach(() => {
  const path = mkdtempSync(join(place.path, "case-"));
  [home, outside, staging] = ["home", "outside", "staging"].map((name) => join(path, name)) as [string, string, string];
  for (const directory of [home, outside, staging]) mkdirSync(directory);
});

const WAYS = [
  ["by descriptor", true],
  ["by name", false],
] as const;

test.each(WAYS)("folders are made, and a change goes where its name says (%s)", async (_, byDescriptor) => {
  using tree = openTree(home, { byDescriptor });
  await tree.at("a/b/c", (at) => writeFile(at, "x"));
  expect(readFileSync(join(home, "a/b/c"), "utf8")).toBe("x");
  expect(await tree.ifThere("a/none/c", (at) => writeFile(at, "x"))).toBeUndefined();
  expect(readdirSync(join(home, "a"))).toEqual(["b"]);
});

test.each(WAYS)("a link or a file on the way is refused by its name (%s)", async (_, byDescriptor) => {
  symlinkSync(outside, join(home, "link"));
  writeFileSync(join(home, "file"), "");
  using tree = openTree(home, { byDescriptor });
  for (const name of ["link", "file"]) {
    for (const path of [`${name}/x`, `${name}/deep/x`]) {
      const refusal = { code: "PATH_UNSAFE", message: expect.stringContaining(join(home, name)) };
      await expect(tree.at(path, (at) => writeFile(at, "x"))).rejects.toMatchObject(refusal);
      await expect(tree.ifThere(path, (at) => writeFile(at, "x"))).rejects.toMatchObject(refusal);
    }
  }
  expect(readdirSync(outside)).toEqual([]);
});

test.each(WAYS)(
  "a directory at the top may be a link where that was said, others not (%s)",
  async (_, byDescriptor) => {
    for (const name of ["store", "other"]) symlinkSync(outside, join(home, name));
    using tree = openTree(home, { byDescriptor, links: ["store", "absent"] });
    await tree.at("store/a/x", (at) => writeFile(at, "x"));
    expect(existsSync(join(outside, "a/x"))).toBe(true);
    await expect(tree.at("other/b", (at) => writeFile(at, "x"))).rejects.toMatchObject({ code: "PATH_UNSAFE" });
  },
);

test("a home that is moved away meanwhile is still the one that is written to", async () => {
  using tree = openTree(home);
  renameSync(home, `${home}-moved`);
  symlinkSync(outside, home);
  await tree.at("a/x", (at) => writeFile(at, "x"));
  expect(existsSync(join(`${home}-moved`, "a/x"))).toBe(true);
  expect(readdirSync(outside)).toEqual([]);
});

test("a failure names the path as people know it, and many folders need few descriptors", async () => {
  using tree = openTree(home);
  for (let i = 0; i < 500; i += 1) await tree.at(`a/${i}/x`, (at) => writeFile(at, ""));
  expect(readdirSync("/proc/self/fd").length).toBeLessThan(200);
  mkdirSync(join(home, "directory"));
  const writing = tree.at("directory", (at) => writeFile(at, ""));
  await expect(writing).rejects.toMatchObject({
    code: "IO_FAILED",
    message: expect.stringContaining(`${home}/directory`),
  });
});

test("removeTree() takes links away, not what they point at, and directories that nobody may write to", async () => {
  mkdirSync(join(home, "a/b/c"), { recursive: true });
  writeFileSync(join(outside, "stays"), "");
  symlinkSync(outside, join(home, "a/b/link"));
  writeFileSync(join(home, "a/file"), "");
  using tree = openTree(home);
  await removeTree(tree, "a");
  await removeTree(tree, "none");
  expect(readdirSync(home)).toEqual([]);
  expect(readdirSync(outside)).toEqual(["stays"]);
});

/** Puts a link in the place of a directory and takes it away again, 10,000 times. */
const SWAPPER = `
  import { renameSync, symlinkSync, unlinkSync } from "node:fs";
  const [directory, outside] = process.argv.slice(1);
  const quietly = (work) => { try { work(); return true; } catch { return false; } };
  for (let swaps = 0, tries = 0; swaps < 10_000; tries += 1) {
    quietly(() => renameSync(directory, directory + ".aside" + tries));
    if (quietly(() => symlinkSync(outside, directory))) swaps += 1;
    quietly(() => unlinkSync(directory));
    quietly(() => renameSync(directory + ".aside" + tries, directory));
  }`;

test("nothing appears or vanishes outside while another process exchanges a folder for a link 10,000 times", {
  timeout: 600_000,
}, async () => {
  mkdirSync(join(outside, "c/kept"), { recursive: true });
  mkdirSync(join(home, "a/b"), { recursive: true });
  const words = ["--input-type=module", "-e", SWAPPER, join(home, "a/b"), outside];
  const swapper = spawn(process.execPath, words, { stdio: "inherit" });
  const state = { swapping: true };
  const ended = once(swapper, "close").finally(() => (state.swapping = false));
  const outcomes = { done: 0, refused: 0 };
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    await work().then(
      () => (outcomes.done += 1),
      (error: unknown) => {
        expect(error).toMatchObject({ name: "BundleError" });
        outcomes.refused += 1;
      },
    );
  };
  for (let i = 0; state.swapping; i += 1) {
    using tree = openTree(home);
    const staged = join(staging, `directory-${i}`);
    mkdirSync(staged);
    await attempt(() => publishFile(tree, { path: `a/b/${i}/file`, bytes: Buffer.of(), mode: 0o600 }, staging));
    await attempt(() => publishLink(tree, { path: `a/b/link-${i}`, target: "x" }, staging));
    await attempt(() => publishDirectory(tree, `a/b/c/${i}`, { staged, staging, isComplete: async () => false }));
    await attempt(() => moveAside(tree, "a/b/c/kept", staging));
    await attempt(() => removeTree(tree, "a/b/c"));
  }
  await ended;
  // How many of each depends on the machine.
  expect(outcomes).toEqual({ done: expect.toSatisfy((n) => n > 0), refused: expect.toSatisfy((n) => n > 0) });
  expect(readdirSync(outside)).toEqual(["c"]);
  expect(readdirSync(join(outside, "c"))).toEqual(["kept"]);
  rmSync(staging, { recursive: true });
});
