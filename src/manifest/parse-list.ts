import { BundleError } from "../errors.ts";
import { MAX_FILE_LIST, MAX_LISTED, MAX_PATH } from "../limits.ts";
import { excerpt } from "../printable.ts";
import type { FileEntry, FileList } from "./file-list.ts";
import { parseJsonLine } from "./json-lines.ts";

/** First bytes of a list: of a line of JSON, and of an OCIX document in both forms. */
const JSON_START = Buffer.from('{"path":');
const OCIX_START = [Buffer.from("da6f636978", "hex"), Buffer.from("c6da6f636978", "hex")];

/** Bytes at the start of a file that show whether it is a list. */
export const LIST_START = 8;

/** True when a file that begins with these bytes is a list of files. */
export function isFileList(start: Uint8Array): boolean {
  return [JSON_START, ...OCIX_START].some((magic) => magic.equals(start.subarray(0, magic.byteLength)));
}

/** @throws BundleError `LIMIT_EXCEEDED` */
export function checkListSize(bytes: number, name: string): void {
  if (bytes > MAX_FILE_LIST) throw tooLong(name, `it has ${bytes} bytes, expected at most ${MAX_FILE_LIST}`);
}

/** A list that was read whole. */
export interface ParsedList extends FileList {
  readonly entries: readonly FileEntry[];
}

/**
 * Reads a list of files in JSON or OCIX.
 * @param name for messages
 * @throws BundleError `DOCUMENT_INVALID`, `LIMIT_EXCEEDED`
 */
export async function parseFileList(bytes: Uint8Array, name: string): Promise<ParsedList> {
  checkListSize(bytes.byteLength, name);
  const isJson = JSON_START.equals(bytes.subarray(0, JSON_START.byteLength));
  const entries = isJson ? jsonEntries(bytes, name) : await ocixEntries(bytes, name);
  if (entries.length > MAX_LISTED) throw tooLong(name, `it has more than ${MAX_LISTED} entries`);
  checkPaths(entries, name);
  return { algorithm: isJson ? "sha256" : "blake3", entries };
}

function jsonEntries(bytes: Uint8Array, name: string): readonly FileEntry[] {
  const entries: FileEntry[] = [];
  let number = 0;
  for (let start = 0; start < bytes.byteLength; ) {
    const found = bytes.indexOf(0x0a, start);
    const end = found === -1 ? bytes.byteLength : found;
    number += 1;
    if (number > MAX_LISTED) throw tooLong(name, `it has more than ${MAX_LISTED} lines`);
    const entry = parseJsonLine(decode(bytes.subarray(start, end), name));
    if (typeof entry === "string") throw invalid(name, `line ${number}: ${excerpt(entry)}`);
    entries.push(entry);
    start = end + 1;
  }
  return entries;
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw invalid(name, "it is not UTF-8", cause);
  }
}

/** Loads what decodes CBOR only when it is needed. */
async function ocixEntries(bytes: Uint8Array, name: string): Promise<readonly FileEntry[]> {
  const { parseOcix } = await import("./parse-ocix.ts");
  try {
    return parseOcix(bytes);
  } catch (cause) {
    throw invalid(name, excerpt(cause instanceof Error ? cause.message : String(cause)), cause);
  }
}

/** Paths are only compared and shown, but a list with others than a writer's has another meaning than it seems to have. */
function checkPaths(entries: readonly FileEntry[], name: string): void {
  const seen = new Set<string>();
  for (const { path } of entries) {
    if (seen.has(path)) throw invalid(name, `it has ${JSON.stringify(excerpt(path))} twice`);
    seen.add(path);
    if (path !== "" && !isPlain(path)) throw invalid(name, `it has the path ${JSON.stringify(excerpt(path))}`);
  }
}

function isPlain(path: string): boolean {
  if (Buffer.byteLength(path) > MAX_PATH || path.includes("\0")) return false;
  return path.split("/").every((segment) => segment !== "" && segment !== "." && segment !== "..");
}

function invalid(name: string, what: string, cause?: unknown): BundleError {
  return new BundleError("DOCUMENT_INVALID", `Cannot read list of files ${name}: ${what}`, {
    hint: "Use an unchanged list that `ocx-bundle manifest` wrote, in the form json or ocix.",
    cause,
  });
}

function tooLong(name: string, what: string): BundleError {
  return new BundleError("LIMIT_EXCEEDED", `Cannot read list of files ${name}: ${what}`, {
    hint: "Compare one package at a time, with `--package`.",
  });
}
