import { DEFAULT_LEVEL } from "../archive/frames/frame-codec.ts";
import type { TextRange } from "../archive/frames/text.ts";
import { BundleError } from "../errors.ts";
import { MAX_CONFIG_VALUES, MAX_DICTIONARIES } from "../limits.ts";
import type { Digest } from "../oci/digest.ts";
import { parseDocument } from "../oci/document.ts";
import type { Manifest } from "../oci/manifest.ts";
import type { BundleConfig } from "./config.ts";
import { deltaSchema, deltaVersionSchema } from "./delta-schema.ts";

/** The version of the delta format that this program writes, and the newest it reads. */
export const DELTA_VERSION = 1;

/** The config of a delta: which bundle it is of, and how its layers travel. */
export interface DeltaConfig {
  readonly deltaVersion: typeof DELTA_VERSION;
  readonly requires: readonly string[];
  /** Digest of the bundle's manifest, which the delta has as a layer. */
  readonly bundle: Digest;
  /** Layer blobs that the other side has the trees of. */
  readonly omitted: readonly Digest[];
  readonly patches: readonly LayerPatch[];
  /** How the bundle was compressed: with the same, its blobs can be made again. */
  readonly zstd: ZstdParameters;
}

export interface ZstdParameters {
  readonly version: string;
  readonly level: number;
  readonly windowLog: number;
  readonly hashLog?: number;
}

/** A layer blob that travels as a patch. */
export interface LayerPatch {
  readonly blob: Digest;
  /** Digest of the blob with the patches. */
  readonly patch: Digest;
  readonly base: PatchBase;
  /** One for each frame of the blob, in order. */
  readonly frames: readonly PatchRow[];
}

/** The layer whose text the dictionaries are ranges of. */
export interface PatchBase {
  readonly registry: string;
  /** OCX's name for the layer. */
  readonly digest: Digest;
  /** Bytes of its text. */
  readonly size: number;
}

export interface PatchRow {
  readonly size: number;
  readonly digest: Digest;
  /** Absent for a frame that decodes alone. */
  readonly dictionary?: TextRange;
}

/** The parameters with which this program compresses bundles. */
export function zstdParameters(level: number): ZstdParameters {
  const version = process.versions["zstd"] ?? "unknown";
  return { version, level, windowLog: 23, ...(level === DEFAULT_LEVEL && { hashLog: 17 }) };
}

/** The bytes of a delta config: keys in the order of the format, no white space. */
export function encodeDelta({ bundle, omitted, patches, zstd }: DeltaConfig): Uint8Array {
  const { version, level, windowLog, hashLog } = zstd;
  const ordered = {
    deltaVersion: DELTA_VERSION,
    requires: [],
    bundle,
    omitted,
    patches: patches.map(({ blob, patch, base, frames }) => ({
      blob,
      patch,
      base: { registry: base.registry, digest: base.digest, size: base.size },
      frames: frames.map(({ size, digest, dictionary }) => ({
        size,
        digest,
        dictionary: dictionary && { offset: dictionary.offset, length: dictionary.length },
      })),
    })),
    zstd: { version, level, windowLog, hashLog },
  };
  // JSON.stringify omits undefined values, so optional keys can stay in their place.
  return new TextEncoder().encode(JSON.stringify(ordered));
}

/**
 * Reads a delta config. The version comes first: a newer document may not fit the schema at all.
 * @throws BundleError `BUNDLE_TOO_NEW`, `BUNDLE_INVALID`, `LIMIT_EXCEEDED`
 */
export function parseDelta(bytes: Uint8Array): DeltaConfig {
  const { deltaVersion, requires } = parseDocument(bytes, deltaVersionSchema, "config of the delta", MAX_CONFIG_VALUES);
  if (deltaVersion > DELTA_VERSION || requires.length > 0) {
    const found = deltaVersion > DELTA_VERSION ? `version ${deltaVersion}` : requires.join(", ");
    throw new BundleError("BUNDLE_TOO_NEW", `Cannot read delta: it needs ${found}, expected version ${DELTA_VERSION}`);
  }
  return parseDocument(bytes, deltaSchema, "config of the delta", MAX_CONFIG_VALUES);
}

/**
 * Checks a delta against the documents of its bundle: each layer blob travels in exactly one way, patches have the frames of their
 * blobs, and dictionaries are ranges of their base that are not too many.
 * @param carried digests of the blobs that the delta has
 * @throws BundleError `BUNDLE_INVALID`, `FRAME_INVALID`, `LIMIT_EXCEEDED`
 */
export function checkDelta(
  { omitted, patches }: DeltaConfig,
  { config, manifest }: { readonly config: BundleConfig; readonly manifest: Manifest },
  carried: ReadonlySet<Digest>,
): void {
  const tables = new Map(config.layers.map((layer) => [layer.blob, layer]));
  const whole = manifest.layers.map(({ digest }) => digest).filter((digest) => carried.has(digest));
  const ways = [...new Set(whole), ...omitted, ...patches.map(({ blob }) => blob)];
  if (!carried.has(config.store.blob)) refuse(`it lacks the store layer ${config.store.blob}`);
  const known = new Set(ways);
  if (known.size !== ways.length) refuse("a layer is in it in two ways");
  const named = [...tables.keys(), ...manifest.layers.map(({ digest }) => digest)];
  const absent = named.find((blob) => !known.has(blob));
  if (absent !== undefined) refuse(`it neither has nor omits blob ${absent}`);
  const foreign = [...omitted, ...patches.map(({ blob }) => blob)].find((blob) => !tables.has(blob));
  if (foreign !== undefined) refuse(`its bundle has no layer blob ${foreign}`);
  for (const patch of patches) {
    const table = tables.get(patch.blob);
    if (table !== undefined) checkPatch(patch, table);
  }
}

function checkPatch({ blob, patch, base, frames }: LayerPatch, table: BundleConfig["layers"][number]): void {
  if (frames.length !== table.frames.length)
    refuse(`the patch of ${blob} has ${frames.length} frames, expected ${table.frames.length}`);
  if (table.frames.some(({ contentDigest }) => contentDigest === undefined))
    refuse(`its bundle has no content digests for ${blob}`);
  let total = 0;
  for (const [index, { dictionary }] of frames.entries()) {
    if (dictionary === undefined) continue;
    total += dictionary.length;
    if (dictionary.offset + dictionary.length <= base.size) continue;
    const found = `frame ${index} takes a dictionary up to ${dictionary.offset + dictionary.length}`;
    throw new BundleError("FRAME_INVALID", `Cannot use patch ${patch}: ${found}, and its base has ${base.size} bytes`);
  }
  const most = MAX_DICTIONARIES.ofContent * table.contentSize + MAX_DICTIONARIES.more;
  if (total <= most) return;
  throw new BundleError(
    "LIMIT_EXCEEDED",
    `Cannot use patch ${patch}: its dictionaries have ${total} bytes, expected at most ${most}`,
  );
}

function refuse(found: string): never {
  throw new BundleError("BUNDLE_INVALID", `Cannot read delta: ${found}`);
}
