import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isDigest
} from "./chunk-3O3BYXQU.mjs";
import {
  array,
  exactOptional,
  guard,
  maxLength,
  minValue,
  number,
  object,
  pipe,
  readonly,
  record,
  safeInteger,
  string
} from "./chunk-6YTQYSGA.mjs";

// src/io/bytes.ts
import { createHash } from "node:crypto";
function sliceOf(source, start, size) {
  return {
    name: source.name,
    size,
    locate: (offset, length) => source.locate(start + offset, length),
    read: (offset, length) => source.read(start + offset, length)
  };
}
function bytesInMemory(name, bytes) {
  return {
    name,
    size: bytes.byteLength,
    locate: () => {
      throw new Error(`${name} is in memory only`);
    },
    read: async (offset, length) => bytes.subarray(offset, offset + length)
  };
}
var CHUNK = 1024 * 1024;
async function hashRange(source, start, size, onProgress = () => void 0) {
  const hash = createHash("sha256");
  for (let done = 0; done < size; ) {
    const bytes = await source.read(start + done, Math.min(CHUNK, size - done));
    hash.update(bytes);
    done += bytes.byteLength;
    onProgress(bytes.byteLength);
  }
  return `sha256:${hash.digest("hex")}`;
}

// src/oci/descriptor.ts
var MAX_TEXT = 4096;
var text = pipe(string(), maxLength(MAX_TEXT));
var sizeSchema = pipe(number(), safeInteger(), minValue(0));
var digestSchema = pipe(string(), guard(isDigest));
var descriptorSchema = pipe(
  object({
    mediaType: text,
    digest: digestSchema,
    size: sizeSchema,
    annotations: exactOptional(record(string(), string())),
    platform: exactOptional(
      object({ architecture: text, os: text, "os.features": exactOptional(array(text)) })
    ),
    artifactType: exactOptional(text)
  }),
  readonly()
);
function orderDescriptor(descriptor) {
  const { mediaType, digest, size, annotations, platform, artifactType } = descriptor;
  return {
    mediaType,
    digest,
    size,
    ...annotations && { annotations: sortKeys(annotations) },
    ...platform && { platform },
    ...artifactType !== void 0 && { artifactType }
  };
}
function sortKeys(annotations) {
  return Object.fromEntries(Object.entries(annotations).toSorted(([a], [b]) => a < b ? -1 : 1));
}
function sameContent(a, b) {
  return a.digest === b.digest && a.size === b.size;
}

export {
  descriptorSchema,
  orderDescriptor,
  sortKeys,
  sameContent,
  sliceOf,
  bytesInMemory,
  hashRange
};
