import { once } from "node:events";
import { appendFileSync, chmodSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { diffBundles } from "../../src/commands/diff-bundles.ts";
import type { DiffResult } from "../../src/commands/results/diff-result.ts";
import { showManifest } from "../../src/commands/show-manifest.ts";
import type { DiffRequest } from "../../src/options/requests/diff-request.ts";
import type { Input } from "../../src/options/requests/input.ts";
import type { ManifestFormat } from "../../src/options/requests/manifest-request.ts";
import { run, startRun } from "../fixtures/command-line.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { buildHome, GLIBC, type HomeBuilder } from "../fixtures/home.ts";
import { parseOutput } from "../fixtures/json-output.ts";
import { serving } from "../fixtures/serving.ts";
import { exportToolbox, importFile, unpackToolbox } from "../fixtures/toolbox.ts";
import { serveFiles } from "../fixtures/web-server.ts";

const PLATFORM = "linux/amd64+libc.glibc";
const SAME = { equal: true, packages: [], files: [] };

function diff(before: string, after: string, more: Partial<DiffRequest> = {}): Promise<DiffResult> {
  const at = (path: string) => ({ kind: "file", path }) as const;
  return diffBundles({ before: at(before), after: at(after), platform: PLATFORM, ...more }, surroundings(), listener());
}

/** Writes the list of a bundle or home, and gives its path. */
async function list(path: string, format: ManifestFormat, only?: string): Promise<string> {
  const source = { kind: "file", path } as const;
  const request = { source, platform: PLATFORM, format, ...(only !== undefined && { package: only }) };
  const pieces = await showManifest(request, surroundings(), listener());
  const file = `${path}.${format}${only === undefined ? "" : ".one"}`;
  writeFileSync(file, Buffer.concat([...pieces]));
  return file;
}

async function toolboxes(directory: string): Promise<{ readonly home: string; readonly bundle: string }> {
  const home = unpackToolbox(directory);
  const bundle = join(directory, "toolbox.tar");
  await exportToolbox(home, bundle, { declaration: { kind: "all" } });
  return { home, bundle };
}

/** A home with one package; its layer's files are in `content/`. */
function homeWith(path: string, name: string, files: Readonly<Record<string, string>>): HomeBuilder {
  const home = buildHome(path);
  const leaf = home.leaf("ocx.sh", { layers: { [name]: files } });
  const index = home.index("ocx.sh", [{ leaf, platform: GLIBC }]);
  const document = readFileSync(join(path, "blobs/ocx.sh", index.replace(/^(\w+):(..)(.{30}).*$/, "$1/$2/$3"), "data"));
  home.dispatch("ocx.sh", "acme/tool", document.toString());
  home.tags("ocx.sh", "acme/tool", { "1": index });
  home.link("ocx.sh", "acme/tool/candidates/1", leaf);
  return home;
}

async function bundleOf(home: HomeBuilder): Promise<string> {
  const path = `${home.path}.tar`;
  await exportToolbox(home.path, path, { declaration: { kind: "packages", identifiers: ["ocx.sh/acme/tool:1"] } });
  return path;
}

test("a bundle, the home it came from and their lists in every form that can be read are equal", async () => {
  const directory = temporaryDirectory();
  const { home, bundle } = await toolboxes(directory);
  expect(await diff(bundle, home)).toEqual(SAME);
  for (const form of ["json", "ocix", "ocix-tool"] as const) {
    const listed = await list(bundle, form);
    expect(await diff(listed, home)).toEqual(SAME);
    expect(await diff(bundle, listed)).toEqual(SAME);
  }
  expect(await diff(`${bundle}.ocix`, `${bundle}.ocix-tool`)).toEqual(SAME);
});

test("diff names each file of a home that was changed by hand, and how", async () => {
  const directory = temporaryDirectory();
  const { home, bundle } = await toolboxes(directory);
  const changed = join(directory, "changed");
  await importFile(bundle, changed);
  expect(await diff(home, changed)).toEqual(SAME);
  const odd = JSON.parse(
    readFileSync(await list(bundle, "json"), "utf8")
      .split("\n")
      .find((line) => line.includes("tools/odd@")) ?? "",
  );
  const content = join(changed, odd.path);
  // A file of its own: the layer has a hard link to this one.
  rmSync(join(content, "a/b"));
  writeFileSync(join(content, "a/b"), "longer");
  chmodSync(join(content, "-dash"), 0o600);
  rmSync(join(content, "a.b"));
  symlinkSync("-dash", join(content, "a.b"));
  rmSync(join(content, "bin/7"));
  writeFileSync(join(content, "new"), "");

  const name = "localhost:5000/tools/odd";
  const { equal, packages, files } = await diff(bundle, changed);
  expect(equal).toBe(false);
  expect(packages).toMatchObject([{ package: name, status: "changed", added: 1, removed: 1, changed: 3 }]);
  expect(files).toEqual([
    { package: name, path: "-dash", status: "changed", what: ["mode"], sizeBefore: 1, sizeAfter: 1 },
    { package: name, path: "a.b", status: "changed", what: ["type"], sizeBefore: 1 },
    { package: name, path: "a/b", status: "changed", what: ["content"], sizeBefore: 1, sizeAfter: 6 },
    { package: name, path: "bin/7", status: "removed", what: [], sizeBefore: 21 },
    { package: name, path: "new", status: "added", what: [], sizeAfter: 0 },
  ]);
  const back = await diff(changed, bundle);
  expect(back.packages).toMatchObject([{ added: 1, removed: 1, changed: 3 }]);
});

test("another version of a package is compared with the first; a package on one side is added or removed", async () => {
  const directory = temporaryDirectory();
  const one = homeWith(join(directory, "one"), "v1", { "bin/tool": "1", same: "s" });
  const two = homeWith(join(directory, "two"), "v2", { "bin/tool": "22", same: "s", more: "m" });
  const [before, after] = [await bundleOf(one), await bundleOf(two)];
  const result = await diff(before, after);
  expect(result.packages).toMatchObject([
    { package: "ocx.sh/acme/tool", status: "changed", sizeBefore: 2, sizeAfter: 4, filesBefore: 2, filesAfter: 3 },
  ]);
  expect(result.packages[0]?.digestBefore).not.toBe(result.packages[0]?.digestAfter);
  expect(result.files.map(({ path, status }) => `${path} ${status}`)).toEqual(["bin/tool changed", "more added"]);
  // Lists of one package each, whose paths begin in its content.
  const lists = [await list(before, "json", "acme/tool:1"), await list(after, "json", "acme/tool:1")] as const;
  expect((await diff(...lists)).files.map(({ path }) => path)).toEqual(["bin/tool", "more"]);
  expect((await diff(before, lists[1], { package: "acme/tool" })).files).toHaveLength(2);

  const { bundle } = await toolboxes(directory);
  const other = await diff(before, bundle);
  expect(other.packages.find(({ status }) => status === "removed")).toMatchObject({
    package: "ocx.sh/acme/tool",
    sizeBefore: 2,
    filesBefore: 2,
  });
  expect(other.packages.filter(({ status }) => status === "added").length).toBeGreaterThan(5);
  expect(other.files).toEqual([]);
});

test("a bundle in a registry or on a web server, and one of a directory, is listed and compared like a file", async () => {
  const directory = temporaryDirectory();
  const { home, bundle } = await toolboxes(directory);
  await using registry = await serving([bundle]);
  const [named] = registry.heard.lines.join("\n").match(/127\S+:latest/) ?? [""];
  const web = await serveFiles({ "/toolbox.tar": { bytes: readFileSync(bundle), headers: { etag: '"1"' } } });
  const places: readonly Input[] = [
    { kind: "registry", reference: named, plainHttp: true },
    { kind: "url", url: `${web.origin}/toolbox.tar` },
  ];
  const here = { kind: "file", path: bundle } as const;
  const compare = (before: Input, after: Input) =>
    diffBundles({ before, after, platform: PLATFORM }, surroundings(), listener());
  const listed = readFileSync(await list(bundle, "json"), "utf8");
  for (const place of places) {
    const pieces = await showManifest(
      { source: place, platform: PLATFORM, format: "json" },
      surroundings(),
      listener(),
    );
    expect(Buffer.concat([...pieces]).toString()).toBe(listed);
    expect(await compare(place, here)).toEqual(SAME);
    expect(await compare({ kind: "file", path: home }, place)).toEqual(SAME);
    for (const other of places) expect(await compare(place, other)).toEqual(SAME);
  }
  // In a process of its own: this one answers.
  const words = ["diff", `oci://${named}`, bundle, "--platform", PLATFORM, "--plain-http"];
  const { child, errors } = startRun(words);
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(errors()).toBe("");
});

test("lists with digests of two algorithms cannot be compared", async () => {
  const directory = temporaryDirectory();
  const { bundle } = await toolboxes(directory);
  const lists = [await list(bundle, "json"), await list(bundle, "ocix")] as const;
  await expect(diff(...lists)).rejects.toMatchObject({ code: "OPTION_INVALID" });
});

test("the command ends with 0 if there is no difference and with 1 if there is, as text and as JSON", async () => {
  const directory = temporaryDirectory();
  const one = homeWith(join(directory, "one"), "v1", { "bin/tool": "1", "::warning::\u202e": "s" });
  const before = await bundleOf(one);
  expect(run(["diff", before, before])).toMatchObject({ status: 0, text: "No differences.\n", errors: "" });
  const listed = await list(before, "json");
  appendFileSync(listed, `${JSON.stringify({ path: "packages/x/sha256/aa/bb/content", type: "directory" })}\n`);

  const text = run(["diff", before, listed]);
  expect(text).toMatchObject({ status: 1, errors: "" });
  expect(text.text).toMatch(/packages\/x\/sha256\/aa\/bb\/content +added/);
  const json = run(["diff", before, listed, "--json"]);
  expect(json.status).toBe(1);
  expect(parseOutput("diff", json.text)).toMatchObject({ equal: false, packages: [{ status: "added" }] });
  expect(run(["diff", before, listed, "-q"])).toMatchObject({ status: 1, text: "", errors: "" });

  const without = readFileSync(listed, "utf8")
    .split("\n")
    .filter((line) => !line.includes("::warning"));
  writeFileSync(listed, without.join("\n"));
  const hostile = run(["diff", before, listed]);
  expect(hostile.text).toContain(": :warning: :\\u{202e}");
  expect(run(["diff", before])).toMatchObject({ status: 64, text: "" });
  expect(run(["diff", before, before, before])).toMatchObject({ status: 64, text: "" });
});
