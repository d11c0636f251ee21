import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  get,
  isRegistry,
  isRepository,
  isTag,
  parseJsonTree,
  textOf
} from "./chunk-A6NZBLUU.mjs";
import {
  algorithmOf,
  hexOf,
  isDigest,
  isDigestOf
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

// src/home/documents/index-documents.ts
var FORMAT_VERSION = "1";
var NEWLINE = 10;
async function readRootDocument(read, { registry, repository }) {
  await checkFormat(read, registry);
  const bytes = await read(indexRootPath(registry, repository));
  return bytes === void 0 ? void 0 : parseRootDocument(bytes, `the index of ${registry}/${repository}`);
}
function parseRootDocument(bytes, what) {
  const fields = fieldsOf(parseJsonTree(bytes, what), what, "DOCUMENT_INVALID");
  const repository = fields.requiredText("repository");
  if (!/^oci:\/\/[^/]+\/./u.test(repository))
    return fields.refuse(`its repository is "${repository}", expected oci://host/path`);
  const table = fields.optional("tags") ?? { kind: "object", members: [] };
  const members = fieldsOf(table, `the tags in ${what}`, "DOCUMENT_INVALID").tree.members;
  const tags = members.map(({ key, value }) => {
    const tag = fieldsOf(value, `tag ${key} in ${what}`, "DOCUMENT_INVALID");
    const content = tag.requiredText("content");
    if (!isDigest(content)) return tag.refuse(`"${content}" is not a digest`);
    const yanked = get(value, "yanked");
    return [key, { content, yanked: yanked !== void 0 && yanked.kind !== "null" }];
  });
  return {
    tree: fields.tree,
    form: formOf(bytes),
    repository,
    tags: new Map(tags),
    yanked: textOf(get(fields.tree, "status")) === "yanked"
  };
}
function formOf(bytes) {
  return bytes.at(-1) === NEWLINE ? "published" : "derived";
}
async function isPublished(read, registry) {
  return await read(indexConfigPath(registry)) !== void 0 || await read(catalogPath(registry)) !== void 0;
}
async function readReferenced(read, location, digest) {
  const path = dispatchPath(location.registry, location.repository, digest);
  const bytes = await read(path);
  return bytes === void 0 ? await readBlob(read, location.registry, digest) : verified(bytes, digest, path);
}
async function readBlob(read, registry, digest) {
  const path = storeBlobPath(registry, digest);
  const bytes = await read(path);
  return bytes === void 0 || bytes.byteLength === 0 ? void 0 : verified(bytes, digest, path);
}
function verified(bytes, digest, path) {
  if (isDigestOf(digest, bytes)) return bytes;
  throw new BundleError("DOCUMENT_INVALID", `Cannot use ${path}: its content does not match ${digest}`, {
    hint: "The file is damaged: delete it, then install the package again with `ocx package install`."
  });
}
async function checkFormat(read, registry) {
  const path = indexConfigPath(registry);
  const bytes = await read(path);
  if (bytes === void 0) return;
  const version = get(parseJsonTree(bytes, path), "format_version");
  if (version?.kind === "number" && version.text === FORMAT_VERSION) return;
  throw new BundleError("DOCUMENT_INVALID", `Cannot use ${path}: expected format_version ${FORMAT_VERSION}`);
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
  fieldsOf,
  readRootDocument,
  parseRootDocument,
  formOf,
  isPublished,
  readReferenced,
  readBlob
};
