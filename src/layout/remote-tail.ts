import type { Bytes } from "../io/bytes.ts";
import { fetchRun } from "../io/remote-file.ts";
import { scanMembers } from "./members.ts";
import type { RemoteHead } from "./remote-head.ts";

/** Finds a member behind the blobs of a remote tar by its path; undefined if there is none. */
export type FindInTail = (path: string) => Promise<Bytes | undefined>;

/** What is behind the blobs of a remote tar, from `start` on. It is fetched in one request when the first member is looked for. */
export function remoteTail({ file, length }: RemoteHead, start: number, signal: AbortSignal): FindInTail {
  let tail: ReturnType<typeof fetchTail> | undefined;
  const fetchTail = async () => {
    const bytes = await fetchRun(file, { offset: start, length: length - start }, signal);
    const read = async (offset: number, size: number) => bytes.subarray(offset, offset + size);
    const scan = scanMembers({ read, size: async () => bytes.byteLength });
    await scan.finish();
    return { read, found: scan.found };
  };
  return async (path) => {
    tail ??= fetchTail();
    const { found, read } = await tail;
    const member = found.get(path);
    if (member === undefined) return undefined;
    return {
      name: file.name,
      size: member.size,
      locate: () => {
        throw new Error(`${path} in ${file.name} is in memory only`);
      },
      read: (offset, size) => read(member.offset + offset, size),
    };
  };
}
