import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { parseDigest } from "../../src/oci/digest.ts";
import { leasedDigests, takeLease } from "../../src/store/lease.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { NODE } from "../fixtures/runner.ts";

const ONE = parseDigest(`sha256:${"1".repeat(64)}`);

test.each<readonly [string, (path: string) => void]>([
  ["damaged", (path) => writeFileSync(path, "[")],
  ["a pipe", (path) => void execFileSync("mkfifo", [path])],
])("a lease that is %s, and held, lets nothing be collected", { timeout: 5000 }, async (name, damage) => {
  const store = temporaryDirectory();
  await using _ = await takeLease(store, [ONE]);
  expect(await leasedDigests(store)).toEqual(new Set([ONE]));
  const folder = join(store, ".ocx-bundle", "leases");
  const [file = name] = readdirSync(folder).filter((each) => each.endsWith(".json"));
  rmSync(join(folder, file));
  damage(join(folder, file));
  await expect(leasedDigests(store)).rejects.toMatchObject({ code: "IO_FAILED" });
});

test("a lease that could not be written whole is gone, although its process lives on", async () => {
  const store = temporaryDirectory();
  const digests = Array.from({ length: 50 }, (_, index) => `sha256:${index.toString(16).padStart(64, "0")}`);
  // No file may have more than 512 or 1024 bytes, as the shell counts: a disk that is full has the same effect.
  const words = [
    "-c",
    'ulimit -f 1; exec "$@"',
    "sh",
    NODE,
    resolve("test/fixtures/lease-holder.ts"),
    store,
    ...digests,
  ];
  const holder = spawn("sh", words, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [said]: unknown[] = await once(holder.stdout, "data");
    expect(String(said)).toBe("IO_FAILED\n");
    expect(await leasedDigests(store)).toEqual(new Set());
    expect(readdirSync(join(store, ".ocx-bundle", "leases"))).toEqual([]);
  } finally {
    holder.kill("SIGKILL");
    await once(holder, "close");
  }
});

test("other files among the leases do not stop a collection, and stay", async () => {
  const store = temporaryDirectory();
  await using _ = await takeLease(store, [ONE]);
  const folder = join(store, ".ocx-bundle", "leases");
  writeFileSync(join(folder, ".DS_Store"), "not ours");
  expect(await leasedDigests(store)).toEqual(new Set([ONE]));
  expect(readdirSync(folder)).toContain(".DS_Store");
});
