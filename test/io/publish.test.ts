import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { type OpenTree, openTree } from "../../src/io/open-tree.ts";
import { moveAside, publishDirectory, publishFile, publishLink, syncFileSystem } from "../../src/io/publish.ts";
import { runCode } from "../fixtures/holder.ts";
import { scratch } from "../fixtures/import.ts";

const place = scratch();
afterAll(() => place.remove());

let home = "";
let staging = "";
let tree: OpenTree;
beforeEach(() => {
  home = mkdtempSync(join(place.path, "home-"));
  tree = openTree(home);
  onTestFinished(() => tree[Symbol.dispose]());
  staging = mkdtempSync(join(place.path, "staging-"));
});

test("a file appears with its bytes and mode, parents are made, nothing stays in staging", async () => {
  const path = join(home, "a/b/data");
  await publishFile(tree, { path: "a/b/data", bytes: Buffer.from("first"), mode: 0o600 }, staging);
  await publishFile(tree, { path: "a/b/data", bytes: Buffer.from("second"), mode: 0o600 }, staging);
  expect(readFileSync(path, "utf8")).toBe("second");
  expect(statSync(path).mode.toString(8)).toBe("100600");
  expect(readdirSync(staging)).toEqual([]);
});

test("a link replaces a link, in one step and with its text as given", async () => {
  const path = join(home, "links/current");
  await publishLink(tree, { path: "links/current", target: "/somewhere/../else" }, staging);
  await publishLink(tree, { path: "links/current", target: "/nowhere" }, staging);
  expect(readlinkSync(path)).toBe("/nowhere");
  expect(readdirSync(join(home, "links"))).toEqual(["current"]);
});

test("a link that is replaced again and again is never missing", async () => {
  const path = join(home, "current");
  await publishLink(tree, { path: "current", target: "0" }, staging);
  const code = `
    const { publishLink } = await load("io/publish.ts");
    const { openTree } = await load("io/open-tree.ts");
    const tree = openTree(${JSON.stringify(home)});
    for (let i = 1; i <= 300; i++) await publishLink(tree, { path: "current", target: String(i) }, ${JSON.stringify(staging)});
    console.log("done");`;
  const state = { writing: true };
  const writer = runCode(code).finally(() => (state.writing = false));
  let looks = 0;
  while (state.writing) {
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    looks += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect((await writer).out).toBe("done\n");
  expect(looks).toBeGreaterThan(100);
  expect(readlinkSync(path)).toBe("300");
});

const whole = {
  isComplete: async (path: string): Promise<boolean> => existsSync(join(path, "content")),
};

function stagedDirectory(): string {
  const staged = join(staging, "layer");
  mkdirSync(join(staged, "content"), { recursive: true });
  writeFileSync(join(staged, "content/file"), "new");
  return staged;
}

test("a directory appears whole", async () => {
  expect(await publishDirectory(tree, "x/y", { staged: stagedDirectory(), staging, ...whole })).toBe(true);
  expect(readFileSync(join(home, "x/y/content/file"), "utf8")).toBe("new");
});

test("a complete directory that is there stays; an incomplete one makes room", async () => {
  const path = join(home, "x");
  mkdirSync(join(path, "content"), { recursive: true });
  writeFileSync(join(path, "content/file"), "old");
  expect(await publishDirectory(tree, "x", { staged: stagedDirectory(), staging, ...whole })).toBe(false);
  expect(readFileSync(join(path, "content/file"), "utf8")).toBe("old");

  const torn = join(home, "torn");
  mkdirSync(join(torn, "half"), { recursive: true });
  expect(await publishDirectory(tree, "torn", { staged: stagedDirectory(), staging, ...whole })).toBe(true);
  expect(readdirSync(torn)).toEqual(["content"]);
});

test("moveAside() takes links away, not what they point at, and does not mind an absence", async () => {
  writeFileSync(join(home, "file"), "stays");
  symlinkSync(join(home, "file"), join(home, "link"));
  await moveAside(tree, "link", staging);
  await moveAside(tree, "link", staging);
  expect(readdirSync(home)).toEqual(["file"]);
});

// Waits for whatever else is being written to that disk.
test("syncFileSystem() flushes the file system of a directory", { timeout: 600_000 }, async () => {
  await expect(syncFileSystem(home)).resolves.toBeUndefined();
});
