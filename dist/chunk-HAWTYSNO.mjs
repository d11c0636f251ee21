import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isDigest
} from "./chunk-4LCJ56VL.mjs";
import {
  array,
  boolean,
  custom,
  exactOptional,
  number,
  object,
  optional,
  picklist,
  safeParse,
  string
} from "./chunk-6YTQYSGA.mjs";

// src/home/target/import-records.ts
var digest = custom((input) => typeof input === "string" && isDigest(input));
var key = {
  kind: picklist(["index", "candidate", "current"]),
  registry: string(),
  repository: string(),
  tag: exactOptional(string())
};
var assignments = array(object({ ...key, digest, before: exactOptional(string()) }));
var settingsDocument = object({ settings: assignments });
var removal = object({
  forgotten: object({ digest: string() }),
  at: string(),
  removed: array(object(key))
});
var record = object({
  at: string(),
  bundle: object({ name: string(), digest: string() }),
  manifest: exactOptional(digest),
  source: optional(string(), ""),
  roots: optional(array(string()), []),
  added: optional(object({ packages: array(string()), layers: number(), blobs: number() }), {
    packages: [],
    layers: 0,
    blobs: 0
  }),
  settings: optional(assignments, []),
  // Older lines have only the settings.
  relies: exactOptional(assignments),
  registration: exactOptional(object({ path: string(), target: string(), isOwn: boolean() })),
  ocx: exactOptional(digest)
});
function settingsIn(line) {
  return parse(settingsDocument, line)?.settings ?? [];
}
function removedIn(line) {
  return parse(removal, line)?.removed ?? [];
}
function configOf({ manifest, bundle }) {
  return manifest ?? bundle.digest;
}
function readRecords(text) {
  const records = [];
  for (const line of text.split("\n")) {
    const forgotten = parse(removal, line);
    if (forgotten !== void 0) {
      for (const [index, one] of records.entries()) {
        if (one.bundle.digest === forgotten.forgotten.digest && one.forgotten === void 0)
          records[index] = { ...one, forgotten: forgotten.at };
      }
      continue;
    }
    const found = parse(record, line);
    if (found === void 0) continue;
    const { settings, relies = settings, ...rest } = found;
    records.push({ ...rest, relies });
  }
  return records;
}
function keyOf({ kind, registry, repository, tag }) {
  return [kind, registry, repository, tag ?? ""].join(" ");
}
function assignedValue(assignment) {
  return `${keyOf(assignment)} ${assignment.digest}`;
}
function parse(schema, line) {
  try {
    const parsed = safeParse(schema, JSON.parse(line));
    return parsed.success ? parsed.output : void 0;
  } catch {
    return void 0;
  }
}

// src/home/target/imports-log.ts
var OWN_FOLDER = ".ocx-bundle";
var LOCK_PATH = `${OWN_FOLDER}/lock`;
var LOG_PATH = `${OWN_FOLDER}/imports.jsonl`;
var UNFINISHED_PATH = `${OWN_FOLDER}/unfinished.json`;
function keptConfigPath(manifest) {
  return `${OWN_FOLDER}/bundles/${manifest}.json`;
}
async function readImportsLog(target) {
  const text = textOf(await target.read(LOG_PATH));
  const last = /* @__PURE__ */ new Map();
  for (const line of text.split("\n")) {
    for (const entry of settingsIn(line)) last.set(keyOf(entry), entry.digest);
    for (const key2 of removedIn(line)) last.delete(keyOf(key2));
  }
  const unfinished = settingsIn(textOf(await target.read(UNFINISHED_PATH)));
  const unfinishedOf = (key2) => unfinished.find((entry) => keyOf(entry) === keyOf(key2));
  return {
    setTo: (key2) => [last.get(keyOf(key2)), unfinishedOf(key2)?.digest].filter((digest2) => digest2 !== void 0),
    unfinished,
    unfinishedOf,
    records: readRecords(text)
  };
}
function mergeSettings(older, newer) {
  const merged = new Map(older.map((entry) => [keyOf(entry), entry]));
  for (const entry of newer) merged.set(keyOf(entry), { ...merged.get(keyOf(entry)), ...entry });
  return [...merged.values()];
}
function textOf(bytes) {
  return Buffer.from(bytes ?? []).toString("utf8");
}

export {
  configOf,
  keyOf,
  assignedValue,
  OWN_FOLDER,
  LOCK_PATH,
  LOG_PATH,
  UNFINISHED_PATH,
  keptConfigPath,
  readImportsLog,
  mergeSettings
};
