import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { openBundle } from "../../src/bundle/open-bundle.ts";
import { verifyBlobs } from "../../src/bundle/verify-blobs.ts";
import { openLayout } from "../../src/layout/open-layout.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { handmadeLayout, json } from "../fixtures/layout.ts";

/** Writes files as another tool would, without our writer. */
function writeLayout(files: ReadonlyMap<string, Buffer>, directory = temporaryDirectory()): string {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), bytes);
  }
  return directory;
}

async function nameIn(path: string, name?: string): Promise<string> {
  await using content = await openLayout(path, name);
  const bundle = await openBundle(content);
  await verifyBlobs(bundle);
  return bundle.name;
}

/** Two bundles in one layout, called `one` and `two`. */
async function two(): Promise<string> {
  const layouts = [await handmadeLayout(), await handmadeLayout({ config: (config) => ({ ...config, sources: [] }) })];
  const manifests = layouts.flatMap((files, place) => {
    const index = JSON.parse(files.get("index.json")?.toString() ?? "");
    const name = ["one", "two"][place] ?? "";
    return index.manifests.map((descriptor: object) => ({
      ...descriptor,
      annotations: { "org.opencontainers.image.ref.name": name },
    }));
  });
  const files = new Map(layouts.flatMap((layout) => [...layout]));
  return writeLayout(files.set("index.json", json({ schemaVersion: 2, manifests })));
}

test("a directory with an OCI image layout is a bundle", async () => {
  expect(await nameIn(writeLayout(await handmadeLayout()))).toBe("toolbox");
});

test("of several bundles the named one is taken, and without a name all are listed", async () => {
  const directory = await two();
  expect(await nameIn(directory, "two")).toBe("two");
  await expect(nameIn(directory)).rejects.toMatchObject({
    code: "BUNDLE_AMBIGUOUS",
    message: expect.stringContaining("(one, two)"),
  });
  await expect(nameIn(directory, "three")).rejects.toMatchObject({
    code: "BUNDLE_NOT_FOUND",
    message: expect.stringContaining("one, two"),
  });
});

test("an index that is replaced while it is read is read as it was, or as it is then", async () => {
  const directory = writeLayout(await handmadeLayout());
  const index = readFileSync(join(directory, "index.json"), "utf8");
  const { manifests } = JSON.parse(index);
  writeFileSync(join(directory, "long"), JSON.stringify({ schemaVersion: 2, manifests: Array(20).fill(manifests[0]) }));
  writeFileSync(join(directory, "short"), index);
  // Another process puts one after the other in its place.
  const script = "while :; do for i in long short; do ln -f $i next && mv -f next index.json; done; done";
  const writer = spawn("sh", ["-c", script], { cwd: directory, stdio: "ignore" });
  try {
    await using content = await openLayout(directory);
    const counts = new Set<number>();
    for (let n = 0; n < 3000 && !(n > 300 && counts.size === 2); n++) counts.add((await content.roots()).length);
    expect([...counts].toSorted((a, b) => a - b)).toEqual([1, 20]);
  } finally {
    writer.kill("SIGKILL");
  }
});

test("a pinned digest chooses among several bundles", async () => {
  const directory = await two();
  await using second = await openLayout(directory, "two");
  const { digest } = await openBundle(second);
  await using content = await openLayout(directory);
  expect((await openBundle(content, { pinned: digest })).name).toBe("two");
});

const attacks: readonly [string, (blob: string) => void][] = [
  ["a link in its place", (blob) => (renameSync(blob, `${blob}-`), symlinkSync(`${blob}-`, blob))],
  ["a FIFO in its place", (blob) => (rmSync(blob), spawnSync("mkfifo", [blob]))],
  ["a directory in its place", (blob) => (rmSync(blob), mkdirSync(blob))],
  ["nothing in its place", (blob) => rmSync(blob)],
  ["a byte too many", (blob) => writeFileSync(blob, "x", { flag: "a" })],
];
test.each(attacks)("a layout whose blob has %s is refused", async (_, attack) => {
  const files = await handmadeLayout();
  const paths = [...files.keys()].slice(2);
  for (const path of paths) {
    const directory = writeLayout(files);
    attack(join(directory, path));
    await expect(nameIn(directory)).rejects.toMatchObject({ code: "BUNDLE_INVALID" });
  }
});

test("a file that is exchanged after the layout was opened is refused", async () => {
  const files = await handmadeLayout();
  const directory = writeLayout(files);
  await using content = await openLayout(directory);
  const bundle = await openBundle(content);
  const blob = join(directory, [...files.keys()].at(-1) ?? "");
  rmSync(blob);
  symlinkSync("/etc/passwd", blob);
  await expect(verifyBlobs(bundle)).rejects.toMatchObject({ code: "BUNDLE_INVALID" });
});

test("a layout without index.json, and one of another version, are refused", async () => {
  const files = await handmadeLayout();
  const directory = writeLayout(files);
  rmSync(join(directory, "index.json"));
  await expect(nameIn(directory)).rejects.toMatchObject({
    code: "BUNDLE_INVALID",
    message: expect.stringContaining("index.json"),
  });
  const newer = writeLayout(files);
  writeFileSync(join(newer, "oci-layout"), '{"imageLayoutVersion":"2.0.0"}');
  await expect(nameIn(newer)).rejects.toMatchObject({ code: "BUNDLE_INVALID" });
});
