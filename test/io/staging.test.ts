import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { openStaging, type StagingPlace, sweepStaging } from "../../src/io/staging.ts";
import { hold, runCode } from "../fixtures/holder.ts";
import { scratch } from "../fixtures/import.ts";

const place = scratch();
afterAll(() => place.remove());

let count = 0;
let home = "";
let top = "";
let folder = "";
let own: StagingPlace;
beforeEach(() => {
  count += 1;
  home = join(place.path, String(count), "home");
  top = join(home, "own");
  folder = join(top, "staging");
  own = { root: home, folder: "own/staging" };
});

/** Code of another process that stages something and says where. */
function stagingIn(path: string): string {
  return `
    const { openStaging } = await load("io/staging.ts");
    const { writeFileSync, mkdirSync } = await import("node:fs");
    globalThis.staging = await openStaging({ root: ${JSON.stringify(path)}, folder: "own/staging" });
    mkdirSync(staging.path + "/deep/er", { recursive: true });
    writeFileSync(staging.path + "/deep/er/file", "bytes");
    console.log(staging.tree.name);`;
}

test("a staging directory is private, and gone at the end with every folder that was made for it", async () => {
  {
    await using staging = await openStaging(own);
    expect(statSync(staging.path).mode.toString(8)).toBe("40700");
    writeFileSync(join(staging.path, "file"), "bytes");
  }
  expect(existsSync(join(place.path, String(count)))).toBe(false);
});

test("folders that were there or are in use stay, but for those below the top", async () => {
  mkdirSync(top, { recursive: true });
  {
    await using _ = await openStaging(own);
  }
  expect(existsSync(top)).toBe(false);
  expect(existsSync(join(place.path, String(count), "home"))).toBe(true);
  {
    await using _ = await openStaging(own);
    writeFileSync(join(top, "imports.jsonl"), "");
  }
  expect(readdirSync(top)).toEqual(["imports.jsonl"]);
});

test("what a killed process left is removed by the next, what a living one has is not", async () => {
  await using dead = await hold(stagingIn(home));
  await using living = await hold(stagingIn(home));
  await dead.kill();
  expect(existsSync(dead.said)).toBe(true);
  await using mine = await openStaging(own);
  expect(existsSync(dead.said)).toBe(false);
  expect(existsSync(join(living.said, "deep/er/file"))).toBe(true);
  const names = [living.said, mine.tree.name].map((path) => basename(path));
  expect(readdirSync(folder).toSorted()).toEqual(names.flatMap((name) => [name, `${name}.lock`]).toSorted());
});

test("sweepStaging() removes what a killed process left, and touches nothing where nothing is", async () => {
  await sweepStaging(own);
  expect(existsSync(top)).toBe(false);
  await using dead = await hold(stagingIn(home));
  await dead.kill();
  await sweepStaging(own);
  expect(existsSync(top)).toBe(false);
  await using living = await hold(stagingIn(home));
  await sweepStaging(own);
  expect(existsSync(join(living.said, "deep/er/file"))).toBe(true);
});

test("sweepStaging() takes a folder that goes meanwhile for one that is not there", async () => {
  const program = `const fs = require('node:fs'), path = process.argv[1];
    for (;;) { fs.mkdirSync(path, { recursive: true }); try { fs.rmdirSync(path); } catch {} }`;
  const other = spawn(process.execPath, ["--eval", program, folder]);
  try {
    for (let times = 0; times < 2000; times++) await expect(sweepStaging(own)).resolves.toBeUndefined();
  } finally {
    other.kill("SIGKILL");
  }
});

test("directories that not even their owner may write to are removed too", async () => {
  {
    await using staging = await openStaging(own);
    const closed = join(staging.path, "closed");
    mkdirSync(closed);
    writeFileSync(join(closed, "file"), "");
    chmodSync(closed, 0o500);
  }
  expect(existsSync(top)).toBe(false);
});

test("processes that come and go at once never remove each other's work", async () => {
  const code = `
    const { openStaging } = await load("io/staging.ts");
    const { existsSync, writeFileSync } = await import("node:fs");
    for (let i = 0; i < 25; i++) {
      await using staging = await openStaging(${JSON.stringify(own)});
      writeFileSync(staging.path + "/file", "");
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
      if (!existsSync(staging.path + "/file")) console.log("lost");
    }`;
  const ends = await Promise.all(Array.from({ length: 6 }, () => runCode(code)));
  expect(ends.map(({ out, err }) => out + err).join("")).toBe("");
  expect(existsSync(top)).toBe(false);
});

test("a folder that cannot be made is reported", async () => {
  mkdirSync(join(place.path, String(count)));
  writeFileSync(join(place.path, String(count), "home"), "a file");
  await expect(openStaging(own)).rejects.toMatchObject({ code: "IO_FAILED" });
});

test("a staging directory goes even when its owner may not write to what is in it", async () => {
  const path = join(place.path, String(count), "open");
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o777);
  chmodSync(place.path, 0o755);
  const { out } = await runCode(`
    // Root may remove anything.
    if (process.getuid() === 0) process.setuid(65534);
    const { chmodSync, existsSync, mkdirSync, writeFileSync } = await import("node:fs");
    const { openStaging } = await load("io/staging.ts");
    const top = ${JSON.stringify(path)} + "/own";
    {
      await using staging = await openStaging({ root: ${JSON.stringify(path)}, folder: "own/staging" });
      // One closed directory among many that are still being removed when the first removal gives up.
      for (let tree = 0; tree < 500; tree += 1) mkdirSync(staging.path + "/" + tree + "/deep/er", { recursive: true });
      writeFileSync(staging.path + "/0/deep/file", "");
      chmodSync(staging.path + "/0/deep", 0o500);
    }
    console.log(existsSync(top));`);
  expect(out).toBe("false\n");
});
