import {
  comparePackages
} from "./chunk-4MUHRHTV.mjs";
import {
  contentPath,
  treeLinks
} from "./chunk-J23ZKE5H.mjs";
import {
  mergeListed,
  recordsOf
} from "./chunk-OYSOGAZH.mjs";
import {
  planUsual
} from "./chunk-MBBOGQWG.mjs";
import {
  layerBlob_91
} from "./chunk-5J7PMGVS.mjs";
import {
  openHome_113
} from "./chunk-UKQYM3E2.mjs";
import {
  layerPath_57
} from "./chunk-HEAJCSBZ.mjs";
import {
  DIRECTORY_ENTRY,
  FILE_ENTRY,
  isOtherUmask
} from "./chunk-VQWXHXW4.mjs";
import {
  asByteString,
  toText
} from "./chunk-2BLSIOJA.mjs";
import {
  MAX_LISTED
} from "./chunk-M77KPOTZ.mjs";
import {
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/commands/verify/verify-home.ts
import { join } from "node:path";

// src/archive/engine/compare-listed.ts
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
  return isOtherUmask(expected.mode, found.mode) ? ["umask"] : ["mode"];
}
function bytesOf({ payload }) {
  return typeof payload === "string" ? Buffer.from(payload, "latin1") : payload;
}

// src/commands/verify/verify-home.ts
var MOST_LINES = 1e3;
var MOST_NOTES = 20;
async function verifyHome({ path, bundle, closure, engine }, { signal }, reporter) {
  const home = await openHome_113(path);
  const { layers } = bundle.config;
  const blobs = layers.map((layer) => layerBlob_91(bundle, layer, closure));
  const trees = await engine.list(blobs, "sha256", () => signal.throwIfAborted());
  const listed = new Map(layers.map((layer, place) => [pathOf(layer), trees[place] ?? NOTHING]));
  const damaged = [];
  const notes = [];
  const there = await presentIn(home, [
    ...layers.map((layer) => `${pathOf(layer)}/content`),
    ...closure.packages.map(contentPath)
  ]);
  const { found, unusual } = await readTrees(home, [...there], engine, signal);
  const lacking = (content, name) => {
    const why = unusual.get(content);
    return why === void 0 ? `${name} is missing` : `${name} cannot be compared: ${why}`;
  };
  for (const layer of layers) {
    const place = pathOf(layer);
    const tree = found.get(`${place}/content`);
    if (tree === void 0) {
      damaged.push(lacking(`${place}/content`, place));
      continue;
    }
    for (const flawed of compareListed(listed.get(place) ?? NOTHING, tree)) describe(place, flawed, { damaged, notes });
    await checkDigestFile(home, layer, damaged);
  }
  for (const pkg of closure.packages) {
    const place = contentPath(pkg);
    const tree = found.get(place);
    if (tree === void 0) {
      damaged.push(lacking(place, place));
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
  warnOf(notes, reporter);
  if (damaged.length > 0) throw damagedHome(home, damaged, "the bundle");
  return { path: home.path, layers: layers.length, packages: closure.packages.length, notes };
}
function warnOf(notes, reporter) {
  for (const note of notes.slice(0, MOST_NOTES)) reporter.warn(note);
  if (notes.length > MOST_NOTES) reporter.warn(`and ${notes.length - MOST_NOTES} more notes: \`--json\` has all`);
}
var NOTHING = { records: [] };
function pathOf({ registry, digest }) {
  return layerPath_57(registry, digest);
}
async function presentIn(home, directories) {
  const there = /* @__PURE__ */ new Set();
  for (const directory of directories) {
    if ((await lookAt(join(home.path, directory)))?.isDirectory() === true) there.add(directory);
  }
  return there;
}
async function readTrees(home, directories, engine, signal) {
  const plans = /* @__PURE__ */ new Map();
  const unusual = /* @__PURE__ */ new Map();
  for (const directory of directories) {
    const place = { name: "content", path: join(home.path, directory) };
    const planned = await planUsual(engine, { prefix: `${directory}/`, directory: place, documents: [] });
    if (planned instanceof BundleError) unusual.set(directory, planned.message);
    else plans.set(directory, planned);
  }
  const trees = await engine.hash([...plans.values()], "sha256", () => signal.throwIfAborted());
  return { found: new Map([...plans.keys()].map((each, place) => [each, trees[place] ?? NOTHING])), unusual };
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
function damagedHome({ path }, damaged, than, hint) {
  const more = damaged.length - MOST_LINES;
  const lines = [
    `Cannot use home ${path}: it differs from ${than}`,
    ...damaged.slice(0, MOST_LINES),
    ...more > 0 ? [`and ${more} more`] : []
  ];
  return new BundleError("HOME_DAMAGED", lines, hint === void 0 ? {} : { hint });
}

export {
  verifyHome,
  warnOf,
  presentIn,
  checkDigestFile,
  damagedHome
};
