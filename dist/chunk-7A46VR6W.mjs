import {
  HAVE_LIST_134
} from "./chunk-OO2FR422.mjs";
import {
  MAX_DICTIONARY,
  MAX_FRAME_SIZE,
  MAX_LAYERS,
  MAX_LIST,
  MIN_DICTIONARY
} from "./chunk-P25APHHE.mjs";
import {
  array,
  exactOptional,
  literal,
  maxLength,
  maxValue,
  minLength,
  minValue,
  number,
  object,
  optional,
  pipe,
  readonly,
  safeInteger
} from "./chunk-JKTDTWAH.mjs";

// from-joined:src/bundle/config-schema.ts
import { anyDigest_159, configSchema_159, ownDigest_159, registry_159, text_159, versionSchema_159 } from "./core.mjs";

// src/bundle/delta-schema.ts
var positive = pipe(number(), safeInteger(), minValue(1));
var offset = pipe(number(), safeInteger(), minValue(0));
var level = pipe(number(), safeInteger(), minValue(1), maxValue(19));
var patchedFrame = object({
  size: pipe(positive, maxValue(MAX_FRAME_SIZE)),
  digest: ownDigest_159,
  dictionary: exactOptional(
    pipe(
      object({
        offset,
        length: pipe(number(), safeInteger(), minValue(MIN_DICTIONARY), maxValue(MAX_DICTIONARY))
      }),
      readonly()
    )
  )
});
var deltaSchema = object({
  deltaVersion: literal(1),
  requires: pipe(array(text_159(255)), maxLength(MAX_LIST), readonly()),
  bundle: ownDigest_159,
  omitted: pipe(array(ownDigest_159), maxLength(MAX_LAYERS), readonly()),
  patches: pipe(
    array(
      object({
        blob: ownDigest_159,
        patch: ownDigest_159,
        base: object({ registry: registry_159, digest: anyDigest_159, size: positive }),
        frames: pipe(array(pipe(patchedFrame, readonly())), minLength(1), readonly())
      })
    ),
    maxLength(MAX_LAYERS),
    readonly()
  ),
  zstd: object({ version: text_159(64), level, windowLog: positive, hashLog: exactOptional(positive) })
});
var deltaVersionSchema = object({
  deltaVersion: pipe(number(), safeInteger(), minValue(1)),
  requires: optional(pipe(array(text_159(255)), readonly()), [])
});
var haveSchema = object({
  mediaType: literal(HAVE_LIST_134),
  layers: pipe(
    array(pipe(object({ registry: registry_159, digest: anyDigest_159, contentDigest: ownDigest_159 }), readonly())),
    maxLength(MAX_LAYERS),
    readonly()
  )
});

export {
  deltaSchema,
  deltaVersionSchema,
  haveSchema
};
