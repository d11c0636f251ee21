import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { layerPath } from "../../../src/home/model/paths.ts";
import { planImport } from "../../../src/home/plan/plan-import.ts";
import { AMD64, buildHome, digestOfText, type HomeBuilder } from "../../fixtures/home.ts";
import { carryPackages, importInto, inputFor, scratch } from "../../fixtures/import.ts";
import { fingerprint } from "../../fixtures/tree.ts";

const REGISTRY = "reg.example";
const LAYER = layerPath(REGISTRY, digestOfText("layer"));

const place = scratch();
afterAll(() => place.remove());

let source: HomeBuilder;
let home = "";
let outside = "";
beforeEach(() => {
  const path = mkdtempSync(join(place.path, "case-"));
  source = buildHome(join(path, "source"));
  home = join(path, "home");
  outside = join(path, "outside");
  mkdirSync(outside);
});

/** A package under each name, `repository:tag` or `registry repository:tag`; all have the same bytes. */
function packages(...names: readonly string[]): string[] {
  return names.map((given) => {
    const [name = "", registry = REGISTRY] = given.split(" ").toReversed();
    const [repository = "", tag = ""] = name.split(":");
    const leaf = source.leaf(registry, { layers: { layer: { file: "x" } } });
    source.tags(registry, repository, { [tag]: source.index(registry, [{ leaf, platform: AMD64 }]) });
    return `${registry}/${name}`;
  });
}

async function refusal(names: readonly string[], more = {}) {
  const carried = await carryPackages(source.path, ...names);
  return importInto(home, carried, more).then(
    () => "imported",
    ({ code, message }: { code: string; message: string }) => ({ code, message }),
  );
}

const UNSAFE = { code: "PATH_UNSAFE", message: expect.any(String) };

test.each([
  ["an install link on the way to another", ["acme/a:1", "acme/a/candidates/1/content/esc:x"]],
  ["the `candidates` of another repository", ["acme/a:1", "acme/a/candidates:x"]],
  ["the `current` of another repository", ["acme/a:1", "acme/a/current:x"]],
  ["something below the `current` of another", ["acme/a:1", "acme/a/current/deep/er:x"]],
  ["OCX's lock of another repository", ["acme/a:1", "acme/a/.select.lock:x"]],
  ["two registries with one directory", ["reg.example:50 acme/a:1", "reg.example_50 acme/b:1"]],
])("%s is refused before anything is made", async (_, names) => {
  expect(await refusal(packages(...names))).toEqual(UNSAFE);
  expect(existsSync(home)).toBe(false);
});

test.each([
  ["a repository called current", ["acme/current:1", "acme/a:1"]],
  ["a repository called candidates", ["acme/candidates:candidates"]],
  ["repositories below another", ["acme/a:1", "acme/a/b:1", "acme/a/currently:1"]],
  ["a name of exactly 255 bytes", [`${"a".repeat(250)}:1`, `acme/b:${"b".repeat(255)}`]],
])("%s is imported", async (_, names) => {
  expect(await refusal(packages(...names))).toBe("imported");
});

test("a repository whose document would have a name of more than 255 bytes is refused", async () => {
  const long = "a".repeat(251);
  const carried = await carryPackages(source.path, ...packages("short:1"));
  const rename = (text: string): string => text.replace("short", long);
  const roots = carried.closure.roots.map((root) => ({
    ...root,
    repository: long,
    identifier: rename(root.identifier),
  }));
  const crafted = {
    ...carried,
    closure: { ...carried.closure, roots },
    read: (path: string) => carried.read(path.replace(long, "short")),
  };
  await expect(planImport(inputFor(home, crafted))).rejects.toMatchObject(UNSAFE);
  expect(existsSync(home)).toBe(false);
});

test("metadata that would be too large once written is refused before anything is made", async () => {
  // Read it has less than the 50,000 values that a document may have; written in OCX's form, with defaults, it has more.
  const variable = (_: unknown, i: number) => ({ key: `K${i}`, type: "constant", value: "" });
  const leaf = source.leaf(REGISTRY, { config: { env: Array.from({ length: 12_400 }, variable) } });
  expect(await refusal([`${REGISTRY}/acme/a@${leaf}`])).toMatchObject({ code: "BUNDLE_INVALID" });
  expect(existsSync(home)).toBe(false);
});

/** Something of the user's, or of an attacker's, that an import would have to go through. */
const WAYS = [
  ["symlinks/reg.example"],
  ["symlinks/reg.example/acme"],
  ["symlinks/reg.example/acme/a/candidates"],
  ["layers/reg.example/sha256"],
  ["packages/reg.example"],
  ["blobs/reg.example"],
  ["index/reg.example/p"],
  [".ocx-bundle"],
];

test.each(WAYS)("a link at %s is not followed, and a file there is named", async (way) => {
  const names = packages("acme/a:1");
  mkdirSync(dirname(join(home, way)), { recursive: true });
  symlinkSync(outside, join(home, way));
  const before = fingerprint(home);
  expect(await refusal(names)).toEqual({ code: "PATH_UNSAFE", message: expect.stringContaining(join(home, way)) });
  expect(readdirSync(outside)).toEqual([]);
  expect(fingerprint(home)).toEqual(before);
  rmSync(join(home, way));
  writeFileSync(join(home, way), "");
  expect(await refusal(names)).toEqual({ code: "PATH_UNSAFE", message: expect.stringContaining(join(home, way)) });
  rmSync(join(home, way));
  expect(await refusal(names)).toBe("imported");
});

test.each([
  ["symlinks/reg.example/acme/a/candidates/1"],
  ["symlinks/reg.example/acme/a/current"],
  ["symlinks/reg.example/acme/a/.select.lock"],
  ["index/reg.example/p/acme/a.json"],
  [".ocx-bundle/imports.jsonl"],
])("a directory at %s is named, and stays", async (path) => {
  const names = packages("acme/a:1");
  mkdirSync(join(home, path, "deep"), { recursive: true });
  const before = fingerprint(home);
  const found = await refusal(names, { select: true });
  expect(found).toEqual({ code: "PATH_UNSAFE", message: expect.stringContaining(join(home, path)) });
  expect(fingerprint(home)).toEqual(before);
});

test("a whole store may be a link to a directory", async () => {
  mkdirSync(home);
  symlinkSync(outside, join(home, "layers"));
  expect(await refusal(packages("acme/a:1"))).toBe("imported");
  expect(existsSync(join(home, LAYER, "content/file"))).toBe(true);
  expect(readdirSync(outside)).toEqual([REGISTRY]);
});
