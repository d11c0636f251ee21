import { joinRemote } from "../io/join-remote.ts";
import { fetchRun, type OpenedRemoteFile } from "../io/remote-file.ts";
import { openRemoteFile, type RemoteFileOptions, remoteFile } from "./open-remote-file.ts";

/**
 * Opens a remote file, or several that are the parts of one, with one request for the first `length` bytes.
 * @param pieces with their sizes, if there are several
 * @throws BundleError what a request throws
 */
export async function openJoined(
  name: string,
  pieces: readonly RemoteFileOptions[],
  length: number,
): Promise<OpenedRemoteFile> {
  const [first, ...others] = pieces;
  if (first === undefined) throw new Error(`${name} has no parts`);
  if (others.length === 0) return openRemoteFile(first, length);
  const file = joinRemote(
    name,
    pieces.map((piece) => ({ file: remoteFile(piece), size: piece.size ?? 0 })),
  );
  const run = { offset: 0, length: Math.min(length, file.size ?? 0) };
  return { ranged: true, file, start: await fetchRun(file, run, first.signal) };
}
