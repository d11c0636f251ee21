import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  chooseLeaf,
  composeResolved,
  describeOffers,
  isPublished,
  layerPath,
  parseManifest,
  parseMetadata,
  readBlob,
  readReferenced
} from "./chunk-OJRKHDAX.mjs";
import {
  FORMAT_VERSION,
  choosePlatform,
  compareBytes,
  formatIdentifier,
  formatPlatform,
  parsePlatform,
  wantedBelow
} from "./chunk-TSMA2OKH.mjs";
import {
  joinOrder,
  located
} from "./chunk-Y3YW6CBU.mjs";
import {
  checkFrameTable,
  toByteString
} from "./chunk-EGRBEDZZ.mjs";
import {
  asFailure
} from "./chunk-UXUGPLQI.mjs";
import {
  BundleError
} from "./chunk-7XDTQEKM.mjs";

// src/home/closure.ts
async function collectClosure(readDocument, roots, wanted) {
  const read = remembering(readDocument);
  const nodes = /* @__PURE__ */ new Map();
  for (const root of roots) {
    const platform = await platformOfRoot(read, root);
    const walk = { read, nodes, wanted: platform === void 0 ? wanted : wantedBelow(platform, wanted) };
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
    throw new BundleError("DOCUMENT_INVALID", `Cannot follow ${name}: ${leaf} is no leaf manifest`);
  const config = await readBlob(walk.read, registry, manifest.config) ?? missing(name, "config", manifest.config);
  const metadata = parseMetadata(config, `the config of ${name}`);
  const dependencies = [];
  const direct = [];
  for (const { identifier: pin, visibility } of metadata.dependencies) {
    const way = await resolvePin(walk, pin, name);
    const { resolved } = await visit(walk, way);
    const identifier = { ...pin, digest: way.leaf };
    dependencies.push({
      identifier,
      visibility,
      leaf: way.leaf,
      ...way.index === void 0 ? {} : { index: way.index }
    });
    direct.push({ identifier, visibility, brings: resolved });
  }
  return {
    registry,
    leaf,
    manifest,
    metadata,
    dependencies,
    resolved: composeResolved(direct),
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

// src/commands/layer-prefix.ts
var HOME_PREFIX = "ocx/";
function layerPrefix({ registry, digest }) {
  return `${HOME_PREFIX}${layerPath(registry, digest)}/`;
}

// src/commands/summarize-bundle.ts
function summarizeBundle(closure, figures) {
  const sizes = new Map(figures.layers.map((layer) => [keyOf(layer), layer]));
  const users = usersOf(closure);
  const tagged = closure.roots.filter(({ tag }) => tag !== void 0);
  return {
    ...figures,
    formatVersion: FORMAT_VERSION,
    contentSize: figures.layers.reduce((sum, { contentSize }) => sum + contentSize, 0),
    packages: closure.packages.map((item) => summarizePackage(item, closure, sizes)),
    layers: figures.layers.map((layer) => ({ ...layer, packages: users.get(keyOf(layer)) ?? [] })),
    tags: tagged.map(({ identifier, leaf, current }) => ({ identifier, digest: leaf, current }))
  };
}
function summarizeLayers({ layers }) {
  return layers.map(({ frames, ...layer }) => ({
    ...layer,
    size: frames.reduce((sum, frame) => sum + frame.size, 0),
    frameCount: frames.length
  }));
}
function nameOf({ registry, leaf, repositories }, roots) {
  const root = roots.find((candidate) => candidate.registry === registry && candidate.leaf === leaf);
  return root?.identifier ?? formatIdentifier({ registry, repository: repositories[0] ?? "", digest: leaf });
}
function summarizePackage(item, { packages, roots }, sizes) {
  const { registry, leaf, platform, manifest, dependencies } = item;
  const own = roots.filter((root) => root.registry === registry && root.leaf === leaf);
  const needed = dependencies.flatMap(
    ({ identifier }) => packages.filter((other) => other.registry === identifier.registry && other.leaf === identifier.digest)
  );
  const layers = manifest.layers.map(({ digest }) => sizes.get(keyOf({ registry, digest })));
  return {
    identifier: nameOf(item, roots),
    digest: leaf,
    platform,
    root: own.length > 0,
    current: own.some(({ current }) => current),
    dependencies: needed.map((other) => nameOf(other, roots)),
    layers: layers.length,
    contentSize: layers.reduce((sum, layer) => sum + (layer?.contentSize ?? 0), 0)
  };
}
function usersOf({ packages, roots }) {
  const uses = packages.flatMap((item) => {
    const digests = new Set(item.manifest.layers.map(({ digest }) => digest));
    const name = nameOf(item, roots);
    return Array.from(digests, (digest) => ({ key: keyOf({ registry: item.registry, digest }), name }));
  });
  const byLayer = Map.groupBy(uses, ({ key }) => key);
  return new Map(Array.from(byLayer, ([key, list]) => [key, list.map(({ name }) => name)]));
}
function keyOf({ registry, digest }) {
  return `${registry} ${digest}`;
}

// src/archive/unpack-trees.ts
import { mkdir, stat } from "node:fs/promises";

// src/archive/schedule.ts
function step(task, done, ready) {
  return {
    ...ready !== void 0 && { ready },
    start: async (executor) => done(await executor.run(task))
  };
}
async function runSteps(executor, queue, atATime = executor.depth) {
  const underWay = /* @__PURE__ */ new Set();
  const failures = [];
  const failed = Promise.withResolvers();
  const fail = (error) => {
    failures.push(error);
    failed.resolve();
  };
  for (; ; ) {
    const next = failures.length === 0 && underWay.size < atATime ? queue.shift() : void 0;
    if (next === void 0) {
      if (underWay.size === 0) break;
      await Promise.race(underWay);
      continue;
    }
    if (next.ready !== void 0) await Promise.race([next.ready().catch(fail), failed.promise]);
    if (failures.length > 0) continue;
    const running = next.start(executor).catch(fail).finally(() => underWay.delete(running));
    underWay.add(running);
  }
  if (failures.length > 0) throw failures[0];
}
var SHARE = 64;
function shares(items, depth) {
  const size = Math.min(SHARE, Math.ceil(items.length / depth));
  return Array.from(
    { length: Math.ceil(items.length / Math.max(1, size)) },
    (_, i) => items.slice(i * size, (i + 1) * size)
  );
}

// src/archive/unpack-trees.ts
var BATCH_CONTENT = 1024 * 1024;
var SYMLINKS = 1e3;
async function unpackTrees({ source, blobs, run, onProgress }, executor) {
  for (const blob of blobs) checkFrameTable(blob);
  const umask = process.umask();
  const queue = [];
  let done = 0;
  for (const blob of blobs.toSorted((a, b) => a.offset - b.offset)) {
    const frames = framesOf(blob, await makeTarget(blob, umask));
    const progress = progressOf(blob, frames);
    const unpack = (batch) => {
      const task = { kind: "unpack", source: source.files, run, umask, frames: batch };
      const last = batch.at(-1);
      const receive = (results) => {
        for (const [index, frame] of batch.entries()) {
          const pieces = progress.receive(frame, results[index]);
          queue.unshift(...pieces.map((piece) => unpack([piece])));
          done += frame.contentSize;
        }
        onProgress(done);
        if (progress.isDone()) queue.unshift(...finishing(blob, progress, queue));
      };
      return step(task, receive, () => source.waitFor(last.offset + last.size));
    };
    queue.push(...inBatches(frames).map(unpack));
  }
  await runSteps(executor, queue, executor.width);
}
function framesOf(blob, directoryMode = 493) {
  let start = 0;
  return blob.frames.map((frame, index) => {
    const { size, contentSize, digest, fileOffset } = frame;
    const place = { blob: blob.name, index, start, offset: blob.offset + start, size };
    start += size;
    return {
      ...place,
      contentSize,
      digest,
      prefix: toByteString(blob.prefix),
      target: blob.target,
      links: blob.links ?? [],
      directoryMode,
      isLast: index === blob.frames.length - 1,
      continued: blob.frames[index + 1]?.fileOffset !== void 0,
      piece: fileOffset === void 0 ? void 0 : { path: NO_NAME, size: 0, fileOffset }
    };
  });
}
var NO_NAME = toByteString("");
async function makeTarget({ target }, umask) {
  const directoryMode = 511 - (umask & 511);
  if (target === void 0) return directoryMode;
  try {
    await mkdir(target, { recursive: true });
    return directoryMode + ((await stat(target)).mode & 1024);
  } catch (error) {
    throw asFailure(error, `create ${target}`);
  }
}
function inBatches(frames) {
  const batches = [];
  let content = BATCH_CONTENT;
  for (const frame of frames) {
    if (frame.piece !== void 0) continue;
    if (content >= BATCH_CONTENT) {
      batches.push([]);
      content = 0;
    }
    batches.at(-1)?.push(frame);
    content += frame.contentSize;
  }
  return batches;
}
function progressOf(blob, frames) {
  const symlinks = [];
  const modes = [];
  const files = [];
  const order = joinOrder();
  const waiting = /* @__PURE__ */ new Map();
  let joined = 0;
  let entryCount = 0;
  const join = (index, frameOrder) => {
    waiting.set(index, frameOrder);
    for (let next = waiting.get(joined); next !== void 0; next = waiting.get(joined)) {
      const checked = next;
      located(frames[joined], () => order.add(checked));
      waiting.delete(joined);
      joined += 1;
    }
  };
  return {
    symlinks,
    modes,
    files,
    isDone: () => joined === frames.length,
    receive(frame, result) {
      join(frame.index, result.order);
      entryCount += result.count;
      symlinks.push(...result.symlinks);
      modes.push(...result.modes);
      if (joined === frames.length && entryCount !== blob.entryCount) {
        const what = `${entryCount} entries, expected ${blob.entryCount}`;
        throw new BundleError("FRAME_INVALID", `Cannot use frame table of ${blob.name}: it has ${what}`);
      }
      if (result.unfinished === void 0) return [];
      files.push(result.unfinished);
      return continuing(frames, frame, result.unfinished);
    }
  };
}
function continuing(frames, first, file) {
  const found = [];
  for (let i = first.index + 1; frames[i]?.piece !== void 0; i++) {
    const frame = frames[i];
    const { fileOffset } = frame.piece;
    if (i === first.index + 1 && fileOffset !== file.held) {
      const what = `it continues a file at ${fileOffset}, expected ${file.held}`;
      located(frame, () => {
        throw new BundleError("FRAME_INVALID", `Cannot use frame: ${what}`);
      });
    }
    found.push({ ...frame, piece: { path: file.path, size: file.size, fileOffset } });
  }
  return found;
}
function finishing({ target, links = [] }, { symlinks, modes, files }, queue) {
  if (target === void 0) return [];
  const directories = modes.toSorted(([a], [b]) => a < b ? 1 : -1);
  const finish = step({ kind: "finish", target, files, directories }, () => void 0);
  const last = files.length + directories.length > 0 ? [finish] : [];
  const steps = [];
  let left = Math.ceil(symlinks.length / SYMLINKS);
  for (let i = 0; i < symlinks.length; i += SYMLINKS) {
    const some = symlinks.slice(i, i + SYMLINKS);
    const linked = () => {
      left -= 1;
      if (left === 0) queue.unshift(...last);
    };
    steps.push(step({ kind: "symlinks", target, symlinks: some, links }, linked));
  }
  return steps.length > 0 ? steps : last;
}

export {
  step,
  runSteps,
  shares,
  unpackTrees,
  framesOf,
  collectClosure,
  HOME_PREFIX,
  layerPrefix,
  summarizeBundle,
  summarizeLayers,
  nameOf
};
