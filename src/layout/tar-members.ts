import { BundleError } from "../errors.ts";
import type { ByteSource } from "../io/byte-source.ts";
import { MAX_MEMBER_NAMES, MAX_MEMBERS, MAX_PAX, MAX_TRAILER } from "../limits.ts";
import { excerpt } from "../printable.ts";
import { decodeHeader } from "../tar/decode-header.ts";
import { BLOCK_SIZE, DIRECTORY, END_SIZE, FILE, padding, type TarHeader } from "../tar/headers.ts";
import { type Extension, isExtension, readExtension } from "./member-extension.ts";

/** Position of one member's content in a bundle's tar. */
export interface Member {
  readonly offset: number;
  readonly size: number;
}

/** Lazy scan for the members of a tar; their content is never read. */
export interface MemberScan {
  /** Regular files found so far, by path, in the order of the tar. */
  readonly found: ReadonlyMap<string, Member>;
  /** Scans on until `path` is found; undefined when the tar lacks it. */
  find(path: string): Promise<Member | undefined>;
  /** Scans one header, if any is left. */
  next(): Promise<void>;
  /** Scans the rest and checks how the tar ends. Returns the position of the zeros that end it. */
  finish(): Promise<number>;
}

/**
 * Scans the tar of a bundle header by header. Accepts tars of GNU tar, Go's archive/tar and others: any order, directories, PAX
 * and GNU headers, links and other files.
 * @throws BundleError `BUNDLE_INVALID`, `BUNDLE_TRUNCATED`, `LIMIT_EXCEEDED`
 */
export function scanMembers(source: Pick<ByteSource, "read" | "size">): MemberScan {
  const found = new Map<string, Member>();
  /** End of the content before the next header; padding stands between them. */
  let end = 0;
  let count = 0;
  let names = 0;
  let extension: Extension = {};
  let closed = false;

  /** Reads one header; false if the end was reached already. */
  const step = async (): Promise<boolean> => {
    if (closed) return false;
    const start = end + padding(end);
    const bytes = await source.read(end, start - end + BLOCK_SIZE);
    if (!isZero(bytes.subarray(0, start - end))) throw damaged(end, "its padding is not zero");
    const header = decode(bytes.subarray(start - end), start);
    if (!header) {
      await checkEnd(source, start);
      closed = true;
      return true;
    }
    if (++count > MAX_MEMBERS) {
      throw new BundleError("LIMIT_EXCEEDED", `Cannot read bundle: its tar has more than ${MAX_MEMBERS} members`);
    }
    await take(header, start + BLOCK_SIZE);
    return true;
  };

  const take = async (header: TarHeader, offset: number): Promise<void> => {
    if (isExtension(header)) {
      if (header.size > MAX_PAX) throw damaged(offset, `its extended header has ${header.size} bytes`);
      end = offset + header.size;
      extension = { ...extension, ...readExtension(header, await source.read(offset, header.size)) };
      return;
    }
    const { path = header.path, size = header.size } = extension;
    extension = {};
    end = offset + contentSize(header, size, offset);
    if (!Number.isSafeInteger(end)) throw damaged(offset, `it claims ${size} bytes`);
    if (header.type !== FILE || path.endsWith("/")) return;
    const name = path.replace(/^(?:\.\/+)+/, "");
    if (found.has(name)) throw damaged(offset, `its tar has ${excerpt(name)} twice`);
    names += name.length;
    if (names > MAX_MEMBER_NAMES) {
      const what = `the names in its tar take over ${MAX_MEMBER_NAMES} bytes`;
      throw new BundleError("LIMIT_EXCEEDED", `Cannot read bundle: ${what}`);
    }
    found.set(name, { offset, size });
  };

  return {
    found,
    async find(path) {
      while (!found.has(path) && (await step()));
      return found.get(path);
    },
    async next() {
      await step();
    },
    async finish() {
      while (await step());
      return end + padding(end);
    },
  };
}

/** Form of the checksum field: all tar writers write six digits. It must not vary, since the checksum does not cover it. */
const CHECKSUM = /^[0-7]{6}(?:\0 | \0)$/;

function decode(block: Uint8Array, position: number): TarHeader | undefined {
  const header = decodeOrSay(block, position);
  if (!header || CHECKSUM.test(Buffer.from(block).toString("latin1", 148, 156))) return header;
  throw damaged(position, "the checksum of its tar header is in no tool's form");
}

function decodeOrSay(block: Uint8Array, position: number): TarHeader | undefined {
  try {
    return decodeHeader(block);
  } catch (cause) {
    if (!(cause instanceof BundleError)) throw cause;
    if (position > 0) throw damaged(position, "it has no tar header there", cause);
    const found = "it is not a tar file, expected an OCI image layout in one";
    throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: ${found}`, { cause });
  }
}

/** Bytes of content behind a header. Tools disagree about links and directories with a size; sparse files are not supported. */
function contentSize({ type }: TarHeader, size: number, offset: number): number {
  if (type === DIRECTORY) return 0;
  if (/^[1-4 6S]$/.test(type) && (size > 0 || type === "S"))
    throw damaged(offset, `it has an entry of type "${type}" with content`);
  return size;
}

/** Checks that the tar ends with two blocks of zeros, then at most {@link MAX_TRAILER} more. */
async function checkEnd(source: Pick<ByteSource, "read" | "size">, start: number): Promise<void> {
  const end = await source.read(start, END_SIZE);
  if (!isZero(end)) throw damaged(start, "the end of its tar is not zero");
  const behind = start + END_SIZE;
  const isLong = await reaches(source, behind + MAX_TRAILER);
  if (isLong || !isZero(await source.read(behind, (await source.size()) - behind)))
    throw damaged(behind, "something follows the end of its tar");
}

/** Whether there is a byte at a position. The size of a stream that never ends is not known. */
async function reaches(source: Pick<ByteSource, "read">, position: number): Promise<boolean> {
  try {
    return (await source.read(position, 1)).byteLength > 0;
  } catch (error) {
    if (error instanceof BundleError && error.code === "BUNDLE_TRUNCATED") return false;
    throw error;
  }
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

function damaged(position: number, found: string, cause?: unknown): BundleError {
  return new BundleError("BUNDLE_INVALID", `Cannot read bundle at byte ${position}: ${found}`, { cause });
}
