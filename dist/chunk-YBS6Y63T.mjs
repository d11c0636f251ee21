import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  LOCK_PATH,
  LOG_PATH,
  STORES,
  UNFINISHED_PATH,
  blobReferences,
  formatInstall,
  inHome,
  inTheWay,
  mergeSettings,
  missingLinks,
  planStores,
  readImportsLog,
  readOnce,
  targetHome
} from "./chunk-LHHRBI6Z.mjs";
import {
  mapInBatches
} from "./chunk-DO66P3RZ.mjs";
import {
  readToml
} from "./chunk-LNR7LLMD.mjs";
import {
  isTagRoot
} from "./chunk-JRU5M74L.mjs";
import {
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
  linksPath,
  packageOfLink,
  packagePath,
  parseRootDocument,
  readReferenced,
  readRootDocument
} from "./chunk-G25ACHA6.mjs";
import {
  DEFAULT_TAG,
  compareBytes,
  entriesOf,
  fitsMachine,
  formatPretty,
  formatPython,
  get,
  integer,
  object,
  openBundle,
  parseJson,
  parsePlatform,
  string,
  textOf,
  withMember
} from "./chunk-ZWU27QIT.mjs";
import {
  hashRange
} from "./chunk-5KGMDXVC.mjs";
import {
  MAX_NAME,
  MAX_PATH,
  isAbsent,
  lookAt
} from "./chunk-6CKKONBI.mjs";
import {
  digestOf,
  parseDigest
} from "./chunk-CX3N45CJ.mjs";
import {
  fromSystemError
} from "./chunk-XK5TLWYY.mjs";
import {
  BundleError
} from "./chunk-5HOQBOAW.mjs";

// src/home/import/check-paths.ts
import { lstat, stat } from "node:fs/promises";
import { dirname } from "node:path/posix";
var BESIDE_LINKS = ["candidates", "current", ".select.lock"];
async function checkPaths(plan, roots, target) {
  const changes = changesOf(plan);
  checkNames(plan.home, [...changes.keys()]);
  const standing = plan.links.filter(({ status }) => status === "present").map(({ path }) => path);
  checkPrefixes(/* @__PURE__ */ new Set([...changes.keys(), ...standing]));
  await checkRepositories(roots, target);
  const seen = /* @__PURE__ */ new Map();
  for (const [path, replaceable] of changes) {
    if (await isDirectory(plan.home, dirname(path), seen)) await checkEnd(inHome(plan.home, path), replaceable);
  }
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
  add([...plan.blobs, ...plan.dispatchObjects, ...plan.indexDocuments], "file");
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
  add([{ path: LOCK_PATH }, { path: LOG_PATH }, { path: UNFINISHED_PATH }], "file");
  return changes;
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
  const merged = wrong.reduce((all, [repository, digest]) => withMember(all, repository, string(digest)), packages);
  const envelope = tree ?? object([["format_version", integer(1)]]);
  return formatPython(withMember(envelope, "packages", sorted(merged)));
}
function formatIndexConfig() {
  return formatPython(object([["format_version", integer(1)]]));
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
  return withMember(entry, "observed", string(observed));
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
  const unique = [...new Map(wanted.map((object2) => [object2.path, object2])).values()];
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
  const [before, ...rest] = [packageOf(textOf2(state)), log.unfinishedOf(key)?.before].filter(
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
  const text = textOf2(state);
  const status = state.kind === "same" ? "present" : text === void 0 ? "added" : "moved";
  return [{ kind: key.kind, path, target: inHome(target.path, view.packagePath), status, staleBackReferences }];
}
function linkThatStays({ target }, view) {
  if (view === void 0) return [];
  const { key, path, packagePath: own, state } = view;
  const common = { kind: key.kind, path, staleBackReferences: [] };
  if (state.kind === "same") return [{ ...common, target: inHome(target.path, own), status: "present" }];
  const text = textOf2(state);
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
  const pkg = packageOf(textOf2(state));
  return log.setTo(key).some((leaf) => packagePath(key.registry, leaf) === pkg);
}
function textOf2(state) {
  return state.kind === "same" ? void 0 : state.text;
}

// src/home/import/plan-roots.ts
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
      return { root, takesTag, keeps: false, links, conflicts, settings };
    }
    case "kept": {
      const links = [candidate, current].flatMap((link) => linkThatStays(input, link));
      return { root, takesTag: false, keeps: true, links, conflicts, settings: [] };
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

// src/home/import/planned-home.ts
function plannedHome(target, plan, now) {
  const documents = new Map(plan.stale.map((path) => [path, void 0]));
  for (const { path, bytes } of [...plan.blobs, ...plan.dispatchObjects, ...plan.indexDocuments])
    documents.set(path, bytes);
  const directories = new Set(plan.layers.map(({ path }) => `${path}/content`));
  const links = /* @__PURE__ */ new Map();
  for (const { path, package: pkg, state, references, backReferences } of plan.packages) {
    for (const link of [...references, ...backReferences]) links.set(link.path, link.target);
    if (state === "complete") continue;
    directories.add(`${path}/content`);
    documents.set(`${path}/metadata.json`, Buffer.from(pkg.metadata.text));
    documents.set(`${path}/resolve.json`, Buffer.from(formatResolved(pkg.resolved)));
    documents.set(`${path}/install.json`, Buffer.from(formatInstall(now)));
    for (const link of blobReferences(plan.home, pkg)) links.set(link.path, link.target);
  }
  for (const { path, target: text, status, staleBackReferences } of plan.links) {
    if (status !== "kept") links.set(path, text);
    for (const reference of staleBackReferences) links.set(reference, void 0);
  }
  if (plan.ledger !== void 0) links.set(plan.ledger.path, plan.ledger.target);
  documents.set(UNFINISHED_PATH, void 0);
  const settings = JSON.stringify({ settings: mergeSettings(plan.unfinished, plan.settings) });
  return {
    ...target,
    read: async (path) => {
      if (path === LOG_PATH)
        return Buffer.concat([await target.read(path) ?? Buffer.of(), Buffer.from(`
${settings}`)]);
      return documents.has(path) ? documents.get(path) : target.read(path);
    },
    link: async (path) => links.has(path) ? links.get(path) : target.link(path),
    exists: async (path) => documents.has(path) ? documents.get(path) !== void 0 : links.has(path) ? links.get(path) !== void 0 : directories.has(`${path}/content`) || await target.exists(path),
    isDirectory: async (path) => directories.has(path) || await target.isDirectory(path)
  };
}

// src/home/import/project-registration.ts
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

// src/home/import/plan-import.ts
async function planImport(input) {
  const target = targetHome(input.home);
  const plan = await decide(input, target);
  if (!plan.changed) return plan;
  await checkPaths(plan, input.closure.roots, target);
  const rest = await decide(input, plannedHome(target, plan, input.now));
  if (!rest.changed) return plan;
  const what = `${firstChange(rest) ?? "something"} would still differ from the bundle`;
  throw new BundleError("BUNDLE_INVALID", `Cannot import into ${input.home}: ${what}`);
}
async function decide(input, target) {
  const log = await readImportsLog(target);
  const indexed = readOnce(target);
  const roots = await planRoots({ ...input, target: indexed, log });
  const conflicts = roots.flatMap((root) => root.conflicts);
  if (input.onConflict === "fail" && conflicts.length > 0) {
    const all = conflicts.map(({ identifier, reason }) => `${identifier}: ${reason}`).join("; ");
    throw new BundleError("TAG_CONFLICT", `Cannot import into ${input.home}: ${all}`);
  }
  const stores = await planStores(target, input.closure, input.read);
  const index = await planIndex({ ...input, target: indexed, roots });
  const links = roots.flatMap((root) => root.links).toSorted((a, b) => rank(a) - rank(b));
  const ledger = await planLedger(target, input);
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
    unfinished: log.unfinished
  };
  return { ...plan, changed: isChange(plan) };
}
function rank({ kind }) {
  return kind === "candidate" ? 0 : 1;
}
async function addBackReferences(target, packages, links) {
  const standing = links.filter(({ status }) => status !== "kept");
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
  const isThere = await target.link(entry.path) === entry.target || await isHomeProject(entry, target);
  return { ...isThere ? {} : { entry }, warnings: [] };
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
  dispatchObjects,
  indexDocuments,
  packages,
  links
}) {
  const changes = [
    ...[...blobs, ...layers, ...dispatchObjects, ...indexDocuments].map(({ path }) => path),
    ...packages.filter(({ state }) => state !== "complete").map(({ path }) => path),
    ...packages.flatMap(({ references, backReferences }) => [...references, ...backReferences].map(({ path }) => path)),
    ...links.filter(({ status }) => status === "added" || status === "moved").map(({ path }) => path)
  ];
  return changes[0];
}
function isChange(plan) {
  const { blobs, layers, dispatchObjects, indexDocuments, stale, packages, links, ledger, unfinished } = plan;
  return [blobs, layers, dispatchObjects, indexDocuments, stale].some((changes) => changes.length > 0) || packages.some((pkg) => pkg.state !== "complete" || pkg.references.length > 0 || pkg.backReferences.length > 0) || links.some(
    ({ status, staleBackReferences }) => status === "added" || status === "moved" || staleBackReferences.length > 0
  ) || ledger !== void 0 || unfinished.length > 0;
}

// src/commands/open-pinned.ts
async function openPinned(content, digest, wanted = {}) {
  if (digest === void 0) return await openBundle(content, wanted);
  const pinned = parseDigest(digest);
  try {
    return await openBundle(content, { ...wanted, pinned });
  } catch (error) {
    const { whole } = content;
    if (!(error instanceof BundleError) || error.code !== "DIGEST_MISMATCH" || whole === void 0) throw error;
    if (await hashRange(whole, 0, await whole.size()) !== pinned) throw error;
    const bundle = await openBundle(content, wanted);
    const found = `${pinned} is the digest of the file, expected the bundle digest`;
    throw new BundleError("DIGEST_MISMATCH", `Cannot use bundle ${content.name}: ${found}`, {
      cause: error,
      hint: `Set \`digest\` to ${bundle.digest}, the bundle digest of this file.`
    });
  }
}

export {
  foldersOfPlan,
  selectLockPath,
  planImport,
  openPinned
};
