import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { expect, test } from "vitest";

/** Failures, what may have been meant instead, and how text is printed. */
const FOR_EVERYONE = ["errors.ts", "nearest.ts", "printable.ts"];

/** Rooms import strictly downwards. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  actions: ["commands"],
  cli: ["commands"],
  commands: ["channels", "home", "bundle", "layout", "archive", "io", "oci"],
  channels: ["layout", "io", "oci"],
  home: ["io", "oci"],
  bundle: ["layout", "archive", "io", "oci"],
  layout: ["archive", "io", "oci"],
  archive: ["io"],
  oci: ["io"],
  io: [],
};

/** What one file knows, so that it can be replaced there. */
const ONLY_IN: Readonly<Record<string, string>> = {
  "@actions/core": "actions/runner.ts",
  // What judges our own clients, in tests.
  "@actions/artifact": "no file",
  "@actions/cache": "no file",
  "@azure/storage-blob": "no file",
  "@actions/github": "channels/release/github-api.ts",
  "@actions/github/lib/utils": "channels/release/github-api.ts",
  "@actions/http-client": "channels/http.ts",
  tar: "archive/tar-entries.ts",
  "tar/header": "archive/tar-entries.ts",
  "tar/pax": "archive/tar-entries.ts",
};

/** Rooms that read what the process was given; everything below gets values. */
const EDGES = ["actions", "cli"];
const ENVIRONMENT = /\bprocess\s*\.\s*(env|argv|exit)\b|\bprocess\s*\[/;
/** A value can be wrong about the world only where the world is looked at. */
const DOES_IO = /^node:(fs|http|https|net|child_process|worker_threads|sqlite|os)\b/;
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g;

interface Source {
  readonly file: string;
  readonly text: string;
}

/** Every breach of the rules above, as a sentence. */
function breaches({ file, text }: Source): string[] {
  const room = roomOf(file);
  const found = Array.from(text.matchAll(IMPORT), ([, target = ""]) => {
    if (target.startsWith(".")) {
      const other = roomOf(join(dirname(file), target));
      const allowed = [...(MAY_IMPORT[room] ?? []), room, ...FOR_EVERYONE].includes(other);
      return allowed ? [] : [`${file} imports ${target}: ${room} may not know ${other}`];
    }
    if ((ONLY_IN[target] ?? file) !== file) return [`${file} imports ${target}: only ${ONLY_IN[target]} may`];
    return room === "oci" && DOES_IO.test(target) ? [`${file} imports ${target}: oci does no I/O`] : [];
  });
  if (!EDGES.includes(room) && ENVIRONMENT.test(text)) found.push([`${file} reads the process: only an edge may`]);
  if (file.endsWith("/index.ts")) found.push([`${file}: a room has no index.ts`]);
  if (!FOR_EVERYONE.includes(room) && !Object.hasOwn(MAY_IMPORT, room)) found.push([`${file}: ${room} is no room`]);
  return found.flat();
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
  const rooms = new Set(sources.map(({ file }) => roomOf(file)));
  expect(Object.keys(MAY_IMPORT).filter((room) => !rooms.has(room))).toEqual([]);
});

test.each(sources)("$file keeps to its room", (source) => expect(breaches(source)).toEqual([]));

test.each<[string, Source]>([
  ["a room that imports upwards", { file: "io/publish.ts", text: `import { x } from "../home/paths.ts";` }],
  ["a room that imports sideways", { file: "home/resolve.ts", text: `import type { X } from "../bundle/config.ts";` }],
  ["an edge that skips the commands", { file: "actions/export.ts", text: `import { x } from "../io/publish.ts";` }],
  ["edges that know each other", { file: "cli/main.ts", text: `import "../actions/export.ts";` }],
  ["a lazy import upwards", { file: "archive/engine.ts", text: `await import("../bundle/config.ts");` }],
  ["an export from above", { file: "oci/digest.ts", text: `export { x } from "../layout/content.ts";` }],
  ["a library in a second file", { file: "cli/main.ts", text: `import { info } from "@actions/core";` }],
  ["a codec in a second file", { file: "bundle/write-bundle.ts", text: `import { Header } from "tar/header";` }],
  ["I/O in oci", { file: "oci/layout.ts", text: `import { readFile } from "node:fs/promises";` }],
  ["the environment below the edges", { file: "home/resolve.ts", text: `const home = process.env["OCX_HOME"];` }],
  ["an exit below the edges", { file: "commands/requests.ts", text: `process.exit(1);` }],
  ["an index file", { file: "home/index.ts", text: "" }],
  ["a room that is none", { file: "utils/strings.ts", text: "" }],
])("%s is found", (_, planted) => expect(breaches(planted)).toHaveLength(1));
