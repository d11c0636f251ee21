import { encodeCbor, encodeItemHead, MAP, TAG, tagged } from "./cbor.ts";
import type { FileEntry, FileList } from "./file-list.ts";
import { sortedPairs } from "./sorted-pairs.ts";

/**
 * The OCIX manifest of a tree, in CBOR. Its only program departs from its specification, so there are two forms: `spec`, and
 * `tool`, which has a second tag, flat files, and times as plain text.
 */
export type OcixForm = "spec" | "tool";

/** A file of the format. Paths begin with "/". */
export interface OcixFile {
  /** 12 permission bits. */
  readonly mode?: number;
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** RFC 3339, in UTC. */
  readonly mtime?: string;
  readonly content:
    | { readonly type: "regularfile"; readonly size: number; readonly digest: Uint8Array }
    | { readonly type: "directory" }
    | { readonly type: "symlink"; readonly target: string };
}

/** The bytes of "ocix". */
export const OCIX_TAG = 0x6f636978;

/** The tag around it in the form `tool`. */
export const TOOL_TAG = 6;

/** The tag of a time as text, in the form `spec`. */
export const TIME_TAG = 0;

/** Encodes a list, in pieces. @param list with digests of BLAKE3 */
export function formatOcix({ algorithm, entries }: FileList, form: OcixForm): Generator<Uint8Array> {
  if (algorithm !== "blake3") throw new Error("OCIX knows no digest but BLAKE3");
  return encodeOcix(filesOf(entries), form);
}

function* filesOf(entries: Iterable<FileEntry>): Generator<readonly [path: string, file: OcixFile]> {
  for (const entry of entries) yield [`/${entry.path}`, fileOf(entry)];
}

function fileOf(entry: FileEntry): OcixFile {
  switch (entry.type) {
    case "directory":
      return { content: { type: "directory" } };
    case "symlink":
      return { content: { type: "symlink", target: entry.target } };
    case "file":
      return {
        mode: entry.mode,
        content: { type: "regularfile", size: entry.size, digest: Buffer.from(entry.digest, "hex") },
      };
  }
}

/** Encodes files, in pieces. As one value, with all that the encoder makes of it, they would take ten times the memory. */
export function* encodeOcix(
  files: Iterable<readonly [path: string, file: OcixFile]>,
  form: OcixForm,
): Generator<Uint8Array> {
  const pairs = sortedPairs();
  for (const [path, file] of files)
    pairs.add(encodeCbor(path), encodeCbor(form === "spec" ? specFile(file) : toolFile(file)));
  if (form === "tool") yield encodeItemHead(TAG, TOOL_TAG);
  yield encodeItemHead(TAG, OCIX_TAG);
  yield encodeItemHead(MAP, 2);
  yield encodeCbor("files");
  yield encodeItemHead(MAP, pairs.count());
  yield* pairs.take();
  yield encodeCbor("version");
  yield encodeCbor(0);
}

function specFile({ mode, owner, mtime, content }: OcixFile): unknown {
  return {
    ...(mode !== undefined && { mode: modeOf(mode) }),
    ...(owner !== undefined && { owner: { uid: owner.uid, gid: owner.gid } }),
    ...(mtime !== undefined && { mtime: tagged(TIME_TAG, mtime) }),
    content: contentOf(content),
  };
}

function toolFile({ mode, owner, mtime, content }: OcixFile): unknown {
  return {
    ...(mode !== undefined && { mode: modeOf(mode) }),
    ...owner,
    ...(mtime !== undefined && { mtime }),
    ...contentOf(content),
  };
}

/** The type, and under its name the values of that type. */
function contentOf(content: OcixFile["content"]): Readonly<Record<string, unknown>> {
  switch (content.type) {
    case "regularfile":
      return { type: content.type, regularfile: [content.size, content.digest] };
    case "directory":
      return { type: content.type, directory: [] };
    case "symlink":
      return { type: content.type, symlink: [content.target] };
  }
}

/** Read, write and execute of user, group and others; then setuid, setgid and sticky. */
function modeOf(mode: number): unknown {
  const bit = (value: number): boolean => (mode & value) !== 0;
  const three = (shift: number): readonly boolean[] => [bit(4 << shift), bit(2 << shift), bit(1 << shift)];
  return [three(6), three(3), three(0), bit(0o4000), bit(0o2000), bit(0o1000)];
}
