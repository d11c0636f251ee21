import {
  HAVE_LIST_136
} from "./chunk-PN52QW44.mjs";
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
import { anyDigest_160, configSchema_160, ownDigest_160, registry_160, text_160, versionSchema_160 } from "./core.mjs";

// src/bundle/delta-schema.ts
var positive = pipe(number(), safeInteger(), minValue(1));
var offset = pipe(number(), safeInteger(), minValue(0));
var level = pipe(number(), safeInteger(), minValue(1), maxValue(19));
var patchedFrame = object({
  size: pipe(positive, maxValue(MAX_FRAME_SIZE)),
  digest: ownDigest_160,
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
  requires: pipe(array(text_160(255)), maxLength(MAX_LIST), readonly()),
  bundle: ownDigest_160,
  omitted: pipe(array(ownDigest_160), maxLength(MAX_LAYERS), readonly()),
  patches: pipe(
    array(
      object({
        blob: ownDigest_160,
        patch: ownDigest_160,
        base: object({ registry: registry_160, digest: anyDigest_160, size: positive }),
        frames: pipe(array(pipe(patchedFrame, readonly())), minLength(1), readonly())
      })
    ),
    maxLength(MAX_LAYERS),
    readonly()
  ),
  zstd: object({ version: text_160(64), level, windowLog: positive, hashLog: exactOptional(positive) })
});
var deltaVersionSchema = object({
  deltaVersion: pipe(number(), safeInteger(), minValue(1)),
  requires: optional(pipe(array(text_160(255)), readonly()), [])
});
var haveSchema = object({
  mediaType: literal(HAVE_LIST_136),
  layers: pipe(
    array(pipe(object({ registry: registry_160, digest: anyDigest_160, contentDigest: ownDigest_160 }), readonly())),
    maxLength(MAX_LAYERS),
    readonly()
  )
});

export {
  deltaSchema,
  deltaVersionSchema,
  haveSchema
};
