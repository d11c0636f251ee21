import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  formatIdentifier
} from "./chunk-M6FOAHYW.mjs";
import {
  FORMAT_VERSION
} from "./chunk-Q4ZMEHLL.mjs";

// src/commands/results/summarize-bundle.ts
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
function summarizeDelta({ config, blobs, delta, carried, beside = [] }) {
  const sizes = new Map(carried.map(({ digest, size }) => [digest, size]));
  const omitted = new Set(delta.omitted);
  const patches = new Map(delta.patches.map((patch) => [patch.blob, patch]));
  const layers = config.layers.map(({ registry, digest, blob }) => {
    if (omitted.has(blob)) return { registry, digest, travels: "omitted" };
    const patch = patches.get(blob);
    const size = sizes.get(patch?.patch ?? blob) ?? 0;
    if (patch === void 0) return { registry, digest, travels: "whole", size };
    const base = { registry: patch.base.registry, digest: patch.base.digest };
    return { registry, digest, travels: "patched", size, base };
  });
  const count = (way) => layers.filter(({ travels }) => travels === way).length;
  const whole = beside.filter(({ digest }) => sizes.has(digest)).length;
  return {
    omitted: count("omitted"),
    patched: count("patched"),
    whole: count("whole"),
    fullSize: blobs.reduce((sum, { size }) => sum + size, 0),
    layers,
    ...beside.length > 0 && { originals: { omitted: beside.length - whole, whole } }
  };
}
function packageName({ registry, leaf, repositories }, roots) {
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
    identifier: packageName(item, roots),
    digest: leaf,
    platform,
    root: own.length > 0,
    current: own.some(({ current }) => current),
    dependencies: needed.map((other) => packageName(other, roots)),
    layers: layers.length,
    contentSize: layers.reduce((sum, layer) => sum + (layer?.contentSize ?? 0), 0)
  };
}
function usersOf({ packages, roots }) {
  const uses = packages.flatMap((item) => {
    const digests = new Set(item.manifest.layers.map(({ digest }) => digest));
    const name = packageName(item, roots);
    return Array.from(digests, (digest) => ({ key: keyOf({ registry: item.registry, digest }), name }));
  });
  const byLayer = Map.groupBy(uses, ({ key }) => key);
  return new Map(Array.from(byLayer, ([key, list]) => [key, list.map(({ name }) => name)]));
}
function keyOf({ registry, digest }) {
  return `${registry} ${digest}`;
}

export {
  summarizeBundle,
  summarizeLayers,
  summarizeDelta,
  packageName
};
