import { once } from "node:events";
import { PassThrough, type Readable } from "node:stream";
import { openPipe } from "../io/byte-source.ts";
import type { ReadAll } from "../io/remote-file.ts";
import type { Content } from "./content.ts";
import { openTarLayout } from "./tar-layout.ts";

/** A remote tar that is read from front to back, and where it is spooled. */
export interface StreamedTar {
  readonly source: string;
  readonly readAll: ReadAll;
  readonly spoolDirectory: string;
  /** Selects the descriptors with this name in the index. */
  readonly name: string | undefined;
}

/** Opens a remote tar as a pipe is opened: it is spooled whole, and read meanwhile. */
export async function openStreamedTar({ source, readAll, spoolDirectory, name }: StreamedTar): Promise<Content> {
  return openTarLayout(await openPipe(streamOf(readAll), spoolDirectory, source), { streaming: true, name });
}

/** Bytes as a stream, whose end or failure is that of `readAll`. Destroying it ends `readAll`. */
function streamOf(readAll: ReadAll): Readable {
  const stream = new PassThrough();
  const closed = new AbortController();
  stream.once("close", () => closed.abort(new Error("nobody reads any more")));
  const write = async (bytes: Uint8Array): Promise<void> => {
    closed.signal.throwIfAborted();
    if (!stream.write(bytes)) await once(stream, "drain", { signal: closed.signal });
  };
  readAll(write, closed.signal).then(
    () => stream.end(),
    (error: Error) => stream.destroy(error),
  );
  return stream;
}
