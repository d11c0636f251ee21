import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { blobOf, type DeltaChanges, flipByte, readDelta, writeChangedDelta } from "../fixtures/changed-delta.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import type { Document } from "../fixtures/layout.ts";
import {
  completeTools,
  exportTools,
  fileInput,
  importTools,
  type Tools,
  toolHome,
  verifyTools,
} from "../fixtures/tool-homes.ts";
import { run } from "../fixtures/tools.ts";
import { fingerprint, sha256 } from "../fixtures/tree.ts";

const text = (seed: string): string => Array.from({ length: 300 }, (_, n) => sha256(`${seed} ${n}`)).join("\n");
const tools = (tag: string): Tools => ({
  a: { tag, layers: [{ "bin/a": text("a") + tag, ["lib/same"]: text("same") }] },
  b: { tag, layers: [{ "bin/b": text("b") + tag }] },
  c: { tag: "1", layers: [{ "bin/c": text("c") }] },
});

let at: string;
let delta: string;
let honest: Document;

beforeAll(async () => {
  at = run("mktemp", ["-d"]).toString().trim();
  delta = join(at, "delta.tar");
  for (const tag of ["1", "2"]) toolHome(join(at, tag), tools(tag));
  await exportTools(join(at, "1"), tools("1"), join(at, "1.tar"));
  await exportTools(join(at, "2"), tools("2"), delta, { bases: [fileInput(join(at, "1.tar"))] });
  honest = readDelta(delta).config;
  await importTools(join(at, "1.tar"), join(at, "home"));
  return () => rmSync(at, { recursive: true });
});

/** Imports into a home that has the base, which must stay as it is. */
async function refusedImport(path: string, code: string, message = ""): Promise<void> {
  const home = join(at, "home");
  const stores = () => fingerprint(home).filter((line) => !/^(\.ocx-bundle|\.) /.test(line));
  const before = stores();
  await expect(importTools(path, home)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  expect(stores()).toEqual(before);
}

test("the material has an omitted layer and two patches", () => {
  expect(honest).toMatchObject({ omitted: [expect.any(String)], patches: [{ frames: [{}] }, { frames: [{}] }] });
});

const [first, second] = [0, 1];
const HOSTILE: readonly [string, string, string, DeltaChanges][] = [
  [
    "a dictionary behind the end of its base",
    "FRAME_INVALID",
    "its base has",
    {
      config: (config) =>
        void (config.patches[first].frames[0].dictionary.offset = config.patches[first].base.size - 7),
    },
  ],
  [
    "a dictionary of more than 10 MiB",
    "BUNDLE_INVALID",
    "length",
    { config: (config) => void (config.patches[first].frames[0].dictionary.length = 10 * 2 ** 20 + 1) },
  ],
  [
    "a base that is said to be larger than it is",
    "BASE_CHANGED",
    "other files",
    { config: (config) => void (config.patches[first].base.size += 512) },
  ],
  [
    "a base that nobody has",
    "BASE_MISSING",
    "0000",
    { config: (config) => void (config.patches[first].base.digest = `sha256:${"0".repeat(64)}`) },
  ],
  [
    "a negative offset",
    "BUNDLE_INVALID",
    "offset",
    { config: (config) => void (config.patches[first].frames[0].dictionary.offset = -1) },
  ],
  [
    "patches of each other's layers",
    "BUNDLE_INVALID",
    "",
    {
      config: (config) => {
        const [a, b] = config.patches;
        [a.frames, b.frames] = [b.frames.concat(b.frames), a.frames.concat(a.frames)];
      },
    },
  ],
  [
    "patches that are exchanged",
    "BASE_CHANGED",
    "",
    {
      config: ({ patches: [a, b] }) => {
        [a.patch, b.patch] = [b.patch, a.patch];
        [a.frames, b.frames] = [b.frames, a.frames];
        for (const patch of [a, b]) {
          const { dictionary } = patch.frames[0];
          dictionary.offset = 0;
          dictionary.length = Math.min(dictionary.length, patch.base.size);
        }
      },
    },
  ],
  [
    "another bundle digest",
    "BUNDLE_INVALID",
    "it is of",
    { config: (config) => void (config.bundle = `sha256:${"0".repeat(64)}`) },
  ],
  [
    "a layer that is neither there nor omitted",
    "BUNDLE_INVALID",
    "neither",
    { config: (config) => void config.omitted.pop() },
  ],
  [
    "a layer that is omitted and patched",
    "BUNDLE_INVALID",
    "two ways",
    { config: (config) => void config.omitted.push(config.patches[second].blob) },
  ],
  [
    "a layer that its bundle does not have",
    "BUNDLE_INVALID",
    "no layer blob",
    { config: (config) => void config.omitted.push(`sha256:${"0".repeat(64)}`) },
  ],
  ["a newer version", "BUNDLE_TOO_NEW", "version 2", { config: (config) => void (config.deltaVersion = 2) }],
  [
    "a feature that nobody knows",
    "BUNDLE_TOO_NEW",
    "magic",
    { config: (config) => void (config.requires = ["magic"]) },
  ],
  [
    "a wrong size of a frame",
    "FRAME_INVALID",
    "",
    { config: (config) => void (config.patches[first].frames[0].size += 1) },
  ],
  [
    "a wrong digest of a frame",
    "FRAME_INVALID",
    "digest",
    { config: (config) => void (config.patches[first].frames[0].digest = `sha256:${"1".repeat(64)}`) },
  ],
  ["no manifest of its bundle", "BUNDLE_INVALID", "no layer", { manifest: (manifest) => void manifest.layers.shift() }],
  [
    "its bundle's manifest twice",
    "BUNDLE_INVALID",
    "several",
    { manifest: (manifest) => void manifest.layers.push(manifest.layers[0]) },
  ],
  [
    "a manifest with the media type of a manifest",
    "BUNDLE_INVALID",
    "",
    { manifest: (manifest) => void (manifest.layers[0].mediaType = "application/vnd.oci.image.manifest.v1+json") },
  ],
];

test.each(HOSTILE)("a delta is refused that has %s", async (_, code, message, changes) => {
  await refusedImport(writeChangedDelta(delta, join(temporaryDirectory(), "x.tar"), changes), code, message);
});

test("a base bundle whose layer has another size than the delta says is told from one without it", async () => {
  const path = writeChangedDelta(delta, join(temporaryDirectory(), "x.tar"), {
    config: (config) => void (config.patches[first].base.size += 512),
  });
  await expect(verifyTools(path, { bases: [fileInput(join(at, "1.tar"))] })).rejects.toMatchObject({
    code: "BASE_CHANGED",
    message: expect.stringContaining("other files"),
  });
});

test("a delta of a bundle whose config lies about content, or about its size, is refused", async () => {
  const manifest = JSON.parse(blobOf(delta, honest.bundle).toString());
  const lies: readonly ((frame: Document, layer: Document) => void)[] = [
    (frame) => void (frame.contentDigest = `sha256:${"2".repeat(64)}`),
    (frame, layer) => {
      layer.contentSize += 512;
      frame.contentSize += 512;
    },
  ];
  for (const lie of lies) {
    const config = JSON.parse(blobOf(delta, manifest.config.digest).toString());
    const layer = config.layers.find(({ blob }: Document) => blob === honest.patches[first].blob);
    lie(layer.frames[0], layer);
    const bytes = Buffer.from(JSON.stringify(config));
    const own = { ...manifest.config, digest: `sha256:${sha256(bytes)}`, size: bytes.length };
    const named = Buffer.from(JSON.stringify({ ...manifest, config: own }));
    const path = writeChangedDelta(delta, join(temporaryDirectory(), "x.tar"), {
      blobs: { [honest.bundle]: () => named, [manifest.config.digest]: () => bytes },
      config: (changed) => void (changed.bundle = `sha256:${sha256(named)}`),
    });
    await refusedImport(path, "BASE_CHANGED", "it is not as it was when the delta was made");
  }
});

test("a delta of a bundle whose manifest names a blob that nothing is known of is refused", async () => {
  const manifest = JSON.parse(blobOf(delta, honest.bundle).toString());
  const [layer] = manifest.layers;
  const foreign = { ...layer, digest: `sha256:${"4".repeat(64)}` };
  const named = Buffer.from(JSON.stringify({ ...manifest, layers: [...manifest.layers, foreign] }));
  const path = writeChangedDelta(delta, join(temporaryDirectory(), "x.tar"), {
    blobs: { [honest.bundle]: () => named },
    config: (changed) => void (changed.bundle = `sha256:${sha256(named)}`),
  });
  await refusedImport(path, "BUNDLE_INVALID", "neither has nor omits");
  const output = join(temporaryDirectory(), "whole.tar");
  await expect(completeTools(path, [join(at, "1.tar")], output)).rejects.toMatchObject({ code: "BUNDLE_INVALID" });
  expect(existsSync(output)).toBe(false);
});

test("a patch that is the store layer, and a delta that only omits, are refused", async () => {
  const store = readDelta(delta).manifest.layers.find(({ mediaType }: Document) => mediaType.endsWith("tar+zstd"));
  const changed = (config: DeltaChanges["config"]) =>
    writeChangedDelta(delta, join(temporaryDirectory(), "x.tar"), config === undefined ? {} : { config });
  await refusedImport(
    changed((config) => void (config.patches[first].patch = store.digest)),
    "FRAME_INVALID",
    "frame table",
  );
  await refusedImport(
    changed((config) => {
      config.omitted.push(...config.patches.map(({ blob }: Document) => blob));
      config.patches = [];
    }),
    "BASE_MISSING",
    "which the delta omits",
  );
});

test("dictionaries that are too many together are refused before anything is read", async () => {
  // Many small frames, each with a dictionary that is small enough by itself: no such delta is made here, so the limit is asked.
  const { checkDelta } = await import("../../src/bundle/delta-config.ts");
  const full = JSON.parse(blobOf(delta, JSON.parse(blobOf(delta, honest.bundle).toString()).config.digest).toString());
  const manifest = JSON.parse(blobOf(delta, honest.bundle).toString());
  const bent = structuredClone(honest);
  const table = full.layers.find(({ blob }: { blob: string }) => blob === bent.patches[0].blob);
  table.frames = Array.from({ length: 20 }, () => table.frames[0]);
  bent.patches[0].base.size = 2 ** 30;
  bent.patches[0].frames = table.frames.map(() => ({
    ...bent.patches[0].frames[0],
    dictionary: { offset: 0, length: 10 * 2 ** 20 },
  }));
  const carried = new Set([full.store.blob]);
  expect(() => checkDelta(bent, { config: full, manifest }, carried)).toThrow(
    expect.objectContaining({ code: "LIMIT_EXCEEDED" }),
  );
});

test("a manifest inside that is another one than the pin is refused, and so is one that was changed", async () => {
  const name = honest.bundle;
  const other = writeChangedDelta(delta, join(at, "other.tar"), {
    blobs: { [name]: (bytes) => Buffer.from(bytes.toString().replace("schemaVersion", "schemaversion")) },
  });
  await refusedImport(other, "BUNDLE_INVALID");
  await expect(importTools(other, join(at, "home"), { digest: name })).rejects.toMatchObject({
    code: "DIGEST_MISMATCH",
  });
});

test("every changed byte of what a delta has is found by verify and by import", async () => {
  const size = readFileSync(delta).length;
  const { manifest } = readDelta(delta);
  const patch = honest.patches[0].patch;
  const start = readFileSync(delta).indexOf(blobOf(delta, patch));
  const places = [
    start + 5,
    start + 60,
    start + 200,
    ...Array.from({ length: 8 }, (_, n) => Math.floor((size * n) / 8) + 300),
  ];
  expect(manifest.layers.some((layer: Document) => layer.digest === patch)).toBe(true);
  const taken: number[] = [];
  for (const place of places) {
    const flipped = flipByte(delta, join(at, "flipped.tar"), place);
    const code = await verifyTools(flipped, { bases: [fileInput(join(at, "1.tar"))] }).then(
      () => "taken",
      (error: { readonly code?: string }) => error.code,
    );
    expect(code).toMatch(/^[a-zA-Z_]+$/);
    // The spaces behind the index are covered by no digest.
    if (code === "taken" && readFileSync(delta)[place] !== 0x20) taken.push(place);
  }
  expect(taken).toEqual([]);
  for (const place of places.slice(0, 3))
    await refusedImport(flipByte(delta, join(at, "flipped.tar"), place), "FRAME_INVALID", "its digest is");
  expect(existsSync(join(at, "home", ".ocx-bundle", "staging"))).toBe(false);
});
