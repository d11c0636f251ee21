import { spawnSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { holdFlock } from "../../src/io/flock.ts";
import { hold, runCode } from "../fixtures/holder.ts";
import { scratch } from "../fixtures/import.ts";

const place = scratch();
afterAll(() => place.remove());

/** The judge: the program that OCX's own locks exclude. */
function isFree(path: string): boolean {
  return spawnSync("flock", ["--exclusive", "--nonblock", path, "true"]).status === 0;
}

function file(name: string): string {
  const path = join(place.path, name);
  writeFileSync(path, "");
  return path;
}

test("the lock is held until it is given back", async () => {
  const path = file("held");
  {
    await using lock = await holdFlock(path, 5);
    expect(lock).toBeDefined();
    expect(isFree(path)).toBe(false);
  }
  expect(isFree(path)).toBe(true);
});

test("the lock is free soon after its holder was killed", async () => {
  const path = file("killed");
  await using other = await hold(
    `const { holdFlock } = await load("io/flock.ts"); globalThis.held = await holdFlock(${JSON.stringify(path)}, 5); console.log("taken");`,
  );
  expect(isFree(path)).toBe(false);
  await other.kill();
  await using lock = await holdFlock(path, 5);
  expect(lock).toBeDefined();
});

test("a lock that someone else holds is given up in time", async () => {
  const path = file("busy");
  await using _ = await holdFlock(path, 5);
  await expect(holdFlock(path, 1)).rejects.toMatchObject({ code: "LOCK_TIMEOUT" });
});

test("a folder that is missing is reported, and a link is not followed", async () => {
  await expect(holdFlock(join(place.path, "no/such/file"), 1)).rejects.toMatchObject({ code: "FILE_NOT_FOUND" });
  const link = join(place.path, "link");
  symlinkSync(file("outside"), link);
  await expect(holdFlock(link, 1)).rejects.toMatchObject({ code: "IO_FAILED" });
});

test("the file is made if it is absent", async () => {
  const path = join(place.path, "absent");
  await using _ = await holdFlock(path, 1);
  expect(isFree(path)).toBe(false);
});

test("without the program there is no lock, and no error", async () => {
  const path = JSON.stringify(file("without"));
  const code = `process.env.PATH = "/nowhere"; const { holdFlock } = await load("io/flock.ts"); console.log(await holdFlock(${path}, 5));`;
  expect(await runCode(code)).toEqual({ out: "undefined\n", err: "" });
});
