import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isRegistry,
  isRepository,
  isTag
} from "./chunk-M6FOAHYW.mjs";
import {
  algorithmOf,
  hexOf
} from "./chunk-4LCJ56VL.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/home/model/paths.ts
var SHARD_HEX = 32;
function slug(registry) {
  return slugOfPart(safe(registry, isRegistry));
}
function slugOfPart(text) {
  return text.replaceAll(/[^a-zA-Z0-9._-]/gu, "_");
}
function shard(digest) {
  const hex = hexOf(digest);
  return `${algorithmOf(digest)}/${hex.slice(0, 2)}/${hex.slice(2, SHARD_HEX)}`;
}
function storeBlobPath(registry, digest) {
  return `blobs/${slug(registry)}/${shard(digest)}/data`;
}
function layerPath(registry, digest) {
  return `layers/${slug(registry)}/${shard(digest)}`;
}
function packagePath(registry, leaf) {
  return `packages/${slug(registry)}/${shard(leaf)}`;
}
function shimPath(registry, repository, leaf) {
  return `shims/${slug(registry)}/${safe(repository, isRepository)}/${shard(leaf)}`;
}
function indexPath(registry) {
  return `index/${slug(registry)}`;
}
function indexRootPath(registry, repository) {
  return `${indexPath(registry)}/p/${safe(repository, isRepository)}.json`;
}
function dispatchPath(registry, repository, digest) {
  return `${indexPath(registry)}/p/${safe(repository, isRepository)}/o/${algorithmOf(digest)}/${hexOf(digest)}.json`;
}
function indexConfigPath(registry) {
  return `${indexPath(registry)}/config.json`;
}
function catalogPath(registry) {
  return `${indexPath(registry)}/c/index.json`;
}
function linksPath(registry, repository) {
  return `symlinks/${slug(registry)}/${safe(repository, isRepository)}`;
}
function candidatePath(registry, repository, tag) {
  return `${linksPath(registry, repository)}/candidates/${safe(tag, isTag)}`;
}
function currentPath(registry, repository) {
  return `${linksPath(registry, repository)}/current`;
}
function refName(digest) {
  return `${algorithmOf(digest)}_${hexOf(digest).slice(0, SHARD_HEX)}`;
}
function packageOfLink(target) {
  const tail = /(?:^|[/\\])packages[/\\]([^/\\]+)[/\\](sha\d+)[/\\]([0-9a-f]{2})[/\\]([0-9a-f]{30})[/\\]*$/u.exec(
    target
  );
  if (tail === null) return void 0;
  const [, registrySlug = "", algorithm, folder, name] = tail;
  return { slug: registrySlug, shard: `${algorithm}/${folder}/${name}` };
}
function safe(name, isSafe) {
  if (isSafe(name)) return name;
  throw new BundleError("PATH_UNSAFE", `Cannot use "${name}" in a path`);
}

// src/home/documents/fields.ts
function fieldsOf(tree, what, code) {
  const refuse = (reason) => {
    throw new BundleError(code, `Cannot read ${what}: ${reason}`);
  };
  if (tree?.kind !== "object") return refuse("expected an object");
  const optional = (key) => {
    const [member, second] = tree.members.filter((candidate) => candidate.key === key);
    return second === void 0 ? member?.value : refuse(`"${key}" occurs twice`);
  };
  const text = (key) => {
    const value = optional(key);
    if (value === void 0) return void 0;
    return value.kind === "string" ? value.value : refuse(`"${key}" is not a string`);
  };
  return {
    tree,
    optional,
    text,
    requiredText: (key) => text(key) ?? refuse(`"${key}" is missing`),
    integer: (key, limit) => {
      const value = optional(key);
      if (value === void 0 || value.kind === "null") return void 0;
      const number = value.kind === "number" && /^\d+$/u.test(value.text) ? Number(value.text) : Number.NaN;
      return number <= limit ? number : refuse(`"${key}" is not an integer from 0 to ${limit}`);
    },
    items: (key) => {
      const value = optional(key);
      if (value === void 0) return [];
      return value.kind === "array" ? value.items : refuse(`"${key}" is not an array`);
    },
    refuse
  };
}

export {
  slug,
  slugOfPart,
  shard,
  storeBlobPath,
  layerPath,
  packagePath,
  shimPath,
  indexRootPath,
  dispatchPath,
  indexConfigPath,
  catalogPath,
  linksPath,
  candidatePath,
  currentPath,
  refName,
  packageOfLink,
  fieldsOf
};
