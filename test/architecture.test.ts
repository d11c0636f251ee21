import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path/posix";
import { expect, test } from "vitest";

/** Failures, limits, what may have been meant instead, how text is printed, and the version. */
const FOR_EVERYONE = ["error-codes.ts", "errors.ts", "limits.ts", "printable.ts", "similar-name.ts", "version.ts"];

/** Rooms import strictly downwards; inside a room so do its folders. A folder that is not listed has none below it. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  actions: ["commands", "options", "report"],
  cli: ["commands", "options", "report"],
  report: ["commands"],
  commands: [
    "options",
    "originals",
    "serve",
    "store",
    "channels",
    "home",
    "bundle",
    "image",
    "manifest",
    "layout",
    "archive",
    "trust",
    "sbom",
    "http",
    "io",
    "oci",
  ],
  options: [],
  "options/requests": ["options/table"],
  "options/table": [],
  originals: ["serve", "channels", "home", "bundle", "layout", "http", "io", "oci"],
  trust: ["oci"],
  sbom: [],
  store: ["layout", "io", "oci"],
  serve: ["layout", "io", "oci"],
  channels: ["http", "layout", "io", "oci"],
  http: ["io", "oci"],
  home: ["io", "oci"],
  bundle: ["archive", "layout", "io", "oci"],
  image: ["archive", "layout", "io", "oci"],
  manifest: [],
  archive: ["tar", "io"],
  layout: ["tar", "io", "oci"],
  tar: ["io"],
  oci: [],
  io: [],
  "commands/export": ["commands/sending", "commands/ocx", "commands/reading", "commands/places", "commands/results"],
  "commands/import": ["commands/ocx", "commands/reading", "commands/places", "commands/results"],
  "commands/verify": ["commands/ocx", "commands/reading", "commands/places", "commands/results"],
  "commands/image": ["commands/sending", "commands/ocx", "commands/reading", "commands/places", "commands/results"],
  "commands/store": ["commands/trust", "commands/reading", "commands/places", "commands/results"],
  "commands/sending": ["commands/trust", "commands/places", "commands/results"],
  "commands/trust": ["commands/places", "commands/results"],
  "commands/ocx": ["commands/places", "commands/results"],
  "commands/reading": ["commands/places", "commands/results"],
  "commands/places": [],
  "commands/results": [],
  "trust/policy": ["trust/signatures", "trust/sigstore", "trust/ssh", "trust/minisign"],
  "trust/signatures": [],
  "trust/sigstore": [],
  "trust/ssh": [],
  "trust/minisign": [],
  "home/publish": ["home/plan", "home/contents", "home/closure", "home/documents", "home/model"],
  "home/plan": ["home/contents", "home/closure", "home/documents", "home/model"],
  "home/contents": ["home/closure", "home/documents", "home/model"],
  "home/environment": ["home/closure", "home/documents", "home/model"],
  "home/resolve": ["home/project", "home/config", "home/closure", "home/documents", "home/model"],
  "home/project": ["home/config", "home/documents", "home/model"],
  "home/config": ["home/documents", "home/model"],
  "home/closure": ["home/documents", "home/model"],
  "home/documents": ["home/model"],
  "home/model": [],
  "home/host": [],
  "archive/engine": ["archive/worker", "archive/frames"],
  "archive/worker": ["archive/frames"],
  "archive/frames": [],
  "channels/github": ["channels/address"],
  "channels/address": [],
  "channels/registry": [],
  "channels/github/artifact": ["channels/github/services", "channels/github/api"],
  "channels/github/cache": ["channels/github/services"],
  "channels/github/release": ["channels/github/services", "channels/github/api"],
  "channels/github/services": [],
  "channels/github/api": [],
};

/** Rooms whose own files stand above the folders beside them. */
const ABOVE_THEIR_FOLDERS = ["channels", "commands"];

/** What one file knows, so that it can be replaced there. */
const ONLY_IN: Readonly<Record<string, string>> = {
  "@actions/core": "actions/runner.ts",
  // What judges our own clients, in tests.
  "@actions/artifact": "no file",
  "@actions/cache": "no file",
  "@azure/storage-blob": "no file",
  "@actions/github": "no file",
  "@actions/http-client": "no file",
  "@actions/http-client/lib/proxy": "http/proxy-for.ts",
  "@sigstore/bundle": "trust/sigstore/sigstore-library.ts",
  "@sigstore/protobuf-specs": "trust/sigstore/sigstore-library.ts",
  "@sigstore/verify": "trust/sigstore/sigstore-library.ts",
  cborg: "manifest/cbor.ts",
  "hash-wasm": "archive/worker/blake3.ts",
  tar: "tar/headers.ts",
  "tar/header": "tar/headers.ts",
  "tar/pax": "tar/headers.ts",
};

/** Rooms that read what the process was given; everything below gets values. */
const EDGES = ["actions", "cli"];
const ENVIRONMENT = /\bprocess\s*\.\s*(env|argv|exit)\b|\bprocess\s*\[/;
/** A value can be wrong about the world only where the world is looked at. */
const DOES_IO = /^node:(fs|http|https|net|child_process|worker_threads|sqlite|os)\b/;
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g;
/** Words of our domain: what moves bytes must not know what they are for. Codes of errors are in capitals. */
const DOMAIN = /\b(bundles?|homes?|layers?|ocx)\b/;

interface Source {
  readonly file: string;
  readonly text: string;
}

/** Every breach of the rules above, as a sentence. */
function breaches({ file, text }: Source): string[] {
  const room = roomOf(file);
  const found = Array.from(text.matchAll(IMPORT), ([, target = ""]) => {
    if (target.startsWith(".")) {
      const other = join(dirname(file), target);
      return mayImport(file, other) ? [] : [`${file} may not import ${other}`];
    }
    if ((ONLY_IN[target] ?? file) !== file) return [`${file} imports ${target}: only ${ONLY_IN[target]} may`];
    return room === "oci" && DOES_IO.test(target) ? [`${file} imports ${target}: oci does no I/O`] : [];
  });
  if (!EDGES.includes(room) && ENVIRONMENT.test(text)) found.push([`${file} reads the process: only an edge may`]);
  if (file.endsWith("/index.ts")) found.push([`${file}: a room has no index.ts`]);
  if (!FOR_EVERYONE.includes(file)) found.push(unknownFolders(file));
  const word = room === "io" ? DOMAIN.exec(withoutPaths(text)) : null;
  if (word !== null) found.push([`${file} says "${word[0]}": io knows no word of ours`]);
  return found.flat();
}

/** At the first level at which two paths differ, the rule is between the folders there. */
function mayImport(file: string, other: string): boolean {
  if (FOR_EVERYONE.includes(other)) return true;
  const [from, to] = [dirname(file).split("/"), dirname(other).split("/")];
  const level = from.findIndex((name, index) => name !== to[index]);
  const shared = level === -1 ? from.length : level;
  const [mine, its] = [from, to].map((names) => names.slice(0, shared + 1).join("/"));
  if (mine === its) return true;
  // A file beside folders: it may look down only where it stands above them, and nothing in them looks up.
  if (from.length === shared) return ABOVE_THEIR_FOLDERS.includes(dirname(file));
  if (to.length === shared) return false;
  return (MAY_IMPORT[mine ?? ""] ?? []).includes(its ?? "");
}

function unknownFolders(file: string): string[] {
  const names = dirname(file).split("/");
  const folders = names.map((_, index) => names.slice(0, index + 1).join("/"));
  return folders
    .filter((folder) => !Object.hasOwn(MAY_IMPORT, folder))
    .map((folder) => `${file}: ${folder} has no rule`);
}

/** Paths of modules and names of our own folders are not prose. */
function withoutPaths(text: string): string {
  return text.replaceAll(/"[^"\s]*"/g, '""');
}

function roomOf(path: string): string {
  return path.split("/")[0] ?? path;
}

const sources: Source[] = globSync("**/*.ts", { cwd: "src" })
  .map((file) => file.replaceAll("\\", "/"))
  .map((file) => ({ file, text: readFileSync(join("src", file), "utf8") }));

test("there is something to look at", () => {
  const inside = sources.flatMap(({ text }) =>
    Array.from(text.matchAll(IMPORT)).filter(([, to]) => to?.startsWith(".")),
  );
  expect(inside.length).toBeGreaterThan(sources.length / 2);
  const folders = new Set(
    sources.flatMap(({ file }) =>
      dirname(file)
        .split("/")
        .map((_, at, all) => all.slice(0, at + 1).join("/")),
    ),
  );
  expect(Object.keys(MAY_IMPORT).filter((folder) => !folders.has(folder))).toEqual([]);
});

test("no folder may import itself by way of others", () => {
  const reach = (from: string, seen: Set<string>): Set<string> => {
    for (const next of MAY_IMPORT[from] ?? []) if (!seen.has(next)) reach(next, seen.add(next));
    return seen;
  };
  expect(Object.keys(MAY_IMPORT).filter((folder) => reach(folder, new Set()).has(folder))).toEqual([]);
});

test.each(sources)("$file keeps to its room", (source) => expect(breaches(source)).toEqual([]));

/** Words that stand in several of the lists. */
function twice(lists: readonly (readonly string[])[]): string[] {
  const all = lists.flatMap((words) => [...new Set(words)]);
  return all.filter((word, index) => all.indexOf(word) !== index);
}

test("no two source files have one name, and no two export one", () => {
  expect(twice(sources.map(({ file }) => [basename(file)]))).toEqual([]);
  const exported = /^export (?:async )?(?:function\*?|const|class|interface|type) (\w+)/gm;
  expect(twice(sources.map(({ text }) => Array.from(text.matchAll(exported), ([, name = ""]) => name)))).toEqual([]);
});

/** The files that are loaded with some, without those of an `import()`. */
function loadedWith(files: readonly string[]): readonly string[] {
  const loaded = new Set(files);
  for (const file of loaded) {
    const text = sources.find((source) => source.file === file)?.text ?? "";
    for (const [, target = ""] of text.matchAll(/^(?:import|export)\b(?! type\b)[^;"]*"(\.[^"]+)";/gm))
      loaded.add(join(dirname(file), target));
  }
  return [...loaded];
}

test("an import that has nothing to do loads neither the engine, nor what reaches a network, stores, signs or publishes", () => {
  const loaded = loadedWith(["cli/run.ts", "commands/import-bundle.ts", "report/import-text.ts"]);
  expect(loaded).toContain("home/plan/plan-import.ts");
  const heavy = /^(?:archive\/run\/engine|channels|http|home\/publish|image|originals|serve|store|trust)\b/;
  expect(loaded.filter((file) => heavy.test(file))).toEqual([]);
});

test("no source file has more than 300 lines", () => {
  const long = sources.filter(({ text }) => text.trimEnd().split("\n").length > 300);
  expect(long.map(({ file }) => file)).toEqual([]);
});

test.each<[string, Source]>([
  ["a room that imports upwards", { file: "io/publish.ts", text: `import { x } from "../home/model/paths.ts";` }],
  [
    "a room that imports sideways",
    { file: "home/model/x.ts", text: `import type { X } from "../../bundle/config.ts";` },
  ],
  ["an edge that skips the commands", { file: "actions/export.ts", text: `import { x } from "../io/publish.ts";` }],
  ["edges that know each other", { file: "cli/main.ts", text: `import "../actions/export.ts";` }],
  ["a folder that imports upwards", { file: "archive/worker/x.ts", text: `import { x } from "../run/engine.ts";` }],
  [
    "a folder of a folder that imports sideways",
    { file: "channels/github/cache/x.ts", text: `import "../release/release.ts";` },
  ],
  [
    "a folder that imports the file above it",
    { file: "channels/github/cache/x.ts", text: `import "../../open-channel.ts";` },
  ],
  ["a file above folders that is none of ours", { file: "home/x.ts", text: `import "./model/paths.ts";` }],
  ["a lazy import upwards", { file: "archive/engine/engine.ts", text: `await import("../../bundle/config.ts");` }],
  ["an export from above", { file: "oci/digest.ts", text: `export { x } from "../layout/content.ts";` }],
  ["a library in a second file", { file: "cli/main.ts", text: `import { info } from "@actions/core";` }],
  ["a codec in a second file", { file: "bundle/write-bundle.ts", text: `import { Header } from "tar/header";` }],
  ["I/O in oci", { file: "oci/layout.ts", text: `import { readFile } from "node:fs/promises";` }],
  ["the environment below the edges", { file: "home/model/x.ts", text: `const home = process.env["OCX_HOME"];` }],
  ["an exit below the edges", { file: "commands/requests.ts", text: `process.exit(1);` }],
  ["an index file", { file: "commands/index.ts", text: "" }],
  ["a room without a rule", { file: "utils/strings.ts", text: "" }],
  ["a folder without a rule", { file: "home/utils/strings.ts", text: "" }],
  ["a word of ours in io", { file: "io/x.ts", text: "/** Opens a bundle. */" }],
])("%s is found", (_, planted) => expect(breaches(planted)).toHaveLength(1));
