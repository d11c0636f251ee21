import { createHash } from "node:crypto";
import { mkdtempDisposable, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { constants, zstdCompressSync } from "node:zlib";
import { afterAll, expect } from "vitest";
import { openEngine } from "../../src/archive/engine/engine.ts";
import { readDocuments } from "../../src/archive/engine/read-documents.ts";
import type { Frame, FramedBlob } from "../../src/archive/frames/frame-table.ts";
import { BundleError } from "../../src/errors.ts";
import { openFile } from "../../src/io/byte-source.ts";
import { sliceOf } from "../../src/io/bytes.ts";

// Bytes of tar and of frame tables, put together here field by field: what the reader is tried with must not come from
// the writer that belongs to it.

/** Every crafted blob's prefix. */
export const PREFIX = "ocx/layers/x/";

export interface Fields {
  readonly name: string | Buffer;
  readonly type?: string;
  readonly size?: number;
  readonly mode?: number;
  readonly mtime?: number;
  readonly link?: string | Buffer;
  readonly prefix?: string;
  /** Bytes put over the finished header, before its checksum is made. */
  readonly patch?: readonly (readonly [offset: number, bytes: string | Buffer])[];
  /** What the checksum field says, when that is not the checksum. */
  readonly checksum?: string;
}

/** One header block, as POSIX.1-2017 describes it. */
export function header(fields: Fields): Buffer {
  const block = Buffer.alloc(512);
  const put = (offset: number, text: string | Buffer): void => void bytesOf(text).copy(block, offset);
  put(0, fields.name);
  put(100, `${(fields.mode ?? 0o644).toString(8).padStart(7, "0")}\0`);
  put(108, "0000000\0");
  put(116, "0000000\0");
  put(124, `${(fields.size ?? 0).toString(8).padStart(11, "0")}\0`);
  put(136, `${(fields.mtime ?? 0).toString(8).padStart(11, "0")}\0`);
  put(156, fields.type ?? "0");
  put(157, fields.link ?? "");
  put(257, "ustar\x0000");
  put(329, "0000000\0");
  put(337, "0000000\0");
  put(345, fields.prefix ?? "");
  for (const [offset, bytes] of fields.patch ?? []) put(offset, bytes);
  put(148, "        ");
  let sum = 0;
  for (const byte of block) sum += byte;
  put(148, fields.checksum ?? `${sum.toString(8).padStart(6, "0")}\0 `);
  return block;
}

function bytesOf(given: string | Buffer): Buffer {
  return typeof given === "string" ? Buffer.from(given) : given;
}

/** A header with its content and padding. */
export function entry(fields: Fields, content: string | Buffer = ""): Buffer {
  const bytes = bytesOf(content);
  const pad = Buffer.alloc((512 - (bytes.length % 512)) % 512);
  return Buffer.concat([header({ size: bytes.length, ...fields }), bytes, pad]);
}

export const file = (path: string, content = "", more: Partial<Fields> = {}): Buffer =>
  entry({ name: PREFIX + path, ...more }, content);
export const directory = (path: string, more: Partial<Fields> = {}): Buffer =>
  entry({ name: PREFIX + path, type: "5", mode: 0o755, ...more });
export const symlink = (path: string, link: string | Buffer, more: Partial<Fields> = {}): Buffer =>
  entry({ name: PREFIX + path, type: "2", mode: 0o777, link, ...more });

/** A file whose path stands in PAX records; its own header has as much of it as fits. */
export const longFile = (path: string, content = ""): Buffer =>
  Buffer.concat([pax(["path", PREFIX + path]), entry({ name: Buffer.from(PREFIX + path).subarray(0, 100) }, content)]);
/** A symlink whose target stands in PAX records. */
export const longSymlink = (path: string, target: string): Buffer =>
  Buffer.concat([pax(["linkpath", target]), symlink(path, Buffer.from(target).subarray(0, 100))]);

/** PAX records for the entry behind them; a pair of texts is encoded, a single text stands as it is. */
export function pax(...records: readonly (readonly [string, string] | string)[]): Buffer {
  const body = records.map((record) => (typeof record === "string" ? record : paxRecord(...record))).join("");
  return entry({ name: "PaxHeader", type: "x" }, body);
}

function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest);
  while (String(length).length + Buffer.byteLength(rest) !== length) length += 1;
  return `${length}${rest}`;
}

export const END: Buffer = Buffer.alloc(1024);

/** A blob's bytes and its description, which attacks then bend. */
export interface Crafted {
  readonly bytes: Buffer;
  /** Its size is the one that its descriptor has. */
  readonly blob: Omit<FramedBlob, "bytes"> & { readonly size: number };
}

export interface CraftedFrame {
  readonly content: Buffer;
  readonly fileOffset?: number;
  /** What is stored, when that is not the content, compressed. */
  readonly stored?: Buffer;
}

/** Stores each content as a frame, and describes them truthfully. */
export function craft(entryCount: number, ...contents: readonly (Buffer | CraftedFrame)[]): Crafted {
  const frames = contents.map((given): { frame: Frame; stored: Buffer } => {
    const { content, fileOffset, stored } = Buffer.isBuffer(given)
      ? { content: given, fileOffset: undefined, stored: undefined }
      : { fileOffset: undefined, stored: undefined, ...given };
    const bytes = stored ?? compress(content);
    const frame = { size: bytes.length, contentSize: content.length, digest: sha256(bytes) };
    return { frame: fileOffset === undefined ? frame : { ...frame, fileOffset }, stored: bytes };
  });
  const bytes = Buffer.concat(frames.map(({ stored }) => stored));
  const contentSize = frames.reduce((sum, { frame }) => sum + frame.contentSize, 0);
  const table = frames.map(({ frame }) => frame);
  return {
    bytes,
    blob: {
      name: "sha256:crafted",
      size: bytes.length,
      prefix: PREFIX,
      frames: table,
      contentSize,
      entryCount,
    },
  };
}

export function compress(content: Buffer): Buffer {
  return zstdCompressSync(content, { params: { [constants.ZSTD_c_checksumFlag]: 1 } });
}

export function sha256(bytes: Buffer): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** The blob with some of its frame table's rows bent. */
export function bend(
  { bytes, blob }: Crafted,
  change: (frames: Frame[]) => void,
  more: Partial<Crafted["blob"]> = {},
): Crafted {
  const frames = blob.frames.map((frame) => ({ ...frame }));
  change(frames);
  return { bytes, blob: { ...blob, frames, ...more } };
}

/** Bends one row of a frame table. */
export function row(frames: Frame[], index: number, change: Partial<Frame>): void {
  const honest = frames[index];
  if (honest !== undefined) frames[index] = { ...honest, ...change };
}

/** How a crafted blob can be read: checked only, unpacked on this thread, unpacked by workers, decoded in memory. */
export type Way = "verify" | "unpack" | "workers" | "documents";
export const WAYS: readonly Way[] = ["verify", "unpack", "workers"];

/** One engine whose workers outlive what they refuse. */
const shared = openEngine({ workers: 2 });
afterAll(() => shared[Symbol.asyncDispose]());

/** Reads a crafted blob, and looks after it whether anything was written outside its target. */
export async function read({ bytes, blob }: Crafted, way: Way): Promise<void> {
  await using temporary = await mkdtempDisposable(join(tmpdir(), "ocx-bundle-hostile-"));
  const path = join(temporary.path, "blob");
  const target = join(temporary.path, "target");
  // Enough honest entries beside the crafted ones that workers are started for them.
  await writeFile(path, way === "workers" ? Buffer.concat([bytes, company.bytes]) : bytes);
  await using source = await openFile(path);
  await using own = openEngine({ workers: 2 });
  const crafted = { ...blob, bytes: sliceOf(source, 0, blob.size) };
  try {
    switch (way) {
      case "documents":
        await readDocuments(crafted);
        break;
      case "verify":
        await own.unpack([crafted]);
        break;
      case "unpack":
        await own.unpack([{ ...crafted, target }]);
        break;
      case "workers": {
        const beside = { ...company.blob, bytes: sliceOf(source, bytes.length, company.bytes.length) };
        await shared.unpack([{ ...crafted, target }, beside]);
      }
    }
  } finally {
    const allowed = new Set(["blob", "target"]);
    expect((await readdir(temporary.path)).filter((name) => !allowed.has(name))).toEqual([]);
  }
}

const names = Array.from({ length: 1100 }, (_, i) => `content/${String(i).padStart(5, "0")}`);
const company = craft(names.length, Buffer.concat([...names.map((name) => file(name, name)), END]));

/** The codes that it is refused with, each once, or "taken", whichever the way it is read. */
export async function codesOf(crafted: Crafted, ways: readonly Way[] = WAYS): Promise<string[]> {
  const codes = new Set<string>();
  for (const way of ways) {
    codes.add(
      await read(crafted, way).then(
        () => "taken",
        (error: unknown) => (error instanceof BundleError ? error.code : Promise.reject(error)),
      ),
    );
  }
  return [...codes];
}
