import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { bytesInMemory } from "../../src/io/bytes.ts";
import type { Descriptor } from "../../src/oci/descriptor.ts";
import { digestOf } from "../../src/oci/digest.ts";
import { addEntry } from "../../src/store/add-to-store.ts";
import { copyBlob } from "../../src/store/copy-blob.ts";
import { takeLease } from "../../src/store/lease.ts";
import { openStoreStaging, withLock } from "../../src/store/open-store.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";

const BYTES = Buffer.from("{}");
const ROOT: Descriptor = {
  mediaType: "application/vnd.oci.image.manifest.v1+json",
  digest: digestOf(BYTES),
  size: BYTES.byteLength,
};

/** An addition that fails when it is to fill the store, after `before`. */
function failIn(store: string, before: Parameters<typeof addEntry>[2] = async () => {}): Promise<unknown> {
  const { signal } = new AbortController();
  const name = { repository: "tools", tag: "latest" };
  return addEntry(store, { root: ROOT, needs: [ROOT], name, origin: "test", signal }, async (staging, lacking) => {
    await before(staging, lacking);
    throw new Error("it fails");
  });
}

test("an addition that fails takes back the store that it has made, with the directories above it", async () => {
  const place = temporaryDirectory();
  await expect(failIn(join(place, "a", "b", "store"))).rejects.toThrow("it fails");
  expect(readdirSync(place)).toEqual([]);
});

test("a directory that was there stays, as empty as it was", async () => {
  const store = join(temporaryDirectory(), "store");
  mkdirSync(store);
  await expect(failIn(store)).rejects.toThrow("it fails");
  expect(readdirSync(store)).toEqual([]);
});

test("a store that was there stays as it is, though nothing is in it", async () => {
  const store = temporaryDirectory();
  writeFileSync(join(store, "oci-layout"), '{"imageLayoutVersion":"1.0.0"}');
  writeFileSync(join(store, "index.json"), '{"schemaVersion":2,"manifests":[]}');
  await expect(failIn(store)).rejects.toThrow("it fails");
  expect(readdirSync(store)).toContain("index.json");
});

test("a new store with a blob stays: the next attempt needs it", async () => {
  const store = join(temporaryDirectory(), "store");
  const failing = failIn(store, (staging) =>
    copyBlob(staging, { descriptor: ROOT, bytes: bytesInMemory("test", BYTES), place: "test", isAhead: false }),
  );
  await expect(failing).rejects.toThrow("it fails");
  expect(readFileSync(join(store, "blobs", ROOT.digest.replace(":", "/"))).equals(BYTES)).toBe(true);
});

test.each<[string, (store: string) => Promise<AsyncDisposable>]>([
  ["a lease", (store) => takeLease(store, [ROOT.digest])],
  ["a staging directory", openStoreStaging],
])("a new store in which another process has %s stays", async (_, enter) => {
  const store = join(temporaryDirectory(), "store");
  const other: AsyncDisposable[] = [];
  await expect(failIn(store, async () => void other.push(await enter(store)))).rejects.toThrow("it fails");
  expect(readdirSync(store).toSorted()).toEqual([".ocx-bundle", "index.json", "oci-layout"]);
  for (const each of other) await each[Symbol.asyncDispose]();
});

test("a process that waits for the lock of a store that goes gets that of the next one", async () => {
  const store = join(temporaryDirectory(), "store");
  let waiting: Promise<string> | undefined;
  await withLock(store, async () => {
    waiting = withLock(store, async () => "free");
    await sleep(100);
    rmSync(store, { recursive: true });
  });
  expect(await waiting).toBe("free");
});

test("of many that begin one store at once, those that succeed are not disturbed by those that fail", async () => {
  for (let round = 0; round < 5; round++) {
    const store = join(temporaryDirectory(), "store");
    const { signal } = new AbortController();
    const put = (name: string) =>
      addEntry(
        store,
        { root: ROOT, needs: [ROOT], name: { repository: name, tag: "1" }, origin: "test", signal },
        async (staging, lacking) => {
          const blob = { descriptor: ROOT, bytes: bytesInMemory("test", BYTES), place: "test", isAhead: false };
          if (lacking.length > 0) await copyBlob(staging, blob);
        },
      );
    const failing = Array.from({ length: 6 }, () => failIn(store));
    const adding = ["one", "two", "three"].map(put);
    const failures = await Promise.allSettled(failing);
    expect(failures.map((each) => each.status === "rejected" && String(each.reason))).toEqual(
      Array(failing.length).fill("Error: it fails"),
    );
    await Promise.all(adding);
    const { manifests } = JSON.parse(readFileSync(join(store, "index.json"), "utf8"));
    expect(manifests).toHaveLength(3);
    expect(await withLock(store, async () => "free")).toBe("free");
  }
});
