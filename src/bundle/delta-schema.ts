import * as v from "valibot";
import { MAX_DICTIONARY, MAX_FRAME_SIZE, MAX_LAYERS, MAX_LIST, MIN_DICTIONARY } from "../limits.ts";
import { HAVE_LIST } from "../oci/media-types.ts";
import { anyDigest, ownDigest, registry, text } from "./config-schema.ts";

const positive = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const offset = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const level = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(19));

const patchedFrame = v.object({
  size: v.pipe(positive, v.maxValue(MAX_FRAME_SIZE)),
  digest: ownDigest,
  dictionary: v.exactOptional(
    v.pipe(
      v.object({
        offset,
        length: v.pipe(v.number(), v.safeInteger(), v.minValue(MIN_DICTIONARY), v.maxValue(MAX_DICTIONARY)),
      }),
      v.readonly(),
    ),
  ),
});

/** The delta config, version 1. `docs/delta-config.schema.json` is made from it. */
export const deltaSchema = v.object({
  deltaVersion: v.literal(1),
  requires: v.pipe(v.array(text(255)), v.maxLength(MAX_LIST), v.readonly()),
  bundle: ownDigest,
  omitted: v.pipe(v.array(ownDigest), v.maxLength(MAX_LAYERS), v.readonly()),
  patches: v.pipe(
    v.array(
      v.object({
        blob: ownDigest,
        patch: ownDigest,
        base: v.object({ registry, digest: anyDigest, size: positive }),
        frames: v.pipe(v.array(v.pipe(patchedFrame, v.readonly())), v.minLength(1), v.readonly()),
      }),
    ),
    v.maxLength(MAX_LAYERS),
    v.readonly(),
  ),
  zstd: v.object({ version: text(64), level, windowLog: positive, hashLog: v.exactOptional(positive) }),
});

/** Fields that a delta config of any version has. */
export const deltaVersionSchema = v.object({
  deltaVersion: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  requires: v.optional(v.pipe(v.array(text(255)), v.readonly()), []),
});

/** The list of what a home has. `docs/have.schema.json` is made from it. */
export const haveSchema = v.object({
  mediaType: v.literal(HAVE_LIST),
  layers: v.pipe(
    v.array(v.pipe(v.object({ registry, digest: anyDigest, contentDigest: ownDigest }), v.readonly())),
    v.maxLength(MAX_LAYERS),
    v.readonly(),
  ),
});
