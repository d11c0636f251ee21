import { BundleError } from "../errors.ts";
import type { Bytes } from "../io/bytes.ts";
import { fetchRun } from "../io/remote-file.ts";
import { MAX_TAIL } from "../limits.ts";
import { decodeHeader } from "../tar/decode-header.ts";
import { BLOCK_SIZE, FILE } from "../tar/headers.ts";
import type { RemoteHead } from "./remote-head.ts";
import { type Member, scanMembers } from "./tar-members.ts";

/** Finds a member behind the blobs of a remote tar by its path; undefined if there is none. */
export type FindInTail = (path: string) => Promise<Bytes | undefined>;

/** The end of a remote tar behind its blobs, from `start` on. It is fetched in one request when the first member is looked for. */
export function scannedTail({ file, length }: RemoteHead, start: number, signal: AbortSignal): FindInTail {
  let tail: ReturnType<typeof fetchTail> | undefined;
  const fetchTail = async () => {
    const bytes = await fetchRun(file, { offset: start, length: length - start }, signal);
    const read = async (offset: number, size: number) => bytes.subarray(offset, offset + size);
    const scan = scanMembers({ read, size: async () => bytes.byteLength });
    await scan.finish();
    return { bytes, found: scan.found };
  };
  return async (path) => {
    tail ??= fetchTail();
    const { found, bytes } = await tail;
    const member = found.get(path);
    return member && inMemory(bytes, member, `${path} in ${file.name}`);
  };
}

/** Bytes of the end that are fetched first: some signatures. */
const FIRST_TAIL = 256 * 1024;

/** How many times more is fetched if that is not enough. */
const GROWTH = 8;

/**
 * The end of a remote tar whose blobs are not all known, so that nobody knows where the members behind them begin. Their headers
 * are looked for block by block. What looks like one may be a part of a blob, so the reader must check the digest.
 * @param start no member that is looked for begins in front of it
 */
export function searchedTail({ file, length }: RemoteHead, start: number, signal: AbortSignal): FindInTail {
  const first = Math.max(start, blockAt(length - MAX_TAIL));
  /** From a block border on, to the end of the file. */
  let tail: Uint8Array = new Uint8Array();
  const extend = async (size: number): Promise<void> => {
    const offset = Math.max(first, blockAt(length - size));
    const more = length - tail.byteLength - offset;
    if (more > 0) tail = Buffer.concat([await fetchRun(file, { offset, length: more }, signal), tail]);
  };
  return async (path) => {
    for (let size = FIRST_TAIL; ; size *= GROWTH) {
      await extend(size);
      const member = searchMember(tail, path);
      if (member !== undefined) return inMemory(tail, member, `${path} in ${file.name}`);
      if (length - tail.byteLength <= first) return undefined;
    }
  };
}

/** The start of the block at a position. */
function blockAt(position: number): number {
  return Math.floor(position / BLOCK_SIZE) * BLOCK_SIZE;
}

function searchMember(tail: Uint8Array, path: string): Member | undefined {
  const name = Buffer.from(path);
  for (let start = 0; start + BLOCK_SIZE <= tail.byteLength; start += BLOCK_SIZE) {
    const block = tail.subarray(start, start + BLOCK_SIZE);
    if (!name.equals(block.subarray(0, name.byteLength))) continue;
    const size = sizeOf(block, path);
    if (size !== undefined && start + BLOCK_SIZE + size <= tail.byteLength) return { offset: start + BLOCK_SIZE, size };
  }
  return undefined;
}

/** The size in a header of the file at `path`; undefined for another block. */
function sizeOf(block: Uint8Array, path: string): number | undefined {
  try {
    const header = decodeHeader(block);
    return header?.type === FILE && header.path === path ? header.size : undefined;
  } catch (error) {
    if (error instanceof BundleError) return undefined;
    throw error;
  }
}

function inMemory(bytes: Uint8Array, { offset, size }: Member, name: string): Bytes {
  return {
    name,
    size,
    locate: () => {
      throw new Error(`${name} is in memory only`);
    },
    read: async (from, length) => bytes.subarray(offset + from, offset + from + length),
  };
}
