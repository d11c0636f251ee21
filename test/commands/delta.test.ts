import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { beforeAll, expect, test } from "vitest";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import { listHave } from "../../src/commands/list-have.ts";
import { showDocument } from "../../src/commands/show-document.ts";
import { showEnvironment } from "../../src/commands/show-environment.ts";
import { showManifest } from "../../src/commands/show-manifest.ts";
import { formatInspect } from "../../src/report/inspect-text.ts";
import { blobOf, readDelta } from "../fixtures/changed-delta.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import {
  completeTools,
  exportTools,
  type Files,
  fileInput,
  importTools,
  layerContent,
  type Tools,
  toolHome,
  verifyTools,
} from "../fixtures/tool-homes.ts";
import { needs, run as runTool } from "../fixtures/tools.ts";
import { fingerprint, sha256 } from "../fixtures/tree.ts";

const BINARY = randomBytes(300_000);
/** The binary with some other bytes, as a patch release has it. */
const PATCHED = Buffer.concat([BINARY.subarray(0, 1000), Buffer.from("patched"), BINARY.subarray(1000)]);
const texts = (version: string): Files =>
  Object.fromEntries(
    Array.from({ length: 40 }, (_, n) => [
      `tool-${version}/lib/file-${n}`,
      `${n}-${version}-${sha256(`${n}`).repeat(30)}`,
    ]),
  );
const SHARED: Files = { "share/data": BINARY.subarray(0, 50_000), "share/ü\u{1f600}/long name": "text" };
const ONE: Files = { "bin/tool": BINARY, ...texts("1.0") };
const TWO: Files = { "bin/tool": PATCHED, ...texts("1.1") };
const THREE: Files = { "bin/tool": Buffer.concat([PATCHED, Buffer.from("three")]), ...texts("1.2") };
const V1: Tools = { tool: { tag: "1", layers: [ONE, SHARED] } };
const V2: Tools = { tool: { tag: "2", layers: [TWO, SHARED] } };
const V3: Tools = { tool: { tag: "3", layers: [THREE, SHARED] } };

let at: string;
const path = (name: string): string => join(at, name);
/** A home on the other side, with these bundles imported in turn. */
async function other(...bundles: readonly string[]): Promise<string> {
  const home = join(temporaryDirectory(), "home");
  for (const bundle of bundles) await importTools(path(bundle), home);
  return home;
}
const described = (home: string): string[] => describeHome(home, home);
const refusal = (code: string, ...parts: readonly string[]) =>
  expect.objectContaining({ code, message: expect.stringMatching(new RegExp(parts.join("[^]*"))) });

beforeAll(async () => {
  at = runTool("mktemp", ["-d"]).toString().trim();
  for (const [name, tools] of [
    ["1", V1],
    ["2", V2],
    ["3", V3],
  ] as const) {
    toolHome(path(`home-${name}`), tools);
    await exportTools(path(`home-${name}`), tools, path(`${name}.tar`));
  }
  await exportTools(path("home-2"), V2, path("1-2.tar"), { bases: [fileInput(path("1.tar"))] });
  return () => rmSync(at, { recursive: true });
});

test("a delta gives the home, the digest and the pins of its bundle, and is much smaller", async () => {
  const [full, delta] = [await other("1.tar", "2.tar"), await other("1.tar")];
  const { digest } = await inspectBundle({ source: fileInput(path("2.tar")) }, surroundings());
  const result = await importTools(path("1-2.tar"), delta, { digest: digest ?? "" });
  expect(result.bundle.digest).toBe(digest);
  expect(described(delta)).toEqual(described(full));
  const before = fingerprint(delta);
  expect(await importTools(path("1-2.tar"), delta)).toMatchObject({ changed: false });
  expect(await importTools(path("2.tar"), delta)).toMatchObject({ changed: false });
  expect(fingerprint(delta)).toEqual(before);
  expect(statSync(path("1-2.tar")).size).toBeLessThan(statSync(path("2.tar")).size / 5);
  await expect(importTools(path("1-2.tar"), delta, { digest: `sha256:${"0".repeat(64)}` })).rejects.toEqual(
    refusal("DIGEST_MISMATCH", digest ?? ""),
  );
  // The manifest of the delta itself is no pin.
  const own = JSON.parse(runTool("tar", ["-xOf", path("1-2.tar"), "index.json"]).toString()).manifests[0].digest;
  await expect(importTools(path("1-2.tar"), delta, { digest: own })).rejects.toEqual(refusal("DIGEST_MISMATCH"));
});

test("inspect, verify and env tell of a delta what a whole bundle would, and what is missing", async () => {
  const full = await inspectBundle({ source: fileInput(path("2.tar")) }, surroundings());
  const delta = await inspectBundle({ source: fileInput(path("1-2.tar")) }, surroundings());
  const { layers, ...counts } = delta.delta ?? {};
  expect(counts).toEqual({ omitted: 1, patched: 1, whole: 0, fullSize: expect.any(Number) });
  expect(delta).toEqual({ ...full, size: delta.size, delta: { ...counts, layers } });
  // The sizes are those of the members of the tar.
  const { config } = readDelta(path("1-2.tar"));
  const [patch] = config.patches;
  const bytes = blobOf(path("1-2.tar"), patch.patch).length;
  const { registry, digest } = patch.base;
  const told = new Map(layers?.map((layer) => [layer.digest, layer]));
  for (const layer of full.layers)
    expect(told.get(layer.digest)).toEqual({
      registry: layer.registry,
      digest: layer.digest,
      ...(layer.blob === patch.blob
        ? { travels: "patched", size: bytes, base: { registry, digest } }
        : { travels: "omitted" }),
    });
  const text = formatInspect(delta, (title) => title);
  expect(text).toMatch(new RegExp(`^sha256:\\w{12}… +patched .*B +sha256:${digest.slice(7, 19)}…`, "m"));
  expect(text).toMatch(/^sha256:\w{12}… +omitted$/m);
  expect(await verifyTools(path("1-2.tar"))).toMatchObject({ unchecked: 2, bundle: { digest: full.digest } });
  const base = { bases: [fileInput(path("1.tar"))] };
  const { unchecked, entries } = await verifyTools(path("1-2.tar"), base);
  expect({ unchecked, entries }).toEqual({ unchecked: undefined, entries: (await verifyTools(path("2.tar"))).entries });
  const environment = async (name: string): Promise<unknown> => {
    const subject = { kind: "bundle", source: fileInput(path(name)) } as const;
    const home = await other("1.tar", "2.tar");
    const result = await showEnvironment(
      { subject, home, format: "json", platform: "linux/amd64" },
      surroundings(),
      listener(),
    );
    return result.text.replaceAll(home, "");
  };
  expect(await environment("1-2.tar")).toBe(await environment("2.tar"));
  const document = (name: string) => showDocument({ source: fileInput(path(name)) }, surroundings());
  expect(Buffer.from(await document("1-2.tar")).equals(await document("2.tar"))).toBe(true);
  await expect(
    showManifest({ source: fileInput(path("1-2.tar")), format: "json" }, surroundings(), listener()),
  ).rejects.toEqual(refusal("DELTA_INCOMPLETE", "it is a delta"));
});

test("what the other side lacks is named all at once, before a byte is written", async () => {
  const home = join(temporaryDirectory(), "home");
  await expect(importTools(path("1-2.tar"), home)).rejects.toEqual(
    refusal("BASE_MISSING", home, "from which the delta makes layer sha256:\\w+ of reg.test/tool:2", "omits"),
  );
  expect(existsSync(home)).toBe(false);
  await expect(importTools(path("1-2.tar"), home, { dryRun: true })).rejects.toEqual(refusal("BASE_MISSING"));
  // Another bundle is no base.
  const wrong = { bases: [fileInput(path("3.tar"))] };
  await expect(importTools(path("1-2.tar"), home, wrong)).rejects.toEqual(refusal("BASE_MISSING", "from which"));
  await importTools(path("1-2.tar"), home, { bases: [fileInput(path("1.tar"))] });
  expect(described(home)).toEqual(described(await other("2.tar")));
});

test.each([
  ["from which the delta makes", ONE],
  ["which the delta omits", SHARED],
])("one layer that is missing is named, and no other: %s", async (what, files) => {
  const home = await other("1.tar");
  const before = described(home);
  const kept = join(temporaryDirectory(), "kept");
  const layer = dirname(layerContent(home, "tool", files));
  renameSync(layer, kept);
  const { message } = await importTools(path("1-2.tar"), home).then(
    () => ({ message: "" }),
    (error: Error & { code?: string }) => ({ message: `${error.code} ${error.message}` }),
  );
  expect(message).toMatch(/^BASE_MISSING /);
  expect(message).toContain(what);
  expect(message.match(/layer sha256:\w+ of reg\.test\/tool:2/g)).toHaveLength(1);
  renameSync(kept, layer);
  expect(described(home)).toEqual(before);
  await importTools(path("1-2.tar"), home);
});

test.each([
  ["another byte", (file: string) => writeFileSync(file, Buffer.from(BINARY).fill(7, 5000, 9000))],
  ["more bytes", (file: string) => writeFileSync(file, Buffer.concat([BINARY, BINARY]))],
])("a base that was changed by hand is named, and the base bundle helps: %s", async (_, change) => {
  const home = await other("1.tar");
  change(join(layerContent(home, "tool", ONE), "bin/tool"));
  const before = fingerprint(home);
  const layer = /\/(\w\w)\/(\w{30})\/content$/.exec(layerContent(home, "tool", ONE));
  await expect(importTools(path("1-2.tar"), home)).rejects.toEqual(
    refusal("BASE_CHANGED", `layer sha256:${layer?.[1]}${layer?.[2]}`, "changed since: content/bin/tool\\)"),
  );
  expect(fingerprint(home).filter((line) => !line.startsWith(".ocx-bundle") && !line.startsWith(". "))).toEqual(
    before.filter((line) => !line.startsWith(".ocx-bundle") && !line.startsWith(". ")),
  );
  await importTools(path("1-2.tar"), home, { bases: [fileInput(path("1.tar"))] });
  expect(statSync(join(layerContent(home, "tool", TWO), "bin/tool")).size).toBe(PATCHED.length);
});

test.each([0o022, 0o027, 0o077])("modes that a umask of %o gave the base do not matter", async (umask) => {
  const home = await other("1.tar");
  const directories = globSync("layers/**/content/**/", { cwd: home });
  expect(directories.length).toBeGreaterThan(3);
  for (const directory of directories)
    if (statSync(join(home, directory)).isDirectory()) chmodSync(join(home, directory), 0o777 & ~umask);
  const list = await listHave({ home, workers: 1 }, surroundings(), listener());
  const plain = await listHave({ home: path("home-1"), workers: 1 }, surroundings(), listener());
  expect(list.text).toBe(plain.text);
  await importTools(path("1-2.tar"), home);
  expect(described(home).filter((line) => line.includes("/bin/tool "))).toEqual(
    described(await other("1.tar", "2.tar")).filter((line) => line.includes("/bin/tool ")),
  );
});

test("a list of what a home has is enough for a delta, and decides what it may build on", async () => {
  const home = await other("1.tar");
  const list = path("have.json");
  await listHave({ home, output: list, workers: 1 }, surroundings(), listener());
  await expect(listHave({ home, output: path("1.tar") }, surroundings(), listener())).rejects.toEqual(
    refusal("FILE_EXISTS"),
  );
  // The sender has both versions, and no bundle of the first.
  const both = toolHome(path("home-both"), { ...V1 });
  toolHome(both, V2);
  const delta = path("have-2.tar");
  const { bundle } = await exportTools(both, V2, delta, { bases: [fileInput(list)] });
  expect(bundle.delta).toMatchObject({ omitted: 1, patched: 1 });
  await importTools(delta, home);
  expect(described(home)).toEqual(described(await other("1.tar", "2.tar")));

  // What is listed with other content is no base, and without the first version here nothing is.
  const lied = JSON.parse(readFileSync(list, "utf8"));
  for (const layer of lied.layers) layer.contentDigest = `sha256:${"0".repeat(64)}`;
  writeFileSync(path("lied.json"), JSON.stringify(lied));
  const heard = listener();
  const bases = (name: string) => ({ bases: [fileInput(path(name))], overwrite: true });
  expect((await exportTools(both, V2, delta, bases("lied.json"), heard)).bundle.delta).toMatchObject({ whole: 1 });
  expect(heard.lines.join("\n")).toMatch(/travels whole/);
  expect((await exportTools(path("home-2"), V2, delta, bases("have.json"))).bundle.delta).toMatchObject({ whole: 1 });
});

needs("zstd")("the content digest in the list is what zstd and the format say", async () => {
  const { text } = await listHave({ home: path("home-1"), workers: 1 }, surroundings(), listener());
  const listed = JSON.parse(text).layers.map((layer: { contentDigest: string }) => layer.contentDigest);
  const found = globSync("*", { cwd: unpacked("1.tar") }).flatMap((blob) =>
    digestOfText(join(unpacked("1.tar"), blob)),
  );
  expect(found.toSorted()).toEqual(listed.toSorted());
});

function unpacked(bundle: string): string {
  const directory = path(`unpacked-${bundle}`);
  if (!existsSync(directory)) {
    mkdirSync(directory);
    runTool("tar", ["-xf", path(bundle), "-C", directory]);
  }
  return join(directory, "blobs/sha256");
}

/** From docs/bundle-format.md, with zstd as the decoder and none of our code. The layers here have less than 8 MiB. */
function digestOfText(blob: string): string[] {
  if (readFileSync(blob).readUInt32LE() !== 0xfd2fb528) return [];
  const tar = runTool("zstd", ["-qdc", blob]);
  if (!tar.toString("latin1", 0, 100).startsWith("ocx/layers/")) return [];
  for (let block = 0; block + 512 <= tar.length && tar[block] !== 0; ) {
    const size = Number.parseInt(tar.toString("latin1", block + 124, block + 135), 8);
    tar.fill(0, block + 100, block + 108);
    tar.fill(0, block + 136, block + 156);
    block += 512 + Math.ceil(size / 512) * 512;
  }
  return [`sha256:${sha256(Buffer.from(sha256(tar), "hex"))}`];
}

test("a file that goes on over frames is patched, also where the dictionary begins with zstd's magic number", async () => {
  const magic = Buffer.alloc(2 * 1024 * 1024, Buffer.from([0x37, 0xa4, 0x30, 0xec]));
  const large = randomBytes(9_500_000);
  const changed = Buffer.concat([large.subarray(0, 4_000_000), Buffer.from("new"), large.subarray(4_000_000)]);
  // Directly before the large file, and gone in the new version: so only the first dictionary reaches back into it.
  const old: Tools = { large: { tag: "1", layers: [{ "a-magic": magic, "b-large": large }] } };
  const made: Tools = { large: { tag: "2", layers: [{ "b-large": changed, "c-empty": "" }] } };
  await exportTools(toolHome(path("large-1"), old), old, path("large-1.tar"));
  await exportTools(toolHome(path("large-2"), made), made, path("large-2.tar"));
  await exportTools(path("large-2"), made, path("large-1-2.tar"), { bases: [fileInput(path("large-1.tar"))] });
  const [patch, ...others] = readDelta(path("large-1-2.tar")).config.patches;
  expect(others).toEqual([]);
  // Blocks of a tar begin at multiples of 512: one that begins with the magic number was moved by a byte.
  const offsets = patch.frames.map((frame: { dictionary?: { offset: number } }) => frame.dictionary?.offset);
  expect(offsets.some((offset: number | undefined) => offset !== undefined && offset % 512 === 1)).toBe(true);
  expect(offsets.filter((offset: number | undefined) => offset !== undefined).length).toBeGreaterThan(1);
  expect(statSync(path("large-1-2.tar")).size).toBeLessThan(statSync(path("large-2.tar")).size / 5);

  const home = await other("large-1.tar");
  await importTools(path("large-1-2.tar"), home);
  expect(described(home)).toEqual(described(await other("large-1.tar", "large-2.tar")));
  const bases = [fileInput(path("large-1.tar"))];
  expect((await verifyTools(path("large-1-2.tar"), { bases })).unchecked).toBeUndefined();
  await completeTools(path("large-1-2.tar"), [path("large-1.tar")], path("large-completed.tar"));
  expect(readFileSync(path("large-completed.tar")).equals(readFileSync(path("large-2.tar")))).toBe(true);
});

test("deltas follow each other, and one may be made against another", async () => {
  const second = path("2-3.tar");
  // The base is a delta: it has no texts, and the sender's home has the second version.
  const home = toolHome(path("home-23"), V2);
  toolHome(home, V3);
  const { bundle } = await exportTools(home, V3, second, { bases: [fileInput(path("1-2.tar"))] });
  expect(bundle.delta).toMatchObject({ omitted: 1, patched: 1 });
  const there = await other("1.tar");
  await expect(importTools(second, there)).rejects.toEqual(refusal("BASE_MISSING"));
  await importTools(path("1-2.tar"), there);
  await importTools(second, there);
  expect(described(there)).toEqual(described(await other("1.tar", "2.tar", "3.tar")));
});

test("a delta without a new layer is small, and brings tags and records", async () => {
  const none = path("1-1.tar");
  const { bundle } = await exportTools(path("home-1"), V1, none, { bases: [fileInput(path("1.tar"))] });
  expect(bundle).toMatchObject({ delta: { omitted: 2, patched: 0, whole: 0 } });
  expect(bundle.size).toBeLessThan(20_000);
  const home = await other("1.tar");
  const whole = described(home);
  expect(await importTools(none, home)).toMatchObject({ changed: false });
  rmSync(join(home, "index"), { recursive: true });
  rmSync(join(home, "symlinks"), { recursive: true });
  expect(await importTools(none, home)).toMatchObject({ changed: true });
  expect(described(home)).toEqual(whole);
});

test("complete makes the whole bundle again, from a base bundle and from a home", async () => {
  for (const base of ["1.tar", "home-1"]) {
    const target = path(`completed-${base}`);
    const { size, bundle } = await completeTools(path("1-2.tar"), [path(base)], target);
    expect(readFileSync(target).equals(readFileSync(path("2.tar")))).toBe(true);
    expect(size).toBe(statSync(path("2.tar")).size);
    expect(bundle.digest).toBe((await inspectBundle({ source: fileInput(path("2.tar")) }, surroundings())).digest);
  }
  await expect(completeTools(path("1-2.tar"), [], path("never.tar"))).rejects.toEqual(refusal("BASE_MISSING"));
  await expect(completeTools(path("2.tar"), [], path("never.tar"))).rejects.toEqual(refusal("OPTION_INVALID", "whole"));
  expect(existsSync(path("never.tar"))).toBe(false);
});

test("a delta travels in parts, in a directory and through a pipe", async () => {
  const layout = path("layout");
  const output = { kind: "layout", path: layout } as const;
  const bases = [fileInput(path("1.tar"))];
  await exportTools(path("home-2"), V2, "", { output, bases });
  await exportTools(path("home-2"), V2, path("parted.tar"), { bases, partSize: 20_000 });
  const expected = described(await other("1.tar", "2.tar"));
  const homes = [await other("1.tar"), await other("1.tar"), await other("1.tar")] as const;
  await importTools(layout, homes[0]);
  await importTools(path("parted.tar.parts.json"), homes[1]);
  const stream = Readable.from([readFileSync(path("1-2.tar"))]);
  await importTools("", homes[2], { source: { kind: "stream", stream } });
  for (const home of homes) expect(described(home)).toEqual(expected);
});
