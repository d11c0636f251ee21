import { isUtf8 } from "node:buffer";
import { type Node, parseTree } from "jsonc-parser";
import type { ErrorCode } from "../../error-codes.ts";
import { BundleError } from "../../errors.ts";
import { MAX_DOCUMENT, MAX_NESTING, MAX_VALUES } from "../../limits.ts";
import { shapeOf } from "../../oci/json-shape.ts";
import { formatNumber } from "./json-number.ts";

/**
 * JSON that keeps what `JSON.parse` loses: the order of all keys (integer-like ones too, such as tags "1" and "10"),
 * keys that occur twice, and what kind of number a number was.
 */
export type Json = JsonObject | JsonArray | JsonScalar;

export interface JsonObject {
  readonly kind: "object";
  readonly members: readonly JsonMember[];
}

export interface JsonArray {
  readonly kind: "array";
  readonly items: readonly Json[];
}

export type JsonScalar =
  | { readonly kind: "string"; readonly value: string }
  /** `text` is the number as OCX prints it. */
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "null" };

export interface JsonMember {
  readonly key: string;
  readonly value: Json;
}

/**
 * Reads strict JSON: no comments, no trailing commas, UTF-8 without a byte order mark, no lone surrogates.
 * @param what names the document in the failure's message.
 * @throws BundleError `DOCUMENT_INVALID`, or the code given.
 */
export function parseJsonTree(bytes: Uint8Array, what: string, code: ErrorCode = "DOCUMENT_INVALID"): Json {
  const refuse = (reason: string, options?: ErrorOptions): never => {
    throw new BundleError(code, `Cannot read ${what}: ${reason}`, options);
  };
  // Before the parser, which recurses and makes an object of each value: neither stack nor memory must be exhausted.
  if (bytes.byteLength > MAX_DOCUMENT) return refuse(`it is larger than ${MAX_DOCUMENT} bytes`);
  const { depth, values } = shapeOf(bytes);
  if (depth > MAX_NESTING) return refuse(`it is nested deeper than ${MAX_NESTING} levels`);
  if (values > MAX_VALUES) return refuse(`it has more than ${MAX_VALUES} values`);
  const text = decodeUtf8(bytes);
  if (text === undefined) return refuse("it is not UTF-8");
  if (text === "") return refuse("it is empty");
  try {
    // Ends at the first fault. The parser that keeps the order goes on, and millions of values without commas would take 600 MB.
    JSON.parse(text);
  } catch (cause) {
    return refuse("it is not JSON", { cause });
  }
  const tree = parseTree(text);
  if (tree === undefined) throw new Error("a JSON text has a value");
  const unwell = { found: false };
  const json = toJson(tree, text, unwell);
  return unwell.found ? refuse("it has a lone surrogate or a number out of range") : json;
}

/** The text of UTF-8 bytes, a byte order mark included; undefined when they are something else. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString() : undefined;
}

/** The value of a key; undefined when it is absent or `tree` is not an object. The last one wins when a key occurs twice. */
export function get(tree: Json | undefined, key: string): Json | undefined {
  if (tree?.kind !== "object") return undefined;
  return tree.members.findLast((member) => member.key === key)?.value;
}

/** The text of a string, else undefined. */
export function textOf(tree: Json | undefined): string | undefined {
  return tree?.kind === "string" ? tree.value : undefined;
}

/** The members of an object with each key once: its first place, its last value, as OCX's maps have it. */
export function membersOf(tree: JsonObject): readonly JsonMember[] {
  const last = new Map<string, Json>();
  for (const { key, value } of tree.members) last.set(key, value);
  return [...last].map(([key, value]) => ({ key, value }));
}

/** A copy of `tree` in which `key` has this value: in its place if it is there, else at the end. */
export function withMember(tree: JsonObject, key: string, value: Json): JsonObject {
  const members = membersOf(tree).filter((member) => member.key !== key);
  const place = membersOf(tree).findIndex((member) => member.key === key);
  return { kind: "object", members: members.toSpliced(place === -1 ? members.length : place, 0, { key, value }) };
}

/** As {@link withMember} for each of many members. */
export function withMembers(tree: JsonObject, members: readonly JsonMember[]): JsonObject {
  return { kind: "object", members: membersOf({ kind: "object", members: [...tree.members, ...members] }) };
}

/** Builds an object from `[key, value]` pairs and leaves out those whose value is undefined. */
export function object(pairs: readonly (readonly [string, Json | undefined])[]): JsonObject {
  const members = pairs.flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]));
  return { kind: "object", members };
}

export function array(items: readonly Json[]): JsonArray {
  return { kind: "array", items };
}

export function string(value: string): JsonScalar {
  return { kind: "string", value };
}

export function integer(value: number): JsonScalar {
  return { kind: "number", text: String(value) };
}

export function boolean(value: boolean): JsonScalar {
  return { kind: "boolean", value };
}

/** OCX's own form of a document: two spaces, non-ASCII raw, no newline at the end. */
export function formatPretty(tree: Json): string {
  return format(tree, "", JSON.stringify);
}

/** The form of a published index: as Python's `json.dumps(x, indent=2)`, with one newline at the end. */
export function formatPython(tree: Json): string {
  return `${format(tree, "", quoteAscii)}\n`;
}

/** Without any whitespace: the form in which OCX counts bytes. */
export function formatCompact(tree: Json): string {
  if (tree.kind === "array") return `[${tree.items.map(formatCompact).join(",")}]`;
  if (tree.kind !== "object") return format(tree, "", JSON.stringify);
  return `{${tree.members.map(({ key, value }) => `${JSON.stringify(key)}:${formatCompact(value)}`).join(",")}}`;
}

/** Orders text by its UTF-8 bytes, as OCX does. JavaScript's own order differs beyond U+FFFF. */
export function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function format(tree: Json, indent: string, quote: (text: string) => string): string {
  const inner = `${indent}  `;
  const wrap = (open: string, lines: readonly string[], close: string): string =>
    lines.length === 0 ? `${open}${close}` : `${open}\n${inner}${lines.join(`,\n${inner}`)}\n${indent}${close}`;
  switch (tree.kind) {
    case "object":
      return wrap(
        "{",
        tree.members.map(({ key, value }) => `${quote(key)}: ${format(value, inner, quote)}`),
        "}",
      );
    case "array":
      return wrap(
        "[",
        tree.items.map((item) => format(item, inner, quote)),
        "]",
      );
    case "string":
      return quote(tree.value);
    case "number":
      return tree.text;
    case "boolean":
      return String(tree.value);
    case "null":
      return "null";
  }
}

function quoteAscii(text: string): string {
  return JSON.stringify(text).replaceAll(/[^ -~]/g, escapeUnit);
}

function escapeUnit(pkg: string): string {
  return `\\u${pkg.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function toJson(node: Node, text: string, unwell: { found: boolean }): Json {
  const children = node.children ?? [];
  switch (node.type) {
    case "object":
      return { kind: "object", members: children.map((property) => toMember(property, text, unwell)) };
    case "array":
      return { kind: "array", items: children.map((item) => toJson(item, text, unwell)) };
    case "string":
      return { kind: "string", value: wellFormed(String(node.value), unwell) };
    case "number": {
      const printed = formatNumber(text.slice(node.offset, node.offset + node.length));
      if (printed === undefined) unwell.found = true;
      return { kind: "number", text: printed ?? "0" };
    }
    case "boolean":
      return { kind: "boolean", value: node.value === true };
    case "null":
      return { kind: "null" };
    case "property":
      throw new Error("a property stands only in an object");
  }
}

function toMember(property: Node, text: string, unwell: { found: boolean }): JsonMember {
  const [key, value] = property.children ?? [];
  if (key === undefined || value === undefined) throw new Error("a property without errors has a key and a value");
  return { key: wellFormed(String(key.value), unwell), value: toJson(value, text, unwell) };
}

function wellFormed(text: string, unwell: { found: boolean }): string {
  if (!text.isWellFormed()) unwell.found = true;
  return text;
}
