import {
  anyDigest_166,
  ownDigest_166,
  registry_166,
  text_166
} from "./chunk-NGMPKNFU.mjs";
import {
  HAVE_LIST_136
} from "./chunk-PN52QW44.mjs";
import {
  MAX_DICTIONARY,
  MAX_FRAME_SIZE,
  MAX_LAYERS,
  MAX_LIST,
  MIN_DICTIONARY
} from "./chunk-M77KPOTZ.mjs";
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

// src/bundle/delta-schema.ts
var positive = pipe(number(), safeInteger(), minValue(1));
var offset = pipe(number(), safeInteger(), minValue(0));
var level = pipe(number(), safeInteger(), minValue(1), maxValue(19));
var patchedFrame = object({
  size: pipe(positive, maxValue(MAX_FRAME_SIZE)),
  digest: ownDigest_166,
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
  requires: pipe(array(text_166(255)), maxLength(MAX_LIST), readonly()),
  bundle: ownDigest_166,
  omitted: pipe(array(ownDigest_166), maxLength(MAX_LAYERS), readonly()),
  patches: pipe(
    array(
      object({
        blob: ownDigest_166,
        patch: ownDigest_166,
        base: object({ registry: registry_166, digest: anyDigest_166, size: positive }),
        frames: pipe(array(pipe(patchedFrame, readonly())), minLength(1), readonly())
      })
    ),
    maxLength(MAX_LAYERS),
    readonly()
  ),
  zstd: object({ version: text_166(64), level, windowLog: positive, hashLog: exactOptional(positive) })
});
var deltaVersionSchema = object({
  deltaVersion: pipe(number(), safeInteger(), minValue(1)),
  requires: optional(pipe(array(text_166(255)), readonly()), [])
});
var haveSchema = object({
  mediaType: literal(HAVE_LIST_136),
  layers: pipe(
    array(pipe(object({ registry: registry_166, digest: anyDigest_166, contentDigest: ownDigest_166 }), readonly())),
    maxLength(MAX_LAYERS),
    readonly()
  )
});

export {
  deltaSchema,
  deltaVersionSchema,
  haveSchema
};
