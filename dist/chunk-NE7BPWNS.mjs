import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  anyDigest,
  ownDigest,
  registry,
  text
} from "./chunk-Q4ZMEHLL.mjs";
import {
  HAVE_LIST
} from "./chunk-L7XR4U4C.mjs";
import {
  MAX_DICTIONARY,
  MAX_FRAME_SIZE,
  MAX_LAYERS,
  MAX_LIST,
  MIN_DICTIONARY
} from "./chunk-Z2KHX2NZ.mjs";
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
} from "./chunk-6YTQYSGA.mjs";

// src/bundle/delta-schema.ts
var positive = pipe(number(), safeInteger(), minValue(1));
var offset = pipe(number(), safeInteger(), minValue(0));
var level = pipe(number(), safeInteger(), minValue(1), maxValue(19));
var patchedFrame = object({
  size: pipe(positive, maxValue(MAX_FRAME_SIZE)),
  digest: ownDigest,
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
  requires: pipe(array(text(255)), maxLength(MAX_LIST), readonly()),
  bundle: ownDigest,
  omitted: pipe(array(ownDigest), maxLength(MAX_LAYERS), readonly()),
  patches: pipe(
    array(
      object({
        blob: ownDigest,
        patch: ownDigest,
        base: object({ registry, digest: anyDigest, size: positive }),
        frames: pipe(array(pipe(patchedFrame, readonly())), minLength(1), readonly())
      })
    ),
    maxLength(MAX_LAYERS),
    readonly()
  ),
  zstd: object({ version: text(64), level, windowLog: positive, hashLog: exactOptional(positive) })
});
var deltaVersionSchema = object({
  deltaVersion: pipe(number(), safeInteger(), minValue(1)),
  requires: optional(pipe(array(text(255)), readonly()), [])
});
var haveSchema = object({
  mediaType: literal(HAVE_LIST),
  layers: pipe(
    array(pipe(object({ registry, digest: anyDigest, contentDigest: ownDigest }), readonly())),
    maxLength(MAX_LAYERS),
    readonly()
  )
});

export {
  deltaSchema,
  deltaVersionSchema,
  haveSchema
};
