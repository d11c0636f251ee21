import { hash } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { openEngine } from "../../src/archive/engine/engine.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";

/** Writes files, and symlinks where a text begins with `-> `. */
function write(root: string, files: Readonly<Record<string, string>>): string {
  mkdirSync(root, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    if (text.startsWith("-> ")) symlinkSync(text.slice(3), path);
    else writeFileSync(path, text);
    if (!text.startsWith("-> ")) utimesSync(path, 1e9, 1e9);
  }
  return root;
}

/** The differences as `path change`. */
async function compare(
  sources: readonly { path: string; strip?: number; prefix?: string }[],
  found: string,
  isLayer = false,
) {
  await using engine = openEngine({ workers: 1 });
  const placed = sources.map((source) => ({ strip: 0, prefix: "", ...source }));
  const { differences, otherUmask } = await engine.compare({ sources: placed, found, isLayer });
  return { named: differences.map(({ path, change }) => `${path} ${change}`), otherUmask };
}

test("a directory is compared with what several trees make of it, stripped and below their prefixes", async () => {
  const root = temporaryDirectory();
  const one = write(join(root, "one"), { "top/bin/a": "a", "top/share/x/1": "1", dropped: "" });
  const two = write(join(root, "two"), { b: "b", link: "-> b" });
  const sources = [
    { path: one, strip: 1 },
    { path: two, prefix: "bin/more" },
  ];
  const whole = { "bin/a": "a", "share/x/1": "1", "bin/more/b": "b", "bin/more/link": "-> b" };
  expect((await compare(sources, write(join(root, "whole"), whole))).named).toEqual([]);
  expect((await compare(sources, join(root, "absent"))).named.toSorted()).toEqual([
    "bin missing",
    "bin/a missing",
    "bin/more missing",
    "bin/more/b missing",
    "bin/more/link missing",
    "share missing",
    "share/x missing",
    "share/x/1 missing",
  ]);
  const other = write(join(root, "other"), { ...whole, "bin/a": "A", "bin/more/link": "-> c", "share/x/2": "" });
  expect((await compare(sources, other)).named.toSorted()).toEqual([
    "bin/a changed",
    "bin/more/link changed",
    "share/x/2 added",
  ]);
});

test("a hard link is equal whatever it holds, a copy only with equal bytes, mode and time", async () => {
  const root = temporaryDirectory();
  const long = "x".repeat(3 << 20);
  const one = write(join(root, "one"), { same: "same", copy: long, byte: `${long}a`, mode: "m", time: "t" });
  const two = write(join(root, "two"), { copy: long, byte: `${long}b`, mode: "m", time: "t" });
  linkSync(join(one, "same"), join(two, "same"));
  chmodSync(join(two, "mode"), 0o755);
  utimesSync(join(two, "time"), 1e9, 1e9 + 1);
  expect((await compare([{ path: one }], two)).named.toSorted()).toEqual([
    "byte changed",
    "mode changed",
    "time changed",
  ]);
});

test("only in a layer do modes of directories count, and those that a umask explains are counted apart", async () => {
  const root = temporaryDirectory();
  const one = write(join(root, "one"), { "umask/a": "", "group/a": "", "closed/a": "" });
  const two = write(join(root, "two"), { "umask/a": "", "group/a": "", "closed/a": "" });
  chmodSync(join(two, "umask"), 0o750);
  chmodSync(join(two, "group"), 0o2775);
  chmodSync(join(two, "closed"), 0o555);
  expect(await compare([{ path: one }], two)).toEqual({ named: [], otherUmask: 0 });
  expect(await compare([{ path: one }], two, true)).toEqual({ named: ["closed mode"], otherUmask: 2 });
});

test("a name that is not UTF-8 is refused, because nothing could remove it by its name", async () => {
  const root = temporaryDirectory();
  const [one, two] = [write(join(root, "one"), {}), write(join(root, "two"), {})];
  writeFileSync(Buffer.from(`${two}/\xff`, "latin1"), "");
  await expect(compare([{ path: one }], two)).rejects.toMatchObject({ code: "NAME_INVALID" });
});

test("digestFrames() gives the digests of what packing would compress", async () => {
  const root = write(temporaryDirectory(), { a: "a", "b/large": "large ".repeat(2_000_000) });
  await using engine = openEngine({ workers: 1 });
  const plans = await engine.plan([{ prefix: "p/", directory: { name: "content", path: root }, documents: [] }]);
  const decoded: string[] = [];
  for await (const { bytes } of engine.pack(plans, 1))
    decoded.push(`sha256:${hash("sha256", zstdDecompressSync(bytes), "hex")}`);
  const digests: (string | undefined)[] = [];
  for await (const { frame } of engine.digestFrames(plans)) digests.push(frame.contentDigest);
  expect(digests.length).toBeGreaterThan(1);
  expect(digests).toEqual(decoded);
});
