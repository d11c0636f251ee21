import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkDocuments,
  collectClosure,
  collectDocuments,
  framesOf,
  layerPrefix
} from "./chunk-5KII5AII.mjs";
import {
  summarizeBundle,
  summarizeLayers
} from "./chunk-W7M24HYR.mjs";
import {
  isTagRoot
} from "./chunk-G7N6TWGI.mjs";
import {
  layerPath
} from "./chunk-EJH74DKB.mjs";
import {
  formatPlatform
} from "./chunk-M422VR4A.mjs";
import {
  shapeOf
} from "./chunk-53CXBFN6.mjs";
import {
  checkFileEnd,
  decodeChecked,
  joinOrder,
  joinPath,
  located,
  readEntries
} from "./chunk-DGISC6Y6.mjs";
import {
  checkFrameTable
} from "./chunk-J7RN6EX5.mjs";
import {
  quote,
  toText
} from "./chunk-CZ2U25SC.mjs";
import {
  MAX_DOCUMENT,
  MAX_DOCUMENTS
} from "./chunk-EQADGZVT.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";

// src/archive/run/read-documents.ts
async function readDocuments(blob) {
  checkFrameTable(blob);
  if (blob.contentSize > MAX_DOCUMENTS) {
    const what2 = `${blob.contentSize} bytes of documents, expected at most ${MAX_DOCUMENTS}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${blob.name}: ${what2}`);
  }
  const documents = /* @__PURE__ */ new Map();
  const order = joinOrder();
  let open;
  let entryCount = 0;
  const start = (path, { size, mode, mtime }, held) => {
    if (mode !== 420 || mtime !== 0) {
      throw new BundleError("ENTRY_INVALID", `Cannot use entry ${quote(path)}: expected mode 0644 and time 0`);
    }
    if (size > MAX_DOCUMENT) {
      throw new BundleError(
        "LIMIT_EXCEEDED",
        `Cannot read ${quote(path)}: ${size} bytes, expected at most ${MAX_DOCUMENT}`
      );
    }
    const bytes = Buffer.alloc(size);
    held.copy(bytes);
    documents.set(toText(path), bytes);
    open = { path, bytes };
  };
  for (const frame of framesOf(blob)) {
    const compressed = await blob.bytes.read(frame.start, frame.size);
    located(frame, () => {
      const content = decodeChecked(frame, compressed);
      if (frame.piece !== void 0) {
        continueDocument(open, frame, frame.piece.fileOffset, content);
        return;
      }
      const found = readEntries(content, frame, {
        directory: notADocument,
        symlink: notADocument,
        file: (path, facts, from, to) => start(joinPath(path), facts, content.subarray(from, to))
      });
      order.add(found.order);
      entryCount += found.count;
    });
  }
  if (entryCount === blob.entryCount) return documents;
  const what = `it has ${entryCount} entries, expected ${blob.entryCount}`;
  throw new BundleError("FRAME_INVALID", `Cannot use frame table of ${blob.name}: ${what}`);
}
function continueDocument(open, frame, offset, content) {
  const rest = (open?.bytes.length ?? 0) - offset;
  if (open === void 0 || (frame.continued ? content.length >= rest : content.length < rest)) {
    throw new BundleError("FRAME_INVALID", `Cannot use frame: it does not continue the file before it`);
  }
  if (!frame.continued) checkFileEnd(content, rest, open.bytes.length, frame.isLast);
  content.copy(open.bytes, offset, 0, Math.min(rest, content.length));
}
function notADocument(path) {
  throw new BundleError("ENTRY_INVALID", `Cannot use entry ${quote(joinPath(path))}: expected only regular files`);
}

// src/commands/check-agreement.ts
import { isDeepStrictEqual } from "node:util";
async function checkAgreement(config, closure, documents) {
  if (config.roots.length === 0) refuse("it has no roots");
  checkSame("root", config.roots.map(rootName), [...new Set(config.roots.map(rootName))]);
  checkSame("package", config.packages.map(packageName), closure.packages.map(packageName));
  checkSame("layer", config.layers.map(layerName), closure.layers.map(layerName));
  checkSame("source", config.sources.map(registryOf), closure.sources.map(registryOf));
  checkPublished(config, closure);
  await checkStore(closure, documents);
}
function checkSame(what, said, found) {
  const rest = new Set(said);
  for (const name of found) if (!rest.delete(name)) refuse(`its config lacks ${what} ${name}`);
  for (const name of rest) refuse(`its config has ${what} ${name}, which its documents do not have`);
  if (said.length > found.length) refuse(`its config has one ${what} twice`);
}
function checkPublished({ roots, sources }, closure) {
  for (const { registry, published } of sources) {
    const found = closure.sources.find((source) => source.registry === registry)?.published ?? false;
    const decides = found || roots.some((root) => root.registry === registry && isTagRoot(root));
    if (decides && found !== published)
      refuse(`its config says that the index of ${registry} is ${published ? "" : "not "}published`);
  }
}
async function checkStore(closure, documents) {
  const read = async (path) => documents.get(path);
  const expected = /* @__PURE__ */ new Set();
  for (const { name, bytes } of await collectDocuments(read, closure)) {
    const found = documents.get(name);
    if (found === void 0) refuse(`its store layer lacks ${name}`);
    if (!isSameDocument(found, bytes)) refuse(`${name} in its store layer has more than its roots need`);
    expected.add(name);
  }
  for (const name of documents.keys())
    if (!expected.has(name)) refuse(`its store layer has ${name}, which no root needs`);
}
function isSameDocument(found, expected) {
  if (Buffer.compare(found, expected) === 0) return true;
  return isDeepStrictEqual(parse(found), parse(expected)) && shapeOf(found).values === shapeOf(expected).values;
}
function parse(bytes) {
  return JSON.parse(Buffer.from(bytes).toString());
}
var rootName = (root) => [root.identifier, root.leaf, root.name].join(" ");
var packageName = ({ registry, leaf, repositories, platform }) => `${registry} ${leaf} (${repositories.join(", ")}; ${platform})`;
var layerName = ({ registry, digest }) => `${registry} ${digest}`;
var registryOf = ({ registry }) => registry;
function refuse(found) {
  throw new BundleError("BUNDLE_INVALID", `Cannot use bundle: ${found}`);
}

// src/commands/read-bundle.ts
async function readBundle(bundle, { choose, platform } = {}) {
  const documents = await readDocuments({ ...bundle.store, name: `the store layer in ${bundle.content.name}` });
  checkDocuments(documents.values());
  const read = async (path) => documents.get(path);
  const all = bundle.config.roots.map((root) => withPlatform(root, bundle));
  const whole = await collectClosure(read, all, bundle.config.platform);
  checkListed(bundle, whole);
  await checkAgreement(bundle.config, whole, documents);
  if (choose === void 0 && platform === void 0) return { closure: whole, whole, read };
  const closure = await collectClosure(read, choose?.(all) ?? all, platform ?? bundle.config.platform);
  checkListed(bundle, closure);
  return { closure, whole, read };
}
var ENTRIES_OF_EMPTY_LAYER = 2;
function emptyLayers({ layers }) {
  const empty = layers.filter(({ entryCount }) => entryCount <= ENTRIES_OF_EMPTY_LAYER);
  return new Set(empty.map(({ registry, digest }) => layerPath(registry, digest)));
}
async function summarizeOpened(bundle, { closure }) {
  const { config, name, digest, content } = bundle;
  return summarizeBundle(closure, {
    name,
    digest,
    size: await content.size(),
    platform: formatPlatform(config.platform),
    layers: summarizeLayers(config),
    ...config.project !== void 0 && { project: config.project }
  });
}
function withPlatform(root, { config }) {
  const { platform } = config.packages.find(({ registry, leaf }) => registry === root.registry && leaf === root.leaf) ?? {};
  return platform === void 0 || platform === "unknown" ? root : { ...root, platform };
}
function checkListed({ config }, { layers }) {
  const listed = new Set(config.layers.map(layerPrefix));
  const absent = layers.filter((layer) => !listed.has(layerPrefix(layer)));
  if (absent.length === 0) return;
  const names = absent.map(({ registry, digest }) => `${registry} ${digest}`).join(", ");
  throw new BundleError("BUNDLE_INVALID", `Cannot use bundle: it lacks layer ${names}`);
}

export {
  readBundle,
  emptyLayers,
  summarizeOpened
};
