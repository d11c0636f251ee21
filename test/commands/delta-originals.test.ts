import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect } from "vitest";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import type { BundleSummary } from "../../src/commands/results/bundle-summary.ts";
import { runStore } from "../../src/commands/run-store.ts";
import { sendBundle } from "../../src/commands/send-bundle.ts";
import { showDocument } from "../../src/commands/show-document.ts";
import { formatInspect } from "../../src/report/inspect-text.ts";
import { blobOf, type DeltaChanges, readDelta, writeChangedDelta } from "../fixtures/changed-delta.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { type Document, digest as digestOf } from "../fixtures/layout.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { exportOriginals, mirrored, type Published, publish, push, WEIGHT } from "../fixtures/published.ts";
import { type RunningRegistry, startDistribution } from "../fixtures/registries.ts";
import { ask, serving } from "../fixtures/serving.ts";
import { completeTools, fileInput, importTools, verifyTools } from "../fixtures/tool-homes.ts";
import { lacks, needs } from "../fixtures/tools.ts";
import { fingerprint } from "../fixtures/tree.ts";
import { serveFiles } from "../fixtures/web-server.ts";

const at = mkdtempSync(join(tmpdir(), "ocx-bundle-delta-originals-"));
const path = (name: string): string => join(at, name);
const fileOutput = (name: string) => ({ output: { kind: "file", path: path(name) } }) as const;
const inspect = (name: string): Promise<BundleSummary> =>
  inspectBundle({ source: fileInput(path(name)) }, surroundings());

let registry: RunningRegistry;
let releases: readonly [Published, Published];
let variables: Readonly<Record<string, string>>;
let debugged: readonly string[];

beforeAll(async () => {
  if (lacks("docker-registry", "xz")) return;
  registry = await startDistribution(at);
  const [one, two] = ["1", "2"].map((release) => publish(path(release), { release }));
  if (one === undefined || two === undefined) throw new Error("two releases are published");
  releases = [one, two];
  for (const { packages } of releases) await push(registry.host, "pub/", packages);
  variables = mirrored(at, { "ocx.sh": `http://${registry.host}/pub` });
  await exportOriginals(one, variables, fileOutput("1.tar"));
  await exportOriginals(two, variables, fileOutput("2.tar"));
  const bases = [fileInput(path("1.tar"))];
  const { heard } = await exportOriginals(two, variables, { ...fileOutput("delta.tar"), bases });
  debugged = heard.debugged;
});

afterAll(async () => {
  await registry?.[Symbol.asyncDispose]();
  rmSync(at, { recursive: true, force: true });
});

needs("docker-registry", "xz")("a delta carries the originals that its base lacks, and fetches no others", async () => {
  const [{ tool: old, library }, { tool }] = releases;
  const names = (release: Published["tool"]) => [
    release.config,
    ...release.layers,
    ...release.referrers.flatMap(({ blobs }) => blobs),
  ];
  const had = new Set([old, library].flatMap(names).map(({ digest }) => digest));
  const wanted = names(tool).filter(({ digest }) => !had.has(digest));
  // One archive was changed, the other was not.
  expect(wanted.map(({ digest }) => digest)).toContain(tool.layers[0]?.digest);
  expect(wanted.map(({ digest }) => digest)).not.toContain(tool.layers[1]?.digest);
  const carried = new Set(readDelta(path("delta.tar")).manifest.layers.map(({ digest }: Document) => digest));
  for (const { digest } of wanted) expect(carried).toContain(digest);
  for (const digest of had) {
    expect(carried).not.toContain(digest);
    expect(debugged.filter((line) => /GET .*\/blobs\//.test(line)).join("\n")).not.toContain(digest);
  }
  expect(debugged.filter((line) => /GET .*\/blobs\//.test(line)).join("\n")).toContain(tool.layers[0]?.digest);
});

needs("docker-registry", "xz")("it has the digest, the pins and the originals of its bundle", async () => {
  const [full, delta] = [await inspect("2.tar"), await inspect("delta.tar")];
  expect(delta).toEqual({ ...full, size: delta.size, delta: delta.delta });
  expect(delta.manifestDigest).not.toBe(delta.digest);
  expect(delta.delta).toMatchObject({ omitted: 2, patched: 1, whole: 0, originals: { omitted: expect.any(Number) } });
  expect(delta.size).toBeLessThan((full.size ?? 0) - WEIGHT * 0.9);
  const text = formatInspect(delta, (title) => title);
  expect(text).toMatch(/ORIGINALS[^]*ocx\.sh\/acme\/tool/);
  expect(text).toMatch(/originals: \d+ omitted, \d+ whole/);
  const document = (name: string) => showDocument({ source: fileInput(path(name)) }, surroundings());
  expect(Buffer.from(await document("delta.tar")).equals(await document("2.tar"))).toBe(true);
  const [whole, patched] = [path("home-whole"), path("home-patched")];
  for (const home of [whole, patched]) await importTools(path("1.tar"), home);
  await importTools(path("2.tar"), whole);
  for (const digest of [full.digest, full.manifestDigest])
    await importTools(path("delta.tar"), patched, { digest: digest ?? "" });
  expect(describeHome(patched, patched)).toEqual(describeHome(whole, whole));
});

needs("docker-registry", "xz")(
  "complete gives the bundle back, byte for byte, and names all that no base has",
  async () => {
    await completeTools(path("delta.tar"), [path("1.tar")], path("completed.tar"));
    expect(readFileSync(path("completed.tar")).equals(readFileSync(path("2.tar")))).toBe(true);
    // The home has the layers, but no archives.
    const home = path("home-base");
    await importTools(path("1.tar"), home);
    const [{ library, tool }] = releases;
    const omitted = [library.layers[0]?.digest, library.config.digest, tool.layers[1]?.digest];
    await expect(completeTools(path("delta.tar"), [home], path("never.tar"))).rejects.toMatchObject({
      code: "BASE_MISSING",
      message: expect.toSatisfy((text: string) => omitted.every((digest) => text.includes(`original ${digest}`))),
    });
    // A base without originals has none either.
    await exportOriginals(releases[0], {}, { ...fileOutput("plain.tar"), original: false });
    await expect(completeTools(path("delta.tar"), [path("plain.tar")], path("never.tar"))).rejects.toMatchObject({
      code: "BASE_MISSING",
    });
    expect(existsSync(path("never.tar"))).toBe(false);
    // Against such a base, all originals travel, and then they are enough.
    const bases = [fileInput(path("plain.tar"))];
    await exportOriginals(releases[1], variables, { ...fileOutput("all.tar"), bases });
    expect((await inspect("all.tar")).delta).toMatchObject({ originals: { omitted: 0 } });
    await completeTools(path("all.tar"), [home], path("completed.tar"));
    expect(readFileSync(path("completed.tar")).equals(readFileSync(path("2.tar")))).toBe(true);
  },
);

needs("docker-registry", "xz")(
  "verify checks every byte of the originals that it has, and counts the others",
  async () => {
    const { unchecked = 0, bundle } = await verifyTools(path("delta.tar"));
    const { delta, digest } = await inspect("delta.tar");
    expect(bundle.digest).toBe(digest);
    expect(unchecked).toBe(3 + (delta?.originals?.omitted ?? 0));
    const checked = await verifyTools(path("delta.tar"), { bases: [fileInput(path("1.tar"))] });
    expect(checked.unchecked).toBeUndefined();
    const [layer] = releases[1].tool.layers;
    const flipped = flip("delta.tar", layer?.bytes ?? Buffer.alloc(0));
    await expect(verifyTools(flipped)).rejects.toMatchObject({
      code: "DIGEST_MISMATCH",
      message: expect.stringContaining(layer?.digest ?? ""),
    });
    await expect(completeTools(flipped, [path("1.tar")], path("never.tar"))).rejects.toMatchObject({
      code: "DIGEST_MISMATCH",
    });
    // A damaged original of the base is found as well.
    const [other] = releases[0].library.layers;
    const base = flip("1.tar", other?.bytes ?? Buffer.alloc(0));
    const found = { code: "DIGEST_MISMATCH" };
    await expect(verifyTools(path("delta.tar"), { bases: [fileInput(base)] })).rejects.toMatchObject(found);
    await expect(completeTools(path("delta.tar"), [base], path("never.tar"))).rejects.toMatchObject(found);
    expect(existsSync(path("never.tar"))).toBe(false);
    // An import reads none of them.
    const home = path("home-flipped");
    await importTools(path("1.tar"), home);
    await importTools(flipped, home);
    expect(describeHome(home, home)).toEqual(describeHome(path("home-patched"), path("home-patched")));
  },
);

/** A copy of a bundle with one byte changed of a blob. */
function flip(name: string, blob: Buffer): string {
  const bytes = readFileSync(path(name));
  const start = bytes.indexOf(blob);
  expect(start).toBeGreaterThan(0);
  bytes[start + blob.length - 20] = (bytes[start + blob.length - 20] ?? 0) ^ 1;
  const target = join(temporaryDirectory(), "flipped.tar");
  writeFileSync(target, bytes);
  return target;
}

needs("docker-registry", "xz")("a directory, parts, a pipe and a registry carry it", async () => {
  const bases = [fileInput(path("1.tar"))];
  const output = { kind: "layout", path: path("layout") } as const;
  await exportOriginals(releases[1], variables, { output, bases });
  await exportOriginals(releases[1], variables, { ...fileOutput("parts.tar"), bases, partSize: 50_000 });
  const reference = `${registry.host}/acme/delta:1`;
  const destination = { channel: "registry", reference } as const;
  await sendBundle({ source: fileInput(path("delta.tar")), destination }, surroundings(), listener());
  const full = await inspect("2.tar");
  const stream = Readable.from([readFileSync(path("delta.tar"))]);
  const sources = [
    fileInput(path("layout")),
    fileInput(path("parts.tar.parts.json")),
    { kind: "stream", stream },
    { kind: "registry", reference },
  ] as const;
  for (const source of sources) {
    const { digest, originals, manifestDigest, platforms } = await inspectBundle({ source }, surroundings());
    const expected = { digest: full.digest, originals: full.originals, manifestDigest: full.manifestDigest };
    expect({ digest, originals, manifestDigest }).toEqual(expected);
    expect(platforms).toEqual(full.platforms);
    if (source.kind === "stream") continue;
    const verified = await verifyTools("", { source, ...(digest && { digest }), bases });
    expect(verified).toMatchObject({ bundle: { digest }, pinned: true });
  }
});

needs("docker-registry", "xz")("a mirror takes the originals of a delta if it has those of the base", async () => {
  const send = (name: string) => {
    const destination = { channel: "mirror", prefix: `${registry.host}/closed` } as const;
    return sendBundle({ source: fileInput(path(name)), destination }, surroundings(), listener());
  };
  const headers = { accept: "application/vnd.oci.image.manifest.v1+json" };
  const statusOf = async (repository: string, place: string): Promise<number> =>
    (await fetch(`http://${registry.host}/v2/closed/ocx.sh/acme/${repository}/${place}`, { headers })).status;
  const [one, two] = releases;
  const omitted = [one.library.layers[0], one.library.config, one.tool.layers[1]].map((blob) => blob?.digest ?? "");
  await expect(send("delta.tar")).rejects.toMatchObject({
    code: "BASE_MISSING",
    message: expect.toSatisfy((text: string) => omitted.every((digest) => text.includes(digest))),
  });
  // Nothing was sent.
  expect(await statusOf("tool", `blobs/${two.tool.layers[0]?.digest}`)).toBe(404);
  await send("1.tar");
  const { bundle, names } = await send("delta.tar");
  expect(bundle.digest).toBe((await inspect("2.tar")).digest);
  expect(names).toContain(`${registry.host}/closed/ocx.sh/acme/tool`);
  for (const { digest } of [two.tool.config, ...two.tool.layers])
    expect(await statusOf("tool", `blobs/${digest}`)).toBe(200);
  expect(await statusOf("tool", `manifests/${two.tool.leaf.digest}`)).toBe(200);
});

needs("docker-registry", "xz")("a store with the base makes the whole bundle of it, with its originals", async () => {
  const add = (store: string, name: string) =>
    runStore({ action: "add", store: path(store), source: fileInput(path(name)) }, surroundings(), listener());
  // Nothing has the originals of the base.
  await expect(add("empty-store", "delta.tar")).rejects.toMatchObject({
    code: "BASE_MISSING",
    message: expect.stringContaining(`original ${releases[0].library.layers[0]?.digest}`),
  });
  expect(existsSync(path("empty-store"))).toBe(false);
  await add("store", "1.tar");
  const added = await add("store", "delta.tar");
  const { digest, originals } = await inspect("2.tar");
  expect(added).toMatchObject({ digest });
  await runStore({ action: "check", store: path("store"), names: [] }, surroundings(), listener());
  await using server = await serving([path("store")]);
  const { tool } = releases[1];
  for (const blob of tool.layers)
    expect((await ask(server.host, `/v2/ocx.sh/acme/tool/blobs/${blob.digest}`)).body.equals(blob.bytes)).toBe(true);
  const reference = `${server.host}/toolchain@${digest}`;
  const inspected = await inspectBundle({ source: { kind: "registry", reference } }, surroundings());
  expect(inspected).toMatchObject({ digest, originals });
});

needs("docker-registry", "xz")("an import from far fetches nothing of the originals", async () => {
  const home = path("home-far");
  await importTools(path("1.tar"), home);
  const web = await serveFiles({ "/delta.tar": { bytes: readFileSync(path("delta.tar")), headers: { etag: '"1"' } } });
  const url = { kind: "url", url: `${web.origin}/delta.tar` } as const;
  await importTools("", home, { source: url });
  expect(describeHome(home, home)).toEqual(describeHome(path("home-patched"), path("home-patched")));
  expect(web.sent()).toBeLessThan(statSync(path("delta.tar")).size - WEIGHT / 4);
  const { digest, originals } = await inspectBundle({ source: url }, surroundings());
  const full = await inspect("2.tar");
  expect({ digest, originals }).toEqual({ digest: full.digest, originals: full.originals });
});

needs("docker-registry", "xz")(
  "a dry run tells the layers and the originals, and at most the bytes of the real run",
  async () => {
    const directory = temporaryDirectory();
    const request = {
      output: { kind: "file", path: join(directory, "x.tar") } as const,
      bases: [fileInput(path("1.tar"))],
    };
    const before = fingerprint(directory);
    const { exported: dry, heard } = await exportOriginals(releases[1], variables, { ...request, dryRun: true });
    expect(fingerprint(directory)).toEqual(before);
    const [archive] = releases[1].tool.layers;
    expect(heard.debugged.filter((line) => /GET .*\/blobs\//.test(line)).join("\n")).not.toContain(archive?.digest);
    const { exported: real } = await exportOriginals(releases[1], variables, request);
    expect(dry.bundle.digest).toBe(real.bundle.digest);
    const { omitted, patched, whole, originals } = real.bundle.delta ?? {};
    expect(dry.bundle.delta).toMatchObject({ omitted, patched, whole, originals, isBound: true });
    expect(dry.bundle.size).toBeGreaterThanOrEqual(statSync(join(directory, "x.tar")).size);
  },
);

const [first, second] = [0, 1];
const BESIDE = "application/vnd.ocx-bundle.beside.v1";
const INDEX = "application/vnd.ocx-bundle.index.v1+json";
const HOSTILE: readonly [string, string, string, (document: ReturnType<typeof readDelta>) => DeltaChanges][] = [
  [
    "the digest of its manifest in place of that of its image index",
    "BUNDLE_INVALID",
    "it is of",
    ({ manifest }) => ({ config: (config) => void (config.bundle = manifest.layers[second].digest) }),
  ],
  [
    "its image index twice",
    "BUNDLE_INVALID",
    "several",
    () => ({ manifest: (manifest) => void manifest.layers.push(manifest.layers[first]) }),
  ],
  ["no image index", "BUNDLE_INVALID", "it is of", () => ({ manifest: (manifest) => void manifest.layers.shift() })],
  [
    "the media type of an image index",
    "BUNDLE_INVALID",
    "",
    () => ({
      manifest: (manifest) => void (manifest.layers[first].mediaType = "application/vnd.oci.image.index.v1+json"),
    }),
  ],
  [
    "no manifest of an original",
    "BUNDLE_INVALID",
    "it lacks the manifest",
    () => ({ manifest: (manifest) => dropBeside(manifest, 0) }),
  ],
  [
    "another size of a manifest of an original",
    "BUNDLE_INVALID",
    "",
    () => ({
      manifest: (manifest) => {
        const layer = manifest.layers.find(({ mediaType }: Document) => mediaType === BESIDE);
        layer.size += 1;
      },
    }),
  ],
];

/** Takes a layer that travels beside the bundle out of a manifest of a delta. */
function dropBeside(manifest: Document, place: number): void {
  const beside = manifest.layers.filter(({ mediaType }: Document) => mediaType === BESIDE);
  manifest.layers.splice(manifest.layers.indexOf(beside[place]), 1);
}

needs("docker-registry", "xz")("a delta with originals is refused that has something else", async () => {
  const home = path("home-hostile");
  await importTools(path("1.tar"), home);
  const honest = readDelta(path("delta.tar"));
  expect(honest.manifest.layers[first].mediaType).toBe(INDEX);
  const before = fingerprint(home).filter((line) => !/^(\.ocx-bundle|\.) /.test(line));
  for (const [what, code, message, changesOf] of HOSTILE) {
    const changed = writeChangedDelta(path("delta.tar"), path("changed.tar"), changesOf(honest));
    const refused = { code, message: expect.stringContaining(message) };
    await expect(importTools(changed, home), what).rejects.toMatchObject(refused);
    await expect(verifyTools(changed), what).rejects.toMatchObject(refused);
  }
  expect(fingerprint(home).filter((line) => !/^(\.ocx-bundle|\.) /.test(line))).toEqual(before);
});

/** A delta with a changed image index, which its config names, or does not. */
function withIndex(change: (index: Document) => void, isNamed = true): string {
  const name = readDelta(path("delta.tar")).manifest.layers[first].digest;
  const index = JSON.parse(blobOf(path("delta.tar"), name).toString());
  change(index);
  const bytes = Buffer.from(JSON.stringify(index));
  return writeChangedDelta(path("delta.tar"), path("changed.tar"), {
    blobs: { [name]: () => bytes },
    ...(isNamed && { config: (config) => void (config.bundle = digestOf(bytes)) }),
  });
}

needs("docker-registry", "xz")(
  "an image index of another bundle, of two, or with something else in it is refused",
  async () => {
    const nobody = `sha256:${"0".repeat(64)}`;
    const changes: readonly [string, (index: Document) => void][] = [
      ["names another one", ({ manifests }) => void (manifests[0].digest = nobody)],
      ["names another one", ({ manifests }) => void manifests.push({ ...manifests[0], digest: nobody })],
      ["names another one", ({ manifests }) => void manifests.shift()],
      ["lacks the manifest", ({ manifests }) => void (manifests[1].digest = nobody)],
      ["lacks the manifest", ({ manifests }) => void (manifests[1].size += 1)],
    ];
    for (const [message, change] of changes) {
      const refused = { code: "BUNDLE_INVALID", message: expect.stringContaining(message) };
      await expect(inspectBundle({ source: fileInput(withIndex(change)) }, surroundings())).rejects.toMatchObject(
        refused,
      );
    }
    const pinned = { digest: (await inspect("2.tar")).digest ?? "" };
    const dropped = (index: Document): void => void index.manifests.pop();
    // It is a bundle without one of the originals, and so another one.
    await expect(verifyTools(withIndex(dropped), pinned)).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
    await expect(verifyTools(withIndex(dropped, false), pinned)).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
    await expect(verifyTools(withIndex(dropped, false))).rejects.toMatchObject({ code: "BUNDLE_INVALID" });
  },
);

needs("docker-registry", "xz")(
  "what a delta lacks without saying so is missed by inspect, verify and complete",
  async () => {
    // The list manifest comes first, and the list behind it.
    const list = writeChangedDelta(path("delta.tar"), path("changed.tar"), { manifest: (each) => dropBeside(each, 1) });
    const missed = { code: "BUNDLE_INVALID", message: expect.stringContaining("missing") };
    await expect(inspectBundle({ source: fileInput(list) }, surroundings())).rejects.toMatchObject(missed);
    await expect(verifyTools(list, { bases: [fileInput(path("1.tar"))] })).rejects.toMatchObject(missed);
    const archive = releases[1].tool.layers[0]?.digest ?? "";
    const without = writeChangedDelta(path("delta.tar"), path("changed.tar"), {
      manifest: (each) => {
        const place = each.layers.findIndex((layer: Document) => layer.digest === archive);
        expect(place).toBeGreaterThan(0);
        each.layers.splice(place, 1);
      },
    });
    expect(await verifyTools(without, { bases: [fileInput(path("1.tar"))] })).toMatchObject({ unchecked: 1 });
    await expect(completeTools(without, [path("1.tar")], path("never.tar"))).rejects.toMatchObject({
      code: "BASE_MISSING",
      message: expect.stringContaining(archive),
    });
    expect(existsSync(path("never.tar"))).toBe(false);
  },
);
