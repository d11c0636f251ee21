import { createHash } from "node:crypto";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { showManifest } from "../../src/commands/show-manifest.ts";
import type { ManifestFormat, ManifestRequest } from "../../src/options/requests/manifest-request.ts";
import { run as runCommand } from "../fixtures/command-line.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { buildHome, GLIBC } from "../fixtures/home.ts";
import { bundleToolbox, exportToolbox, importFile, unpackToolbox } from "../fixtures/toolbox.ts";
import { needs, run } from "../fixtures/tools.ts";

const PLATFORM = "linux/amd64+libc.glibc";

async function manifest(path: string, format: ManifestFormat, more: Partial<ManifestRequest> = {}): Promise<Buffer> {
  const source = { kind: "file", path } as const;
  const request = { source, platform: PLATFORM, format, ...more };
  return Buffer.concat([...(await showManifest(request, surroundings(), listener()))]);
}

interface Row {
  readonly path: string;
  readonly type: string;
  readonly mode?: string;
  readonly size?: number;
  readonly sha256?: string;
  readonly target?: string;
  readonly package?: string;
}

function rowsOf(text: Buffer): Row[] {
  const lines = text.toString().split("\n");
  expect(lines.pop()).toBe("");
  return lines.map((line) => JSON.parse(line));
}

/** A home with one package of two layers, the second with a stripped level and a prefix; every kind of name and size. */
function oddHome(directory: string): string {
  const home = buildHome(join(directory, "odd"));
  const leaf = home.leaf("ocx.sh", {
    layers: { one: { "bin/tool": "tool", empty: "", "b-": "1", "b/c": "2" } },
  });
  const index = home.index("ocx.sh", [{ leaf, platform: GLIBC }]);
  home.dispatch("ocx.sh", "acme/odd", readFileSync(blobIn(home.path, index), "utf8"));
  home.tags("ocx.sh", "acme/odd", { "1": index });
  home.link("ocx.sh", "acme/odd/candidates/1", leaf);
  const [layer = ""] = readdirSync(join(home.path, "layers"), { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith("/content"),
  );
  const content = join(home.path, "layers", layer);
  for (const name of ["a b", "tab\there", "new\nline", "#hash", "back\\slash", "eq=ual", "*?[x]", "é\u{1f600}", "'q\""])
    writeFileSync(join(content, name), name);
  writeFileSync(join(content, "large"), Buffer.alloc(20_000_000, "0123456789abcde\n"));
  writeFileSync(join(content, "fills-a-frame"), Buffer.alloc(8 * 1024 * 1024 - 512, 1));
  mkdirSync(join(content, "nothing in it"));
  symlinkSync("bin/tool", join(content, "li nk"));
  chmodSync(join(content, "bin/tool"), 0o4755);
  return home.path;
}

function blobIn(home: string, digest: string): string {
  return join(home, "blobs/ocx.sh", digest.replace(/^(\w+):(..)(.{30}).*$/, "$1/$2/$3"), "data");
}

async function oddBundle(directory: string): Promise<string> {
  const path = join(directory, "odd.tar");
  const declaration = { kind: "packages", identifiers: ["ocx.sh/acme/odd:1"] } as const;
  await exportToolbox(oddHome(directory), path, { declaration });
  return path;
}

test.each<ManifestFormat>(["json", "mtree", "ocix", "ocix-tool"])(
  "the %s of a bundle is that of the home it came from, and of the home it went to, with any number of workers",
  async (format) => {
    const directory = temporaryDirectory();
    const source = unpackToolbox(directory);
    const bundle = join(directory, "toolbox.tar");
    await exportToolbox(source, bundle, { declaration: { kind: "all" } });
    const target = join(directory, "target");
    await importFile(bundle, target);
    const expected = await manifest(bundle, format);
    expect(expected.length).toBeGreaterThan(1000);
    expect(await manifest(source, format)).toEqual(expected);
    expect(await manifest(target, format, { workers: 3 })).toEqual(expected);
  },
);

test("a manifest names every file below each content/, with the mode, size and digest that are there", async () => {
  const directory = temporaryDirectory();
  const bundle = await oddBundle(directory);
  const home = join(directory, "home");
  await importFile(bundle, home);
  const rows = rowsOf(await manifest(bundle, "json"));
  const [content = ""] = rows.flatMap((row) => (row.package === undefined ? [] : [row.path]));
  const top = rows.find(({ path }) => path === content);
  const there = run("find", [".", "-printf", "%P\\0%y\\0%m\\0%s\\0%l\\0"], { cwd: join(home, content) }).toString();
  const fields = there.split("\0");
  const found = new Map<string, Row>();
  for (let at = 0; at + 5 < fields.length; at += 5) {
    const [name = "", kind, mode = "", size, target = ""] = fields.slice(at, at + 5);
    const path = name === "" ? content : `${content}/${name}`;
    if (kind === "d") found.set(path, { path, type: "directory", ...(name === "" && top) });
    if (kind === "l") found.set(path, { path, type: "symlink", target });
    if (kind !== "f") continue;
    const sha256 = createHash("sha256")
      .update(readFileSync(join(home, path)))
      .digest("hex");
    found.set(path, { path, type: "file", mode: mode.padStart(4, "0"), size: Number(size), sha256 });
  }
  const inside = rows.filter(({ path }) => path.startsWith(content));
  expect(new Map(inside.map((row) => [row.path, row]))).toEqual(found);
  expect(found.size).toBeGreaterThan(15);
  const bytes = rows.map(({ path }) => Buffer.from(path));
  expect(bytes.toSorted(Buffer.compare)).toEqual(bytes);
});

needs("mtree")("mtree finds nothing in a home that got the bundle, and each file that changed later", async () => {
  const directory = temporaryDirectory();
  const bundle = await oddBundle(directory);
  const home = join(directory, "home");
  await importFile(bundle, home);
  const list = await manifest(bundle, "mtree");
  const judge = (): string => run("sh", ["-c", 'mtree -e -p "$1" || true', "sh", home], { input: list }).toString();
  expect(judge()).toBe("");

  const [content = ""] = rowsOf(await manifest(bundle, "json")).flatMap(({ package: pkg, path }) =>
    pkg ? [path] : [],
  );
  const at = (name: string): string => join(home, content, name);
  appendFileSync(at("a b"), "x");
  expect(judge()).toMatch(/a(\\s|\\040| )b/);
  writeFileSync(at("large"), Buffer.alloc(20_000_000, "0123456789abcdE\n"));
  expect(judge()).toContain("large");
  chmodSync(at("empty"), 0o600);
  expect(judge()).toContain("empty");
  rmSync(at("li nk"));
  symlinkSync("empty", at("li nk"));
  expect(judge()).toMatch(/li(\\s|\\040| )nk/);
  rmSync(at("b/c"));
  expect(judge()).toContain("b/c");
});

needs("bsdtar")("libarchive reads the mtree form, with every name", async () => {
  const directory = temporaryDirectory();
  const bundle = await oddBundle(directory);
  const list = join(directory, "list");
  writeFileSync(list, await manifest(bundle, "mtree", { package: "acme/odd:1" }));
  const names = run("bsdtar", ["-tf", list], { env: { LC_ALL: "C.UTF-8" } }).toString();
  const expected = rowsOf(await manifest(bundle, "json", { package: "acme/odd:1" }));
  expect(names.split("\n").length - 1).toBe(expected.length);
  expect(names).toContain("é\u{1f600}");
});

test("a manifest of one package has paths below its content, whatever else is there", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const rows = rowsOf(await manifest(bundle, "json", { package: "ocx.sh/acme/hello:2.0.0" }));
  expect(rows[0]).toEqual({ path: "", type: "directory" });
  expect(rows.map(({ path }) => path)).not.toContainEqual(expect.stringMatching(/^packages/));
  expect(rowsOf(await manifest(join(directory, "source/.ocx"), "json", { package: "acme/hello:2.0.0" }))).toEqual(rows);
  // A dependency has no tag in the bundle.
  const all = rowsOf(await manifest(bundle, "json"));
  const libgreet = all.flatMap(({ package: pkg }) => (pkg?.includes("libgreet") ? [pkg] : []));
  expect(libgreet.length).toBe(1);
  expect(rowsOf(await manifest(bundle, "json", { package: libgreet[0] ?? "" })).length).toBeGreaterThan(1);
});

test.each([
  ["ocx.sh/acme/hello", "OPTION_INVALID"],
  ["ocx.sh/acme/helo:2.0.0", "PACKAGE_NOT_IN_BUNDLE"],
])("a manifest of %s, which is not one package, fails with %s", async (name, code) => {
  const directory = temporaryDirectory();
  const bundle = join(directory, "toolbox.tar");
  await exportToolbox(unpackToolbox(directory), bundle, { declaration: { kind: "all" } });
  await expect(manifest(bundle, "json", { package: name })).rejects.toMatchObject({ code });
});

test("a manifest of a bundle with a damaged frame fails, as verify does", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const bytes = readFileSync(bundle);
  // Behind the last layer's blob are its padding and the end of the tar.
  let last = bytes.length - 1;
  while (bytes[last] === 0) last -= 1;
  bytes[last] = (bytes[last] ?? 0) ^ 1;
  writeFileSync(bundle, bytes);
  await expect(manifest(bundle, "json")).rejects.toMatchObject({ code: "FRAME_INVALID" });
});

test("the command prints a manifest on standard output, in any time zone and under any umask", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const expected = await manifest(bundle, "ocix");
  const words = ["manifest", bundle, "--format", "ocix"];
  const ended = runCommand(words, { shell: "umask 077; export TZ=Pacific/Kiritimati LC_ALL=tr_TR.UTF-8" });
  expect(ended).toMatchObject({ status: 0, errors: "" });
  expect(ended.bytes.equals(expected)).toBe(true);
  expect(runCommand(["manifest", bundle, "--format", "tar"])).toMatchObject({ status: 64, text: "" });
  const missing = runCommand(["manifest", join(directory, "none")]);
  expect(missing).toMatchObject({ status: 79, text: "" });
  expect(existsSync(join(directory, "none"))).toBe(false);
});
