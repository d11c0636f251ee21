import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  catalogPath,
  dispatchPath,
  fieldsOf,
  indexConfigPath,
  indexRootPath,
  storeBlobPath
} from "./chunk-T75H43WP.mjs";
import {
  get,
  parseJsonTree,
  textOf
} from "./chunk-M6FOAHYW.mjs";
import {
  isDigest,
  isDigestOf
} from "./chunk-4LCJ56VL.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

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
  readRootDocument,
  parseRootDocument,
  formOf,
  isPublished,
  readReferenced,
  readBlob
};
