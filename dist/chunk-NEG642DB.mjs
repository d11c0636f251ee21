import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  backReference,
  formatIndexConfig,
  formatObserved,
  installLinkTarget,
  linkState,
  mergeCatalog,
  mergeRoot,
  nameOfPath,
  packageOf
} from "./chunk-65IAK2OQ.mjs";
import {
  STORES
} from "./chunk-T5UKA76H.mjs";
import {
  EXECUTABLE_MODE,
  planExecutable
} from "./chunk-DZ7BITUT.mjs";
import {
  LOCK_PATH,
  LOG_PATH,
  UNFINISHED_PATH,
  assignedValue,
  keptConfigPath,
  mergeSettings,
  readImportsLog
} from "./chunk-HAWTYSNO.mjs";
import {
  blobReferences,
  lostDocuments,
  lostReferences,
  packageParts,
  stripOf
} from "./chunk-ZVAENZNC.mjs";
import {
  parseMetadata
} from "./chunk-DM6LKKWO.mjs";
import {
  parseResolved
} from "./chunk-ZVUNG3OG.mjs";
import {
  absentHome,
  inHome,
  inTheWay,
  openingCommand,
  readOnce,
  targetHome
} from "./chunk-K7OIXQE2.mjs";
import {
  mapInBatches
} from "./chunk-BOIK5VYQ.mjs";
import {
  isTagRoot
} from "./chunk-G7N6TWGI.mjs";
import {
  formOf,
  isPublished,
  parseRootDocument,
  readBlob,
  readReferenced,
  readRootDocument
} from "./chunk-JMPCFPP2.mjs";
import {
  candidatePath,
  catalogPath,
  currentPath,
  dispatchPath,
  indexConfigPath,
  indexRootPath,
  layerPath,
  linksPath,
  packagePath,
  storeBlobPath
} from "./chunk-T75H43WP.mjs";
import {
  readToml
} from "./chunk-MHK6QLCY.mjs";
import {
  get,
  parseJsonTree
} from "./chunk-M6FOAHYW.mjs";
import {
  fitsMachine,
  parsePlatform
} from "./chunk-MQGKUEUU.mjs";
import {
  isAbsent,
  lookAt
} from "./chunk-UQ43A2YU.mjs";
import {
  MAX_NAME,
  MAX_PATH
} from "./chunk-Z2KHX2NZ.mjs";
import {
  DEFAULT_TAG
} from "./chunk-RVXH5BSX.mjs";
import {
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import {
  digestOf
} from "./chunk-4LCJ56VL.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/home/plan/check-paths.ts
import { lstat, stat } from "node:fs/promises";
import { dirname } from "node:path/posix";
var BESIDE_LINKS = ["candidates", "current", ".select.lock"];
async function checkPaths(plan, roots, target) {
  const changes = await checkPlanned(plan, roots, target);
  const seen = /* @__PURE__ */ new Map();
  for (const [path, replaceable] of changes) {
    if (await isDirectory(plan.home, dirname(path), seen)) await checkEnd(inHome(plan.home, path), replaceable);
  }
}
async function checkPlanned(plan, roots, target) {
  const changes = changesOf(plan);
  checkNames(plan.home, [...changes.keys()]);
  const standing = plan.links.filter(({ status }) => status === "present").map(({ path }) => path);
  checkPrefixes(/* @__PURE__ */ new Set([...changes.keys(), ...standing]));
  await checkRepositories(roots, target);
  return changes;
}
function changesOf(plan) {
  const changes = /* @__PURE__ */ new Map();
  const add = (paths, replaceable) => {
    for (const { path } of paths) {
      if (changes.has(path)) throw unsafe(`Cannot import to ${path}: the bundle has two objects for this path`);
      changes.set(path, replaceable);
    }
  };
  const links = plan.links.filter(({ status }) => status === "added" || status === "moved");
  const complete = plan.packages.filter(({ state }) => state === "complete");
  add([...plan.blobs, ...plan.layerDigests, ...plan.dispatchObjects, ...plan.indexDocuments], "file");
  add(
    plan.packages.flatMap(({ documents }) => documents),
    "file"
  );
  add(
    plan.stale.map((path) => ({ path })),
    "file"
  );
  add(plan.layers, "anything");
  add(
    plan.packages.filter(({ state }) => state !== "complete"),
    "anything"
  );
  add(
    complete.flatMap(({ references, backReferences }) => [...references, ...backReferences]),
    "link"
  );
  add(links, "link");
  add(
    links.filter(({ kind }) => kind === "current").map(({ path }) => ({ path: selectLockPath(path) })),
    "file"
  );
  add(
    plan.links.flatMap(({ staleBackReferences }) => staleBackReferences.map((path) => ({ path }))),
    "link"
  );
  add(plan.ledger === void 0 ? [] : [plan.ledger], "link");
  add(plan.ocx === void 0 || plan.ocx.state === "present" ? [] : [plan.ocx], "file");
  add([{ path: LOCK_PATH }, { path: LOG_PATH }, { path: UNFINISHED_PATH }], "file");
  return changes;
}
function writtenPaths(plan) {
  return [...changesOf(plan).keys()];
}
function writtenFolders(plan) {
  return [...new Set(Array.from(changesOf(plan).keys(), (path) => dirname(path)))];
}
function foldersOfPlan(plan) {
  const layers = plan.packages.flatMap(
    ({ package: pkg, state }) => state === "complete" ? [] : pkg.manifest.layers.map(({ digest }) => layerPath(pkg.registry, digest))
  );
  return [...new Set([...changesOf(plan).keys(), ...layers].flatMap(foldersOf))];
}
function selectLockPath(link) {
  return `${dirname(link)}/.select.lock`;
}
function checkNames(home, paths) {
  for (const path of paths) {
    const name = path.split("/").find((segment) => Buffer.byteLength(segment) > MAX_NAME);
    if (name !== void 0)
      throw unsafe(`Cannot import to ${path}: a name in it has ${Buffer.byteLength(name)} bytes, expected at most 255`);
    const length = Buffer.byteLength(inHome(home, path));
    if (length <= MAX_PATH) continue;
    const message = `Cannot use home ${home}: the path of ${path} in it has ${length} bytes, expected at most ${MAX_PATH}`;
    throw new BundleError("HOME_INVALID", message, { hint: "Choose a home with a shorter path." });
  }
}
function checkPrefixes(paths) {
  for (const path of paths) {
    for (const folder of foldersOf(path)) {
      if (paths.has(folder)) throw unsafe(`Cannot import to ${path}: the bundle has something else at ${folder}`);
    }
  }
}
async function checkRepositories(roots, target) {
  const folders = new Map(roots.map((root) => [linksPath(root.registry, root.repository), root]));
  for (const [folder, { registry, repository }] of folders) {
    for (const other of foldersOf(folder)) {
      const next = folder.slice(other.length + 1).split("/", 1)[0] ?? "";
      if (!BESIDE_LINKS.includes(next)) continue;
      if (folders.has(other) || await isRepository(other, next, target)) {
        throw unsafe(
          `Cannot import ${registry}/${repository}: it leads through "${next}" of ${other}, another repository`
        );
      }
    }
  }
}
async function isRepository(folder, besides, target) {
  for (const name of BESIDE_LINKS) {
    if (name !== besides && await target.exists(`${folder}/${name}`)) return true;
  }
  return false;
}
async function isDirectory(home, path, seen) {
  if (path === ".") return true;
  const known = seen.get(path) ?? lookAtFolder(home, path, seen);
  seen.set(path, known);
  return known;
}
async function lookAtFolder(home, path, seen) {
  if (!await isDirectory(home, dirname(path), seen)) return false;
  const full = inHome(home, path);
  const own = await lookAt(full, lstat);
  if (own === void 0) return false;
  const found = own.isSymbolicLink() && STORES.includes(path) ? await lookAt(full, stat) : own;
  if (found?.isDirectory() === true) return true;
  throw inTheWay(full, found?.isFile() === true ? "a file" : "a link", "a directory");
}
async function checkEnd(path, replaceable) {
  if (replaceable === "anything") return;
  const found = await lookAt(path, lstat);
  if (found?.isDirectory() === true) throw inTheWay(path, "a directory", `a ${replaceable} or nothing`);
}
function unsafe(message) {
  return new BundleError("PATH_UNSAFE", message);
}
function foldersOf(path) {
  const names = path.split("/");
  return names.slice(1).map((_, i) => names.slice(0, i + 1).join("/"));
}

// src/home/target/find-links.ts
var INSTALL_LINK = /\/(?:current|candidates\/[^/]+)$/u;
async function linksIn(target) {
  return await linksBelow(target, "symlinks");
}
async function linksBelow(target, folder) {
  const found = await mapInBatches(await target.entries(folder), async (entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return await linksBelow(target, path);
    if (!entry.isSymbolicLink() || !INSTALL_LINK.test(path)) return [];
    const text = await target.link(path);
    return text === void 0 ? [] : [{ path, target: text }];
  });
  return found.flat();
}

// src/home/target/project-registration.ts
import { realpath } from "node:fs/promises";
import { join } from "node:path";
var LOCK_FILE = "ocx.lock";
async function projectRegistration({
  directory,
  declarationHash
}) {
  if (await lockedHash(directory) !== declarationHash) return void 0;
  try {
    const target = await realpath(directory);
    return { path: `projects/${nameOfPath(target)}`, target };
  } catch (error) {
    if (isAbsent(error)) return void 0;
    throw fromSystemError(error, `look at ${directory}`);
  }
}
async function isHomeProject(entry, home) {
  return await home.real(LOCK_FILE) === join(entry.target, LOCK_FILE);
}
async function lockedHash(directory) {
  try {
    const lock = await readToml(join(directory, LOCK_FILE), "LOCK_INVALID");
    return lock?.table("metadata").value("declaration_hash");
  } catch (error) {
    if (error instanceof BundleError && error.code === "LOCK_INVALID") return void 0;
    throw error;
  }
}

// src/home/target/shared-files.ts
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { dirname as dirname2 } from "node:path/posix";
var SHARED_MODE = 420;
var READABLE = 292;
var ENTERABLE = 365;
async function unreadableFiles(target, closure) {
  const paths = [...new Set(filesOf(closure))];
  const modes = await mapInBatches(paths, (path) => target.mode(path));
  return paths.filter((_, index) => {
    const mode = modes[index];
    return mode !== void 0 && (mode & READABLE) !== READABLE;
  });
}
async function warnOfClosedFolders(target, closure) {
  const packages = closure.packages.map(({ registry, leaf }) => packagePath(registry, leaf));
  const links = closure.roots.map(({ registry, repository }) => linksPath(registry, repository));
  const folders = [
    ...new Set([...filesOf(closure).map((path) => dirname2(path)), ...packages, ...links].flatMap(upwards))
  ];
  const found = await mapInBatches(folders, (folder) => lookAt(inHome(target.path, folder)));
  const home = await lookAt(target.path);
  const closed = [
    ...isClosed(home) ? [target.path] : [],
    ...folders.filter((_, index) => isClosed(found[index])).map((folder) => inHome(target.path, folder))
  ];
  const [first] = closed;
  if (first === void 0) return [];
  const more = closed.length === 1 ? "" : ` and ${closed.length - 1} more folders`;
  return [`Other users cannot enter ${first}${more}: as the owner, run \`${openingCommand(target.path)}\``];
}
function isClosed(stats) {
  return stats?.isDirectory() === true && (stats.mode & ENTERABLE) !== ENTERABLE;
}
function upwards(folder) {
  const names = folder.split("/");
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
}
function filesOf({ packages, roots, sources }) {
  const pins = packages.flatMap(
    ({ dependencies }) => dependencies.map(({ identifier, index }) => ({ ...identifier, index }))
  );
  return [
    ...packages.flatMap(({ registry, blobs }) => blobs.map((digest) => storeBlobPath(registry, digest))),
    ...[...roots, ...pins].flatMap(
      ({ registry, repository, index }) => index === void 0 ? [] : dispatchPath(registry, repository, index)
    ),
    ...roots.filter(isTagRoot).map(({ registry, repository }) => indexRootPath(registry, repository)),
    ...sources.flatMap(({ registry }) => [catalogPath(registry), indexConfigPath(registry)])
  ];
}
async function shareFile(root, path) {
  await root.at(path, async (place) => {
    var _stack = [];
    try {
      const file = __using(_stack, await open(place, constants.O_RDONLY + constants.O_NOFOLLOW), true);
      await file.chmod(SHARED_MODE);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  });
}

// src/home/plan/plan-index.ts
async function planIndex(input) {
  const parts = [];
  for (const { registry, published } of input.closure.sources) {
    const roots = input.roots.filter(({ root, keeps }) => root.registry === registry && isTagRoot(root) && !keeps);
    if (roots.length > 0) parts.push(await planRegistry(input, registry, published, roots));
  }
  return {
    dispatchObjects: await planDispatchObjects(input),
    indexDocuments: [
      ...parts.flatMap(({ formats }) => formats),
      ...parts.flatMap((part) => part.roots),
      ...parts.flatMap((part) => part.catalogs)
    ],
    stale: parts.flatMap((part) => part.stale)
  };
}
async function planRegistry(input, registry, published, plans) {
  const { target } = input;
  const documents = await mapInBatches(
    [...tagsByRepository(plans)],
    ([repository, tags]) => planRepository(input, { registry, repository }, tags)
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
  const unique = [...new Map(wanted.map((object) => [object.path, object])).values()];
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

// src/home/plan/plan-links.ts
async function viewLink({ target, log }, root, { key, path }) {
  const own = packagePath(root.registry, root.leaf);
  const state = await linkState(target, path, own);
  const [before, ...rest] = [packageOf(textOf(state)), log.unfinishedOf(key)?.before].filter(
    (pkg) => pkg !== void 0 && pkg !== own
  );
  const staleBackReferences = [];
  for (const pkg of /* @__PURE__ */ new Set([before, ...rest])) {
    const reference = pkg === void 0 ? void 0 : backReference(target.path, pkg, path);
    if (reference !== void 0 && await target.link(reference.path) === reference.target)
      staleBackReferences.push(reference.path);
  }
  return { key, path, root, packagePath: own, state, ...before === void 0 ? {} : { before }, staleBackReferences };
}
function linkThatFollows({ target }, view, moves) {
  if (view === void 0) return [];
  const { key, path, state, staleBackReferences } = view;
  if (state.kind === "other" && !moves) return linkThatStays({ target }, view);
  const text = textOf(state);
  const status = state.kind === "same" ? "present" : text === void 0 ? "added" : "moved";
  return [
    { kind: key.kind, path, target: installLinkTarget(target.path, view.packagePath), status, staleBackReferences }
  ];
}
function linkThatStays({ target }, view) {
  if (view === void 0) return [];
  const { key, path, packagePath: own, state } = view;
  const common = { kind: key.kind, path, staleBackReferences: [] };
  if (state.kind === "same") return [{ ...common, target: installLinkTarget(target.path, own), status: "present" }];
  const text = textOf(state);
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
function linkReliances(views, links) {
  const standing = new Set(links.filter(({ status }) => status !== "kept").map(({ path }) => path));
  return views.flatMap(
    (view) => view !== void 0 && standing.has(view.path) ? { ...view.key, digest: view.root.leaf } : []
  );
}
function isImported({ log }, { key, state }) {
  const pkg = packageOf(textOf(state));
  return log.setTo(key).some((leaf) => packagePath(key.registry, leaf) === pkg);
}
function textOf(state) {
  return state.kind === "same" ? void 0 : state.text;
}
function inInstallOrder(links) {
  return links.toSorted((a, b) => rank(a) - rank(b));
}
function rank({ kind }) {
  return kind === "candidate" ? 0 : 1;
}

// src/home/plan/plan-roots.ts
async function planRoots(input) {
  if (input.select) refuseAmbiguity(input);
  const roots = input.closure.roots.toSorted((a, b) => Number(a.tag === void 0) - Number(b.tag === void 0));
  const views = await mapInBatches(roots, (root) => viewRoot(input, root));
  const judged = views.map((view) => ({ view, ...judge(input, view) }));
  const candidates = claimants(judged, "candidate");
  const currents = claimants(judged, "current");
  return judged.map((one) => {
    const candidate = candidates.has(one) ? one.view.candidate : void 0;
    const current = currents.has(one) ? one.view.current : void 0;
    return planRoot(input, { ...one, view: { ...one.view, candidate, current } });
  });
}
function claimants(judged, kind) {
  const rank2 = ({ outcome, movesCurrent }) => kind === "current" && movesCurrent ? 0 : outcome === "kept" ? 2 : 1;
  const byPath = Map.groupBy(
    judged.filter(({ view }) => view[kind] !== void 0),
    ({ view }) => view[kind]?.path
  );
  return new Set([...byPath.values()].flatMap((rivals) => rivals.toSorted((a, b) => rank2(a) - rank2(b)).slice(0, 1)));
}
function refuseAmbiguity(input) {
  const chosen = /* @__PURE__ */ new Map();
  for (const root of input.closure.roots.filter((candidate) => hasLinks(input, candidate))) {
    const place = `${root.registry}/${root.repository}`;
    const other = chosen.get(place) ?? root;
    chosen.set(place, other);
    if (other.leaf === root.leaf) continue;
    throw new BundleError(
      "SELECT_AMBIGUOUS",
      `Cannot select both ${other.identifier} and ${root.identifier}: a repository has one current package`
    );
  }
}
function hasLinks({ closure, host }, { registry, leaf, declaredBy }) {
  if (declaredBy === "lock") return false;
  const platform = closure.packages.find((pkg) => pkg.registry === registry && pkg.leaf === leaf)?.platform;
  return platform === void 0 || platform === "unknown" || fitsMachine(parsePlatform(platform), host);
}
function planRoot(input, { view, outcome, conflicts, movesCurrent }) {
  const { root, content, contentHere, candidate, current } = view;
  switch (outcome) {
    case "agreed":
    case "replaced": {
      const links = [
        ...linkThatFollows(input, candidate, outcome === "replaced"),
        ...linkThatFollows(input, current, movesCurrent)
      ];
      const takesTag = contentHere !== content;
      const settings = [
        ...tagSetting(root, takesTag ? content : void 0),
        ...linkSettings([candidate, current], links)
      ];
      const relies = [...tagSetting(root, content), ...linkReliances([candidate, current], links)];
      return { root, takesTag, keeps: false, links, conflicts, settings, relies };
    }
    case "kept": {
      const links = [candidate, current].flatMap((link) => linkThatStays(input, link));
      const relies = linkReliances([candidate, current], links);
      return { root, takesTag: false, keeps: true, links, conflicts, settings: [], relies };
    }
  }
}
async function viewRoot(input, root) {
  const { registry, repository, tag } = root;
  const content = isTagRoot(root) ? await contentInBundle(input.read, root) : void 0;
  const here = content === void 0 ? void 0 : await readRootDocument(input.target.read, root);
  const view = async (key, path) => hasLinks(input, root) ? viewLink(input, root, { key, path }) : void 0;
  const linked = tag ?? (root.declaredBy === "identifier" ? DEFAULT_TAG : void 0);
  return {
    root,
    content,
    contentHere: here?.tags.get(tag ?? "")?.content,
    candidate: linked === void 0 ? void 0 : await view(
      { kind: "candidate", registry, repository, tag: linked },
      candidatePath(registry, repository, linked)
    ),
    current: input.select || root.current ? await view({ kind: "current", registry, repository }, currentPath(registry, repository)) : void 0
  };
}
async function contentInBundle(read, root) {
  const content = (await readRootDocument(read, root))?.tags.get(root.tag ?? "")?.content;
  if (content !== void 0 && content === (root.index ?? root.leaf)) return content;
  const found = `the bundle's index has ${content ?? "nothing"} for its tag, the bundle's config has ${root.index ?? root.leaf}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot import ${root.identifier}: ${found}`);
}
function differencesOf(input, { root, content, contentHere, candidate }) {
  const { registry, repository, tag } = root;
  if (tag === void 0) return [];
  const differences = [];
  if (contentHere !== void 0 && contentHere !== content) {
    const imported = input.log.setTo({ kind: "index", registry, repository, tag }).includes(contentHere);
    differences.push({ what: `its index entry is ${contentHere}`, imported });
  }
  if (candidate?.state.kind === "other") {
    differences.push({ what: `its link points at ${candidate.state.text}`, imported: isImported(input, candidate) });
  }
  return differences;
}
function judge(input, view) {
  const differences = differencesOf(input, view);
  const moves = input.select || isUnfinished(input, view.current);
  if (differences.length === 0) return { outcome: "agreed", conflicts: [], movesCurrent: moves };
  const imported = differences.every((difference) => difference.imported);
  const isReplaced = input.onConflict === "replace" || input.onConflict === "update" && imported;
  const status = isReplaced ? "replaced" : "kept";
  const reason = `${differences.map(({ what }) => what).join(" and ")}, set by ${imported ? "an earlier import" : "OCX"}`;
  return {
    outcome: status,
    conflicts: [{ identifier: view.root.identifier, status, reason }],
    movesCurrent: isReplaced && (moves || followsTag(input, view))
  };
}
function followsTag(input, { candidate, current }) {
  if (candidate?.state.kind !== "other" || current?.state.kind !== "other" || !current.root.current) return false;
  if (packageOf(current.state.text) !== packageOf(candidate.state.text)) return false;
  return input.onConflict === "replace" || isImported(input, current);
}
function isUnfinished({ log }, view) {
  return view !== void 0 && log.unfinishedOf(view.key)?.digest === view.root.leaf;
}
function tagSetting({ registry, repository, tag }, digest) {
  return digest === void 0 || tag === void 0 ? [] : [{ kind: "index", registry, repository, tag, digest }];
}

// src/home/plan/plan-stores.ts
async function planStores(target, { closure, read, emptyLayers, repair = false }) {
  const wanted = blobsOf(closure);
  const blobs = (await mapInBatches(wanted, (blob) => planBlob(target, blob, read))).flatMap((blob) => blob ?? []);
  const trees = closure.layers.map(({ registry, digest }) => ({ registry, digest, path: layerPath(registry, digest) }));
  const views = await mapInBatches(trees, (layer) => viewLayer(target, layer, emptyLayers));
  const layers = views.filter(({ isThere }) => !isThere).map(({ layer }) => layer);
  const layerDigests = views.filter(({ isThere, hasDigest }) => isThere && !hasDigest).map(({ layer: { path, digest } }) => ({ path: `${path}/digest`, bytes: Buffer.from(digest) }));
  const packages = await mapInBatches(closure.packages, (pkg) => planPackage(target, pkg, repair));
  const counts = { layers: tally(layers.length, trees.length), blobs: tally(blobs.length, wanted.length) };
  return { blobs, layers, layerDigests, packages, counts };
}
function blobsOf({ packages }) {
  const all = packages.flatMap(
    (owner) => owner.blobs.map((digest) => ({ owner, digest, path: storeBlobPath(owner.registry, digest) }))
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
async function viewLayer(target, layer, empty) {
  const content = `${layer.path}/content`;
  const mayBeEmpty = empty === void 0 || empty.has(layer.path);
  const isThere = mayBeEmpty ? await target.isDirectory(content) : await target.hasEntries(content);
  const named = await target.read(`${layer.path}/digest`);
  return {
    layer,
    isThere,
    hasDigest: Buffer.from(named ?? []).toString().trim() === layer.digest
  };
}
async function planPackage(target, pkg, repair) {
  const path = packagePath(pkg.registry, pkg.leaf);
  const state = await packageState(target, path, pkg);
  const plan = { package: pkg, path, state, backReferences: [] };
  if (state !== "complete") return { ...plan, documents: [], references: [], isDamaged: false };
  const documents = await lostDocuments(target, pkg, repair);
  const lost = await lostReferences(target, pkg);
  const references = [...lost, ...await missingLinks(target, blobReferences(target.path, pkg))];
  return { ...plan, documents, references, isDamaged: documents.length > 0 || lost.length > 0 };
}
async function packageState(target, path, pkg) {
  const [content, references, metadata, resolved, install] = await Promise.all([
    hasContent(target, path, pkg),
    // The references to layers are compared one by one; without layers, only their folder can be lost.
    pkg.manifest.layers.length > 0 || target.isDirectory(`${path}/refs/layers`),
    target.read(`${path}/metadata.json`),
    target.read(`${path}/resolve.json`),
    target.read(`${path}/install.json`)
  ]);
  if (content && references && isReadable(metadata, parseMetadata) && isReadable(resolved, parseResolved) && isReadable(install, requireOk)) {
    return "complete";
  }
  return await target.exists(path) ? "incomplete" : "missing";
}
async function hasContent(target, path, pkg) {
  if (await target.hasEntries(`${path}/content`)) return true;
  if (!await target.isDirectory(`${path}/content`)) return false;
  for (const layer of pkg.manifest.layers) {
    if (await target.hasEntries(`${layerPath(pkg.registry, layer.digest)}/content`, stripOf(layer, pkg))) return false;
  }
  return true;
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
  const ok = get(parseJsonTree(bytes, what), "ok");
  return ok?.kind === "boolean" && ok.value ? true : void 0;
}
async function missingLinks(target, wanted) {
  const texts = await mapInBatches(wanted, ({ path }) => target.link(path));
  return wanted.filter((link, i) => texts[i] !== link.target);
}
function tally(added, all) {
  return { added, present: all - added };
}

// src/home/plan/planned-home.ts
function plannedHome(target, plan, now) {
  const documents = new Map(plan.stale.map((path) => [path, void 0]));
  for (const { path, bytes } of [...plan.blobs, ...plan.layerDigests, ...plan.dispatchObjects, ...plan.indexDocuments])
    documents.set(path, bytes);
  for (const { path, digest } of plan.layers) documents.set(`${path}/digest`, Buffer.from(digest));
  const shared = new Set(plan.unreadable);
  const directories = new Set(plan.layers.map(({ path }) => `${path}/content`));
  const links = /* @__PURE__ */ new Map();
  for (const { path, package: pkg, state, documents: lost, references, backReferences } of plan.packages) {
    for (const document of lost) documents.set(document.path, document.bytes);
    for (const link of [...references, ...backReferences]) links.set(link.path, link.target);
    if (state === "complete") continue;
    directories.add(`${path}/content`);
    directories.add(`${path}/refs/layers`);
    const parts = packageParts(plan.home, pkg, now);
    for (const link of parts.links) links.set(link.path, link.target);
    for (const document of parts.documents) documents.set(document.path, document.bytes);
  }
  for (const { path, target: text, status, staleBackReferences } of plan.links) {
    if (status !== "kept") links.set(path, text);
    for (const reference of staleBackReferences) links.set(reference, void 0);
  }
  if (plan.ledger !== void 0) links.set(plan.ledger.path, plan.ledger.target);
  documents.set(UNFINISHED_PATH, void 0);
  const { ocx } = plan;
  const settings = JSON.stringify({ settings: mergeSettings(plan.unfinished, plan.settings) });
  return {
    ...target,
    read: async (path) => {
      if (path === LOG_PATH)
        return Buffer.concat([await target.read(path) ?? Buffer.of(), Buffer.from(`
${settings}`)]);
      return documents.has(path) ? documents.get(path) : target.read(path);
    },
    size: async (path) => path === ocx?.path ? ocx.size : target.size(path),
    digest: async (path) => path === ocx?.path ? ocx.digest : target.digest(path),
    mode: async (path) => {
      if (path === ocx?.path) return EXECUTABLE_MODE;
      return documents.get(path) !== void 0 || shared.has(path) ? SHARED_MODE : await target.mode(path);
    },
    link: async (path) => links.has(path) ? links.get(path) : target.link(path),
    exists: async (path) => {
      if (path === ocx?.path) return true;
      if (documents.has(path)) return documents.get(path) !== void 0;
      if (links.has(path)) return links.get(path) !== void 0;
      return directories.has(`${path}/content`) || await target.exists(path);
    },
    isDirectory: async (path) => directories.has(path) || await target.isDirectory(path),
    hasEntries: async (path, levels) => directories.has(path) || await target.hasEntries(path, levels)
  };
}

// src/home/plan/plan-import.ts
async function planImport(input) {
  const target = targetHome(input.home);
  let left;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const plan = await decide(input, target);
    if (!plan.changed) return plan;
    await checkPaths(plan, input.closure.roots, target);
    left = await decide(input, plannedHome(target, plan, input.now));
    if (!left.changed) return plan;
  }
  const what = `${(left && firstChange(left)) ?? "something"} would still differ from the bundle`;
  throw new BundleError("BUNDLE_INVALID", `Cannot import into ${input.home}: ${what}`);
}
async function planNewHome(input) {
  const target = absentHome(input.home);
  const plan = await decide(input, target);
  await checkPlanned(plan, input.closure.roots, target);
  const left = await decide(input, plannedHome(target, plan, input.now));
  if (!left.changed) return plan;
  const what = `${firstChange(left) ?? "something"} would still differ from the bundle`;
  throw new BundleError("BUNDLE_INVALID", `Cannot assemble a home at ${input.home}: ${what}`);
}
var ATTEMPTS = 3;
async function decide(input, target) {
  const log = await readImportsLog(target);
  const indexed = readOnce(target);
  const roots = await planRoots({ ...input, target: indexed, log });
  const conflicts = roots.flatMap((root) => root.conflicts);
  if (input.onConflict === "fail" && conflicts.length > 0) {
    const all = conflicts.map(({ identifier, reason }) => `${identifier}: ${reason}`).join("; ");
    throw new BundleError("TAG_CONFLICT", `Cannot import into ${input.home}: ${all}`);
  }
  const stores = await planStores(target, input);
  const index = await planIndex({ ...input, target: indexed, roots });
  const links = inInstallOrder(roots.flatMap((root) => root.links));
  const ledger = await planLedger(target, input);
  const relies = roots.flatMap((root) => root.relies);
  const { ocx, repair: content = false } = input;
  const plan = {
    home: input.home,
    ...stores,
    ...index,
    packages: await addBackReferences(target, stores.packages, links),
    links,
    ...ledger.entry === void 0 ? {} : { ledger: ledger.entry },
    conflicts,
    warnings: [...roots.flatMap(warningsOf), ...unlinkedWarnings(target, roots), ...ledger.warnings],
    settings: roots.flatMap((root) => root.settings),
    relies,
    ...ledger.wanted !== void 0 && { registration: ledger.wanted },
    isUnrecorded: await isUnrecorded(target, input, { log, relies, registration: ledger.wanted }),
    unfinished: log.unfinished,
    unreadable: input.shared === true ? await unreadableFiles(target, input.closure) : [],
    ...ocx !== void 0 && { ocx: await planExecutable(target, ocx, { content }) }
  };
  return { ...plan, changed: isChange(plan) };
}
async function addBackReferences(target, packages, links) {
  const planned = new Set(links.filter(({ status }) => status !== "kept").map(({ path }) => path));
  const standing = [
    ...links.filter(({ path }) => planned.has(path)),
    ...(await linksIn(target)).filter(({ path }) => !planned.has(path))
  ];
  return mapInBatches(packages, async (pkg) => {
    const root = inHome(target.path, pkg.path);
    const wanted = standing.filter((link) => link.target === root).map((link) => backReference(target.path, pkg.path, link.path));
    return { ...pkg, backReferences: await missingLinks(target, wanted) };
  });
}
async function planLedger(target, { closure, project }) {
  const locked = closure.roots.filter(({ declaredBy }) => declaredBy === "lock");
  if (locked.length === 0) return { warnings: [] };
  const entry = project === void 0 ? void 0 : await projectRegistration(project);
  if (entry === void 0) {
    const why = project === void 0 ? "no project with this lock is known" : `${project.directory} has another ocx.lock, or none`;
    return {
      warnings: [
        `\`ocx clean\` may remove the packages of the project: ${why}. \`ocx --offline pull\` there keeps them.`
      ]
    };
  }
  if (await isHomeProject(entry, target)) return { warnings: [] };
  const isThere = await target.link(entry.path) === entry.target;
  return { ...isThere ? {} : { entry }, wanted: entry, warnings: [] };
}
async function isUnrecorded(target, { bundle, manifest = bundle, ocx }, {
  log,
  relies,
  registration
}) {
  if (bundle === void 0 || manifest === void 0) return false;
  const records = log.records.filter((one) => one.bundle.digest === bundle && one.forgotten === void 0);
  const recorded = new Set(records.flatMap((one) => one.relies.map(assignedValue)));
  const isRegistered = registration === void 0 || records.some((one) => one.registration?.target === registration.target);
  const hasOcx = ocx === void 0 || records.some((one) => one.ocx === ocx.digest);
  const isComplete = records.length > 0 && isRegistered && hasOcx && relies.every((one) => recorded.has(assignedValue(one)));
  return !isComplete || !await target.exists(keptConfigPath(manifest));
}
function warningsOf({ root, conflicts, links }) {
  const kept = conflicts.filter(({ status }) => status === "kept");
  if (kept.length > 0) {
    return kept.map(
      ({ identifier, reason }) => `Kept ${identifier} as it is here: ${reason}. The bundle's package is imported as ${root.repository}@${root.leaf}, without a link.`
    );
  }
  return links.filter(({ status }) => status === "kept").map(({ path, target }) => `Kept ${path}: it points at ${target}`);
}
function unlinkedWarnings({ path: home }, roots) {
  const linked = new Set(roots.flatMap(({ links }) => links.map(({ target }) => target)));
  return roots.filter(({ root, links, keeps }) => root.declaredBy !== "lock" && links.length === 0 && !keeps).filter(({ root: { registry, leaf } }) => !linked.has(inHome(home, packagePath(registry, leaf)))).map(({ root }) => `\`ocx clean\` may remove ${root.identifier}: no link here points at it`);
}
function firstChange({
  blobs,
  layers,
  layerDigests,
  dispatchObjects,
  indexDocuments,
  packages,
  links,
  ocx
}) {
  const changes = [
    ...[...blobs, ...layers, ...layerDigests, ...dispatchObjects, ...indexDocuments].map(({ path }) => path),
    ...packages.filter(({ state }) => state !== "complete").map(({ path }) => path),
    ...packages.flatMap(changesIn).map(({ path }) => path),
    ...links.filter(({ status }) => status === "added" || status === "moved").map(({ path }) => path),
    ...ocx !== void 0 && ocx.state !== "present" ? [ocx.path] : []
  ];
  return changes[0];
}
function isChange(plan) {
  const {
    blobs,
    layers,
    layerDigests,
    dispatchObjects,
    indexDocuments,
    stale,
    packages,
    links,
    ledger,
    unfinished,
    unreadable,
    ocx
  } = plan;
  return [blobs, layers, layerDigests, dispatchObjects, indexDocuments, stale].some((changes) => changes.length > 0) || packages.some((pkg) => pkg.state !== "complete" || changesIn(pkg).length > 0) || links.some(
    ({ status, staleBackReferences }) => status === "added" || status === "moved" || staleBackReferences.length > 0
  ) || ledger !== void 0 || unreadable.length > 0 || ocx !== void 0 && ocx.state !== "present" || unfinished.length > 0;
}
function changesIn({ documents, references, backReferences }) {
  return [...documents, ...references, ...backReferences];
}

export {
  SHARED_MODE,
  warnOfClosedFolders,
  shareFile,
  writtenPaths,
  writtenFolders,
  foldersOfPlan,
  selectLockPath,
  planImport,
  planNewHome
};
