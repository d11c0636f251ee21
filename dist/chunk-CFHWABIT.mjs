import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fromHomeError
} from "./chunk-KSKQROMN.mjs";
import {
  removeTree
} from "./chunk-YCQ6WS4O.mjs";
import {
  isAbsent
} from "./chunk-EQADGZVT.mjs";
import {
  array,
  boolean,
  custom,
  exactOptional,
  isDigest,
  number,
  object,
  optional,
  picklist,
  safeParse,
  string
} from "./chunk-663NMWFT.mjs";
import {
  errnoOf
} from "./chunk-JBU255CI.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/home/import/target-home.ts
import { lstat, opendir, readFile, readlink, realpath, stat } from "node:fs/promises";
function targetHome(home) {
  const look = async (path, absent, work) => {
    const full = inHome(home, path);
    try {
      return await work(full);
    } catch (error) {
      if (isAbsent(error)) return absent;
      throw fromHomeError(error, { doing: `look at ${full}`, path });
    }
  };
  return {
    path: home,
    read: async (path) => {
      const bytes = await look(path, void 0, (full) => readFile(full));
      return bytes?.byteLength === 0 ? void 0 : bytes;
    },
    link: (path) => look(path, void 0, textOfLink),
    exists: (path) => look(path, false, async (full) => await lstat(full) !== void 0),
    isDirectory: (path) => look(path, false, async (full) => (await stat(full)).isDirectory()),
    hasEntries: (path, levels = 0) => look(path, false, (full) => hasEntries(full, levels)),
    mode: (path) => look(path, void 0, async (full) => {
      const stats = await lstat(full);
      return stats.isFile() ? stats.mode & 4095 : void 0;
    }),
    real: (path) => look(path, void 0, (full) => realpath(full)),
    leadsTo: (absolute, path) => look(path, false, async (full) => await realpath(absolute) === await realpath(full))
  };
}
async function hasEntries(path, levels) {
  for await (const entry of await opendir(path, { bufferSize: 1 })) {
    if (levels === 0 || entry.isDirectory() && await hasEntries(`${path}/${entry.name}`, levels - 1)) return true;
  }
  return false;
}
async function textOfLink(path) {
  try {
    return await readlink(path);
  } catch (error) {
    if (errnoOf(error) !== "EINVAL") throw error;
    throw inTheWay(path, (await lstat(path)).isDirectory() ? "a directory" : "a file", "a link or nothing");
  }
}
function inTheWay(path, found, expected) {
  const hint = "Move it out of the way, then run the import again.";
  return new BundleError("PATH_UNSAFE", `Cannot import to ${path}: it is ${found}, expected ${expected}`, { hint });
}
function readOnce(target) {
  const known = /* @__PURE__ */ new Map();
  const read = (path) => {
    const reading = known.get(path) ?? target.read(path);
    known.set(path, reading);
    return reading;
  };
  return { ...target, read };
}
function inHome(home, path) {
  if (path.split("/").some((segment) => segment === "" || segment === "." || segment === ".." || segment.includes("\0"))) {
    throw new BundleError("PATH_UNSAFE", `Cannot use path "${path}": it is not below the home`);
  }
  return home.endsWith("/") ? `${home}${path}` : `${home}/${path}`;
}

// src/home/import/import-records.ts
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
  registration: exactOptional(object({ path: string(), target: string(), isOwn: boolean() }))
});
function settingsIn(line) {
  return parse(settingsDocument, line)?.settings ?? [];
}
function removedIn(line) {
  return parse(removal, line)?.removed ?? [];
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
function valueOf(assignment) {
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

// src/home/import/imports-log.ts
import { constants } from "node:fs";
import { appendFile, readFile as readFile2, rm } from "node:fs/promises";

// src/io/publish.ts
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { lstat as lstat2, open, rename, symlink } from "node:fs/promises";
import { join } from "node:path";
async function publishFile(tree, { path, bytes, mode }, staging) {
  const staged = join(staging, randomUUID());
  await writeNew(staged, bytes, mode);
  await publishPath(tree, path, staged);
}
async function publishLink(tree, { path, target }, staging) {
  const staged = join(staging, randomUUID());
  await symlink(target, staged);
  await publishPath(tree, path, staged);
}
async function publishPath(tree, path, staged) {
  await tree.at(path, (place) => rename(staged, place));
}
async function publishDirectory(tree, path, {
  staged,
  staging,
  isComplete
}) {
  if (await tree.ifThere(path, isComplete)) return false;
  await moveAside(tree, path, staging);
  await publishPath(tree, path, staged);
  return true;
}
async function moveAside(tree, path, staging) {
  await tree.ifThere(path, async (place) => {
    try {
      await rename(place, join(staging, randomUUID()));
    } catch (error) {
      if (isAbsent(error) && !await isThere(place)) return;
      if (errnoOf(error) !== "EXDEV") throw error;
      await removeTree(tree, path);
    }
  });
}
async function writeNew(path, bytes, mode) {
  var _stack = [];
  try {
    const file = __using(_stack, await open(path, "wx", mode), true);
    await file.writeFile(bytes);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function syncFileSystem(path) {
  if (await sync(["-f", path]) || await sync([])) return;
  throw new BundleError("IO_FAILED", `Cannot flush ${path} to disk: \`sync\` failed`);
}
async function sync(args) {
  const child = spawn("sync", args, { stdio: "ignore" });
  try {
    const [status] = await once(child, "exit");
    return status === 0;
  } catch (error) {
    throw new BundleError("IO_FAILED", "Cannot flush to disk: no program `sync`", { cause: error });
  }
}
async function isThere(place) {
  try {
    await lstat2(place);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

// src/home/import/imports-log.ts
var OWN_FOLDER = ".ocx-bundle";
var LOCK_PATH = `${OWN_FOLDER}/lock`;
var LOG_PATH = `${OWN_FOLDER}/imports.jsonl`;
var UNFINISHED_PATH = `${OWN_FOLDER}/unfinished.json`;
var APPEND = constants.O_WRONLY + constants.O_APPEND + constants.O_CREAT + constants.O_NOFOLLOW;
function keptConfigPath(bundle) {
  return `${OWN_FOLDER}/bundles/${bundle}.json`;
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
async function writeUnfinished(home, settings, staging) {
  const bytes = Buffer.from(JSON.stringify({ settings }));
  await publishFile(home, { path: UNFINISHED_PATH, bytes, mode: 438 }, staging);
}
function mergeSettings(older, newer) {
  const merged = new Map(older.map((entry) => [keyOf(entry), entry]));
  for (const entry of newer) merged.set(keyOf(entry), { ...merged.get(keyOf(entry)), ...entry });
  return [...merged.values()];
}
async function appendToImportsLog(home, record2) {
  await appendLine(home, record2);
  await home.ifThere(UNFINISHED_PATH, (place) => rm(place, { force: true }));
}
async function appendForgotten(home, line) {
  await appendLine(home, line);
}
async function appendLine(home, line) {
  await home.at(LOG_PATH, async (place) => {
    const text = `${await isTorn(place) ? "\n" : ""}${JSON.stringify(line)}
`;
    await appendFile(place, text, { flag: APPEND });
  });
}
async function isTorn(path) {
  const text = await readFile2(path, { encoding: "utf8", flag: constants.O_RDONLY + constants.O_NOFOLLOW }).catch(
    (error) => {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
      throw error;
    }
  );
  return text !== "" && !text.endsWith("\n");
}
function textOf(bytes) {
  return Buffer.from(bytes ?? []).toString("utf8");
}

export {
  publishFile,
  publishLink,
  publishPath,
  publishDirectory,
  moveAside,
  writeNew,
  syncFileSystem,
  targetHome,
  inTheWay,
  readOnce,
  inHome,
  keyOf,
  valueOf,
  OWN_FOLDER,
  LOCK_PATH,
  LOG_PATH,
  UNFINISHED_PATH,
  keptConfigPath,
  readImportsLog,
  writeUnfinished,
  mergeSettings,
  appendToImportsLog,
  appendForgotten
};
