import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  METADATA_LIMIT
} from "./chunk-DM6LKKWO.mjs";
import {
  fieldsOf
} from "./chunk-T75H43WP.mjs";
import {
  array,
  compareBytes,
  formatPretty,
  get,
  integer,
  membersOf,
  object,
  parseJsonTree,
  string,
  textOf
} from "./chunk-M6FOAHYW.mjs";
import {
  knownPlatform
} from "./chunk-MQGKUEUU.mjs";
import {
  isDigest
} from "./chunk-4LCJ56VL.mjs";

// src/home/documents/content-prefix.ts
var LONGEST_SEGMENT = 255;
var LONGEST = 4096;
var DEEPEST = 32;
function normalPrefix(prefix) {
  const path = prefix.replaceAll("\\", "/");
  if (path.startsWith("/") || /^[A-Za-z]:/u.test(path)) return void 0;
  const segments = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === void 0) return void 0;
  }
  const sizes = segments.map((segment) => Buffer.byteLength(segment));
  const tooLong = sizes.some((size) => size > LONGEST_SEGMENT) || sizes.reduce((sum, size) => sum + size, 0) > LONGEST;
  return tooLong || segments.length > DEEPEST || segments.some((segment) => new RegExp("\\p{Cc}", "u").test(segment)) ? void 0 : segments.join("/");
}

// src/home/documents/leaf-manifest.ts
var PACKAGE_ARTIFACT_TYPE = "application/vnd.sh.ocx.package.v1";
var CONFIG_MEDIA_TYPE = "application/vnd.sh.ocx.package.v1+json";
var STRIP = "sh.ocx.layer.strip-components";
var PREFIX = "sh.ocx.layer.prefix";
function parseManifest(bytes, what) {
  const tree = parseJsonTree(bytes, what);
  const fields = fieldsOf(tree, what, "DOCUMENT_INVALID");
  if (fields.integer("schemaVersion", 255) === void 0) return fields.refuse('"schemaVersion" is missing');
  const [isLeaf, isIndex] = [get(tree, "layers") !== void 0, get(tree, "manifests") !== void 0];
  if (isLeaf && isIndex) return fields.refuse("it is both a manifest and an image index");
  if (isLeaf && get(tree, "config") !== void 0) return readLeaf(fields, what);
  if (isIndex) return { kind: "index", offers: readOffers(fields, what) };
  return fields.refuse("it is neither a manifest nor an image index");
}
function readOffers(fields, what) {
  return fields.items("manifests").flatMap((item) => {
    const entry = fieldsOf(item, `an entry of ${what}`, "DOCUMENT_INVALID");
    const platform = platformOfEntry(entry.optional("platform"));
    return platform === void 0 ? [] : [{ leaf: digestIn(entry), platform }];
  });
}
function readLeaf(fields, what) {
  const invalid = fieldsOf(fields.tree, what, "METADATA_INVALID");
  if (fields.text("artifactType") !== PACKAGE_ARTIFACT_TYPE) return invalid.refuse("it is not an OCX package");
  const config = fieldsOf(fields.optional("config"), `the config of ${what}`, "DOCUMENT_INVALID");
  if (config.text("mediaType") !== CONFIG_MEDIA_TYPE) return invalid.refuse("its config is not OCX metadata");
  if ((config.integer("size", Number.MAX_SAFE_INTEGER) ?? 0) > METADATA_LIMIT) {
    return invalid.refuse(`its config is larger than ${METADATA_LIMIT} bytes`);
  }
  const layers = fields.items("layers").map((item) => fieldsOf(item, `a layer of ${what}`, "DOCUMENT_INVALID"));
  const digests = layers.map(digestIn);
  if (new Set(digests).size < digests.length) return invalid.refuse("it lists a layer twice");
  return {
    kind: "leaf",
    config: digestIn(config),
    layers: layers.map((layer) => readLayer(layer, what)),
    text: formatPretty(toJson(fields))
  };
}
function readLayer(fields, what) {
  const invalid = fieldsOf(fields.tree, `a layer of ${what}`, "METADATA_INVALID");
  const annotations = fields.optional("annotations");
  const strip = textOf(get(annotations, STRIP));
  if (strip !== void 0 && !(/^\+?\d+$/u.test(strip) && Number(strip) <= 255))
    return invalid.refuse(`${STRIP} is "${strip}"`);
  const prefix = normalPrefix(textOf(get(annotations, PREFIX)) ?? "");
  if (prefix === void 0) return invalid.refuse(`${PREFIX} leaves the package`);
  return { digest: digestIn(fields), ...strip === void 0 ? {} : { strip: Number(strip) }, prefix };
}
function digestIn(fields) {
  const digest = fields.requiredText("digest");
  return isDigest(digest) ? digest : fields.refuse(`"${digest}" is not a digest`);
}
function toJson(fields) {
  return object([
    ["schemaVersion", fields.optional("schemaVersion")],
    ["mediaType", present(fields.optional("mediaType"))],
    ["config", descriptorToJson(fields.optional("config"))],
    ["layers", array(fields.items("layers").map(descriptorToJson))],
    ["subject", subjectToJson(fields.optional("subject"))],
    ["artifactType", present(fields.optional("artifactType"))],
    ["annotations", annotationsToJson(fields.optional("annotations"))]
  ]);
}
function subjectToJson(subject) {
  return present(subject) === void 0 ? void 0 : descriptorToJson(subject);
}
function descriptorToJson(descriptor) {
  const fields = fieldsOf(descriptor, "a descriptor", "DOCUMENT_INVALID");
  return object([
    ["mediaType", string(fields.requiredText("mediaType"))],
    ["digest", string(fields.requiredText("digest"))],
    ["size", sizeOf(fields)],
    ["urls", present(fields.optional("urls"))],
    ["annotations", annotationsToJson(fields.optional("annotations"))],
    ["artifactType", present(fields.optional("artifactType"))]
  ]);
}
function sizeOf(fields) {
  const size = fields.integer("size", Number.MAX_SAFE_INTEGER);
  return size === void 0 ? fields.refuse('"size" is missing') : integer(size);
}
function annotationsToJson(annotations) {
  if (annotations?.kind !== "object") return present(annotations);
  return { kind: "object", members: membersOf(annotations).toSorted((a, b) => compareBytes(a.key, b.key)) };
}
function present(value) {
  return value?.kind === "null" ? void 0 : value;
}
function platformOfEntry(platform) {
  const os = textOf(get(platform, "os"));
  const architecture = textOf(get(platform, "architecture"));
  const variant = textOf(get(platform, "variant"));
  if (os === void 0 || architecture === void 0) return void 0;
  const listed = get(platform, "os.features");
  const features = listed?.kind === "array" ? listed.items.flatMap((item) => textOf(item) ?? []) : [];
  return knownPlatform({ os, architecture, ...variant === void 0 ? {} : { variant }, features });
}

export {
  parseManifest
};
