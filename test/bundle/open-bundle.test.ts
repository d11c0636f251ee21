import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import type { Wanted } from "../../src/bundle/choose-manifest.ts";
import { type Bundle, openBundle, openWhole } from "../../src/bundle/open-bundle.ts";
import { planBundle } from "../../src/bundle/plan-bundle.ts";
import { verifyBlobs } from "../../src/bundle/verify-blobs.ts";
import { writeBundleFile } from "../../src/bundle/write-bundle.ts";
import { openFile, openPipe } from "../../src/io/byte-source.ts";
import { openTarLayout } from "../../src/layout/tar-layout.ts";
import { FACTS, SAMPLE, sampleFrames, someDigest } from "../fixtures/bundle.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import {
  type Changes,
  type Document,
  describe,
  digest,
  handmadeLayout,
  handmadeTar,
  json,
  membersOf,
  pathOf,
  writeChecksum,
} from "../fixtures/layout.ts";

/** Opens bytes as a file and gives what `look` makes of the bundle. */
async function opened<Seen>(
  bytes: Uint8Array,
  look: (bundle: Bundle) => Seen,
  wanted?: Wanted,
): Promise<Awaited<Seen>> {
  const path = join(temporaryDirectory(), "b.tar");
  writeFileSync(path, bytes);
  await using content = await openTarLayout(await openFile(path));
  return await look(await openBundle(content, wanted));
}

const nothing = (): void => {};
const nameOf = ({ name }: Bundle): string => name;

async function handmade(changes?: Changes): Promise<Buffer> {
  return handmadeTar(membersOf(await handmadeLayout(changes)));
}

async function written(): Promise<Buffer> {
  const path = join(temporaryDirectory(), "b.tar");
  await writeBundleFile(planBundle(SAMPLE), sampleFrames(), path);
  return readFileSync(path);
}

test("openBundle() finds out everything from a bundle that another program wrote", async () => {
  const layout = await handmadeLayout();
  const [, , manifest = ["", Buffer.alloc(0)]] = [...layout];
  await opened(handmadeTar(membersOf(layout)), async (bundle) => {
    expect(bundle.name).toBe("toolbox");
    expect(bundle.digest).toBe(digest(manifest[1]));
    expect(bundle.config.roots).toEqual(FACTS.roots);
    const blobs = [...layout].slice(4);
    const framed = [bundle.store, ...bundle.config.layers.map((layer) => bundle.layer(layer, "ocx/x/"))];
    for (const [place, { bytes, name, prefix }] of framed.entries()) {
      expect(Buffer.from(await bytes.read(0, bytes.size))).toEqual(blobs[place]?.[1]);
      expect(pathOf(blobs[place]?.[1] ?? Buffer.alloc(0))).toBe(`blobs/sha256/${name.slice(7, 71)}`);
      expect(prefix).toBe(place === 0 ? "ocx/" : "ocx/x/");
    }
    await verifyBlobs(bundle);
  });
});

test("openBundle() reads what writeBundleFile() wrote, with its digest pinned", async () => {
  const path = join(temporaryDirectory(), "b.tar");
  const { digest: pinned, config } = await writeBundleFile(planBundle(SAMPLE), sampleFrames(), path);
  await using content = await openTarLayout(await openFile(path));
  const bundle = await openBundle(content, { pinned });
  expect(bundle.config).toEqual(config);
  await verifyBlobs(bundle);
});

test("openBundle() takes members in any order, directories, and files that it does not know", async () => {
  const layout = await handmadeLayout();
  const members = membersOf(layout).toReversed();
  const foreign = [
    { name: "./", type: "5" },
    { name: "./blobs/", type: "5" },
    ...members.map((member) => ({ ...member, name: `./${member.name}` })),
    { name: "manifest.json", bytes: Buffer.from("[]") },
    { name: "link", type: "2" },
  ];
  expect(await opened(handmadeTar(foreign), nameOf)).toBe("toolbox");
});

test.each<[string, (index: Document) => unknown]>([
  ["an unknown annotation", (index) => (index.manifests[0].annotations["x.y"] = "z")],
  ["an unknown key", (index) => (index.later = { manifests: 1 })],
  ["a descriptor of an unknown media type", (index) => index.manifests.push({ ...describe("x/y", Buffer.from("-")) })],
  [
    "a signature without a name",
    (index) => index.manifests.unshift({ ...index.manifests[0], digest: someDigest("9"), annotations: {} }),
  ],
  [
    "the same manifest under two names",
    (index) =>
      index.manifests.push({ ...index.manifests[0], annotations: { "org.opencontainers.image.ref.name": "x" } }),
  ],
])("openBundle() ignores %s", async (_, index) => {
  expect(await opened(await handmade({ index: (document) => void index(document) }), nameOf)).toBe("toolbox");
});

test.each<[string, (index: Document) => unknown]>([
  ["dropped", (index) => delete index.manifests[0].annotations],
  [
    "turned into an image's name",
    (index) => (index.manifests[0].annotations["org.opencontainers.image.ref.name"] = "a.io/b:c"),
  ],
  [
    "turned into an escape sequence",
    (index) => (index.manifests[0].annotations["org.opencontainers.image.ref.name"] = "\u001b[2J"),
  ],
])("openBundle() uses the default name when another tool has %s it", async (_, index) => {
  expect(await opened(await handmade({ index: (document) => void index(document) }), nameOf)).toBe(
    "ocx-bundle-linux-amd64",
  );
});

/** Bundles for several platforms in one layout, as an image index over their manifests. */
async function severalPlatforms(platforms: readonly Document[]): Promise<Buffer> {
  return overManifests(
    await Promise.all(
      platforms.map((platform) => handmadeLayout({ config: (config) => (config.platform = platform) && config })),
    ),
  );
}

async function overManifests(layouts: readonly Map<string, Buffer>[]): Promise<Buffer> {
  const manifests = layouts.map((layout) => [...layout][2]?.[1] ?? Buffer.alloc(0));
  const inner = json({
    schemaVersion: 2,
    manifests: manifests.map((bytes) => describe("application/vnd.oci.image.manifest.v1+json", bytes)),
  });
  const named = { "org.opencontainers.image.ref.name": "all" };
  const outer = json({
    schemaVersion: 2,
    manifests: [{ ...describe("application/vnd.oci.image.index.v1+json", inner), annotations: named }],
  });
  const files = new Map(layouts.flatMap((layout) => [...layout]));
  return handmadeTar(membersOf(files.set("index.json", outer).set(pathOf(inner), inner)));
}

const GLIBC = { os: "linux", architecture: "amd64", features: ["libc.glibc"] };
const PLAIN = { os: "linux", architecture: "amd64", features: [] };
const ARM = { os: "linux", architecture: "arm64", features: [] };
const featuresOf = ({ config }: Bundle) => `${config.platform.architecture} ${config.platform.features.join()}`;

test("openBundle() chooses from an image index the manifest for the wanted platform", async () => {
  const bytes = await severalPlatforms([PLAIN, GLIBC, ARM]);
  expect(await opened(bytes, featuresOf, { platform: ARM })).toBe("arm64 ");
  expect(await opened(bytes, featuresOf, { platform: GLIBC })).toBe("amd64 libc.glibc");
  expect(await opened(bytes, featuresOf, { platform: { ...GLIBC, features: ["libc.musl"] } })).toBe("amd64 ");
  expect(await opened(await severalPlatforms([ARM]), featuresOf, { platform: GLIBC })).toBe("arm64 ");
});

test("openBundle() says when it cannot choose a platform", async () => {
  const bytes = await severalPlatforms([PLAIN, GLIBC]);
  await expect(opened(bytes, nothing)).rejects.toMatchObject({ code: "PLATFORM_AMBIGUOUS" });
  await expect(opened(bytes, nothing, { platform: ARM })).rejects.toMatchObject({ code: "PLATFORM_MISMATCH" });
});

test("openBundle() refuses a bundle for several platforms that lacks a manifest, or whose configs are too large together", async () => {
  const bytes = await severalPlatforms([PLAIN, ARM]);
  const [, other = ""] = Array.from(
    bytes.toString("latin1").matchAll(/image\.manifest\.v1\+json","digest":"sha256:([0-9a-f]{64})/g),
    ([, hex = ""]) => hex,
  );
  const lacking = Buffer.from(bytes);
  // A name that no descriptor has.
  const at = lacking.indexOf(`blobs/sha256/${other}`);
  lacking.write("f".repeat(8), at + 13, "latin1");
  writeChecksum(lacking.subarray(at, at + 512));
  await expect(opened(lacking, nothing, { platform: PLAIN })).rejects.toMatchObject({ code: "BUNDLE_INVALID" });

  const large = (manifest: Document) => void (manifest.config.size = 8 * 2 ** 20);
  const layouts = await Promise.all(
    Array.from({ length: 5 }, (_, place) =>
      handmadeLayout({ config: (config) => void (config.platform.os = `os${place}`), manifest: large }),
    ),
  );
  await expect(opened(await overManifests(layouts), nothing)).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
});

test("openWhole() opens each platform, and refuses a bundle of which one lacks a blob", async () => {
  const path = join(temporaryDirectory(), "b.tar");
  writeFileSync(path, await severalPlatforms([PLAIN, GLIBC, ARM]));
  await using content = await openTarLayout(await openFile(path));
  const whole = await openWhole(content);
  const seen: string[] = [];
  for await (const bundle of whole.platforms()) seen.push(featuresOf(bundle));
  expect(seen).toEqual(["amd64 ", "amd64 libc.glibc", "arm64 "]);

  const one = await handmadeLayout();
  const changed = await handmadeLayout({
    config: (config) => void (config.platform = ARM),
    manifest: (manifest) => void (manifest.layers[2].digest = someDigest("5")),
  });
  writeFileSync(path, await overManifests([one, changed]));
  await using broken = await openTarLayout(await openFile(path));
  await expect(openWhole(broken)).rejects.toMatchObject({ code: "BUNDLE_INVALID" });
  expect((await openBundle(broken, { platform: GLIBC })).config.platform).toEqual(GLIBC);
});

test("the digest of a bundle for several platforms is that of its image index", async () => {
  const bytes = await severalPlatforms([ARM, GLIBC]);
  const [index = ""] = /sha256:[0-9a-f]{64}/.exec(bytes.toString("latin1", 1536)) ?? [];
  expect(await opened(bytes, (bundle) => bundle.digest, { platform: ARM })).toBe(index);
});

test.each([
  ["a gzip file", gzipSync("x".repeat(2000))],
  ["a zstd file", zstdCompressSync("x".repeat(2000))],
  ["a zip file", Buffer.from("PK\u0003\u0004".padEnd(2000))],
  ["an HTML page", Buffer.from("<!DOCTYPE html><p>Sign in")],
  ["a JSON document", Buffer.from('{"message":"Not Found"}')],
  ["a text file", Buffer.from("hello\n")],
  ["an empty file", Buffer.alloc(0)],
])("openBundle() says what it was given instead: %s", async (kind, bytes) => {
  const message = expect.stringContaining(`it is ${kind}`);
  await expect(opened(bytes, nothing)).rejects.toMatchObject({ code: "BUNDLE_INVALID", message });
});

test("openBundle() says how a bundle that was compressed on its way becomes one again", async () => {
  const hint = expect.stringContaining("`gunzip`");
  await expect(opened(gzipSync("x".repeat(2000)), nothing)).rejects.toMatchObject({ hint });
});

const OTHER_MANIFEST = json({
  schemaVersion: 2,
  config: describe("application/vnd.oci.image.config.v1+json", Buffer.from("{}")),
  layers: [],
});

test.each<[string, () => Buffer | Promise<Buffer>]>([
  ["text", () => Buffer.from("hello ".repeat(400))],
  ["zeros", () => Buffer.alloc(10_240)],
  ["a tar of other files", () => handmadeTar([{ name: "a", bytes: Buffer.from("b") }])],
  [
    "a layout of another version",
    async () => {
      const files = await handmadeLayout();
      return handmadeTar(membersOf(files.set("oci-layout", json({ imageLayoutVersion: "2.0.0" }))));
    },
  ],
  [
    "a layout without index.json",
    async () => {
      const files = await handmadeLayout();
      files.delete("index.json");
      return handmadeTar(membersOf(files));
    },
  ],
  ["an empty layout", () => handmade({ index: (index) => ({ ...index, manifests: [] }) })],
  ["an index that is no object", () => handmade({ index: () => [] })],
  [
    "a container image",
    async () => {
      const index = {
        schemaVersion: 2,
        manifests: [describe("application/vnd.oci.image.manifest.v1+json", OTHER_MANIFEST)],
      };
      const layout = [
        ["oci-layout", json({ imageLayoutVersion: "1.0.0" })],
        ["index.json", json(index)],
        [pathOf(OTHER_MANIFEST), OTHER_MANIFEST],
      ] as const;
      return handmadeTar(membersOf(new Map(layout)));
    },
  ],
  ["an artifact of another type", () => handmade({ manifest: (manifest) => ({ ...manifest, artifactType: "x/y" }) })],
  [
    "our artifact type over another config",
    () => handmade({ manifest: (manifest) => ({ ...manifest, config: { ...manifest.config, mediaType: "x/y" } }) }),
  ],
  [
    "a layer of another media type",
    () =>
      handmade({
        manifest: (manifest) => void (manifest.layers[1].mediaType = "application/vnd.oci.image.layer.v1.tar+gzip"),
      }),
  ],
  [
    "a manifest with two sizes for one blob",
    () => handmade({ manifest: (manifest) => void manifest.layers.push({ ...manifest.layers[1], size: 1 }) }),
  ],
  [
    "a blob larger than its descriptor says",
    () => handmade({ manifest: (manifest) => void (manifest.layers[1].size -= 1) }),
  ],
  [
    "a blob smaller than its descriptor says",
    () => handmade({ manifest: (manifest) => void (manifest.layers[1].size += 1) }),
  ],
  [
    "a config larger than its descriptor says",
    () => handmade({ manifest: (manifest) => void (manifest.config.size -= 1) }),
  ],
  [
    "a config that names a blob which the manifest does not",
    () => handmade({ config: (config) => void (config.layers[0].blob = someDigest("8")) }),
  ],
  [
    "a manifest that does not name a layer of the config",
    () => handmade({ manifest: (manifest) => void manifest.layers.pop() }),
  ],
  ["a blob that is missing", async () => handmadeTar(membersOf(await handmadeLayout()).slice(0, -1))],
  ["a manifest that is missing", async () => handmadeTar(membersOf(await handmadeLayout()).toSpliced(2, 1))],
  [
    "a member twice",
    async () => {
      const members = membersOf(await handmadeLayout());
      return handmadeTar([...members, ...members.slice(-1)]);
    },
  ],
  [
    "a second index.json",
    async () => {
      const members = membersOf(await handmadeLayout());
      return handmadeTar([...members, { name: "./index.json", bytes: Buffer.from("{}") }]);
    },
  ],
  ["something behind its end", async () => Buffer.concat([await handmade(), Buffer.from("x")])],
  ["another tar behind its end", async () => Buffer.concat([await handmade(), await handmade()])],
  [
    "a link with content",
    async () => handmadeTar([{ name: "l", type: "1", bytes: Buffer.from("x") }, ...membersOf(await handmadeLayout())]),
  ],
  ["a sparse member", async () => handmadeTar([{ name: "s", type: "S" }, ...membersOf(await handmadeLayout())])],
])("openBundle() refuses %s", async (_, make) => {
  await expect(opened(await make(), nothing)).rejects.toMatchObject({ code: "BUNDLE_INVALID" });
});

test.each<[string, (layer: Document) => unknown]>([
  ["leave a byte of the blob over", (layer) => (layer.frames[0].size -= 1)],
  ["reach behind the blob", (layer) => (layer.frames[0].size += 1)],
  ["are one too few", (layer) => layer.frames.pop()],
  ["are one too many", (layer) => layer.frames.push(layer.frames[0])],
  ["hold other content than the blob", (layer) => (layer.frames[0].contentSize += 512)],
  ["claim more than zstd can pack", (layer) => (layer.frames[0].contentSize = layer.contentSize = 2 ** 23)],
  ["begin inside a file", (layer) => (layer.frames[0].fileOffset = 512)],
  ["continue a file behind its end", (layer) => (layer.frames[1].fileOffset = 2 ** 40)],
])("openBundle() refuses frames that %s", async (_, change) => {
  for (const pick of [(config: Document) => config.store, (config: Document) => config.layers[0]]) {
    const bytes = await handmade({ config: (config) => void change(pick(config)) });
    await expect(opened(bytes, nothing)).rejects.toMatchObject({ code: "FRAME_INVALID" });
  }
});

test("openBundle() refuses two bundles in one layout, and names two", async () => {
  const [one, two] = [
    await handmadeLayout(),
    await handmadeLayout({ config: (config) => ({ ...config, sources: [] }) }),
  ];
  const both = [one, two].map((files) => JSON.parse(files.get("index.json")?.toString() ?? ""));
  const index = json({ schemaVersion: 2, manifests: both.flatMap(({ manifests }) => manifests) });
  const bytes = handmadeTar(membersOf(new Map([...one, ...two]).set("index.json", index)));
  const message = expect.stringContaining("2 bundles");
  await expect(opened(bytes, nothing)).rejects.toMatchObject({ code: "BUNDLE_AMBIGUOUS", message });
});

test.each<[string, Changes]>([
  ["a newer config", { config: (config) => ({ ...config, formatVersion: 2 }) }],
  ["a feature that it does not know", { config: (config) => ({ ...config, requires: ["delta"] }) }],
  [
    "a newer artifact type",
    {
      manifest: (manifest) => ({
        ...manifest,
        artifactType: "application/vnd.ocx-bundle.v2",
        config: { ...manifest.config, mediaType: "application/vnd.ocx-bundle.config.v2+json" },
      }),
    },
  ],
])("openBundle() says that a newer ocx-bundle is needed for %s", async (_, changes) => {
  const opening = opened(await handmade(changes), nothing);
  await expect(opening).rejects.toMatchObject({
    code: "BUNDLE_TOO_NEW",
    hint: expect.stringContaining("newer ocx-bundle"),
  });
});

test("openBundle() refuses another bundle than the pinned one, and says both digests", async () => {
  const pinned = someDigest("7");
  const opening = opened(await written(), nothing, { pinned });
  await expect(opening).rejects.toMatchObject({
    code: "DIGEST_MISMATCH",
    message: expect.stringMatching(`sha256:.*${pinned}`),
  });
});

test.each<[string, Changes]>([
  ["manifest", { index: (index) => void (index.manifests[0].size = 5 * 2 ** 20) }],
  ["config", { manifest: (manifest) => void (manifest.config.size = 65 * 2 ** 20) }],
])("openBundle() refuses a %s beyond its limit before it reads it", async (what, changes) => {
  const large = Buffer.alloc(what === "manifest" ? 5 * 2 ** 20 : 65 * 2 ** 20);
  const members = membersOf(await handmadeLayout(changes)).map((member, place) =>
    place === (what === "manifest" ? 2 : 3) ? { ...member, bytes: large } : member,
  );
  await expect(opened(handmadeTar(members), nothing)).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
});

test("openBundle() refuses an index.json beyond its limit before it reads it", async () => {
  const files = (await handmadeLayout()).set("index.json", Buffer.alloc(16 * 2 ** 20 + 1, " "));
  await expect(opened(handmadeTar(membersOf(files)), nothing)).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
});

test("openBundle() refuses an index that names more manifests than it will read", async () => {
  const digests = Array.from({ length: 70 }, (_, place) => `sha256:${String(place + 10).repeat(32)}`);
  const bytes = await handmade({
    index: (index) => ({ ...index, manifests: digests.map((name) => ({ ...index.manifests[0], digest: name })) }),
  });
  await expect(opened(bytes, nothing)).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
});

test("openBundle() refuses a member that claims more bytes than numbers can count", async () => {
  const header = handmadeTar([{ name: "x" }]).subarray(0, 512);
  header.fill(0xff, 125, 136)[124] = 0x80;
  writeChecksum(header);
  const bytes = Buffer.concat([header, await handmade()]);
  await expect(opened(bytes, nothing)).rejects.toMatchObject({ code: "BUNDLE_INVALID" });
});

test("a bundle that ends early anywhere is refused", async () => {
  const bytes = await written();
  const lengths = Array.from({ length: bytes.byteLength }, (_, length) => length).filter(
    (length) => length % 97 === 0 || length > bytes.byteLength - 8,
  );
  for (const length of lengths) {
    const opening = opened(bytes.subarray(0, length), nothing);
    await expect(opening, `of ${length} bytes`).rejects.toMatchObject({
      code: expect.stringMatching(/^BUNDLE_(TRUNCATED|INVALID)$/),
    });
  }
  const message = expect.stringMatching(/ends after 9000 bytes, expected at least \d+/);
  await expect(opened(bytes.subarray(0, 9000), nothing)).rejects.toMatchObject({ code: "BUNDLE_TRUNCATED", message });
});

test("a flipped byte anywhere is refused, or does not change what the bundle is", async () => {
  const bytes = await written();
  const before = await opened(bytes, (bundle) => bundle.digest);
  const outcomes = new Map<number, string | undefined>();
  for (let place = 0; place < bytes.byteLength; place += 11) {
    const flipped = Buffer.from(bytes);
    flipped[place] = (flipped[place] ?? 0) ^ 0x10;
    const verified = opened(flipped, async (bundle) => {
      await verifyBlobs(bundle);
      return bundle.digest;
    });
    outcomes.set(place, await verified.catch((error: { code?: string }) => error.code));
  }
  // What no digest covers: names and labels in index.json, which lies behind oci-layout.
  const accepted = [...outcomes].filter(([, outcome]) => outcome === before).map(([place]) => place);
  expect(accepted.filter((place) => place < 1536 || place >= 2048)).toEqual([]);
  const codes = new Set(outcomes.values());
  codes.delete(before);
  const known = ["BUNDLE_INVALID", "BUNDLE_TRUNCATED", "DIGEST_MISMATCH", "FRAME_INVALID", "LIMIT_EXCEEDED"];
  expect(known).toEqual(expect.arrayContaining([...codes]));
});

test("verifyBlobs() names the blob whose bytes changed, and counts what it read", async () => {
  const layout = await handmadeLayout();
  const [path = "", blob = Buffer.alloc(0)] = [...layout].at(-1) ?? [];
  const damaged = Buffer.from(blob);
  damaged[40] = (damaged[40] ?? 0) ^ 1;
  const read: number[] = [];
  const verified = opened(handmadeTar(membersOf(layout.set(path, damaged))), (bundle) =>
    verifyBlobs(bundle, (size) => read.push(size)),
  );
  await expect(verified).rejects.toMatchObject({
    code: "DIGEST_MISMATCH",
    message: expect.stringContaining(digest(blob)),
  });
  expect(read.reduce((sum, size) => sum + size, 0)).toBe(
    [...layout.values()].slice(4).reduce((sum, bytes) => sum + bytes.byteLength, 0),
  );
});

test("a stream is opened before anything behind its head has arrived", async () => {
  const bytes = await written();
  const stream = new PassThrough();
  const head = bytes.indexOf(Buffer.from("ustar"), 1024 + 512 + 512 + 512 + 758 + 512 + 1946) - 257;
  stream.write(bytes.subarray(0, head));
  await using content = await openTarLayout(await openPipe(stream, temporaryDirectory()), { streaming: true });
  const bundle = await openBundle(content);
  const sizes = ({ blobs }: Bundle) => [...blobs].map(([name, { size }]) => [name, size]);
  expect(sizes(bundle)).toEqual(await opened(bytes, sizes));
  stream.end(bytes.subarray(head));
  await verifyBlobs(bundle);
});

test("a stream whose blobs are not where its head puts them is refused at its end", async () => {
  const layout = membersOf(await handmadeLayout());
  for (const members of [[...layout.slice(0, -2), ...layout.slice(-2).toReversed()], layout.slice(0, -1)]) {
    const stream = new PassThrough();
    stream.end(handmadeTar(members));
    await using content = await openTarLayout(await openPipe(stream, temporaryDirectory()), { streaming: true });
    await openBundle(content);
    await expect(content.finish()).rejects.toMatchObject({ code: "BUNDLE_INVALID" });
  }
});

test("a stream in another order is read to where everything has been found", async () => {
  const members = membersOf(await handmadeLayout());
  const stream = new PassThrough();
  stream.end(handmadeTar(members.toReversed()));
  await using content = await openTarLayout(await openPipe(stream, temporaryDirectory()), { streaming: true });
  const bundle = await openBundle(content);
  await verifyBlobs(bundle);
  expect(bundle.name).toBe("toolbox");
});

test("a stream that ends early is refused", async () => {
  const bytes = await written();
  const stream = new PassThrough();
  stream.end(bytes.subarray(0, -600));
  await using content = await openTarLayout(await openPipe(stream, temporaryDirectory()), { streaming: true });
  await openBundle(content);
  await expect(content.finish()).rejects.toMatchObject({ code: "BUNDLE_TRUNCATED" });
});

test("no message carries what a terminal would act on", async () => {
  const escape = "\u001b]0;owned\u0007\u009b2J";
  const changes: Changes[] = [
    { manifest: (manifest) => ({ ...manifest, artifactType: escape }) },
    { manifest: (manifest) => void (manifest.layers[1].mediaType = escape) },
    { manifest: (manifest) => ({ ...manifest, mediaType: escape }) },
    { manifest: (manifest) => ({ ...manifest, annotations: { [escape]: 1 } }) },
    { index: (index) => void (index.manifests[0].digest = escape) },
    { config: (config) => void (config.roots[0].registry = escape) },
    { config: (config) => void config.requires.push(escape) },
  ];
  for (const change of changes) {
    const error: unknown = await opened(await handmade(change), nothing).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "BUNDLE_INVALID", message: expect.stringMatching(/^[ -~]+$/) });
  }
});
