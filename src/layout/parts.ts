import * as v from "valibot";
import { BundleError } from "../errors.ts";
import { MAX_NESTING } from "../limits.ts";
import { isDigest } from "../oci/digest.ts";
import { shapeOf } from "../oci/json-shape.ts";

/** A part to write: a run of bytes of a file, and the name of the part. */
export interface PartPlan {
  readonly name: string;
  /** Offset in the file, in bytes. */
  readonly offset: number;
  /** In bytes. */
  readonly size: number;
}

/** A row of the parts document. */
export interface Part {
  readonly name: string;
  readonly size: number;
  readonly digest: string;
}

/** The list of a file's parts. Joined in order, they are the file. */
export interface PartsDocument {
  /** Name of the whole file. */
  readonly name: string;
  readonly size: number;
  /** Absent if the parts were written in one pass: then nothing has read the file as a whole. */
  readonly digest?: string;
  readonly parts: readonly Part[];
}

/** Most parts of a file: names have three digits, so that shells sort them in byte order. A release holds about 1000 files. */
export const MAX_PARTS = 999;

/** Largest parts document in bytes: {@link MAX_PARTS} rows with the longest names take less. */
export const MAX_PARTS_DOCUMENT = 1024 * 1024;

/** Values in a parts document: four for each part. */
const MAX_VALUES = 10_000;

/** Longest name of a parted file, in characters: the longer names of its parts must be valid in every file system. */
export const MAX_PARTED_NAME = 240;

/** Bytes at the start of a file that are searched for the media type of a parts document. */
export const PARTS_DOCUMENT_START = 4096;

const PARTED_NAME = /^(?!\.{1,2}$)[A-Za-z0-9._-]+$/;

const MEDIA_TYPE = "application/vnd.ocx-bundle.parts.v1+json";
const ANY_VERSION = /"mediaType"\s*:\s*"application\/vnd\.ocx-bundle\.parts\.v(\d+)\+json"/;

export function partsDocumentName(name: string): string {
  return `${name}.parts.json`;
}

/** Name of the whole file for the name of a part; undefined for other names. */
export function wholeNameOf(candidate: string): string | undefined {
  return /^(.+)\.part-\d{3}$/.exec(candidate)?.[1];
}

export function partName(name: string, index: number): string {
  return `${name}.part-${String(index + 1).padStart(3, "0")}`;
}

/**
 * Cuts a file into parts of `partSize` bytes; the last may be smaller. `cat NAME.part-* > NAME` joins them.
 * @throws BundleError `LIMIT_EXCEEDED`
 */
export function planParts({ size, name, partSize }: { size: number; name: string; partSize: number }): PartPlan[] {
  const count = Math.ceil(size / partSize);
  if (count > MAX_PARTS) {
    const what = `it takes ${count} parts of ${partSize} bytes, expected at most ${MAX_PARTS}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot split ${name}: ${what}`, {
      hint: `Use parts of at least ${Math.ceil(size / MAX_PARTS)} bytes, or export fewer packages into one bundle.`,
    });
  }
  return Array.from({ length: count }, (_, index) => {
    const offset = index * partSize;
    return { name: partName(name, index), offset, size: Math.min(partSize, size - offset) };
  });
}

export function formatPartsDocument({ name, size, digest, parts }: PartsDocument): string {
  const rows = parts.map((part) => ({ name: part.name, size: part.size, digest: part.digest }));
  return `${JSON.stringify({ mediaType: MEDIA_TYPE, name, size, digest, parts: rows }, undefined, 2)}\n`;
}

/** @throws BundleError `OPTION_INVALID` for a name that a parts document cannot have */
export function checkPartedName(name: string): void {
  if (PARTED_NAME.test(name) && name.length <= MAX_PARTED_NAME) return;
  const what = `expected 1 to ${MAX_PARTED_NAME} letters, digits, ., _ and -`;
  throw new BundleError("OPTION_INVALID", `Cannot split ${JSON.stringify(name)}: its name has another form, ${what}`, {
    hint: "Name another file: the names of its parts are made of its name.",
  });
}

/** True when the first {@link PARTS_DOCUMENT_START} bytes of a file have the media type of a parts document of any version. */
export function isPartsDocument(start: Uint8Array): boolean {
  const text = Buffer.from(start.subarray(0, PARTS_DOCUMENT_START)).toString("latin1");
  return /^\s*\{/.test(text) && ANY_VERSION.test(text);
}

const size = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const digest = v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/), v.guard(isDigest));

const schema = v.object({
  mediaType: v.literal(MEDIA_TYPE),
  name: v.pipe(v.string(), v.regex(PARTED_NAME), v.maxLength(MAX_PARTED_NAME)),
  size,
  digest: v.exactOptional(digest),
  parts: v.pipe(
    v.array(v.object({ name: v.string(), size, digest })),
    v.minLength(1),
    v.maxLength(MAX_PARTS),
    v.readonly(),
  ),
});

/**
 * Reads a parts document. Its parts must have the names that {@link planParts} gives, so no name can lead to another directory.
 * @param what the document, for messages
 * @throws BundleError `BUNDLE_INVALID`, `BUNDLE_TOO_NEW`, `LIMIT_EXCEEDED`
 */
export function parsePartsDocument(bytes: Uint8Array, what: string): PartsDocument {
  const fail = (code: "BUNDLE_INVALID" | "BUNDLE_TOO_NEW" | "LIMIT_EXCEEDED", found: string): never => {
    throw new BundleError(code, `Cannot read parts document ${what}: ${found}`);
  };
  checkPartsDocumentSize(bytes.byteLength, what);
  const { depth, values } = shapeOf(bytes);
  if (depth > MAX_NESTING) return fail("LIMIT_EXCEEDED", `it has ${depth} levels, expected at most ${MAX_NESTING}`);
  if (values > MAX_VALUES) return fail("LIMIT_EXCEEDED", `it has ${values} values, expected at most ${MAX_VALUES}`);
  const version = ANY_VERSION.exec(Buffer.from(bytes).toString("latin1"))?.[1];
  if (Number(version) > 1) return fail("BUNDLE_TOO_NEW", `it is of version ${Number(version)}, expected 1`);
  const parsed = parseJson(bytes);
  if (parsed === undefined) return fail("BUNDLE_INVALID", "it is not JSON, or was cut short");
  const result = v.safeParse(schema, parsed, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    const found = `${v.getDotPath(issue) ?? "it"} is ${issue.received}, expected ${issue.expected ?? issue.message}`;
    return fail("BUNDLE_INVALID", found.replace(/[^ -~]+/g, "?").slice(0, 300));
  }
  const { mediaType: _, ...document } = result.output;
  for (const [index, part] of document.parts.entries()) {
    const expected = partName(document.name, index);
    if (part.name !== expected)
      return fail("BUNDLE_INVALID", `part ${index + 1} has another name, expected ${expected}`);
  }
  const sum = document.parts.reduce((total, part) => total + part.size, 0);
  if (sum !== document.size)
    return fail("BUNDLE_INVALID", `its parts add up to ${sum} bytes, expected ${document.size}`);
  return document;
}

/** @throws BundleError `LIMIT_EXCEEDED` */
export function checkPartsDocumentSize(bytes: number, what: string): void {
  if (bytes <= MAX_PARTS_DOCUMENT) return;
  const found = `it has ${bytes} bytes, expected at most ${MAX_PARTS_DOCUMENT}`;
  throw new BundleError("LIMIT_EXCEEDED", `Cannot read parts document ${what}: ${found}`);
}

/** Returns undefined for invalid JSON. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
