import { MAX_LIST } from "../../limits.ts";
import { type Digest, isDigest } from "../../oci/digest.ts";
import { knownPlatform, type Platform } from "../../oci/platform.ts";
import { normalPrefix } from "./content-prefix.ts";
import { type Fields, fieldsOf } from "./fields.ts";
import {
  array,
  compareBytes,
  formatPretty,
  get,
  integer,
  type Json,
  type JsonArray,
  membersOf,
  object,
  parseJsonTree,
  string,
  textOf,
} from "./json-tree.ts";
import { METADATA_LIMIT } from "./metadata.ts";

/** The manifest of one package for one platform. */
export interface LeafManifest {
  readonly kind: "leaf";
  /** The blob with the package's metadata. */
  readonly config: Digest;
  readonly layers: readonly LayerReference[];
  /** The text of `manifest.json`: the manifest in OCX's own order. */
  readonly text: string;
}

export interface LayerReference {
  /** The digest of the publisher's compressed archive; it names the layer tree. */
  readonly digest: Digest;
  /** Leading directories to strip; absent when the metadata decides. */
  readonly strip?: number;
  /** The directory of its tree below `content/`: "" or `a/b`. */
  readonly prefix: string;
}

/** A list of leaves, one per platform. */
export interface ImageIndex {
  readonly kind: "index";
  /** Without attestations and platforms that OCX does not know. */
  readonly offers: readonly Offer[];
  /** The leaves whose first entry says no platform that OCX knows. */
  readonly unplaced: ReadonlySet<string>;
}

export interface Offer {
  readonly leaf: Digest;
  readonly platform: Platform;
}

const PACKAGE_ARTIFACT_TYPE = "application/vnd.sh.ocx.package.v1";
const CONFIG_MEDIA_TYPE = "application/vnd.sh.ocx.package.v1+json";
const STRIP = "sh.ocx.layer.strip-components";
const PREFIX = "sh.ocx.layer.prefix";

/**
 * Reads the document that a digest names: a leaf manifest, which has a config, or an image index, which has manifests.
 * @param what names the document in the failure's message.
 * @throws BundleError `DOCUMENT_INVALID`; `METADATA_INVALID` when it is not an OCX package.
 */
export function parseManifest(bytes: Uint8Array, what: string): LeafManifest | ImageIndex {
  const tree = parseJsonTree(bytes, what);
  const fields = fieldsOf(tree, what, "DOCUMENT_INVALID");
  if (fields.integer("schemaVersion", 255) === undefined) return fields.refuse('"schemaVersion" is missing');
  const [isLeaf, isIndex] = [get(tree, "layers") !== undefined, get(tree, "manifests") !== undefined];
  // Readers could disagree about its kind (CVE-2021-41190).
  if (isLeaf && isIndex) return fields.refuse("it is both a manifest and an image index");
  if (isLeaf && get(tree, "config") !== undefined) return readLeaf(fields, what);
  if (isIndex) return readIndex(fields, what);
  return fields.refuse("it is neither a manifest nor an image index");
}

function readIndex(fields: Fields, what: string): ImageIndex {
  if (fields.integer("schemaVersion", 255) !== 2) return fields.refuse("expected schemaVersion 2");
  optionalText(fields, "mediaType");
  annotationsOf(fields);
  const entries = fields.items("manifests").map((item) => {
    const entry = fieldsOf(item, `an entry of ${what}`, "DOCUMENT_INVALID");
    // OCX reads these of every entry, those that it skips included.
    if (entry.requiredText("mediaType") === "") return entry.refuse("its mediaType is empty");
    const digest = entry.requiredText("digest");
    if (digest === "") return entry.refuse("its digest is empty");
    sizeOf(entry);
    annotationsOf(entry);
    optionalText(entry, "artifactType");
    const platform = platformOfEntry(entry, what);
    return { digest, ...(platform !== undefined && { offer: { leaf: digestIn(entry), platform } }) };
  });
  // Of entries with one digest, the first is kept: the last one that is set.
  const first = new Map(entries.toReversed().map(({ digest, offer }) => [digest, offer]));
  return {
    kind: "index",
    offers: entries.flatMap(({ offer }) => offer ?? []),
    unplaced: new Set([...first].flatMap(([digest, offer]) => (offer === undefined ? digest : []))),
  };
}

function readLeaf(fields: Fields, what: string): LeafManifest {
  const invalid = fieldsOf(fields.tree, what, "METADATA_INVALID");
  if (fields.text("artifactType") !== PACKAGE_ARTIFACT_TYPE) return invalid.refuse("it is not an OCX package");
  const config = fieldsOf(fields.optional("config"), `the config of ${what}`, "DOCUMENT_INVALID");
  if (config.text("mediaType") !== CONFIG_MEDIA_TYPE) return invalid.refuse("its config is not OCX metadata");
  if ((config.integer("size", Number.MAX_SAFE_INTEGER) ?? 0) > METADATA_LIMIT) {
    return invalid.refuse(`its config is larger than ${METADATA_LIMIT} bytes`);
  }
  const layers = fields.items("layers").map((item) => fieldsOf(item, `a layer of ${what}`, "DOCUMENT_INVALID"));
  const digests = layers.map(digestIn);
  // OCX fails on it too: both would have the same name in refs/layers.
  if (new Set(digests).size < digests.length) return invalid.refuse("it lists a layer twice");
  return {
    kind: "leaf",
    config: digestIn(config),
    layers: layers.map((layer) => readLayer(layer, what)),
    text: formatPretty(toJson(fields)),
  };
}

function readLayer(fields: Fields, what: string): LayerReference {
  const invalid = fieldsOf(fields.tree, `a layer of ${what}`, "METADATA_INVALID");
  const annotations = annotationsOf(fields);
  const strip = textOf(get(annotations, STRIP));
  if (strip !== undefined && !(/^\+?\d+$/u.test(strip) && Number(strip) <= 255))
    return invalid.refuse(`${STRIP} is "${strip}"`);
  const prefix = normalPrefix(textOf(get(annotations, PREFIX)) ?? "");
  if (prefix === undefined) return invalid.refuse(`${PREFIX} leaves the package`);
  return { digest: digestIn(fields), ...(strip === undefined ? {} : { strip: Number(strip) }), prefix };
}

function digestIn(fields: Fields): Digest {
  const digest = fields.requiredText("digest");
  return isDigest(digest) ? digest : fields.refuse(`"${digest}" is not a digest`);
}

/** The fields that OCX knows, in its order; it drops the others. */
function toJson(fields: Fields): Json {
  return object([
    ["schemaVersion", fields.optional("schemaVersion")],
    ["mediaType", optionalText(fields, "mediaType")],
    ["config", descriptorToJson(fields.optional("config"))],
    ["layers", array(fields.items("layers").map(descriptorToJson))],
    ["subject", subjectToJson(fields.optional("subject"))],
    ["artifactType", optionalText(fields, "artifactType")],
    ["annotations", annotationsOf(fields)],
  ]);
}

function subjectToJson(subject: Json | undefined): Json | undefined {
  return present(subject) === undefined ? undefined : descriptorToJson(subject);
}

function descriptorToJson(descriptor: Json | undefined): Json {
  const fields = fieldsOf(descriptor, "a descriptor", "DOCUMENT_INVALID");
  return object([
    ["mediaType", string(fields.requiredText("mediaType"))],
    ["digest", string(fields.requiredText("digest"))],
    ["size", sizeOf(fields)],
    ["urls", textsOf(fields, "urls")],
    ["annotations", annotationsOf(fields)],
    ["artifactType", optionalText(fields, "artifactType")],
  ]);
}

function sizeOf(fields: Fields): Json {
  const size = fields.integer("size", Number.MAX_SAFE_INTEGER);
  return size === undefined ? fields.refuse('"size" is missing') : integer(size);
}

/** Sorted; undefined when absent or null. */
function annotationsOf(fields: Fields): Json | undefined {
  const annotations = present(fields.optional("annotations"));
  if (annotations === undefined) return undefined;
  if (annotations.kind !== "object" || annotations.members.some(({ value }) => value.kind !== "string"))
    return fields.refuse('"annotations" is not an object of strings');
  return { kind: "object", members: membersOf(annotations).toSorted((a, b) => compareBytes(a.key, b.key)) };
}

/** An array of strings; undefined when absent or null. */
function textsOf(fields: Fields, key: string): JsonArray | undefined {
  const texts = present(fields.optional(key));
  if (texts === undefined) return undefined;
  if (texts.kind === "array" && texts.items.every(({ kind }) => kind === "string")) return texts;
  return fields.refuse(`"${key}" is not an array of strings`);
}

/** A string; undefined when absent or null. */
function optionalText(fields: Fields, key: string): Json | undefined {
  const value = present(fields.optional(key));
  return value === undefined || value.kind === "string" ? value : fields.refuse(`"${key}" is not a string`);
}

function present(value: Json | undefined): Json | undefined {
  return value?.kind === "null" ? undefined : value;
}

/** The platform of an entry of an image index; undefined for entries that OCX skips: with no platform, or an unknown one. */
function platformOfEntry(entry: Fields, what: string): Platform | undefined {
  const declared = present(entry.optional("platform"));
  if (declared === undefined) return undefined;
  const fields = fieldsOf(declared, `a platform of ${what}`, "DOCUMENT_INVALID");
  const os = fields.requiredText("os");
  const architecture = fields.requiredText("architecture");
  const variant = textOf(optionalText(fields, "variant"));
  // OCX does not use these two, but reads them.
  optionalText(fields, "os.version");
  textsOf(fields, "features");
  const features = textsOf(fields, "os.features")?.items.flatMap((item) => textOf(item) ?? []) ?? [];
  // Each is compared with each of another platform.
  if (features.length > MAX_LIST)
    return fields.refuse(`it has ${features.length} features, expected at most ${MAX_LIST}`);
  return knownPlatform({ os, architecture, ...(variant === undefined ? {} : { variant }), features });
}
