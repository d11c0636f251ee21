import { RangesIgnored, type RemoteFile } from "./remote-file.ts";

/** A remote file with a known size. */
export interface RemotePart {
  readonly file: RemoteFile;
  /** In bytes. */
  readonly size: number;
}

/** Several remote files as one, without joining them. */
export function joinRemote(name: string, joined: readonly RemotePart[]): RemoteFile {
  const parts: { readonly file: RemoteFile; readonly start: number; readonly end: number }[] = [];
  let total = 0;
  for (const { file, size } of joined) {
    parts.push({ file, start: total, end: total + size });
    total += size;
  }
  let ranged = true;
  return {
    name,
    size: total,
    async fetch({ offset, length }, write, signal) {
      for (const { file, start, end } of parts) {
        let from = Math.max(offset, start);
        const to = Math.min(offset + length, end);
        if (from >= to) continue;
        const take = async (bytes: Uint8Array): Promise<void> => {
          await write(bytes);
          from += bytes.byteLength;
        };
        const fetch = (): Promise<void> => file.fetch({ offset: from - start, length: to - from }, take, signal);
        try {
          await fetch();
        } catch (error) {
          if (!(error instanceof RangesIgnored)) throw error;
          // The caller hears it once, whichever file it is. Each is read through by itself from then on.
          const isNew = ranged;
          ranged = false;
          if (isNew) throw error;
          await fetch();
        }
      }
    },
  };
}
