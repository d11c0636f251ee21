import {
  deltaSchema,
  deltaVersionSchema
} from "./chunk-TA5ABIJY.mjs";
import {
  parseDocument_135
} from "./chunk-47YTZHQL.mjs";
import {
  DEFAULT_LEVEL
} from "./chunk-2WQ5WNEA.mjs";
import {
  MAX_CONFIG_VALUES,
  MAX_DICTIONARIES
} from "./chunk-M77KPOTZ.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/bundle/delta-config.ts
var DELTA_VERSION = 1;
function zstdParameters(level) {
  const version = process.versions["zstd"] ?? "unknown";
  return { version, level, windowLog: 23, ...level === DEFAULT_LEVEL && { hashLog: 17 } };
}
function encodeDelta({ bundle, omitted, patches, zstd }) {
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
        dictionary: dictionary && { offset: dictionary.offset, length: dictionary.length }
      }))
    })),
    zstd: { version, level, windowLog, hashLog }
  };
  return new TextEncoder().encode(JSON.stringify(ordered));
}
function parseDelta(bytes) {
  const { deltaVersion, requires } = parseDocument_135(bytes, deltaVersionSchema, "config of the delta", MAX_CONFIG_VALUES);
  if (deltaVersion > DELTA_VERSION || requires.length > 0) {
    const found = deltaVersion > DELTA_VERSION ? `version ${deltaVersion}` : requires.join(", ");
    throw new BundleError("BUNDLE_TOO_NEW", `Cannot read delta: it needs ${found}, expected version ${DELTA_VERSION}`);
  }
  return parseDocument_135(bytes, deltaSchema, "config of the delta", MAX_CONFIG_VALUES);
}
function checkDelta({ omitted, patches }, { config, manifest }, carried) {
  const tables = new Map(config.layers.map((layer) => [layer.blob, layer]));
  const whole = manifest.layers.map(({ digest }) => digest).filter((digest) => carried.has(digest));
  const ways = [...new Set(whole), ...omitted, ...patches.map(({ blob }) => blob)];
  if (!carried.has(config.store.blob)) refuse(`it lacks the store layer ${config.store.blob}`);
  const known = new Set(ways);
  if (known.size !== ways.length) refuse("a layer is in it in two ways");
  const named = [...tables.keys(), ...manifest.layers.map(({ digest }) => digest)];
  const absent = named.find((blob) => !known.has(blob));
  if (absent !== void 0) refuse(`it neither has nor omits blob ${absent}`);
  const foreign = [...omitted, ...patches.map(({ blob }) => blob)].find((blob) => !tables.has(blob));
  if (foreign !== void 0) refuse(`its bundle has no layer blob ${foreign}`);
  for (const patch of patches) {
    const table = tables.get(patch.blob);
    if (table !== void 0) checkPatch(patch, table);
  }
}
function checkPatch({ blob, patch, base, frames }, table) {
  if (frames.length !== table.frames.length)
    refuse(`the patch of ${blob} has ${frames.length} frames, expected ${table.frames.length}`);
  if (table.frames.some(({ contentDigest }) => contentDigest === void 0))
    refuse(`its bundle has no content digests for ${blob}`);
  let total = 0;
  for (const [index, { dictionary }] of frames.entries()) {
    if (dictionary === void 0) continue;
    total += dictionary.length;
    if (dictionary.offset + dictionary.length <= base.size) continue;
    const found = `frame ${index} takes a dictionary up to ${dictionary.offset + dictionary.length}`;
    throw new BundleError("FRAME_INVALID", `Cannot use patch ${patch}: ${found}, and its base has ${base.size} bytes`);
  }
  const most = MAX_DICTIONARIES.ofContent * table.contentSize + MAX_DICTIONARIES.more;
  if (total <= most) return;
  throw new BundleError(
    "LIMIT_EXCEEDED",
    `Cannot use patch ${patch}: its dictionaries have ${total} bytes, expected at most ${most}`
  );
}
function refuse(found) {
  throw new BundleError("BUNDLE_INVALID", `Cannot read delta: ${found}`);
}

export {
  DELTA_VERSION,
  zstdParameters,
  encodeDelta,
  parseDelta,
  checkDelta
};
