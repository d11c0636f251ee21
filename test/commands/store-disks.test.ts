import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, globSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { runStore } from "../../src/commands/run-store.ts";
import type { StoreAction } from "../../src/options/requests/store-request.ts";
import { MAIN } from "../fixtures/command-line.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { buildFaults } from "../fixtures/fault.ts";
import { NODE } from "../fixtures/runner.ts";
import { ask, serving } from "../fixtures/serving.ts";
import { bundleHeavyToolbox, bundleToolbox, importFile } from "../fixtures/toolbox.ts";
import { lacks, run } from "../fixtures/tools.ts";
import { fingerprint } from "../fixtures/tree.ts";

const NAME = "ocx-bundle-linux-amd64";
const NOBODY = 65534;
const directory = run("mktemp", ["-d"]).toString().trim();
let file: string;
let heavy: string;

beforeAll(async () => {
  chmodSync(directory, 0o755);
  for (const name of ["light", "heavy"]) mkdirSync(join(directory, name));
  file = await bundleToolbox(join(directory, "light"));
  heavy = await bundleHeavyToolbox(join(directory, "heavy"), 300_000);
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

const work = (store: string, action: StoreAction) => runStore({ store, ...action }, surroundings(), listener());
const add = (store: string, path: string) => work(store, { action: "add", source: { kind: "file", path } });
const gc = (store: string) => work(store, { action: "gc", dryRun: false });
const list = (store: string) => work(store, { action: "list" });

/** What a store that cannot be changed is good for. */
async function expectReadable(store: string): Promise<void> {
  const before = fingerprint(store);
  expect(await list(store)).toMatchObject({ bundles: [{ name: `${NAME}:latest` }] });
  expect(await work(store, { action: "check", names: [] })).toMatchObject({ action: "check" });
  expect(await importFile(file, join(temporaryDirectory(), "home"), { store })).toMatchObject({ changed: true });
  await using server = await serving([store]);
  expect((await ask(server.host, `/v2/${NAME}/manifests/latest`)).status).toBe(200);
  expect(server.heard.warnings).toEqual([]);
  expect(fingerprint(store)).toEqual(before);
}

test("a store on a network file system can be read, but not changed", async () => {
  const store = join(temporaryDirectory(), "store");
  await add(store, file);
  const { statfs } = fs;
  onTestFinished(() => {
    Object.assign(fs, { statfs });
    syncBuiltinESMExports();
  });
  // NFS and SMB, as Linux gives their numbers: with the sign extended, too.
  for (const type of [0x6969, 0xfe534d42, 0xfe534d42 - 2 ** 32]) {
    Object.assign(fs, { statfs: async (path: string) => Object.assign(await statfs(path), { type }) });
    syncBuiltinESMExports();
    const other = join(temporaryDirectory(), "new");
    for (const changing of [
      () => add(store, file),
      () => add(other, file),
      () => gc(store),
      () => work(store, { action: "remove", names: [NAME] }),
    ])
      await expect(changing()).rejects.toMatchObject({ code: "FILE_SYSTEM_UNSUPPORTED" });
    expect(existsSync(other)).toBe(false);
  }
  await expectReadable(store);
}, 30_000);

test.skipIf(lacks("cc"))(
  "a disk that fails while the use of a bundle is noted is told with a code and its path",
  async () => {
    const faults = buildFaults(temporaryDirectory());
    const store = join(temporaryDirectory(), "store");
    await add(store, file);
    const usage = join(store, ".ocx-bundle", "usage.db");
    for (const call of ["write", "remove"]) {
      const args = ["store", "add", file, "--store", store, "--as", call];
      const ended = faults.inject({ call, errno: "EDQUOT", nth: 1, prefix: usage }, args);
      expect(ended.path, call).toContain(usage);
      expect(ended.status, call).toBe(74);
      expect(ended.errors).toMatch(new RegExp(`^error: Cannot write ${usage}: .+ \\[IO_FAILED\\]$`, "m"));
    }
    expect(await add(store, file)).toMatchObject({ blobs: 0 });
  },
);

const isRoot = process.getuid?.() === 0;
const canMount = isRoot && !lacks("mount", "umount");
if (!canMount) console.warn("skipped, only root may mount a small disk and become another user: stores on a full disk");

test.skipIf(!canMount)(
  "a full disk leaves what was there, and a disk that may only be read is read",
  async () => {
    const disk = temporaryDirectory();
    run("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", disk]);
    try {
      const store = join(disk, "store");
      await add(store, file);
      await expect(add(store, heavy)).rejects.toMatchObject({ code: "DISK_FULL" });
      const home = join(temporaryDirectory(), "home");
      await expect(importFile(heavy, home, { store })).rejects.toMatchObject({ code: "DISK_FULL" });
      expect(await list(store)).toMatchObject({ bundles: [{ name: `${NAME}:latest` }] });
      expect(globSync(".ocx-bundle/{leases,staging}/*", { cwd: store })).toEqual([]);
      const { blobs } = (await work(store, { action: "check", names: [] })) as { blobs: number };
      await work(store, { action: "gc", dryRun: false, maxSize: 1_000_000 });
      expect(globSync("blobs/sha256/*", { cwd: store })).toHaveLength(blobs);
      // A gc is what people try when there is no room at all. It writes too: here, that nothing is left of another bundle.
      {
        using database = new DatabaseSync(join(store, ".ocx-bundle", "usage.db"));
        database.exec(`INSERT INTO usage VALUES ('sha256:${"0".repeat(64)}', 1, 1, '')`);
      }
      writeFileSync(join(store, "blobs", "sha256", "0".repeat(64)), "x".repeat(100_000));
      expect(() => run("dd", ["if=/dev/zero", `of=${join(disk, "rest")}`])).toThrow("No space left");
      expect(await work(store, { action: "gc", dryRun: false })).toMatchObject({ blobs: 1, bytes: 100_000 });
      rmSync(join(disk, "rest"));
      run("mount", ["-o", "remount,ro", disk]);
      await expectReadable(store);
      await expect(add(store, file)).rejects.toMatchObject({ code: "PERMISSION_DENIED" });
    } finally {
      run("umount", [disk]);
    }
  },
  120_000,
);

test.skipIf(!isRoot)(
  "another user reads a store without a lease, and cannot change it",
  async () => {
    const place = temporaryDirectory();
    chmodSync(place, 0o755);
    const store = join(place, "store");
    await add(store, file);
    const before = fingerprint(store);
    const other = (...args: readonly string[]) => {
      const env = { PATH: process.env["PATH"], HOME: place, OCX_BINARY_PIN: "/opt/ocx" };
      const ended = spawnSync(NODE, [MAIN, ...args], { env, cwd: "/", uid: NOBODY, gid: NOBODY });
      return { status: ended.status, output: ended.stdout.toString(), errors: ended.stderr.toString() };
    };
    expect(other("store", "list", "--store", store)).toMatchObject({
      status: 0,
      output: expect.stringContaining(NAME),
    });
    const added = other("store", "add", file, "--store", store);
    expect(added).toMatchObject({ status: 77, errors: expect.stringContaining("[PERMISSION_DENIED]") });
    const mine = run("mktemp", ["-d"]).toString().trim();
    onTestFinished(() => rmSync(mine, { recursive: true, force: true }));
    run("chown", [String(NOBODY), mine]);
    const options = ["--store", store, "--home", join(mine, "home"), "--platform", "linux/amd64+libc.glibc", "-q"];
    expect(other("import", file, ...options)).toMatchObject({ status: 0, errors: "" });
    expect(fingerprint(store)).toEqual(before);
  },
  120_000,
);

test.skipIf(!isRoot)(
  "users of one group share a store that they make with umask 002",
  async () => {
    const place = temporaryDirectory();
    chmodSync(place, 0o777);
    const store = join(place, "store");
    // The second one is the first with another number.
    const by = (uid: number, umask: string, ...args: readonly string[]) => {
      const script = `umask ${umask} && exec "$@"`;
      const words = ["-c", script, "sh", NODE, MAIN, "store", ...args, "--store", store];
      const env = { PATH: process.env["PATH"], HOME: place, OCX_BINARY_PIN: "/opt/ocx" };
      const ended = spawnSync("/bin/sh", words, { env, cwd: "/", uid, gid: NOBODY });
      return { status: ended.status, output: ended.stdout.toString(), errors: ended.stderr.toString() };
    };
    const [one, two] = [NOBODY, NOBODY - 1];
    expect(by(one, "002", "add", file)).toMatchObject({ status: 0, errors: "" });
    expect(by(two, "002", "add", heavy, "--as", "heavy")).toMatchObject({ status: 0, errors: "" });
    expect(by(one, "002", "remove", "heavy")).toMatchObject({ status: 0, errors: "" });
    expect(by(two, "002", "gc")).toMatchObject({ status: 0, errors: "" });
    expect(by(one, "002", "check")).toMatchObject({ status: 0, errors: "" });
    // Without the right to write to the record, an add changes no name.
    chmodSync(join(store, ".ocx-bundle", "usage.db"), 0o644);
    const refused = by(two, "002", "add", heavy, "--as", "heavy");
    expect(refused).toMatchObject({ status: 77, errors: expect.stringContaining("[PERMISSION_DENIED]") });
    expect(by(two, "002", "list").output).not.toContain("heavy");
  },
  120_000,
);
