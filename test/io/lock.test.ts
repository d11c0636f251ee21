import { chmodSync, lstatSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { acquireLock, tryLock } from "../../src/io/lock.ts";
import { hold, runCode } from "../fixtures/holder.ts";
import { scratch } from "../fixtures/import.ts";
import { run } from "../fixtures/tools.ts";

const place = scratch();
afterAll(() => place.remove());

/** Code of another process that takes the lock and says so. */
function taking(path: string): string {
  return `const { acquireLock } = await load("io/lock.ts"); globalThis.held = await acquireLock(${JSON.stringify(path)}, 10000); console.log("taken");`;
}

test("a lock that another process holds cannot be taken, and is free the moment that process is killed", async () => {
  const path = join(place.path, "killed");
  await using other = await hold(taking(path));
  expect(await tryLock(path)).toBeUndefined();
  await other.kill();
  using lock = await tryLock(path);
  expect(lock?.path).toBe(path);
});

test("a lock excludes others in the same process too", async () => {
  const path = join(place.path, "same process");
  using lock = await tryLock(path);
  expect(lock).toBeDefined();
  expect(await tryLock(path)).toBeUndefined();
});

test("a lock that was given back can be taken again, by name with any character", async () => {
  const path = join(place.path, "ä ?%23#'\".lock");
  for (let i = 0; i < 3; i++) {
    using lock = await tryLock(path);
    expect(lock).toBeDefined();
  }
});

test("a lock file stays empty and brings no other file with it", async () => {
  const folder = join(place.path, "alone");
  mkdirSync(folder);
  using _ = await tryLock(join(folder, "lock"));
  expect(readdirSync(folder)).toEqual(["lock"]);
  expect(statSync(join(folder, "lock")).size).toBe(0);
});

test("acquireLock() waits until the lock is free, and the event loop goes on meanwhile", async () => {
  const path = join(place.path, "waiting");
  const first = await acquireLock(path, 0);
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
    if (ticks === 10) first[Symbol.dispose]();
  }, 20);
  using second = await acquireLock(path, 30_000);
  clearInterval(timer);
  expect(ticks).toBeGreaterThanOrEqual(10);
  expect(second.path).toBe(path);
});

test("acquireLock() gives up in time", async () => {
  const path = join(place.path, "timeout");
  using _ = await acquireLock(path, 0);
  await expect(acquireLock(path, 100)).rejects.toMatchObject({ code: "LOCK_TIMEOUT", exitCode: 75 });
});

test("eight processes that count under one lock lose nothing", async () => {
  const path = join(place.path, "counted");
  const counter = join(place.path, "counter");
  writeFileSync(counter, "0");
  const code = `
    const { readFileSync, writeFileSync } = await import("node:fs");
    const { acquireLock } = await load("io/lock.ts");
    for (let i = 0; i < 10; i++) {
      using lock = await acquireLock(${JSON.stringify(path)}, 60000);
      const before = Number(readFileSync(${JSON.stringify(counter)}, "utf8"));
      await new Promise((resolve) => setTimeout(resolve, 1));
      writeFileSync(${JSON.stringify(counter)}, String(before + 1));
    }
    console.log("done");`;
  const ends = await Promise.all(Array.from({ length: 8 }, () => runCode(code)));
  expect(ends.map(({ out, err }) => out + err)).toEqual(Array.from({ length: 8 }, () => "done\n"));
  const { out } = await runCode(
    `console.log((await import("node:fs")).readFileSync(${JSON.stringify(counter)}, "utf8"))`,
  );
  expect(out).toBe("80\n");
});

test("taking a lock says nothing on the terminal", async () => {
  const { out, err } = await runCode(taking(join(place.path, "silent")));
  expect({ out, err }).toEqual({ out: "taken\n", err: "" });
});

test.each([
  ["its folder is missing", "missing/lock", "FILE_NOT_FOUND"],
  ["it is no database", "text", "IO_FAILED"],
])("a lock cannot be taken when %s", async (_, name, code) => {
  writeFileSync(join(place.path, "text"), "x".repeat(5000));
  await expect(tryLock(join(place.path, name))).rejects.toMatchObject({ code });
});

test("a lock that must not be created is not", async () => {
  await expect(tryLock(join(place.path, "never"), { create: false })).rejects.toMatchObject({ code: "FILE_NOT_FOUND" });
  expect(readdirSync(place.path)).not.toContain("never");
});

test("whoever may only read a lock is told so, instead of getting one that excludes nobody", async () => {
  const path = join(place.path, "of another");
  writeFileSync(path, "");
  chmodSync(path, 0o444);
  chmodSync(place.path, 0o755);
  // Root may write to anything.
  const { out, err } = await runCode(`
    if (process.getuid() === 0) process.setuid(65534);
    const { tryLock } = await load("io/lock.ts");
    for (const create of [true, false])
      await tryLock(${JSON.stringify(path)}, { create }).then(() => console.log("taken"), ({ code }) => console.log(code));`);
  expect({ out, err }).toEqual({ out: "PERMISSION_DENIED\nPERMISSION_DENIED\n", err: "" });
});

test("a lock file has the mode that the umask leaves, so that a shared home has a shared lock", async () => {
  for (const [umask, mode] of [
    ["0", "666"],
    ["027", "640"],
  ]) {
    const path = join(place.path, `umask ${umask}`);
    await runCode(
      `process.umask(0o${umask}); await (await load("io/lock.ts")).tryLock(${JSON.stringify(path)}); process.exit();`,
    );
    expect((statSync(path).mode & 0o777).toString(8)).toBe(mode);
  }
});

test("a link in the place of a lock is not followed, and a lock with a long path says why it cannot be taken", async () => {
  const link = join(place.path, "link");
  symlinkSync(join(place.path, "outside"), link);
  await expect(tryLock(link)).rejects.toMatchObject({ code: "PATH_UNSAFE" });
  expect(readdirSync(place.path)).not.toContain("outside");
  const long = join(place.path, "a".repeat(250), "b".repeat(250));
  mkdirSync(long, { recursive: true });
  await expect(tryLock(join(long, "lock"))).rejects.toMatchObject({ message: expect.stringContaining("504") });
});

test.each<[string, (path: string) => void]>([
  ["a pipe", (path) => void run("mkfifo", [path])],
  ["a directory", (path) => mkdirSync(path)],
  ["a text", (path) => writeFileSync(path, "precious ".repeat(100))],
])("%s in the place of a lock is named with a way out, and stays", async (name, make) => {
  const path = join(place.path, name.replace(" ", "-"));
  make(path);
  const before = lstatSync(path);
  await expect(tryLock(path)).rejects.toMatchObject({
    code: "IO_FAILED",
    message: expect.stringMatching(/expected an empty file$/),
    hint: expect.stringContaining("Move it away"),
  });
  expect(lstatSync(path)).toMatchObject({ ino: before.ino, size: before.size });
});
