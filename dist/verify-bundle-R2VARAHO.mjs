import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  comparePackages
} from "./chunk-S47QHKC3.mjs";
import {
  contentPath,
  mergeListed,
  recordsOf,
  treeLinks
} from "./chunk-GEOZ7ZJ7.mjs";
import "./chunk-DYAFZBJY.mjs";
import {
  openPinned
} from "./chunk-TURK4OMY.mjs";
import {
  planImport
} from "./chunk-5HIVJZDW.mjs";
import "./chunk-3DVLXPTQ.mjs";
import {
  readBundle
} from "./chunk-YGZQWLJI.mjs";
import {
  openEngine
} from "./chunk-GD7X7KKR.mjs";
import "./chunk-XANLJ5EY.mjs";
import "./chunk-REH3XOZH.mjs";
import {
  contentLinks
} from "./chunk-BFL76WD4.mjs";
import "./chunk-CFHWABIT.mjs";
import {
  homePath,
  openHome
} from "./chunk-KSKQROMN.mjs";
import {
  layerBlob
} from "./chunk-5KII5AII.mjs";
import "./chunk-W7M24HYR.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-S57RCJHS.mjs";
import {
  layerPath
} from "./chunk-EJH74DKB.mjs";
import {
  logsOf
} from "./chunk-7T4SPWYI.mjs";
import {
  openInput
} from "./chunk-4QYGYWHA.mjs";
import "./chunk-7H2SUPW2.mjs";
import "./chunk-MFV7P2EI.mjs";
import "./chunk-T3AMKXOB.mjs";
import "./chunk-M422VR4A.mjs";
import "./chunk-3RDZ57MI.mjs";
import "./chunk-DBHZBBRJ.mjs";
import "./chunk-6EIPEB5A.mjs";
import "./chunk-YCQ6WS4O.mjs";
import "./chunk-QQXCOPHM.mjs";
import "./chunk-25RYL5EJ.mjs";
import {
  hashRange
} from "./chunk-YUE3TQ5N.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-47KHCRBR.mjs";
import {
  DIRECTORY_ENTRY,
  FILE_ENTRY
} from "./chunk-7VESFVHV.mjs";
import "./chunk-DGISC6Y6.mjs";
import "./chunk-J7RN6EX5.mjs";
import {
  asByteString,
  toText
} from "./chunk-CZ2U25SC.mjs";
import {
  MAX_LISTED,
  lookAt
} from "./chunk-EQADGZVT.mjs";
import "./chunk-KONVVQEL.mjs";
import "./chunk-BFFDGZUO.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-663NMWFT.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-JBU255CI.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/verify-bundle.ts
import { availableParallelism, devNull } from "node:os";
import { join as join2 } from "node:path";

// src/bundle/verify-blobs.ts
async function verifyBlobs({ blobs, content }, onProgress) {
  for (const [expected, bytes] of blobs) {
    const found = await hashRange(bytes, 0, bytes.size, onProgress);
    if (found !== expected)
      throw new BundleError(
        "DIGEST_MISMATCH",
        `Cannot verify a blob of ${content.name}: got ${found}, expected ${expected}`
      );
  }
  await content.finish();
}

// src/commands/verify-home.ts
import { join } from "node:path";

// src/archive/run/compare-listed.ts
var UMASK_BITS = 63;
function compareListed(expected, found) {
  const theirs = /* @__PURE__ */ new Map();
  for (const record of recordsOf(found)) theirs.set(nameOf(record), record);
  const flawed = [];
  for (const record of recordsOf(expected)) {
    const path = nameOf(record);
    const other = theirs.get(path);
    theirs.delete(path);
    const flaws = other === void 0 ? ["missing"] : flawsOf(record, other);
    if (flaws.length > 0) flawed.push({ path: toText(path), flaws });
  }
  for (const path of theirs.keys()) flawed.push({ path: toText(path), flaws: ["extra"] });
  return flawed;
}
function nameOf({ path }) {
  return path.endsWith("/") ? asByteString(path.slice(0, -1)) : path;
}
function flawsOf(expected, found) {
  if (expected.kind !== found.kind) return ["type"];
  const isSame = Buffer.compare(bytesOf(expected), bytesOf(found)) === 0;
  if (expected.kind === FILE_ENTRY) {
    return [
      ...isSame && expected.size === found.size ? [] : ["content"],
      ...expected.mode === found.mode ? [] : ["mode"],
      ...expected.mtime === found.mtime ? [] : ["time"]
    ];
  }
  if (expected.kind !== DIRECTORY_ENTRY) return isSame ? [] : ["target"];
  if (expected.mode === found.mode) return [];
  return ((expected.mode ^ found.mode) & ~(UMASK_BITS | 1024)) === 0 ? ["umask"] : ["mode"];
}
function bytesOf({ payload }) {
  return typeof payload === "string" ? Buffer.from(payload, "latin1") : payload;
}

// src/commands/verify-home.ts
var MOST_LINES = 1e3;
var MOST_NOTES = 20;
async function verifyHome({ path, bundle, closure, engine }, { signal }, reporter) {
  const home = await openHome(path);
  const { layers } = bundle.config;
  const blobs = layers.map((layer) => layerBlob(bundle, layer, closure));
  const trees = await engine.list(blobs, "sha256", () => signal.throwIfAborted());
  const listed = new Map(layers.map((layer, place) => [pathOf(layer), trees[place] ?? NOTHING]));
  const damaged = [];
  const notes = [];
  const there = await presentIn(home, [
    ...layers.map((layer) => `${pathOf(layer)}/content`),
    ...closure.packages.map(contentPath)
  ]);
  const readings = await readTrees(home, [...there], engine, signal);
  const found = new Map([...there].map((each, place) => [each, readings[place] ?? NOTHING]));
  for (const layer of layers) {
    const place = pathOf(layer);
    const tree = found.get(`${place}/content`);
    if (tree === void 0) {
      damaged.push(`${place} is missing`);
      continue;
    }
    for (const flawed of compareListed(listed.get(place) ?? NOTHING, tree)) describe(place, flawed, { damaged, notes });
    await checkDigestFile(home, layer, damaged);
  }
  for (const pkg of closure.packages) {
    const place = contentPath(pkg);
    const tree = found.get(place);
    if (tree === void 0) {
      damaged.push(`${place} is missing`);
      continue;
    }
    const expected = treeLinks(pkg).map(({ layer, link }) => ({ ...link, tree: listed.get(layer) ?? NOTHING }));
    const before = [{ path: place, entries: mergeListed(expected, MAX_LISTED) }];
    const after = [{ path: place, entries: mergeListed([{ tree, strip: 1, prefix: "" }], MAX_LISTED) }];
    for (const { path: name, status, what } of comparePackages(before, after).flatMap(({ files }) => files)) {
      if (status === "added") notes.push(`${place}/${name} was added`);
      else damaged.push(`${place}/${name}: ${status === "removed" ? "missing" : what.join(", ")}`);
    }
  }
  for (const note of notes.slice(0, MOST_NOTES)) reporter.warn(note);
  if (notes.length > MOST_NOTES) reporter.warn(`and ${notes.length - MOST_NOTES} more notes: \`--json\` has all`);
  if (damaged.length > 0) throw damagedHome(home, damaged);
  return { path: home.path, layers: layers.length, packages: closure.packages.length, notes };
}
var NOTHING = { records: [] };
function pathOf({ registry, digest }) {
  return layerPath(registry, digest);
}
async function presentIn(home, directories) {
  const there = /* @__PURE__ */ new Set();
  for (const directory of directories) {
    if ((await lookAt(join(home.path, directory)))?.isDirectory() === true) there.add(directory);
  }
  return there;
}
async function readTrees(home, directories, engine, signal) {
  const plans = await engine.plan(
    directories.map((directory) => ({
      prefix: `${directory}/`,
      directory: { name: "content", path: join(home.path, directory) },
      documents: []
    }))
  );
  return engine.hash(plans, "sha256", () => signal.throwIfAborted());
}
async function checkDigestFile(home, layer, damaged) {
  const path = `${pathOf(layer)}/digest`;
  const bytes = await home.read(path);
  if (bytes !== void 0 && Buffer.from(bytes).toString("utf8").trimEnd() !== layer.digest)
    damaged.push(`${path}: content`);
}
function describe(place, { path, flaws }, { damaged, notes }) {
  if (path === "digest") return;
  if (flaws.includes("umask")) notes.push(`${place}/${path}: the mode is that of another umask`);
  else damaged.push(`${place}/${path}: ${flaws.join(", ")}`);
}
function damagedHome({ path }, damaged) {
  const more = damaged.length - MOST_LINES;
  const lines = [
    `Cannot use home ${path}: it differs from the bundle`,
    ...damaged.slice(0, MOST_LINES),
    ...more > 0 ? [`and ${more} more`] : []
  ];
  return new BundleError("HOME_DAMAGED", lines);
}

// src/commands/verify-bundle.ts
var EMPTY_HOME = join2(devNull, "home");
var ROUND = 4e6;
async function verifyBundle(request, context, reporter) {
  var _stack = [];
  try {
    const input = __using(_stack, await openInput(request.source, context, wholly(reporter)), true);
    let done = 0;
    let goal = request.source.kind === "stream" ? 0 : await input.size();
    const advance = (more) => {
      context.signal.throwIfAborted();
      reporter.progress("verify", done += more, goal);
    };
    for (const warning of await input.verify(advance)) reporter.warn(warning);
    const bundle = await openPinned(input, request.digest);
    const content = await readBundle(bundle);
    const plan = await planIntoEmptyHome(bundle, content);
    const { layers, store } = bundle.config;
    const tables = [store, ...layers];
    const sum = (of) => tables.reduce((total, table) => total + of(table), 0);
    const stored = [...bundle.blobs.values()].reduce((sizes, { size }) => sizes + size, 0);
    goal = done + stored + sum(({ contentSize }) => contentSize);
    await verifyBlobs(bundle, advance);
    const engine = __using(_stack, openEngine({ workers: request.workers ?? availableParallelism() }), true);
    const [first = [], ...rest] = assemblyRounds(bundle, plan, content.closure);
    const read = done;
    await engine.unpack([bundle.store, ...first], (unpacked) => advance(read + unpacked - done));
    engine.checkPackages();
    for (const blobs of rest) {
      await engine.unpack(blobs, () => context.signal.throwIfAborted());
      engine.checkPackages();
    }
    const home = request.home === void 0 ? void 0 : await verifyHome(
      { path: homePath(request.home, context), bundle, closure: content.closure, engine },
      context,
      reporter
    );
    return {
      bundle: { name: bundle.name, digest: bundle.digest },
      size: await input.size(),
      blobs: bundle.blobs.size,
      frames: sum(({ frames }) => frames.length),
      entries: sum(({ entryCount }) => entryCount),
      // The same number as in inspect and export: content of the layers only.
      contentSize: layers.reduce((sizes, { contentSize }) => sizes + contentSize, 0),
      ...home !== void 0 && { home }
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function planIntoEmptyHome(bundle, content) {
  return planImport({
    home: EMPTY_HOME,
    ...content,
    onConflict: "fail",
    select: false,
    host: bundle.config.platform,
    now: /* @__PURE__ */ new Date()
  });
}
function assemblyRounds(bundle, plan, closure) {
  const { from } = contentLinks(plan, { path: EMPTY_HOME, root: { path: EMPTY_HOME } });
  const blobs = new Map(
    bundle.config.layers.map((layer) => [
      layerPath(layer.registry, layer.digest),
      {
        ...layerBlob(bundle, layer, closure),
        links: from({ ...layer, path: layerPath(layer.registry, layer.digest) })
      }
    ])
  );
  const all = [...blobs.values()];
  const packages = Map.groupBy(
    all.flatMap(({ links, entryCount }) => links.map((link) => ({ link, entryCount }))),
    ({ link }) => link.content
  );
  const rounds = [/* @__PURE__ */ new Set()];
  let entries = 0;
  for (const [content, parts] of packages) {
    if (parts.length === 1 && parts[0]?.link.strip === 1) continue;
    const count = parts.reduce((total, { entryCount }) => total + entryCount, 0);
    if (entries > 0 && entries + count > ROUND) {
      rounds.push(/* @__PURE__ */ new Set());
      entries = 0;
    }
    rounds.at(-1)?.add(content);
    entries += count;
  }
  return rounds.map((contents, round) => {
    const linked = all.map((blob) => ({ ...blob, links: only(blob.links, contents) }));
    return round === 0 ? linked : linked.filter(({ links }) => links.length > 0);
  });
}
function only(links, contents) {
  return links.filter(({ content }) => contents.has(content));
}
function wholly(reporter) {
  return {
    whole: true,
    ...logsOf(reporter),
    progress: (done, total) => reporter.progress("fetch", done, total)
  };
}
export {
  verifyBundle
};
