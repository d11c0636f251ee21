import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readBundle
} from "./chunk-UGILH3ZV.mjs";
import {
  openInput
} from "./chunk-ZAE6FAWZ.mjs";
import {
  openBundle
} from "./chunk-YSAAMCLT.mjs";
import {
  isTagRoot
} from "./chunk-EYV4AAOI.mjs";
import {
  homePath,
  wantedPlatform
} from "./chunk-2PQGRQEK.mjs";
import {
  MANAGED_CONFIG,
  defaultRegistry,
  findLockedProject,
  isSet,
  memberOf,
  readConfig,
  readConfigFiles,
  readToml
} from "./chunk-UANDXSUM.mjs";
import {
  openEngine
} from "./chunk-5CDTNWZB.mjs";
import {
  layerPrefix,
  nameOf
} from "./chunk-SG7EDLOK.mjs";
import {
  blobPath,
  candidatePath,
  catalogPath,
  currentPath,
  dispatchPath,
  formOf,
  formatResolved,
  indexConfigPath,
  indexRootPath,
  isPublished,
  layerPath,
  packageOfLink,
  packagePath,
  parseMetadata,
  parseResolved,
  parseRootDocument,
  readBlob,
  readReferenced,
  readRootDocument,
  refName
} from "./chunk-OJRKHDAX.mjs";
import {
  DEFAULT_TAG,
  compareBytes,
  entriesOf,
  fits,
  fitsMachine,
  formatIdentifier,
  formatPlatform,
  formatPretty,
  formatPython,
  get,
  hostPlatform,
  integer,
  isAbsent,
  lookAt,
  object as object2,
  parseIdentifier,
  parseJson,
  parsePlatform,
  string as string2,
  textOf,
  withMember
} from "./chunk-TSMA2OKH.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import {
  array,
  custom,
  digestOf,
  exactOptional,
  isDigest,
  object,
  parseDigest,
  picklist,
  safeParse,
  string
} from "./chunk-74I3W642.mjs";
import {
  asFailure
} from "./chunk-UXUGPLQI.mjs";
import {
  BundleError
} from "./chunk-7XDTQEKM.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/import-bundle.ts
import { availableParallelism } from "node:os";

// src/home/import/assemble.ts
import { chmod, mkdir as mkdir2, symlink as symlink2 } from "node:fs/promises";
import { join as join2 } from "node:path";

// src/io/publish.ts
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { lstat, mkdir, open, rename, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
async function publishFile({ path, bytes, mode }, staging) {
  const staged = join(staging, randomUUID());
  await writeNew(staged, bytes, mode);
  await publishPath(path, staged);
}
async function publishLink({ path, target }, staging) {
  const staged = join(staging, randomUUID());
  await symlink(target, staged);
  await publishPath(path, staged);
}
async function publishPath(path, staged) {
  await mkdir(dirname(path), { recursive: true });
  await rename(staged, path);
}
async function publishDirectory(path, staged, { staging, isComplete: isComplete2 }) {
  if (await isComplete2(path)) return false;
  await moveAside(path, staging);
  await publishPath(path, staged);
  return true;
}
async function moveAside(path, staging) {
  try {
    await lstat(path);
  } catch (error) {
    if (isAbsence(error)) return;
    throw error;
  }
  await rename(path, join(staging, randomUUID()));
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
function isAbsence(error) {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

// src/io/batches.ts
var BATCH = 64;
async function mapInBatches(items, work) {
  const results = [];
  for (let start = 0; start < items.length; start += BATCH) {
    results.push(...await Promise.all(items.slice(start, start + BATCH).map(work)));
  }
  return results;
}

// src/home/import/target-home.ts
import { lstat as lstat2, readFile, readlink, realpath, stat } from "node:fs/promises";
function targetHome(home) {
  const look2 = async (path, absent, work) => {
    const full = inHome(home, path);
    try {
      return await work(full);
    } catch (error) {
      if (isAbsent(error)) return absent;
      throw asFailure(error, `look at ${full}`);
    }
  };
  return {
    path: home,
    read: (path) => look2(path, void 0, (full) => readFile(full)),
    link: (path) => look2(path, void 0, (full) => readlink(full)),
    exists: (path) => look2(path, false, async (full) => await lstat2(full) !== void 0),
    isDirectory: (path) => look2(path, false, async (full) => (await stat(full)).isDirectory()),
    real: (path) => look2(path, void 0, (full) => realpath(full))
  };
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

// src/home/import/plan-stores.ts
async function planStores(target, closure, read) {
  const wanted = blobsOf(closure);
  const blobs = (await mapInBatches(wanted, (blob) => planBlob(target, blob, read))).flatMap((blob) => blob ?? []);
  const trees = closure.layers.map(({ registry, digest }) => ({ registry, digest, path: layerPath(registry, digest) }));
  const layers = (await mapInBatches(trees, (layer) => planLayer(target, layer))).flatMap((layer) => layer ?? []);
  const packages = await mapInBatches(closure.packages, (unit) => planPackage(target, unit));
  const counts = { layers: tally(layers.length, trees.length), blobs: tally(blobs.length, wanted.length) };
  return { blobs, layers, packages, counts };
}
function blobsOf({ packages }) {
  const all = packages.flatMap(
    (owner) => owner.blobs.map((digest) => ({ owner, digest, path: blobPath(owner.registry, digest) }))
  );
  return [...new Map(all.map((blob) => [blob.path, blob])).values()];
}
async function planBlob(target, { owner, digest, path }, read) {
  const bytes = await readBlob(read, owner.registry, digest) ?? await readFromIndex(read, owner, digest);
  const ours = await target.read(path);
  return ours !== void 0 && Buffer.compare(ours, bytes) === 0 ? void 0 : { path, bytes };
}
async function readFromIndex(read, { registry, repositories }, digest) {
  for (const repository of repositories) {
    const bytes = await readReferenced(read, { registry, repository }, digest);
    if (bytes !== void 0) return bytes;
  }
  throw new BundleError(
    "BUNDLE_INVALID",
    `Cannot import ${registry}/${repositories[0] ?? ""}: the bundle lacks blob ${digest}`
  );
}
async function planLayer(target, layer) {
  return await target.isDirectory(`${layer.path}/content`) ? void 0 : layer;
}
async function planPackage(target, unit) {
  const path = packagePath(unit.registry, unit.leaf);
  const state = await packageState(target, path);
  const references = state === "complete" ? await missingLinks(target, blobReferences(target.path, unit)) : [];
  return { package: unit, path, state, references, backReferences: [] };
}
async function packageState(target, path) {
  const [content, metadata, resolved, install] = await Promise.all([
    target.isDirectory(`${path}/content`),
    target.read(`${path}/metadata.json`),
    target.read(`${path}/resolve.json`),
    target.read(`${path}/install.json`)
  ]);
  if (content && isReadable(metadata, parseMetadata) && isReadable(resolved, parseResolved) && isReadable(install, requireOk)) {
    return "complete";
  }
  return await target.exists(path) ? "incomplete" : "missing";
}
function isReadable(bytes, parse) {
  try {
    return bytes !== void 0 && parse(bytes, "an installed package") !== void 0;
  } catch (error) {
    if (error instanceof BundleError) return false;
    throw error;
  }
}
function requireOk(bytes, what) {
  const ok = get(parseJson(bytes, what), "ok");
  return ok?.kind === "boolean" && ok.value ? true : void 0;
}
function blobReferences(home, { registry, leaf, blobs }) {
  const folder = `${packagePath(registry, leaf)}/refs/blobs`;
  return blobs.map((digest) => ({
    path: `${folder}/${refName(digest)}`,
    target: inHome(home, blobPath(registry, digest))
  }));
}
async function missingLinks(target, wanted) {
  const texts = await mapInBatches(wanted, ({ path }) => target.link(path));
  return wanted.filter((link, i) => texts[i] !== link.target);
}
function tally(added, all) {
  return { added, present: all - added };
}

// src/home/import/assemble.ts
var FILE_MODE = 438;
var LAUNCHER_MODE = 493;
async function assemblePackage(home, unit, { directory, now }) {
  await mkdir2(directory, { recursive: true });
  const write = (name, text) => writeNew(join2(directory, name), text, FILE_MODE);
  await write("manifest.json", unit.manifest.text);
  await write("metadata.json", unit.metadata.text);
  await write("resolve.json", formatResolved(unit.resolved));
  await write("install.json", formatInstall(now));
  await write("digest", unit.leaf);
  await writeLaunchers(home, unit, directory);
  await writeReferences(home, unit, directory);
}
function checkLaunchers(home, packages) {
  const [unit] = packages.filter(({ metadata }) => metadata.entrypoints.length > 0);
  if (unit === void 0 || !/['"\n\r\0]/u.test(home)) return;
  const message = `Cannot import ${unit.registry}/${unit.repositories[0] ?? ""} into ${JSON.stringify(home)}: its launchers cannot hold a quote or line break`;
  throw new BundleError("HOME_INVALID", message, { hint: "Choose a home without quotes and line breaks in its path." });
}
function formatLauncher(packageRoot) {
  return [
    "#!/bin/sh",
    "# Generated by ocx at install time. Do not edit.",
    `exec "\${OCX_BINARY_PIN:-ocx}" launcher exec '${packageRoot}' -- "$(basename "$0")" "$@"`,
    ""
  ].join("\n");
}
function formatInstall(now) {
  return JSON.stringify({ timestamp: now.toISOString().replace("Z", "000000Z"), ok: true }, null, 2);
}
async function writeLaunchers(home, { registry, leaf, metadata }, directory) {
  if (metadata.entrypoints.length === 0) return;
  await mkdir2(join2(directory, "entrypoints"));
  const text = formatLauncher(inHome(home, packagePath(registry, leaf)));
  for (const { name } of metadata.entrypoints) {
    const path = join2(directory, "entrypoints", name);
    await writeNew(path, text, LAUNCHER_MODE);
    await chmod(path, LAUNCHER_MODE);
  }
}
async function writeReferences(home, unit, directory) {
  const { registry, leaf, manifest, dependencies } = unit;
  const write = async (name, links) => {
    const folder = join2(directory, "refs", name);
    await mkdir2(folder, { recursive: true });
    for (const [link, target] of links) await symlink2(inHome(home, target), join2(folder, link));
  };
  await write(
    "layers",
    manifest.layers.map(({ digest }) => [refName(digest), `${layerPath(registry, digest)}/content`])
  );
  if (dependencies.length > 0) {
    const roots = new Map(
      dependencies.map((dependency) => [dependency.leaf, dependency.identifier.registry])
    );
    await write(
      "deps",
      [...roots].map(([digest, owner]) => [refName(digest), `${packagePath(owner, digest)}/content`])
    );
  }
  const prefix = `${packagePath(registry, leaf)}/refs/blobs/`;
  const blobs = join2(directory, "refs", "blobs");
  await mkdir2(blobs);
  for (const { path, target } of blobReferences(home, unit))
    await symlink2(target, join2(blobs, path.slice(prefix.length)));
}

// src/home/import/disk.ts
import { access, constants, stat as stat2, statfs } from "node:fs/promises";
import { dirname as dirname2, isAbsolute } from "node:path";
var STORES = ["blobs", "layers", "packages", "symlinks", "index", "projects", "temp", ".ocx-bundle"];
var INODES_OF_A_PACKAGE = 24;
var INODES_OF_A_DOCUMENT = 4;
var BLOCK = 4096;
async function checkHome(home) {
  if (!isAbsolute(home))
    throw new BundleError("HOME_INVALID", `Cannot use home "${home}": it is relative, expected an absolute path`);
  const place = await existing(home);
  if ((await lookAt(place))?.isDirectory() === true) return;
  const hint = "Choose a directory, or a path that does not exist yet.";
  throw new BundleError("HOME_INVALID", `Cannot use home ${home}: ${place} is a file`, { hint });
}
async function checkRoom(home, needs) {
  const place = await existing(home);
  try {
    await access(place, constants.W_OK);
  } catch (error) {
    throw asFailure(error, `write to ${place}`);
  }
  await checkOneFileSystem(home, place);
  const { bavail, bsize, files, ffree } = await statfs(place);
  const free = bavail * bsize;
  const lacks = [];
  if (free < needs.bytes) lacks.push(`${prettyBytes(needs.bytes)} are needed, ${prettyBytes(free)} are free`);
  if (files > 0 && ffree < needs.inodes) lacks.push(`${needs.inodes} inodes are needed, ${ffree} are free`);
  if (lacks.length > 0) throw new BundleError("DISK_FULL", `Cannot import into ${home}: ${lacks.join(", ")}`);
}
function needsOf(plan, sizeOf) {
  const layers = plan.layers.map(sizeOf);
  const documents = [...plan.blobs, ...plan.dispatchObjects, ...plan.indexDocuments];
  const packages = plan.packages.filter(({ state }) => state !== "complete").length;
  const content = sum(layers.map(({ contentSize }) => contentSize));
  const small = documents.length + packages * INODES_OF_A_PACKAGE;
  return {
    bytes: content + sum(documents.map(({ bytes }) => bytes.byteLength)) + small * BLOCK,
    inodes: sum(layers.map(({ entryCount }) => entryCount)) + packages * INODES_OF_A_PACKAGE + documents.length * INODES_OF_A_DOCUMENT
  };
}
async function checkOneFileSystem(home, place) {
  const device = (await stat2(place)).dev;
  for (const name of STORES) {
    const path = inHome(home, name);
    const found = await lookAt(path);
    if (found === void 0 || found.dev === device) continue;
    const hint = "Move the whole home to one file system.";
    throw new BundleError("HOME_INVALID", `Cannot use home ${home}: ${path} is on another file system`, { hint });
  }
}
async function existing(path) {
  const parent = dirname2(path);
  return await lookAt(path) !== void 0 || parent === path ? path : existing(parent);
}
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

// src/home/import/imports-log.ts
import { appendFile, readFile as readFile2, rm } from "node:fs/promises";
var OWN_FOLDER = ".ocx-bundle";
var LOG_PATH = `${OWN_FOLDER}/imports.jsonl`;
var UNFINISHED_PATH = `${OWN_FOLDER}/unfinished.json`;
var setting = object({
  kind: picklist(["index", "candidate", "current"]),
  registry: string(),
  repository: string(),
  tag: exactOptional(string()),
  digest: custom((input) => typeof input === "string" && isDigest(input)),
  before: exactOptional(string())
});
var settingsDocument = object({ settings: array(setting) });
async function readImportsLog(target) {
  const lines = textOf2(await target.read(LOG_PATH)).split("\n");
  const last = new Map(lines.flatMap(settingsIn).map((entry) => [keyOf(entry), entry.digest]));
  const unfinished = settingsIn(textOf2(await target.read(UNFINISHED_PATH)));
  const unfinishedOf = (key) => unfinished.find((entry) => keyOf(entry) === keyOf(key));
  return {
    setTo: (key) => [last.get(keyOf(key)), unfinishedOf(key)?.digest].filter((digest) => digest !== void 0),
    unfinished,
    unfinishedOf
  };
}
async function writeUnfinished(home, settings, staging) {
  const bytes = Buffer.from(JSON.stringify({ settings }));
  await publishFile({ path: inHome(home, UNFINISHED_PATH), bytes, mode: 438 }, staging);
}
function mergeSettings(older, newer) {
  const merged = new Map(older.map((entry) => [keyOf(entry), entry]));
  for (const entry of newer) merged.set(keyOf(entry), { ...merged.get(keyOf(entry)), ...entry });
  return [...merged.values()];
}
async function appendToImportsLog(home, record) {
  const path = inHome(home, LOG_PATH);
  try {
    await appendFile(path, `${await isTorn(path) ? "\n" : ""}${JSON.stringify(record)}
`);
    await rm(inHome(home, UNFINISHED_PATH), { force: true });
  } catch (error) {
    throw asFailure(error, `write ${path}`);
  }
}
async function isTorn(path) {
  const text = await readFile2(path, "utf8").catch((error) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  });
  return text !== "" && !text.endsWith("\n");
}
function settingsIn(text) {
  try {
    const parsed = safeParse(settingsDocument, JSON.parse(text));
    return parsed.success ? parsed.output.settings : [];
  } catch {
    return [];
  }
}
function textOf2(bytes) {
  return Buffer.from(bytes ?? []).toString("utf8");
}
function keyOf({ kind, registry, repository, tag }) {
  return [kind, registry, repository, tag ?? ""].join(" ");
}

// src/home/import/ledger.ts
import { realpath as realpath2 } from "node:fs/promises";
import { join as join3 } from "node:path";

// src/home/import/links.ts
import { createHash } from "node:crypto";
var NAME_LENGTH = 16;
function nameOfPath(path) {
  return createHash("sha256").update(path).digest("hex").slice(0, NAME_LENGTH);
}
function backReference(home, packagePath2, linkPath) {
  const target = inHome(home, linkPath);
  return { path: `${packagePath2}/refs/symlinks/${nameOfPath(target)}`, target };
}
async function linkState(target, linkPath, packagePath2) {
  const text = await target.link(linkPath);
  if (text === void 0) return { kind: "absent" };
  if (text === inHome(target.path, packagePath2)) return { kind: "same" };
  const real = await target.real(linkPath);
  if (real === void 0) return { kind: "absent", text };
  const isSame = packageOf(text) === packagePath2 || real === await target.real(packagePath2);
  return { kind: isSame ? "respelled" : "other", text };
}
function packageOf(text) {
  const named = text === void 0 ? void 0 : packageOfLink(text);
  return named === void 0 ? void 0 : `packages/${named.slug}/${named.shard}`;
}

// src/home/import/ledger.ts
var LOCK_FILE = "ocx.lock";
async function ledgerEntry({ directory, declarationHash }) {
  if (await lockedHash(directory) !== declarationHash) return void 0;
  try {
    const target = await realpath2(directory);
    return { path: `projects/${nameOfPath(target)}`, target };
  } catch (error) {
    if (isAbsent(error)) return void 0;
    throw asFailure(error, `look at ${directory}`);
  }
}
async function isImplied(entry, home) {
  return await home.real(LOCK_FILE) === join3(entry.target, LOCK_FILE);
}
async function lockedHash(directory) {
  try {
    const lock = await readToml(join3(directory, LOCK_FILE), "LOCK_INVALID");
    return lock?.table("metadata").value("declaration_hash");
  } catch (error) {
    if (error instanceof BundleError && error.code === "LOCK_INVALID") return void 0;
    throw error;
  }
}

// src/home/import/index-merge.ts
var NO_TAGS = { kind: "object", members: [] };
function mergeRoot({ ours, theirs, tags, observed }) {
  const base = ours?.tree ?? withMember(theirs.tree, "tags", NO_TAGS);
  const taken = entriesOf(tagsOf(theirs.tree)).filter(({ key }) => tags.includes(key));
  const entryOf = (value) => theirs.form === "derived" ? withTime(value, observed) : value;
  const merged = taken.reduce((tree, { key, value }) => withMember(tree, key, entryOf(value)), tagsOf(base));
  switch ((ours ?? theirs).form) {
    case "published":
      return formatPython(withMember(base, "tags", merged));
    case "derived":
      return formatPretty(withMember(base, "tags", sorted(merged)));
  }
}
function mergeCatalog(ours, roots) {
  const tree = ours === void 0 ? void 0 : readCatalog(ours);
  const listed = get(tree, "packages");
  const packages = listed?.kind === "object" ? listed : NO_TAGS;
  const wrong = [...roots].filter(([repository, digest]) => textOf(get(packages, repository)) !== digest);
  if (wrong.length === 0) return void 0;
  const merged = wrong.reduce((all, [repository, digest]) => withMember(all, repository, string2(digest)), packages);
  const envelope = tree ?? object2([["format_version", integer(1)]]);
  return formatPython(withMember(envelope, "packages", sorted(merged)));
}
function formatIndexConfig() {
  return formatPython(object2([["format_version", integer(1)]]));
}
function formatObserved(moment) {
  return moment.toISOString().replace("Z", "000000+00:00");
}
function tagsOf(root) {
  const tags = get(root, "tags");
  return tags?.kind === "object" ? tags : NO_TAGS;
}
function withTime(entry, observed) {
  if (entry.kind !== "object" || get(entry, "observed") !== void 0) return entry;
  return withMember(entry, "observed", string2(observed));
}
function sorted(tree) {
  return { kind: "object", members: entriesOf(tree).toSorted((a, b) => compareBytes(a.key, b.key)) };
}
function readCatalog(bytes) {
  try {
    const tree = parseJson(bytes, "a catalog");
    return tree.kind === "object" ? tree : void 0;
  } catch (error) {
    if (error instanceof BundleError) return void 0;
    throw error;
  }
}

// src/home/import/plan-index.ts
async function planIndex(wish) {
  const parts = [];
  for (const { registry, published } of wish.closure.sources) {
    const roots = wish.roots.filter(({ root, keeps }) => root.registry === registry && isTagRoot(root) && !keeps);
    if (roots.length > 0) parts.push(await planRegistry(wish, registry, published, roots));
  }
  return {
    dispatchObjects: await planDispatchObjects(wish),
    indexDocuments: [
      ...parts.flatMap(({ formats }) => formats),
      ...parts.flatMap((part) => part.roots),
      ...parts.flatMap((part) => part.catalogs)
    ],
    stale: parts.flatMap((part) => part.stale)
  };
}
async function planRegistry(wish, registry, published, plans) {
  const { target } = wish;
  const documents = await mapInBatches(
    [...tagsByRepository(plans)],
    ([repository, tags]) => planRepository(wish, { registry, repository }, tags)
  );
  const roots = documents.flatMap(({ change }) => change ?? []);
  const isDerivedHere = documents.some((document) => document.isOurs && document.form === "derived");
  if (!await isPublished(target.read, registry) && (!published || isDerivedHere))
    return { formats: [], roots, catalogs: [], stale: [] };
  const config = indexConfigPath(registry);
  const isNew = published && await target.read(config) === void 0;
  const catalog = mergeCatalog(
    await target.read(catalogPath(registry)),
    new Map(documents.map(({ repository, digest }) => [repository, digest]))
  );
  const etag = `${catalogPath(registry)}.etag`;
  return {
    formats: isNew ? [{ path: config, bytes: Buffer.from(formatIndexConfig()) }] : [],
    roots,
    catalogs: catalog === void 0 ? [] : [{ path: catalogPath(registry), bytes: Buffer.from(catalog) }],
    stale: catalog !== void 0 && await target.exists(etag) ? [etag] : []
  };
}
async function planRepository({ target, read, now }, location, tags) {
  const path = indexRootPath(location.registry, location.repository);
  const ours = await target.read(path);
  const { repository } = location;
  if (ours !== void 0 && tags.length === 0)
    return { repository, form: formOf(ours), isOurs: true, digest: digestOf(ours) };
  const theirs = await read(path);
  if (theirs === void 0)
    throw new BundleError("BUNDLE_INVALID", `Cannot import ${repository}: the bundle lacks ${path}`);
  const text = mergeRoot({
    ours: ours === void 0 ? void 0 : parseRootDocument(ours, path),
    theirs: parseRootDocument(theirs, path),
    tags,
    observed: formatObserved(now)
  });
  const bytes = Buffer.from(text);
  const facts = { repository, form: formOf(bytes), isOurs: ours !== void 0 };
  return { ...facts, digest: digestOf(bytes), change: { path, bytes } };
}
function tagsByRepository(plans) {
  const tags = /* @__PURE__ */ new Map();
  for (const { root, takesTag } of plans) {
    const taken = tags.get(root.repository) ?? [];
    tags.set(root.repository, takesTag && root.tag !== void 0 ? [...taken, root.tag] : taken);
  }
  return tags;
}
async function planDispatchObjects({ target, closure, read, roots }) {
  const byRoots = roots.filter(({ keeps }) => !keeps).map(({ root }) => root);
  const byPins = closure.packages.flatMap(
    ({ dependencies }) => dependencies.map(({ identifier, index }) => ({ ...identifier, index }))
  );
  const wanted = [...byRoots, ...byPins].flatMap(
    ({ registry, repository, index }) => index === void 0 ? [] : { registry, repository, index, path: dispatchPath(registry, repository, index) }
  );
  const unique = [...new Map(wanted.map((object3) => [object3.path, object3])).values()];
  const changes = await mapInBatches(unique, async ({ index, path, ...location }) => {
    const bytes = await readReferenced(read, location, index);
    if (bytes === void 0) {
      throw new BundleError("BUNDLE_INVALID", `Cannot import ${location.repository}: the bundle lacks ${index}`);
    }
    const ours = await target.read(path);
    return ours !== void 0 && Buffer.compare(ours, bytes) === 0 ? [] : [{ path, bytes }];
  });
  return changes.flat();
}

// src/home/import/plan-links.ts
async function viewLink({ target, log }, root, { key, path }) {
  const own = packagePath(root.registry, root.leaf);
  const state = await linkState(target, path, own);
  const [before, ...rest] = [packageOf(textOf3(state)), log.unfinishedOf(key)?.before].filter(
    (unit) => unit !== void 0 && unit !== own
  );
  const forget = [];
  for (const unit of /* @__PURE__ */ new Set([before, ...rest])) {
    const reference = unit === void 0 ? void 0 : backReference(target.path, unit, path);
    if (reference !== void 0 && await target.link(reference.path) === reference.target)
      forget.push(reference.path);
  }
  return { key, path, root, packagePath: own, state, ...before === void 0 ? {} : { before }, forget };
}
function linkThatFollows({ target }, view, moves) {
  if (view === void 0) return [];
  const { key, path, state, forget } = view;
  if (state.kind === "other" && !moves) return linkThatStays({ target }, view);
  const text = textOf3(state);
  const status = state.kind === "same" ? "present" : text === void 0 ? "added" : "moved";
  return [{ kind: key.kind, path, target: inHome(target.path, view.packagePath), status, forget }];
}
function linkThatStays({ target }, view) {
  if (view === void 0) return [];
  const { key, path, packagePath: own, state } = view;
  const common = { kind: key.kind, path, forget: [] };
  if (state.kind === "same") return [{ ...common, target: inHome(target.path, own), status: "present" }];
  const text = textOf3(state);
  return text === void 0 ? [] : [{ ...common, target: text, status: "kept" }];
}
function linkSettings(views, links) {
  const changed = new Set(
    links.filter(({ status }) => status === "added" || status === "moved").map(({ path }) => path)
  );
  return views.flatMap(
    (view) => view === void 0 || !changed.has(view.path) ? [] : { ...view.key, digest: view.root.leaf, ...view.before === void 0 ? {} : { before: view.before } }
  );
}
function isImported({ log }, { key, state }) {
  const unit = packageOf(textOf3(state));
  return log.setTo(key).some((leaf) => packagePath(key.registry, leaf) === unit);
}
function textOf3(state) {
  return state.kind === "same" ? void 0 : state.text;
}

// src/home/import/plan-roots.ts
async function planRoots(wish) {
  if (wish.select) refuseAmbiguity(wish);
  const claimed = /* @__PURE__ */ new Set();
  const unclaimed = (link) => link === void 0 || claimed.has(link.path) ? void 0 : link;
  const roots = wish.closure.roots.toSorted((a, b) => Number(a.tag === void 0) - Number(b.tag === void 0));
  const views = await mapInBatches(roots, (root) => look(wish, root));
  return views.map((view) => {
    const plan = planRoot(wish, { ...view, candidate: unclaimed(view.candidate), current: unclaimed(view.current) });
    for (const { path } of plan.links) claimed.add(path);
    return plan;
  });
}
function refuseAmbiguity(wish) {
  const linked = wish.closure.roots.filter((root) => hasLinks(wish, root));
  const names = /* @__PURE__ */ new Map();
  for (const { registry, repository, identifier } of linked) {
    const other = names.get(`${registry}/${repository}`);
    if (other !== void 0 && other !== identifier) {
      throw new BundleError(
        "SELECT_AMBIGUOUS",
        `Cannot select both ${other} and ${identifier}: a repository has one current package`
      );
    }
    names.set(`${registry}/${repository}`, identifier);
  }
}
function hasLinks({ closure, host }, { registry, leaf, declaredBy }) {
  if (declaredBy === "lock") return false;
  const platform = closure.packages.find((unit) => unit.registry === registry && unit.leaf === leaf)?.platform;
  return platform === void 0 || platform === "unknown" || fitsMachine(parsePlatform(platform), host);
}
function planRoot(wish, view) {
  const { root, content, contentHere, candidate, current } = view;
  const differences = differencesOf(wish, view);
  const [outcome, conflicts] = judge(wish.onConflict, root, differences);
  switch (outcome) {
    case "agreed":
    case "replaced": {
      const moves = wish.select || isUnfinished(wish, current) || outcome === "replaced" && followsTag(wish, view);
      const links = [
        ...linkThatFollows(wish, candidate, outcome === "replaced"),
        ...linkThatFollows(wish, current, moves)
      ];
      const takesTag = contentHere !== content;
      const settings = [
        ...tagSetting(root, takesTag ? content : void 0),
        ...linkSettings([candidate, current], links)
      ];
      return { root, takesTag, keeps: false, links, conflicts, settings };
    }
    case "kept": {
      const links = [candidate, current].flatMap((link) => linkThatStays(wish, link));
      return { root, takesTag: false, keeps: true, links, conflicts, settings: [] };
    }
  }
}
async function look(wish, root) {
  const { registry, repository, tag } = root;
  const content = isTagRoot(root) ? await contentInBundle(wish.read, root) : void 0;
  const here = content === void 0 ? void 0 : await readRootDocument(wish.target.read, root);
  const view = async (key, path) => hasLinks(wish, root) ? viewLink(wish, root, { key, path }) : void 0;
  const linked = tag ?? (root.declaredBy === "identifier" ? DEFAULT_TAG : void 0);
  return {
    root,
    content,
    contentHere: here?.tags.get(tag ?? "")?.content,
    candidate: linked === void 0 ? void 0 : await view(
      { kind: "candidate", registry, repository, tag: linked },
      candidatePath(registry, repository, linked)
    ),
    current: wish.select || root.current ? await view({ kind: "current", registry, repository }, currentPath(registry, repository)) : void 0
  };
}
async function contentInBundle(read, root) {
  const content = (await readRootDocument(read, root))?.tags.get(root.tag ?? "")?.content;
  if (content !== void 0 && content === (root.index ?? root.leaf)) return content;
  const found = `its index says ${content ?? "nothing"}, its config ${root.index ?? root.leaf}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot import ${root.identifier}: of its tag ${found}`);
}
function differencesOf(wish, { root, content, contentHere, candidate }) {
  const { registry, repository, tag } = root;
  if (tag === void 0) return [];
  const differences = [];
  if (contentHere !== void 0 && contentHere !== content) {
    const imported = wish.log.setTo({ kind: "index", registry, repository, tag }).includes(contentHere);
    differences.push({ what: `its index entry is ${contentHere}`, imported });
  }
  if (candidate?.state.kind === "other") {
    differences.push({ what: `its link points at ${candidate.state.text}`, imported: isImported(wish, candidate) });
  }
  return differences;
}
function judge(policy, { identifier }, differences) {
  if (differences.length === 0) return ["agreed", []];
  const imported = differences.every((difference) => difference.imported);
  const status = policy === "replace" || policy === "update" && imported ? "replaced" : "kept";
  const reason = `${differences.map(({ what }) => what).join(" and ")}, set by ${imported ? "an earlier import" : "OCX"}`;
  return [status, [{ identifier, status, reason }]];
}
function followsTag(wish, { candidate, current }) {
  if (candidate?.state.kind !== "other" || current?.state.kind !== "other" || !current.root.current) return false;
  if (packageOf(current.state.text) !== packageOf(candidate.state.text)) return false;
  return wish.onConflict === "replace" || isImported(wish, current);
}
function isUnfinished({ log }, view) {
  return view !== void 0 && log.unfinishedOf(view.key)?.digest === view.root.leaf;
}
function tagSetting({ registry, repository, tag }, digest) {
  return digest === void 0 || tag === void 0 ? [] : [{ kind: "index", registry, repository, tag, digest }];
}

// src/home/import/plan-import.ts
async function planImport(wish) {
  const target = targetHome(wish.home);
  const log = await readImportsLog(target);
  const indexed = readOnce(target);
  const roots = await planRoots({ ...wish, target: indexed, log });
  const conflicts = roots.flatMap((root) => root.conflicts);
  if (wish.onConflict === "fail" && conflicts.length > 0) {
    const all = conflicts.map(({ identifier, reason }) => `${identifier}: ${reason}`).join("; ");
    throw new BundleError("TAG_CONFLICT", `Cannot import into ${wish.home}: ${all}`);
  }
  const stores = await planStores(target, wish.closure, wish.read);
  const index = await planIndex({ ...wish, target: indexed, roots });
  const links = roots.flatMap((root) => root.links).toSorted((a, b) => rank(a) - rank(b));
  const ledger = await planLedger(target, wish);
  const plan = {
    home: wish.home,
    ...stores,
    ...index,
    packages: await addBackReferences(target, stores.packages, links),
    links,
    ...ledger.entry === void 0 ? {} : { ledger: ledger.entry },
    conflicts,
    warnings: [...roots.flatMap(warningsOf), ...unlinkedWarnings(target, roots), ...ledger.warnings],
    settings: roots.flatMap((root) => root.settings),
    unfinished: log.unfinished
  };
  return { ...plan, changed: isChange(plan) };
}
function rank({ kind }) {
  return kind === "candidate" ? 0 : 1;
}
async function addBackReferences(target, packages, links) {
  const standing = links.filter(({ status }) => status !== "kept");
  return mapInBatches(packages, async (unit) => {
    const root = inHome(target.path, unit.path);
    const wanted = standing.filter((link) => link.target === root).map((link) => backReference(target.path, unit.path, link.path));
    return { ...unit, backReferences: await missingLinks(target, wanted) };
  });
}
async function planLedger(target, { closure, project }) {
  const locked = closure.roots.filter(({ declaredBy }) => declaredBy === "lock");
  if (locked.length === 0) return { warnings: [] };
  const entry = project === void 0 ? void 0 : await ledgerEntry(project);
  if (entry === void 0) {
    const why = project === void 0 ? "no project with this lock is known" : `${project.directory} has another ocx.lock, or none`;
    return {
      warnings: [
        `\`ocx clean\` may remove the packages of the project: ${why}. \`ocx --offline pull\` there keeps them.`
      ]
    };
  }
  const isThere = await target.link(entry.path) === entry.target || await isImplied(entry, target);
  return { ...isThere ? {} : { entry }, warnings: [] };
}
function warningsOf({ root, conflicts, links }) {
  const kept = conflicts.filter(({ status }) => status === "kept");
  if (kept.length > 0) {
    return kept.map(
      ({ identifier, reason }) => `Kept ${identifier} as it is here: ${reason}. The bundle's package is there as ${root.repository}@${root.leaf}, without a link.`
    );
  }
  return links.filter(({ status }) => status === "kept").map(({ path, target }) => `Kept ${path}: it points at ${target}`);
}
function unlinkedWarnings({ path: home }, roots) {
  const linked = new Set(roots.flatMap(({ links }) => links.map(({ target }) => target)));
  return roots.filter(({ root, links, keeps }) => root.declaredBy !== "lock" && links.length === 0 && !keeps).filter(({ root: { registry, leaf } }) => !linked.has(inHome(home, packagePath(registry, leaf)))).map(({ root }) => `\`ocx clean\` may remove ${root.identifier}: no link here points at it`);
}
function isChange(plan) {
  const { blobs, layers, dispatchObjects, indexDocuments, stale, packages, links, ledger, unfinished } = plan;
  return [blobs, layers, dispatchObjects, indexDocuments, stale].some((changes) => changes.length > 0) || packages.some(
    (unit) => unit.state !== "complete" || unit.references.length > 0 || unit.backReferences.length > 0
  ) || links.some(({ status, forget }) => status === "added" || status === "moved" || forget.length > 0) || ledger !== void 0 || unfinished.length > 0;
}

// src/home/import/publish-import.ts
import { mkdir as mkdir3, open as open2, readdir as readdir2, rm as rm2 } from "node:fs/promises";
import { dirname as dirname4, join as join6 } from "node:path";

// src/io/flock.ts
import { spawn as spawn2 } from "node:child_process";
import { once as once2 } from "node:events";
var TIMED_OUT = 1;
var KNOCK = "\n";
async function holdFlock(path, timeout) {
  const child = spawn2("flock", ["--exclusive", "--timeout", String(timeout), path, "cat"], {
    stdio: ["pipe", "pipe", "ignore"]
  });
  const ended = once2(child, "close");
  child.stdin.on("error", () => void 0);
  child.stdin.write(KNOCK);
  try {
    const [first] = await Promise.race([once2(child.stdout, "data"), ended]);
    if (typeof first === "number" || first === null) throw failed(path, first);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return void 0;
    throw error;
  }
  return {
    [Symbol.asyncDispose]: async () => {
      child.stdin.end();
      await ended;
    }
  };
}
function failed(path, status) {
  if (status === TIMED_OUT) return new BundleError("LOCK_TIMEOUT", `Cannot lock ${path}: another process holds it`);
  return new BundleError("IO_FAILED", `Cannot lock ${path}: flock ended with ${status ?? "a signal"}`);
}

// src/io/lock.ts
import { access as access2, constants as constants2 } from "node:fs/promises";
import { dirname as dirname3 } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
var PATIENCE = 25;
var SQLITE_BUSY = 5;
var SQLITE_CANTOPEN = 14;
var PRIMARY_CODES = 256;
async function tryLock(path, options = { create: true }) {
  const location = pathToFileURL(path);
  location.searchParams.set("mode", options.create ? "rwc" : "rw");
  let database;
  try {
    database = new DatabaseSync(location, { timeout: 0 });
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    const held = database;
    return { path, [Symbol.dispose]: () => held.close() };
  } catch (error) {
    database?.close();
    const code = resultCode(error);
    if (code === SQLITE_BUSY) return void 0;
    if (code === SQLITE_CANTOPEN) await explain(path, options.create);
    throw new BundleError("IO_FAILED", `Cannot lock ${path}: SQLite says ${code ?? "nothing"}`, { cause: error });
  }
}
async function acquireLock(path, timeout) {
  const deadline = performance.now() + timeout;
  for (; ; ) {
    const lock = await tryLock(path);
    if (lock !== void 0) return lock;
    if (performance.now() >= deadline) {
      const waited = `another process held it for ${Math.round(timeout / 1e3)} seconds`;
      throw new BundleError("LOCK_TIMEOUT", `Cannot lock ${path}: ${waited}`);
    }
    await sleep(PATIENCE);
  }
}
async function explain(path, create) {
  try {
    await access2(create ? dirname3(path) : path, constants2.W_OK);
    if (create) await access2(path, constants2.W_OK);
  } catch (error) {
    throw asFailure(error, `lock ${path}`);
  }
}
function resultCode(error) {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return void 0;
  return error.errcode % PRIMARY_CODES;
}

// src/home/import/publish-package.ts
import { lstat as lstat3, readdir } from "node:fs/promises";
import { join as join5, relative } from "node:path";

// src/home/import/staged-path.ts
import { createHash as createHash2 } from "node:crypto";
import { join as join4 } from "node:path";
var LENGTH = 16;
function stagedPath(staging, path) {
  return join4(staging, createHash2("sha256").update(path).digest("hex").slice(0, LENGTH));
}

// src/home/import/publish-package.ts
var SEAL = "install.json";
var REFERENCES = "refs";
async function publishPackage(home, plan, { staging }) {
  const path = inHome(home, plan.path);
  const staged = stagedPath(staging, plan.path);
  if (plan.state === "missing") {
    for (const { path: reference, target } of plan.backReferences) {
      await publishLink({ path: join5(staged, relative(plan.path, reference)), target }, staging);
    }
    await publishPath(path, staged);
    return;
  }
  if (plan.state === "incomplete") await replacePackage(path, staged, staging);
  for (const link of [...plan.references, ...plan.backReferences])
    await publishLink({ ...link, path: inHome(home, link.path) }, staging);
}
async function replacePackage(path, staged, staging) {
  if (!await isRealDirectory(path)) {
    await moveAside(path, staging);
    return publishPath(path, staged);
  }
  await moveAside(join5(path, SEAL), staging);
  const names = await readdir(staged);
  for (const name of /* @__PURE__ */ new Set([...await readdir(path), ...names])) {
    if (name === REFERENCES || name === SEAL) continue;
    await moveAside(join5(path, name), staging);
    if (names.includes(name)) await publishPath(join5(path, name), join5(staged, name));
  }
  await replaceReferences(join5(path, REFERENCES), join5(staged, REFERENCES), staging);
  await publishPath(join5(path, SEAL), join5(staged, SEAL));
}
async function replaceReferences(path, staged, staging) {
  if (!await isRealDirectory(path)) await moveAside(path, staging);
  for (const name of await readdir(staged)) {
    await moveAside(join5(path, name), staging);
    await publishPath(join5(path, name), join5(staged, name));
  }
}
async function isRealDirectory(path) {
  return (await lookAt(path, lstat3))?.isDirectory() ?? false;
}

// src/home/import/publish-import.ts
var PATIENCE2 = 6e4;
var SELECT_PATIENCE = 60;
var PRIVATE_MODE = 384;
async function publishImport(wish, publication) {
  const { home } = wish;
  const { staging, durable } = publication;
  try {
    var _stack = [];
    try {
      if (durable) await syncFileSystem(staging.path);
      const _2 = __using(_stack, await acquireLock(inHome(home, `${OWN_FOLDER}/lock`), PATIENCE2));
      const plan = await planImport(wish);
      if (!plan.changed) return plan;
      await checkStaged(plan, staging);
      await publishStores(plan, staging);
      const settings = mergeSettings(plan.unfinished, plan.settings);
      await writeUnfinished(home, settings, staging.path);
      await publishReferences(plan, staging);
      await appendToImportsLog(home, { ...publication.record, ...describe(plan, wish.now), settings });
      if (durable) await syncFileSystem(home);
      await verify(wish);
      return plan;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  } catch (error) {
    throw asFailure(error, `import into ${home}`);
  }
}
async function publishStores(plan, staging) {
  const { home } = plan;
  await publishDocuments(home, plan.blobs, staging);
  for (const { path } of plan.layers) {
    const staged = stagedPath(staging.path, path);
    await publishDirectory(inHome(home, path), staged, { staging: staging.path, isComplete });
  }
  await publishDocuments(home, plan.dispatchObjects, staging);
}
async function publishReferences(plan, staging) {
  const { home } = plan;
  await publishDocuments(home, plan.indexDocuments, staging);
  for (const path of plan.stale) await rm2(inHome(home, path), { force: true });
  for (const unit of plan.packages) await publishPackage(home, unit, { staging: staging.path });
  for (const link of plan.links) {
    if (link.status !== "kept") await publishInstallLink(home, link, staging);
  }
  if (plan.ledger !== void 0)
    await publishLink({ ...plan.ledger, path: inHome(home, plan.ledger.path) }, staging.path);
}
function isComplete(directory) {
  return targetHome(directory).isDirectory("content");
}
async function publishDocuments(home, documents, staging) {
  for (const { path, bytes } of documents)
    await publishFile({ path: inHome(home, path), bytes, mode: PRIVATE_MODE }, staging.path);
}
async function publishInstallLink(home, link, staging) {
  const path = inHome(home, link.path);
  if (link.status !== "present") {
    var _stack = [];
    try {
      const _2 = __using(_stack, link.kind === "current" ? await holdSelectLock(dirname4(path)) : void 0, true);
      await publishLink({ path, target: link.target }, staging.path);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  }
  for (const reference of link.forget) await rm2(inHome(home, reference), { force: true });
}
async function holdSelectLock(folder) {
  await mkdir3(folder, { recursive: true });
  const path = join6(folder, ".select.lock");
  await (await open2(path, "a")).close();
  return holdFlock(path, SELECT_PATIENCE);
}
async function checkStaged(plan, staging) {
  for (const layer of plan.layers) await checkLayer(layer, staging);
  for (const { path, state } of plan.packages) {
    if (state === "complete") continue;
    if (!(await namesIn(stagedPath(staging.path, path))).includes("content")) throw lost(plan.home, path);
  }
}
async function checkLayer({ path, digest }, staging) {
  const staged = stagedPath(staging.path, path);
  const names = await namesIn(staged);
  if (names.length === 0) throw lost("the home", path);
  const marker = await targetHome(staged).read("digest");
  if (names.toSorted().join() === "content,digest" && Buffer.from(marker ?? []).toString("utf8") === digest) return;
  throw new BundleError(
    "BUNDLE_INVALID",
    `Cannot import layer ${digest}: expected content and its digest, got ${names.join(", ")}`
  );
}
function lost(home, path) {
  const hint = "Run the import again, and `ocx clean` only when it has finished.";
  return new BundleError("FILE_CHANGED", `Cannot import into ${home}: ${path} was removed meanwhile`, { hint });
}
async function namesIn(directory) {
  try {
    return await readdir2(directory);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}
function describe({ packages, layers, blobs }, now) {
  const added = packages.filter(({ state }) => state !== "complete").map(({ package: unit }) => `${unit.registry}/${unit.repositories[0] ?? ""}@${unit.leaf}`);
  return { at: now.toISOString(), added: { packages: added, layers: layers.length, blobs: blobs.length } };
}
async function verify(wish) {
  const rest = await planImport(wish);
  if (!rest.changed) return;
  const hint = "Run the import again, and nothing else on this home at the same time.";
  throw new BundleError("FILE_CHANGED", `Cannot verify the import into ${wish.home}: something was changed meanwhile`, {
    hint
  });
}

// src/home/import/settings.ts
import { lstat as lstat4 } from "node:fs/promises";
import { join as join7 } from "node:path";

// src/home/import/trust-policy.ts
function findPolicy(files, packages) {
  for (const { file, table } of files) {
    for (const scope of scopesIn(table.value("trust"))) {
      const name = packages.find((candidate) => covers(scope, candidate));
      if (name !== void 0) return { file, name };
    }
  }
  return void 0;
}
function scopesIn(trust) {
  if (trust === void 0) return [];
  if (!isRecord(trust)) return [void 0];
  const policies = trust["policy"];
  if (policies === void 0) return [];
  return Array.isArray(policies) ? policies.map((policy) => isRecord(policy) ? policy["scope"] : void 0) : [void 0];
}
function covers(scope, name) {
  if (typeof scope === "string") return matches(scope, name);
  if (!isRecord(scope)) return true;
  const include = patternsIn(scope["include"]);
  const exclude = patternsIn(scope["exclude"]);
  if (include === void 0 || exclude === void 0) return true;
  return (include.length === 0 || include.some((pattern) => matches(pattern, name))) && !exclude.some((pattern) => matches(pattern, name));
}
function matches(pattern, name) {
  const star = pattern.indexOf("*");
  if (pattern === "") return true;
  return star === -1 ? name === pattern || name.startsWith(`${pattern}/`) : name.startsWith(pattern.slice(0, star));
}
function patternsIn(value) {
  if (value === void 0) return [];
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : void 0;
}
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/home/import/settings.ts
async function readSettings(place, packages, options) {
  const { variables } = place;
  const warnings = [];
  const warn = (warning) => void warnings.push(warning);
  const files = await readConfigFiles(place, warn);
  warnings.push(...await managedWarnings(place, files), ...otherWarnings(variables, files));
  const project = place.project === void 0 ? void 0 : await readConfig(join7(place.project, "ocx.toml"), warn);
  if (variables["OCX_LAZY_MODE"] === "always" || project?.table.value("lazy-mode") === "always") {
    warnings.push("Lazy mode is always on: `ocx env` puts OCX's own shims on PATH, not the imported packages");
  }
  const policy = findPolicy([...files, ...project === void 0 ? [] : [project]], packages);
  if (policy === void 0) return { refusals: [], warnings };
  const covered = `${policy.file} has a trust policy for ${policy.name}, and an import cannot check signatures`;
  if (isSet(variables["OCX_NO_VERIFY"]))
    return { refusals: [], warnings: [...warnings, `${covered}; OCX_NO_VERIFY is set`] };
  if (options.allowUnverified) return { refusals: [], warnings: [...warnings, `${covered}; allowed`] };
  return { refusals: [new BundleError("TRUST_POLICY", `Cannot import ${policy.name}: ${covered}`)], warnings };
}
var MANAGED_SNAPSHOT = "state/managed-config/snapshot.json";
async function managedWarnings({ home, variables }, files) {
  const managed = files.filter(({ file }) => file !== join7(home, MANAGED_CONFIG)).map(({ table }) => table.value("managed"));
  const last = (key) => managed.map((value) => memberOf(value, key)).findLast((value) => value !== void 0);
  const overridden = isSet(variables["OCX_NO_CONFIG"]) ? void 0 : variables["OCX_MANAGED_CONFIG"];
  const source = overridden === void 0 || overridden === "" ? last("source") : overridden;
  if (typeof source !== "string" || last("required") === false) return [];
  if (await lookAt(join7(home, MANAGED_SNAPSHOT), lstat4) && await lookAt(join7(home, MANAGED_CONFIG), lstat4))
    return [];
  return [
    `OCX requires the managed configuration ${source}, which ${home} does not have: its commands will fail with 78 unless OCX_NO_CONFIG=1 is set`
  ];
}
function otherWarnings(variables, files) {
  const warnings = [];
  const index = variables["OCX_INDEX"];
  if (index !== void 0 && index !== "")
    warnings.push(`OCX_INDEX is ${index}: OCX will not look into the index of the home, thus not find imported tags`);
  const patched = files.find(({ table }) => table.value("patches") !== void 0)?.file;
  if (patched !== void 0)
    warnings.push(`${patched} has [patches]: OCX may refuse to compose an environment without them`);
  for (const name of ["OCX_PATCHES", "OCX_PATCH_SNAPSHOT"]) {
    if ((variables[name] ?? "") !== "")
      warnings.push(`${name} is set: OCX may refuse to compose an environment without its patches`);
  }
  return warnings;
}

// src/home/import/stage-import.ts
import { chmod as chmod3, mkdir as mkdir5 } from "node:fs/promises";
import { join as join9 } from "node:path";

// src/io/staging.ts
import { randomUUID as randomUUID2 } from "node:crypto";
import { access as access3, chmod as chmod2, mkdir as mkdir4, readdir as readdir3, rm as rm3, rmdir } from "node:fs/promises";
import { dirname as dirname5, join as join8 } from "node:path";
var LOCK_SUFFIX = ".lock";
var ATTEMPTS = 20;
async function openStaging(folder, top) {
  try {
    const { lock, made } = await makeLock(folder);
    const path = lock.path.slice(0, -LOCK_SUFFIX.length);
    try {
      await mkdir4(path, { mode: 448 });
      await sweep(folder);
    } catch (error) {
      await remove(path, lock);
      throw error;
    }
    return {
      path,
      [Symbol.asyncDispose]: async () => {
        await quietly(() => remove(path, lock));
        await removeEmpty(folder, made !== void 0 && made.length < top.length ? made : top);
      }
    };
  } catch (error) {
    throw asFailure(error, `make a staging directory in ${folder}`);
  }
}
async function sweepStaging(folder, top) {
  if (!await exists(folder)) return;
  try {
    await sweep(folder);
    await removeEmpty(folder, top);
  } catch (error) {
    throw asFailure(error, `clean up ${folder}`);
  }
}
async function makeLock(folder) {
  let made;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const first = await mkdir4(folder, { recursive: true }).catch(retryAbsent);
    if (first !== void 0 && first.length < (made?.length ?? Number.POSITIVE_INFINITY)) made = first;
    const lock = await lockIn(folder);
    if (lock !== void 0) return { lock, made };
  }
  throw new BundleError("IO_FAILED", `Cannot make a staging directory in ${folder}: it vanished ${ATTEMPTS} times`);
}
function retryAbsent(error) {
  if (error.code !== "ENOENT") throw error;
}
async function lockIn(folder) {
  try {
    const lock = await tryLock(join8(folder, `${randomUUID2()}${LOCK_SUFFIX}`));
    if (lock !== void 0 && await exists(lock.path)) return lock;
    lock?.[Symbol.dispose]();
    return void 0;
  } catch (error) {
    if (error instanceof BundleError && error.code === "FILE_NOT_FOUND") return void 0;
    throw error;
  }
}
async function sweep(folder) {
  const names = await readdir3(folder);
  for (const name of names) {
    if (name.endsWith(LOCK_SUFFIX)) await sweepOne(join8(folder, name.slice(0, -LOCK_SUFFIX.length)));
    else if (!await exists(join8(folder, `${name}${LOCK_SUFFIX}`)))
      await quietly(() => removeTree(join8(folder, name)));
  }
}
async function sweepOne(path) {
  await quietly(async () => {
    const lock = await tryLock(`${path}${LOCK_SUFFIX}`, { create: false });
    if (lock !== void 0) await remove(path, lock);
  });
}
async function remove(path, lock) {
  try {
    await removeTree(path);
    await rm3(lock.path, { force: true });
  } finally {
    lock[Symbol.dispose]();
  }
}
async function removeEmpty(folder, top) {
  for (let path = folder; path.length >= top.length; path = dirname5(path)) {
    if (!await quietly(() => rmdir(path))) return;
  }
}
async function removeTree(path) {
  try {
    await rm3(path, { recursive: true, force: true });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && (error.code === "EACCES" || error.code === "EPERM")))
      throw error;
    await unlock(path);
    await rm3(path, { recursive: true, force: true });
  }
}
async function unlock(directory) {
  await chmod2(directory, 448);
  for (const entry of await readdir3(directory, { withFileTypes: true })) {
    if (entry.isDirectory()) await quietly(() => unlock(join8(directory, entry.name)));
  }
}
async function quietly(work) {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error) return false;
    throw error;
  }
}
async function exists(path) {
  return await quietly(() => access3(path));
}

// src/home/import/stage-import.ts
var FILE_MODE2 = 438;
async function openStaging2(home) {
  return openStaging(inHome(home, `${OWN_FOLDER}/staging`), inHome(home, OWN_FOLDER));
}
async function removeLeftovers(home) {
  await sweepStaging(inHome(home, `${OWN_FOLDER}/staging`), inHome(home, OWN_FOLDER));
}
function stagedLayer({ path }, staging) {
  return stagedPath(staging.path, path);
}
async function settleLayers(plan, staging) {
  const mode = FILE_MODE2 & ~process.umask();
  await mapInBatches(plan.layers, (layer) => chmod3(join9(stagedLayer(layer, staging), "digest"), mode));
}
async function assemblePackages(plan, staging, now) {
  await mapInBatches(incomplete(plan), async ({ package: unit, path }) => {
    const directory = stagedPath(staging.path, path);
    await assemblePackage(plan.home, unit, { directory, now });
    await mkdir5(join9(directory, "content"));
  });
}
function contentLinks(plan, staging) {
  const links = incomplete(plan).flatMap(
    ({ package: unit, path }) => unit.manifest.layers.map(({ digest, strip = stripOf(unit), prefix }) => ({
      layer: layerPath(unit.registry, digest),
      link: { content: join9(stagedPath(staging.path, path), "content"), strip, prefix }
    }))
  );
  const staged = new Set(plan.layers.map(({ path }) => path));
  return {
    from: ({ path }) => links.filter(({ layer }) => layer === path).map(({ link }) => ({ ...link, strip: link.strip + 1 })),
    present: links.filter(({ layer }) => !staged.has(layer)).map(({ layer, link }) => ({ ...link, path: join9(inHome(plan.home, layer), "content") }))
  };
}
function stripOf({ metadata }) {
  return metadata.stripComponents ?? 0;
}
function incomplete({ packages }) {
  return packages.filter(({ state }) => state !== "complete");
}

// src/commands/check-platform.ts
function checkPlatform({ packages, roots }, wanted) {
  const foreign = packages.filter(({ platform }) => platform !== "unknown" && !fits(parsePlatform(platform), wanted));
  if (foreign.length === 0) return;
  const groups = [...Map.groupBy(foreign, ({ platform }) => platform)].map(
    ([platform, units]) => `for ${platform} (${units.map((unit) => nameOf(unit, roots)).join(", ")})`
  );
  const found = `it has packages ${groups.join(", and ")}`;
  throw new BundleError("PLATFORM_MISMATCH", `Cannot use bundle on ${formatPlatform(wanted)}: ${found}`);
}

// src/commands/choose-roots.ts
function chooseRoots(roots, wanted, defaultRegistry2) {
  if (wanted.length === 0) return roots;
  const identifiers = wanted.map((text) => ({ text, identifier: parseIdentifier(text, defaultRegistry2) }));
  const absent = identifiers.filter(({ identifier }) => !roots.some((root) => isMeant(identifier, root)));
  if (absent.length > 0) {
    const names = absent.map(({ text }) => text).join(", ");
    const there = roots.map(({ identifier }) => identifier).join(", ");
    throw new BundleError("PACKAGE_NOT_IN_BUNDLE", `Cannot find ${names} in the bundle: it has ${there}`);
  }
  return roots.filter((root) => identifiers.some(({ identifier }) => isMeant(identifier, root)));
}
function isMeant({ registry, repository, tag, digest }, root) {
  if (registry !== root.registry || repository !== root.repository) return false;
  if (digest !== void 0) return digest === root.leaf || digest === root.index;
  return tag === void 0 || tag === root.tag;
}

// src/commands/import-bundle.ts
async function importBundle(request, around, listener) {
  var _stack = [];
  try {
    const home = homePath(request.home, around);
    const wanted = await wantedPlatform(request.platform);
    const bytes = __using(_stack, await openInput(request.source, around), true);
    const bundle = await openBundle(bytes, {
      platform: wanted,
      streaming: request.source.kind === "stream",
      ...request.digest !== void 0 && { pinned: parseDigest(request.digest) }
    });
    const unnamed = await defaultRegistry({ ...around, home });
    const content = await readBundle(bundle, {
      choose: (roots) => chooseRoots(roots, request.packages, unnamed),
      platform: wanted
    });
    checkPlatform(content.closure, wanted);
    await checkHome(home);
    checkLaunchers(home, content.closure.packages);
    const project = await findLockedProject(request.project, bundle.config.project, around);
    const settings = await readSettings(
      {
        home,
        userHome: around.userHome,
        variables: around.variables,
        ...project !== void 0 && { project: project.directory }
      },
      content.closure.packages.flatMap(
        ({ registry, repositories }) => repositories.map((repository) => `${registry}/${repository}`)
      ),
      request
    );
    for (const refusal of settings.refusals) throw refusal;
    const wish = {
      home,
      ...content,
      onConflict: request.onConflict,
      select: request.select,
      host: await hostPlatform(),
      ...project !== void 0 && { project },
      now: /* @__PURE__ */ new Date()
    };
    const planned = await planImport(wish);
    for (const warning of [...settings.warnings, ...planned.warnings]) listener.warn(warning);
    const done = request.dryRun ? planned : await carryOut(planned, { request, around, listener, bundle, wish });
    await bundle.finish();
    return {
      ...describe2(done, bundle, content),
      dryRun: request.dryRun,
      ...project !== void 0 && {
        project: { directory: project.directory, groups: bundle.config.project?.groups ?? [] }
      },
      warnings: [...settings.warnings, ...done.warnings]
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function carryOut(plan, work) {
  if (plan.changed) return stageAndPublish(plan, work);
  await removeLeftovers(plan.home);
  return plan;
}
async function stageAndPublish(plan, { request, around, listener, bundle, wish }) {
  var _stack = [];
  try {
    const { signal } = around;
    const expected = plan.layers.map((layer) => listedLayer(bundle, layer));
    const engine = __using(_stack, openEngine({ workers: request.workers ?? availableParallelism(), expected }), true);
    const needs = needsOf(plan, (layer) => listedLayer(bundle, layer));
    await checkRoom(wish.home, needs);
    const staging = __using(_stack, await openStaging2(wish.home), true);
    await assemblePackages(plan, staging, wish.now);
    const links = contentLinks(plan, staging);
    const blobs = plan.layers.map((layer) => ({
      ...bundle.layer(listedLayer(bundle, layer), layerPrefix(layer)),
      target: stagedLayer(layer, staging),
      links: links.from(layer)
    }));
    const total = contentOf(plan, bundle);
    await engine.unpack(bundle.source, blobs, (content) => {
      signal.throwIfAborted();
      listener.progress("import", content, total);
    });
    await bundle.finish();
    await settleLayers(plan, staging);
    await engine.link(links.present);
    signal.throwIfAborted();
    return await publishImport(wish, {
      staging,
      durable: request.durable,
      record: {
        bundle: { name: bundle.name, digest: bundle.digest },
        source: bundle.source.name,
        roots: wish.closure.roots.map(({ identifier }) => identifier)
      }
    });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function listedLayer({ config }, { registry, digest }) {
  const layer = config.layers.find((candidate) => candidate.registry === registry && candidate.digest === digest);
  if (layer === void 0) throw new Error(`the bundle lacks layer ${digest}`);
  return layer;
}
function contentOf(plan, bundle) {
  return plan.layers.reduce((sum2, layer) => sum2 + listedLayer(bundle, layer).contentSize, 0);
}
function describe2(plan, bundle, { closure }) {
  const describePackage = ({ package: unit, path, state }) => ({
    identifier: nameOf(unit, closure.roots),
    digest: unit.leaf,
    path: inHome(plan.home, path),
    status: STATUS[state]
  });
  return {
    home: plan.home,
    bundle: { name: bundle.name, digest: bundle.digest, platform: formatPlatform(bundle.config.platform) },
    changed: plan.changed,
    packages: plan.packages.map(describePackage),
    ...plan.counts,
    bytesAdded: contentOf(plan, bundle),
    links: plan.links.map(({ path, status }) => ({ path: inHome(plan.home, path), status })),
    conflicts: plan.conflicts,
    roots: closure.roots.map(
      ({ registry, repository, tag, leaf }) => formatIdentifier({ registry, repository, ...tag !== void 0 && { tag }, digest: leaf })
    )
  };
}
var STATUS = { missing: "added", incomplete: "repaired", complete: "present" };

export {
  importBundle
};
