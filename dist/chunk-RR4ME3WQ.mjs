import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  chooseLeaf,
  describeOffers
} from "./chunk-7C66QK4H.mjs";
import {
  parseManifest
} from "./chunk-4ZU35ENI.mjs";
import {
  parseMetadata
} from "./chunk-DM6LKKWO.mjs";
import {
  framesOf,
  layerPrefix
} from "./chunk-P6SR4IK7.mjs";
import {
  summarizeBundle,
  summarizeDelta,
  summarizeLayers
} from "./chunk-IRSTIHGJ.mjs";
import {
  composeResolved
} from "./chunk-ZVUNG3OG.mjs";
import {
  isTagRoot
} from "./chunk-G7N6TWGI.mjs";
import {
  isPublished,
  readBlob,
  readReferenced,
  readRootDocument
} from "./chunk-JMPCFPP2.mjs";
import {
  catalogPath,
  dispatchPath,
  indexConfigPath,
  indexRootPath,
  layerPath,
  storeBlobPath
} from "./chunk-T75H43WP.mjs";
import {
  blobsBeside
} from "./chunk-HLKWKF4Z.mjs";
import {
  compareBytes,
  formatIdentifier,
  formatPretty,
  formatPython,
  integer,
  membersOf,
  object,
  string,
  withMember
} from "./chunk-M6FOAHYW.mjs";
import {
  choosePlatform,
  formatPlatform,
  parsePlatform,
  wantedBelow
} from "./chunk-MQGKUEUU.mjs";
import {
  checkFileEnd,
  decodeAlone,
  joinOrder,
  joinPath,
  located,
  readEntries
} from "./chunk-5FRGGPOD.mjs";
import {
  checkFrameTable
} from "./chunk-Q4ZMEHLL.mjs";
import {
  shapeOf
} from "./chunk-53CXBFN6.mjs";
import {
  quoteBytes,
  toText
} from "./chunk-MWQI2DLW.mjs";
import {
  MAX_DOCUMENT,
  MAX_DOCUMENTS,
  MAX_RESOLVED,
  MAX_STORE_VALUES,
  MAX_STORE_WRITTEN
} from "./chunk-Z2KHX2NZ.mjs";
import {
  digestOf
} from "./chunk-4LCJ56VL.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

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
      throw new BundleError("ENTRY_INVALID", `Cannot use entry ${quoteBytes(path)}: expected mode 0644 and time 0`);
    }
    if (size > MAX_DOCUMENT) {
      throw new BundleError(
        "LIMIT_EXCEEDED",
        `Cannot read ${quoteBytes(path)}: ${size} bytes, expected at most ${MAX_DOCUMENT}`
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
      const content = decodeAlone(frame, compressed);
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
  throw new BundleError("ENTRY_INVALID", `Cannot use entry ${quoteBytes(joinPath(path))}: expected only regular files`);
}

// src/home/closure/closure.ts
async function collectClosure(readDocument, roots, wanted) {
  const read = remembering(readDocument);
  const nodes = /* @__PURE__ */ new Map();
  const count = { resolved: 0 };
  for (const root of roots) {
    const platform = await platformOfRoot(read, root);
    const walk = { read, nodes, count, wanted: platform === void 0 ? wanted : wantedBelow(platform, wanted) };
    await visit(walk, { ...root, name: root.identifier, platform });
  }
  const packages = [...nodes.values()].map(toPackage);
  return { roots, packages, layers: layersOf(packages), sources: await sourcesOf(read, packages) };
}
function remembering(read) {
  const documents = /* @__PURE__ */ new Map();
  return (path) => {
    const known = documents.get(path) ?? read(path);
    documents.set(path, known);
    return known;
  };
}
async function visit(walk, way) {
  const key = `${way.registry}/${way.leaf}`;
  const node = walk.nodes.get(key) ?? await load(walk, way);
  walk.nodes.set(key, node);
  node.repositories.add(way.repository);
  if (way.index !== void 0) node.indexes.add(way.index);
  if (way.platform !== void 0) node.platforms.add(formatPlatform(way.platform));
  return node;
}
async function load(walk, { registry, leaf, name }) {
  const bytes = await readBlob(walk.read, registry, leaf) ?? missing(name, "leaf manifest", leaf);
  const manifest = parseManifest(bytes, `the leaf manifest of ${name}`);
  if (manifest.kind !== "leaf")
    throw new BundleError("DOCUMENT_INVALID", `Cannot follow ${name}: ${leaf} is not a leaf manifest`);
  const config = await readBlob(walk.read, registry, manifest.config) ?? missing(name, "config", manifest.config);
  const metadata = parseMetadata(config, `the config of ${name}`);
  const dependencies = [];
  const direct = [];
  for (const { identifier: pin, visibility } of metadata.dependencies) {
    const way = await resolvePin(walk, pin, name);
    const { resolved: resolved2 } = await visit(walk, way);
    const identifier = { ...pin, digest: way.leaf };
    dependencies.push({
      identifier,
      visibility,
      leaf: way.leaf,
      ...way.index === void 0 ? {} : { index: way.index }
    });
    direct.push({ identifier, visibility, brings: resolved2 });
  }
  const resolved = composeResolved(direct);
  walk.count.resolved += resolved.length;
  if (walk.count.resolved > MAX_RESOLVED) {
    const what = `all packages together have more than ${MAX_RESOLVED} dependencies`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot follow ${name}: ${what}`);
  }
  return {
    registry,
    leaf,
    manifest,
    metadata,
    dependencies,
    resolved,
    repositories: /* @__PURE__ */ new Set(),
    indexes: /* @__PURE__ */ new Set(),
    platforms: /* @__PURE__ */ new Set()
  };
}
async function resolvePin({ read, wanted }, pin, dependent) {
  const { registry, repository, digest } = pin;
  const name = `${formatIdentifier(pin)} (needed by ${dependent})`;
  const bytes = await readReferenced(read, pin, digest) ?? missing(name, "manifest or image index", digest);
  const manifest = parseManifest(bytes, `the manifest of ${name}`);
  if (manifest.kind === "leaf") return { registry, repository, name, leaf: digest };
  const choice = await chooseLeaf(
    manifest.offers,
    wanted,
    async (leaf) => await readBlob(read, registry, leaf) !== void 0
  );
  switch (choice.kind) {
    case "found":
      return { registry, repository, name, leaf: choice.offer.leaf, index: digest, platform: choice.offer.platform };
    case "absent":
      return missing(
        name,
        `leaf manifest for ${describeOffers(choice.offers)}`,
        choice.offers.map(({ leaf }) => leaf).join(" or ")
      );
    case "unfit": {
      const offered = `it is offered for ${describeOffers(manifest.offers)}, expected ${formatPlatform(wanted)}`;
      throw new BundleError("PLATFORM_MISMATCH", `Cannot follow ${name}: ${offered}`);
    }
    case "ambiguous":
      throw new BundleError(
        "PLATFORM_AMBIGUOUS",
        `Cannot follow ${name}: ${describeOffers(choice.offers)} are all in the home`
      );
  }
}
async function platformOfRoot(read, root) {
  if (root.index === void 0) return root.platform === void 0 ? void 0 : parsePlatform(root.platform);
  const bytes = await readReferenced(read, root, root.index) ?? missing(root.identifier, "image index", root.index);
  const manifest = parseManifest(bytes, `the image index of ${root.identifier}`);
  const offers = manifest.kind === "index" ? manifest.offers.filter(({ leaf }) => leaf === root.leaf) : [];
  const [first] = offers;
  if (first !== void 0) return choosePlatform(offers, first.platform)[0]?.platform ?? first.platform;
  throw new BundleError(
    "DOCUMENT_INVALID",
    `Cannot follow ${root.identifier}: ${root.index} does not list ${root.leaf}`
  );
}
function missing(name, role, digest) {
  throw new BundleError("OBJECT_MISSING", `Cannot follow ${name}: its ${role} ${digest} is missing`);
}
function toPackage(node) {
  const { registry, leaf, manifest, metadata, dependencies } = node;
  return {
    registry,
    leaf,
    manifest,
    metadata,
    dependencies,
    repositories: [...node.repositories].toSorted(compareBytes),
    platform: [...node.platforms].toSorted(compareBytes)[0] ?? "unknown",
    resolved: node.resolved.map(({ identifier, visibility }) => ({ identifier, visibility })),
    blobs: [leaf, manifest.config, ...[...node.indexes].toSorted(compareBytes)]
  };
}
function layersOf(packages) {
  const layers = packages.flatMap(
    ({ registry, manifest }) => manifest.layers.map(({ digest }) => ({ registry, digest }))
  );
  return [...new Map(layers.map((layer) => [`${layer.registry}/${layer.digest}`, layer])).values()];
}
async function sourcesOf(read, packages) {
  const registries = [...new Set(packages.map(({ registry }) => registry))].toSorted(compareBytes);
  return Promise.all(registries.map(async (registry) => ({ registry, published: await isPublished(read, registry) })));
}

// src/home/documents/document-limits.ts
function checkDocuments(documents) {
  let values = 0;
  let written = 0;
  for (const bytes of documents) {
    const shape = shapeOf(bytes);
    values += shape.values;
    written += shape.written;
  }
  if (values > MAX_STORE_VALUES) throw over(`have ${values} values, expected at most ${MAX_STORE_VALUES}`);
  if (written > MAX_STORE_WRITTEN)
    throw over(`take ${written} bytes when written, expected at most ${MAX_STORE_WRITTEN}`);
}
function over(what) {
  return new BundleError("LIMIT_EXCEEDED", `Cannot use the documents of all packages: they ${what}`);
}

// src/commands/reading/check-agreement.ts
import { isDeepStrictEqual } from "node:util";

// src/home/closure/store-documents.ts
var INDEX_FORMAT = 1;
async function collectDocuments(read, closure) {
  const documents = [
    ...await blobsOf(read, closure),
    ...await imageIndexesOf(read, closure),
    ...await indexOf(read, closure)
  ];
  const byName = new Map(documents.map((document) => [document.name, document]));
  const sorted = [...byName.values()].toSorted((a, b) => compareBytes(a.name, b.name));
  checkDocuments(sorted.map(({ bytes }) => bytes));
  return sorted;
}
async function blobsOf(read, closure) {
  const documents = [];
  for (const { registry, leaf, manifest } of closure.packages) {
    for (const digest of [leaf, manifest.config]) {
      const bytes = await readBlob(read, registry, digest) ?? missing2(registry, digest);
      documents.push({ name: storeBlobPath(registry, digest), bytes });
    }
  }
  return documents;
}
async function imageIndexesOf(read, closure) {
  const references = [
    ...closure.roots,
    ...closure.packages.flatMap(
      ({ dependencies }) => dependencies.map(({ identifier, index }) => ({ ...identifier, index }))
    )
  ];
  const documents = [];
  for (const { registry, repository, index } of references) {
    if (index === void 0) continue;
    const bytes = await readReferenced(read, { registry, repository }, index) ?? missing2(`${registry}/${repository}`, index);
    documents.push(
      { name: storeBlobPath(registry, index), bytes },
      { name: dispatchPath(registry, repository, index), bytes }
    );
  }
  return documents;
}
async function indexOf(read, closure) {
  const documents = [];
  for (const { registry, published } of closure.sources) {
    const repositories = taggedRepositories(closure).filter((tagged) => tagged.registry === registry);
    const roots = await Promise.all(repositories.map((tagged) => cutRootDocument(read, tagged, published)));
    for (const root of roots) documents.push(root);
    if (!published || roots.length === 0) continue;
    const catalog = repositories.map(({ repository }, i) => [
      repository,
      string(digestOf(roots[i]?.bytes ?? new Uint8Array()))
    ]);
    documents.push(
      {
        name: catalogPath(registry),
        bytes: python(
          object([
            ["format_version", integer(INDEX_FORMAT)],
            ["packages", object(catalog)]
          ])
        )
      },
      { name: indexConfigPath(registry), bytes: python(object([["format_version", integer(INDEX_FORMAT)]])) }
    );
  }
  return documents;
}
function taggedRepositories(closure) {
  const tagRoots = closure.roots.filter(isTagRoot);
  const byName = Map.groupBy(tagRoots, ({ registry, repository }) => `${registry}/${repository}`);
  const names = [...byName.keys()].toSorted(compareBytes);
  return names.flatMap((name) => {
    const roots = byName.get(name) ?? [];
    const tags = new Set(roots.flatMap(({ tag }) => tag ?? []));
    return roots.slice(0, 1).map(({ registry, repository }) => ({ registry, repository, tags: [...tags].toSorted(compareBytes) }));
  });
}
async function cutRootDocument(read, { registry, repository, tags }, published) {
  const name = indexRootPath(registry, repository);
  const root = await readRootDocument(read, { registry, repository });
  if (root === void 0) throw new BundleError("OBJECT_MISSING", `Cannot read ${name}: it is missing`);
  const table = membersOf(root.tree).find(({ key }) => key === "tags")?.value;
  const entries = new Map((table?.kind === "object" ? membersOf(table) : []).map(({ key, value }) => [key, value]));
  const isVerbatim = published || root.form === "published";
  const members = tags.map((key) => {
    const value = entries.get(key);
    if (value === void 0) throw new BundleError("OBJECT_MISSING", `Cannot read ${name}: tag ${key} is missing`);
    return { key, value: isVerbatim ? value : withoutObserved(value) };
  });
  const tree = withMember(root.tree, "tags", { kind: "object", members });
  return { name, bytes: isVerbatim ? python(tree) : new TextEncoder().encode(formatPretty(tree)) };
}
function withoutObserved(tag) {
  return tag.kind === "object" ? { kind: "object", members: membersOf(tag).filter(({ key }) => key !== "observed") } : tag;
}
function python(tree) {
  return new TextEncoder().encode(formatPython(tree));
}
function missing2(place, digest) {
  throw new BundleError("OBJECT_MISSING", `Cannot read ${digest} of ${place}: it is missing`);
}

// src/commands/reading/check-agreement.ts
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

// src/commands/reading/read-bundle.ts
async function readBundle(bundle, { choose, platform } = {}) {
  const documents = await readDocuments({ ...bundle.store, name: `the store layer in ${bundle.content.name}` });
  checkDocuments(documents.values());
  const read = async (path) => documents.get(path);
  const all = bundle.config.roots.map((root) => withPlatform(root, bundle));
  const whole = await collectClosure(read, all, bundle.config.platform);
  checkListed(bundle, whole);
  await checkAgreement(bundle.config, whole, documents);
  if (choose === void 0 && platform === void 0) return { closure: whole, whole, read };
  const closure = await collectClosure(read, choose?.(all, whole) ?? all, platform ?? bundle.config.platform);
  checkListed(bundle, closure);
  return { closure, whole, read };
}
var ENTRIES_OF_EMPTY_LAYER = 2;
function emptyLayers({ layers }) {
  const empty = layers.filter(({ entryCount }) => entryCount <= ENTRIES_OF_EMPTY_LAYER);
  return new Set(empty.map(({ registry, digest }) => layerPath(registry, digest)));
}
async function summarizeOpened(bundle, { closure }, { manifests, originals } = { manifests: [] }) {
  const { config, name, digest, content } = bundle;
  return summarizeBundle(closure, {
    name,
    digest,
    size: await content.size(),
    platform: formatPlatform(config.platform),
    layers: summarizeLayers(config),
    ...severalPlatforms(bundle),
    ...config.ocx !== void 0 && { ocx: { digest: config.ocx.digest, size: config.ocx.size } },
    ...config.project !== void 0 && { project: config.project },
    ...originals && { originals },
    ...bundle.delta !== void 0 && { delta: summarizeRead(bundle, bundle.delta.config, manifests) }
  });
}
function summarizeRead({ config, manifest, stored }, delta, manifests) {
  return summarizeDelta({
    config,
    blobs: manifest.layers,
    delta,
    carried: stored.manifest.layers,
    beside: blobsBeside(manifests)
  });
}
function severalPlatforms({ descriptor, digest, offers }) {
  if (descriptor.digest === digest) return {};
  const platforms = offers.map((offer) => ({ platform: formatPlatform(offer.platform), digest: offer.digest }));
  return { manifestDigest: descriptor.digest, platforms };
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
  collectClosure,
  collectDocuments,
  readBundle,
  emptyLayers,
  summarizeOpened
};
