import { decodeCbor, untagged } from "./cbor.ts";
import type { FileEntry } from "./file-list.ts";
import { OCIX_TAG, TIME_TAG, TOOL_TAG } from "./ocix.ts";

/**
 * Reads an OCIX manifest of either form. Owners and times are not kept; a hard link becomes a file of its own.
 * @throws Error with what is wrong: other versions, devices and pipes, files without a digest, and CBOR that is not canonical
 */
export function parseOcix(bytes: Uint8Array): readonly FileEntry[] {
  const decoded = decodeCbor(bytes, [TIME_TAG, TOOL_TAG, OCIX_TAG]);
  const document = untagged(OCIX_TAG, untagged(TOOL_TAG, decoded) ?? decoded);
  if (!(document instanceof Map) || document.size !== 2) throw new Error("it is not an OCIX document");
  if (document.get("version") !== 0) throw new Error("it has another version, expected 0");
  const files: unknown = document.get("files");
  if (!(files instanceof Map)) throw new Error("it has no files");
  return Array.from(files, ([path, file]) => entryOf(path, file, files));
}

function entryOf(path: unknown, file: unknown, files: ReadonlyMap<unknown, unknown>): FileEntry {
  if (typeof path !== "string" || !path.startsWith("/")) throw new Error("a path does not begin with /");
  if (!(file instanceof Map)) throw new Error("a file is not a map");
  const below = path.slice(1);
  const { type, values } = contentOf(file);
  switch (type) {
    case "directory":
      return { path: below, type };
    case "symlink":
      return { path: below, type, target: textOf(values[0]) };
    case "regularfile":
      return { path: below, ...fileFacts(file, values) };
    case "link": {
      const other = files.get(textOf(values[0]));
      if (!(other instanceof Map)) throw new Error("a hard link leads to no file");
      const linked = contentOf(other);
      if (linked.type !== "regularfile") throw new Error("a hard link leads to something else than a file");
      return { path: below, ...fileFacts(other, linked.values) };
    }
    default:
      throw new Error("a file is neither a regular file, a directory nor a link");
  }
}

/** The type, and the values under its name; they lie in the file itself in the form `tool`. */
function contentOf(file: ReadonlyMap<unknown, unknown>): {
  readonly type: string;
  readonly values: readonly unknown[];
} {
  const nested = file.get("content");
  const content: ReadonlyMap<unknown, unknown> = nested instanceof Map ? nested : file;
  const type = textOf(content.get("type"));
  const values = content.get(type);
  if (!Array.isArray(values)) throw new Error("a file has no values for its type");
  return { type, values };
}

function fileFacts(file: ReadonlyMap<unknown, unknown>, [size, digest]: readonly unknown[]) {
  if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0) throw new Error("a size is impossible");
  if (!(digest instanceof Uint8Array) || digest.byteLength !== 32) throw new Error("a file has no digest of 32 bytes");
  return { type: "file", mode: modeOf(file.get("mode")), size, digest: Buffer.from(digest).toString("hex") } as const;
}

/** A file without a mode has mode 0. */
function modeOf(value: unknown): number {
  if (value === undefined) return 0;
  const bits: unknown[] = Array.isArray(value) ? value.flat() : [];
  if (bits.length !== 12 || bits.some((bit) => typeof bit !== "boolean")) throw new Error("a mode is impossible");
  // User, group and others come first, the special bits last.
  const ordered = [...bits.slice(9), ...bits.slice(0, 9)];
  return ordered.reduce<number>((mode, bit) => mode * 2 + (bit === true ? 1 : 0), 0);
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  throw new Error("a text is missing");
}
