import { mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterAll, beforeEach, expect, test } from "vitest";
import { BundleError } from "../../src/errors.ts";
import { openTree } from "../../src/io/open-tree.ts";
import { inside } from "../../src/io/working-directory.ts";
import { scratch } from "../fixtures/import.ts";

const place = scratch();
const start = process.cwd();
afterAll(() => place.remove());

let home = "";
let outside = "";
beforeEach(({ task }) => {
  [home, outside] = ["home", "outside"].map((name) => join(place.path, task.id, name)) as [string, string];
  for (const directory of [home, outside]) mkdirSync(directory, { recursive: true });
});

test("inside() writes into the directory that was opened, whatever its path leads to meanwhile", async () => {
  using tree = openTree(home);
  await inside(tree, async (path) => {
    expect(path).toBe(".");
    renameSync(home, `${home}-moved`);
    symlinkSync(outside, home);
    await writeFile(`${path}/file`, "");
  });
  expect(readdirSync(`${home}-moved`)).toEqual(["file"]);
  expect(readdirSync(outside)).toEqual([]);
});

test("inside() restores the working directory after a failure, even if it was moved, and names the path in it", async () => {
  const before = join(place.path, "before");
  mkdirSync(before);
  process.chdir(before);
  try {
    using tree = openTree(home);
    const failing = inside(tree, (path) => {
      renameSync(before, `${before}-moved`);
      throw new BundleError("IO_FAILED", `Cannot write "${path}/a./b" to ${path}/c`);
    });
    await expect(failing).rejects.toThrow(`Cannot write "${home}/a./b" to ${home}/c`);
    expect(process.cwd()).toBe(`${before}-moved`);
  } finally {
    process.chdir(start);
  }
});

test("inside() leaves the working directory to the first of two trees", async () => {
  const other = join(home, "other");
  mkdirSync(other);
  using first = openTree(home);
  using second = openTree(other);
  await inside(first, async (path) => {
    const beside = inside(second, async (its) => {
      await setImmediate();
      writeFileSync(`${its}/file`, "");
    });
    writeFileSync(`${path}/file`, "");
    await beside;
  });
  expect(process.cwd()).toBe(start);
  expect(readdirSync(other)).toEqual(["file"]);
  expect(readdirSync(home).toSorted()).toEqual(["file", "other"]);
});

test("inside() does nothing where directories are not held open", async () => {
  using tree = openTree(home, { byDescriptor: false });
  await inside(tree, async (path) => expect(path).toBe(home));
  expect(process.cwd()).toBe(start);
});
