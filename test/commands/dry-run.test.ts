import { createReadStream, lstatSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ExportRequest } from "../../src/options/requests/export-request.ts";
import type { Input } from "../../src/options/requests/input.ts";
import { formatExport } from "../../src/report/export-text.ts";
import { noise } from "../archive/trees.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { scratch } from "../fixtures/import.ts";
import { startCrane } from "../fixtures/registries.ts";
import { exportTools, fileInput, importTools, type Tools, toolHome } from "../fixtures/tool-homes.ts";
import { bundleHeavyToolbox, exportToolbox, importFile, TOOLBOX } from "../fixtures/toolbox.ts";
import { needs } from "../fixtures/tools.ts";
import { fingerprint } from "../fixtures/tree.ts";
import { serveFiles } from "../fixtures/web-server.ts";

const { path: made, remove } = scratch();
const source = join(made, "source/.ocx");
const HEAVY = 300_000;
/** Bytes of a file that does not compress. */
const NOISE = noise(100_000, "dry");
let bundle = "";

beforeAll(async () => {
  bundle = await bundleHeavyToolbox(made, HEAVY);
}, 60_000);
afterAll(remove);

/** Bytes of all files below a directory, each once. */
function bytesBelow(directory: string): number {
  const files = new Map<number, number>();
  const walk = (path: string): void => {
    const stats = lstatSync(path);
    if (stats.isFile()) files.set(stats.ino, stats.size);
    if (stats.isDirectory()) for (const name of readdirSync(path)) walk(join(path, name));
  };
  walk(directory);
  return [...files.values()].reduce((sum, size) => sum + size, 0);
}

/** A dry run, which must change nothing, and then the real one. */
async function both<T>(directory: string, work: (dryRun: boolean) => Promise<T>) {
  const before = fingerprint(directory);
  const dry = await work(true);
  expect(fingerprint(directory)).toEqual(before);
  return { dry, real: await work(false) };
}

type Output = NonNullable<ExportRequest["output"]>;

/** Both runs of an export into a directory. */
async function exportBoth(directory: string, output: Output, more: Partial<ExportRequest> = {}) {
  const { dry, real } = await both(directory, (dryRun) => exportToolbox(source, "", { output, dryRun, ...more }));
  const { home, bundle: summary, disk, warnings } = real;
  expect(dry).toEqual({ home, dryRun: true, bundle: summary, disk, warnings });
  return real;
}

test("a dry export to a file tells what the real one writes", async () => {
  const directory = temporaryDirectory();
  const { disk } = await exportBoth(directory, { kind: "file", path: join(directory, "x.tar") });
  expect(disk).toEqual({
    written: statSync(join(directory, "x.tar")).size,
    peak: [{ use: "output", path: directory, bytes: disk.written }],
  });
});

test("a dry export in parts tells what the real one writes, with the list of the parts", async () => {
  const directory = temporaryDirectory();
  const { disk, parts } = await exportBoth(
    directory,
    { kind: "file", path: join(directory, "x.tar") },
    { partSize: 500_000 },
  );
  expect(parts).toBeGreaterThan(2);
  expect(disk.written).toBe(bytesBelow(directory));
});

test("a dry export to a directory tells what the real one writes, also beside another bundle", async () => {
  const directory = temporaryDirectory();
  const path = join(directory, "layout");
  const first = await exportBoth(directory, { kind: "layout", path });
  expect(first.disk.written).toBe(bytesBelow(path));
  const identifiers = TOOLBOX.installs.slice(0, 1).map(({ identifier }) => identifier);
  const second = await exportBoth(
    directory,
    { kind: "layout", path },
    { name: "other", declaration: { kind: "packages", identifiers } },
  );
  expect(second.disk.written).toBeGreaterThan(HEAVY);
  expect(second.disk.written).toBeLessThan(first.disk.written);
});

needs("crane")("a dry export to a registry asks nobody, and tells what the real one spools", async () => {
  const directory = temporaryDirectory();
  const place = temporaryDirectory();
  await using registry = await startCrane(place);
  const reference = `${registry.host}/acme/tools:1`;
  const { disk } = await exportBoth(directory, { kind: "registry", reference });
  expect(disk.peak).toEqual([{ use: "spool", path: tmpdir(), bytes: expect.any(Number) }]);
  expect(disk.written).toBeGreaterThan(disk.peak[0]?.bytes ?? 0);
});

/** Two versions of tools: one layer was changed, one was not, and one is of another tool. */
function toolsOf(tag: string): Tools {
  const changed = [{ "bin/tool": Buffer.concat([NOISE, Buffer.from(tag)]) }, { "lib/same": NOISE }];
  const other = [{ [tag === "1" ? "share/alpha" : "lib/beta"]: noise(600_000, tag) }];
  return { changed: { tag, layers: changed }, [`other-${tag}`]: { tag, layers: other } };
}

test.each(["file", "parts", "layout"] as const)(
  "a dry export of a delta tells how each layer travels, and at most the bytes of the real one: %s",
  async (place) => {
    const directory = temporaryDirectory();
    const [old, next] = [toolsOf("1"), toolsOf("2")];
    const path = (name: string): string => join(directory, name);
    await exportTools(toolHome(path("one"), old), old, path("1.tar"));
    const home = toolHome(path("two"), next);
    const outputs = {
      file: { output: { kind: "file", path: path("x.tar") } },
      parts: { output: { kind: "file", path: path("x.tar") }, partSize: 50_000 },
      layout: { output: { kind: "layout", path: path("layout") } },
    } as const;
    const request = { bases: [fileInput(path("1.tar"))], ...outputs[place] };
    const before = fingerprint(directory);
    const dry = await exportTools(home, next, "", { ...request, dryRun: true });
    expect(fingerprint(directory)).toEqual(before);
    const real = await exportTools(home, next, "", request);
    const { delta, size = 0, ...told } = dry.bundle;
    const { delta: written, size: bytes = 0, ...rest } = real.bundle;
    expect(told).toEqual(rest);
    expect(dry.warnings).toEqual(real.warnings);
    const [planned = [], done = []] = [delta?.layers, written?.layers];
    const patched = (layers: typeof planned): number => layers.find(({ travels }) => travels === "patched")?.size ?? 0;
    expect(planned.map(({ travels }) => travels).toSorted()).toEqual(["omitted", "patched", "whole"]);
    const most = done.map((layer) => (layer.travels === "patched" ? { ...layer, size: patched(planned) } : layer));
    expect(delta).toEqual({ ...written, layers: most, isBound: true });
    // The patch counts as its whole layer, and documents have the longest numbers.
    const more = patched(planned) - patched(done);
    expect(more).toBeGreaterThan(NOISE.length / 2);
    expect(Math.abs(size - bytes - more)).toBeLessThan(2048);
    expect(size).toBeGreaterThan(bytes);
    expect(dry.disk.written).toBeGreaterThanOrEqual(real.disk.written);
    expect(dry.disk.peak).toEqual([{ use: "output", path: real.disk.peak[0]?.path, bytes: dry.disk.written }]);
    const text = formatExport(dry, (title) => title);
    expect(text).toMatch(/^Would export .*, at most [\d.]+ kB from/);
    expect(text).toMatch(/patched +at most [\d.]+ kB +sha256:/);
  },
);

test("a dry import of a delta tells what the real one does, also from far", async () => {
  const directory = temporaryDirectory();
  const path = (name: string): string => join(directory, name);
  const [old, next] = [toolsOf("1"), toolsOf("2")];
  await exportTools(toolHome(path("one"), old), old, path("1.tar"));
  toolHome(path("two"), next);
  await exportTools(path("two"), next, path("2.tar"));
  await exportTools(path("two"), next, path("delta.tar"), { bases: [fileInput(path("1.tar"))] });
  const server = await serveFiles({
    "/delta.tar": { bytes: readFileSync(path("delta.tar")), headers: { etag: '"1"' } },
  });
  const far = { kind: "url", url: `${server.origin}/delta.tar` } as const;
  const dried: string[] = [];
  const run = async (from: Input) => {
    const home = path(`home-${dried.length}`);
    await importTools(path("1.tar"), home);
    const { dry, real } = await both(home, (dryRun) => importTools("", home, { source: from, dryRun }));
    const { fetched: asked, disk, ...told } = dry;
    const { fetched: got, ...done } = real;
    expect({ ...told, disk }).toEqual({ ...done, dryRun: true });
    const text = JSON.stringify({ ...told, written: disk.written, staging: disk.peak[0] });
    dried.push(text.replaceAll(home, "/home"));
    return { asked, got, disk };
  };
  await run(fileInput(path("2.tar")));
  await run(fileInput(path("delta.tar")));
  const { asked, got, disk } = await run(far);
  const { bytes = 0, missing = 0 } = asked ?? {};
  expect(got).toMatchObject({ bytes: bytes + missing, missing });
  expect(disk.peak[1]).toMatchObject({ use: "spool", bytes: missing });
  // The first request brings the head and the patch; the whole layer is behind them.
  expect(missing).toBeLessThan(statSync(path("delta.tar")).size);
  expect(missing).toBeGreaterThan(300_000);
  expect(new Set(dried).size).toBe(1);
});

/** Both runs of an import into a home that does not exist yet. */
async function importBoth(from: Input, request: Parameters<typeof importFile>[2] = {}) {
  const directory = temporaryDirectory();
  const home = join(directory, "home");
  const { dry, real } = await both(directory, (dryRun) => importFile("", home, { source: from, dryRun, ...request }));
  const { fetched } = dry;
  expect(dry).toEqual({ ...real, dryRun: true, ...(fetched !== undefined && { fetched }) });
  const [staging] = real.disk.peak;
  expect(staging).toMatchObject({ use: "staging", path: home });
  expect(bytesBelow(home)).toBeLessThanOrEqual(staging?.bytes ?? 0);
  expect(bytesBelow(home)).toBeGreaterThan(real.disk.written / 2);
  return { dry, real };
}

test("a dry import from a file, from parts and from a directory tells what the real one does", async () => {
  const directory = temporaryDirectory();
  const [parts, layout] = [join(directory, "p.tar"), join(directory, "layout")];
  await exportToolbox(source, parts, { partSize: 1_000_000 });
  await exportToolbox(source, "", { output: { kind: "layout", path: layout } });
  for (const path of [bundle, `${parts}.parts.json`, layout]) {
    const { real } = await importBoth({ kind: "file", path });
    expect(real.disk.peak).toHaveLength(1);
  }
});

test("a dry import from a far place tells what the real one fetches, and where it spools", async () => {
  const server = await serveFiles({ "/toolbox.tar": { bytes: readFileSync(bundle), headers: { etag: '"1"' } } });
  const spoolDirectory = join(temporaryDirectory(), "spool");
  mkdirSync(spoolDirectory);
  const from = { kind: "url", url: `${server.origin}/toolbox.tar` } as const;
  const packages = TOOLBOX.installs.slice(0, 3).map(({ identifier }) => identifier);
  const { dry, real } = await importBoth(from, { spoolDirectory, packages });
  const { bytes = 0, missing = 0 } = dry.fetched ?? {};
  expect(missing).toBeGreaterThan(HEAVY);
  expect(real.fetched).toMatchObject({ bytes: bytes + missing, missing });
  expect(server.sent()).toBe(2 * bytes + missing);
  expect(dry.disk.peak[1]).toEqual({ use: "spool", path: spoolDirectory, bytes: missing });
});

test("a dry import from a pipe tells that all of it is copied, and where", async () => {
  const spoolDirectory = temporaryDirectory();
  for (const [request, path] of [
    [{}, tmpdir()],
    [{ spoolDirectory }, spoolDirectory],
  ] as const) {
    const directory = join(temporaryDirectory(), "home");
    const { disk } = await importFile("", directory, {
      source: { kind: "stream", stream: createReadStream(bundle) },
      dryRun: true,
      ...request,
    });
    const [spool] = disk.peak.filter(({ use }) => use === "spool");
    expect(spool).toMatchObject({ path });
    // All but the head of the tar and its padding.
    expect(spool?.bytes).toBeGreaterThan(0.9 * statSync(bundle).size);
    expect(spool?.bytes).toBeLessThanOrEqual(statSync(bundle).size);
  }
});

test("a dry import of what is there writes nothing", async () => {
  const home = join(temporaryDirectory(), "home");
  await importFile(bundle, home);
  const { dry } = await both(home, (dryRun) => importFile(bundle, home, { dryRun }));
  expect(dry).toMatchObject({ changed: false, disk: { written: 0, peak: [] } });
});
