import * as v from "valibot";
import { MAX_EXECUTABLE, MAX_FRAME_CONTENT, MAX_FRAME_SIZE, MAX_LAYERS, MAX_LIST, MAX_PACKAGES } from "../limits.ts";
import { isDigest } from "../oci/digest.ts";

// Every text ends up in a message, a path or a command line, so control characters are refused.
// Patterns are plain enough to mean the same in JSON Schema.
export const text = (longest: number) => v.pipe(v.string(), v.regex(/^[ -~\u00a0-\uffff]+$/), v.maxLength(longest));
const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const positive = () => v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const list = <T extends v.GenericSchema>(item: T, longest = MAX_LIST) =>
  v.pipe(v.array(item), v.maxLength(longest), v.readonly());

/** Digest of an OCX object, in the publisher's algorithm. */
export const anyDigest = v.pipe(
  v.string(),
  v.regex(/^(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/),
  v.guard(isDigest),
);
/** Digest of the bundle's own blobs and frames: always sha256. */
export const ownDigest = v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/), v.guard(isDigest));

// "." and ".." are refused, since registry, repository and tag become parts of paths.
export const registry = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_[][A-Za-z0-9._:[\]-]*$/), v.maxLength(255));
const repository = v.pipe(
  v.string(),
  v.regex(/^(?!\.{1,2}(\/|$))[a-z0-9._-]+(\/(?!\.{1,2}(\/|$))[a-z0-9._-]+)*$/),
  v.maxLength(255),
);
const tag = v.pipe(v.string(), v.regex(/^(?!\.{1,2}$)[!-.0-[\]-~\u00a0-\uffff]+$/), v.maxLength(255));

// They become parts of the name of a bundle, and so of a file.
const platformName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/), v.maxLength(64));

const frame = v.pipe(
  v.object({
    size: v.pipe(positive(), v.maxValue(MAX_FRAME_SIZE)),
    contentSize: v.pipe(positive(), v.maxValue(MAX_FRAME_CONTENT)),
    digest: ownDigest,
    contentDigest: v.exactOptional(ownDigest),
    fileOffset: v.exactOptional(positive()),
  }),
  v.readonly(),
);

const table = {
  blob: ownDigest,
  entryCount: size,
  contentSize: size,
  frames: v.pipe(v.array(frame), v.minLength(1), v.readonly()),
};

const root = v.object({
  identifier: text(1024),
  registry,
  repository,
  tag: v.exactOptional(tag),
  leaf: anyDigest,
  index: v.exactOptional(anyDigest),
  current: v.boolean(),
  declaredBy: v.picklist(["identifier", "lock", "link"]),
  name: v.exactOptional(text(255)),
  groups: v.exactOptional(list(text(255))),
});

/** The bundle config, format version 1. `docs/bundle-config.schema.json` is made from it. */
export const configSchema = v.object({
  formatVersion: v.literal(1),
  requires: list(text(255)),
  platform: v.object({ os: platformName, architecture: platformName, features: list(text(255)) }),
  roots: list(root, MAX_PACKAGES),
  packages: list(
    v.object({ registry, leaf: anyDigest, repositories: list(repository), platform: text(255) }),
    MAX_PACKAGES,
  ),
  layers: list(v.object({ registry, digest: anyDigest, ...table }), MAX_LAYERS),
  sources: list(v.object({ registry, published: v.boolean() })),
  store: v.object(table),
  project: v.exactOptional(v.object({ declarationHash: anyDigest, groups: list(text(255)) })),
  ocx: v.exactOptional(v.object({ digest: ownDigest, size: v.pipe(positive(), v.maxValue(MAX_EXECUTABLE)), ...table })),
});

/** Fields that a config of any version has. */
export const versionSchema = v.object({
  formatVersion: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  requires: v.optional(list(text(255)), []),
});
