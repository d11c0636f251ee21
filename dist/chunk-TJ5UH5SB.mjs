import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  removeTree
} from "./chunk-WLQBZC6Y.mjs";
import {
  isAbsent
} from "./chunk-UQ43A2YU.mjs";
import {
  hexOf,
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
import {
  errnoOf
} from "./chunk-ADIS2E6D.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

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

// src/home/import/imports-log.ts
import { constants } from "node:fs";
import { appendFile, readFile, rm } from "node:fs/promises";

// src/io/publish.ts
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { lstat, open, rename, symlink } from "node:fs/promises";
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
    await lstat(place);
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
  const text = await readFile(path, { encoding: "utf8", flag: constants.O_RDONLY + constants.O_NOFOLLOW }).catch(
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

// src/home/import/staged-path.ts
import { createHash } from "node:crypto";
var LENGTH = 16;
function stagedPath(staging, path) {
  return `${staging}/${createHash("sha256").update(path).digest("hex").slice(0, LENGTH)}`;
}

// src/home/import/executable.ts
var EXECUTABLE_MODE = 493;
var NAME = "ocx";
function executableDirectory(digest2) {
  return `${EXECUTABLES}/${digest2.slice(digest2.indexOf(":") + 1)}`;
}
var EXECUTABLES = `${OWN_FOLDER}/ocx`;
function executablePath(digest2) {
  return `${executableDirectory(digest2)}/${NAME}`;
}
function executableEntry(digest2) {
  return `${hexOf(digest2)}/${NAME}`;
}
async function planExecutable(target, { digest: digest2, size }, { content }) {
  const path = executablePath(digest2);
  const found = { digest: digest2, size, path };
  if (!await target.exists(path)) return { ...found, state: "missing" };
  const isRight = await target.mode(path) === EXECUTABLE_MODE && await target.size(path) === size && (!content || await target.digest(path) === digest2);
  return { ...found, state: isRight ? "present" : "altered" };
}
function stagedExecutable({ path }, staging) {
  return stagedPath(staging.near(path), path);
}
async function publishExecutable(plan, staging) {
  if (plan === void 0 || plan.state === "present") return;
  await publishPath(staging.root, plan.path, stagedExecutable(plan, staging));
}

export {
  publishFile,
  publishLink,
  publishPath,
  publishDirectory,
  moveAside,
  writeNew,
  syncFileSystem,
  configOf,
  keyOf,
  assignedValue,
  OWN_FOLDER,
  LOCK_PATH,
  LOG_PATH,
  UNFINISHED_PATH,
  keptConfigPath,
  readImportsLog,
  writeUnfinished,
  mergeSettings,
  appendToImportsLog,
  appendForgotten,
  stagedPath,
  EXECUTABLE_MODE,
  executableDirectory,
  EXECUTABLES,
  executablePath,
  executableEntry,
  planExecutable,
  stagedExecutable,
  publishExecutable
};
