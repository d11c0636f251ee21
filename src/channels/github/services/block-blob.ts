import { type Chunk, sendChunks } from "../../../http/chunks.ts";
import { fromStorageError, type HttpRequest, request, transientHttp } from "../../../http/request.ts";
import type { LocalFile, TransferReporter } from "../../../http/transfer.ts";
import { retry } from "../../../io/retry.ts";

/** Bytes of one block: 50,000 of them, as many as a blob may have, are 390 GiB. */
const BLOCK_SIZE = 8 * 1024 * 1024;

const BLOCKS_IN_FLIGHT = 4;

/** The oldest version that knows all that is asked for here, so that every store has it. */
const SERVICE_VERSION = "2020-04-08";

/**
 * Uploads a file to a signed address of blob storage, block by block, each tried again by itself. Azure's own client is not
 * used: it tries again after few statuses only, and leaves connections behind that keep a process from ending.
 * Source: Put Block and Put Block List, Azure Blob Storage REST API.
 * @throws BundleError `NETWORK_FAILED`, `SERVICE_FAILED`, `RATE_LIMITED`, `ACCESS_DENIED`, `FILE_CHANGED`, `FILE_NOT_FOUND`,
 * `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function uploadBlob(address: string, file: LocalFile, { doing, watch }: UploadOptions): Promise<void> {
  const put = async (make: () => Pick<HttpRequest, "url" | "headers" | "body">, signal: AbortSignal): Promise<void> => {
    const attempt = async (): Promise<void> => {
      const { url, headers, body = "" } = make();
      const sent = { ...headers, "x-ms-version": SERVICE_VERSION };
      const message = await request({ method: "PUT", url, headers: sent, body, signal });
      message.resume();
    };
    await retry(attempt, { transient: transientHttp, say: watch.say, doing, signal });
  };
  const names: string[] = [];
  const putBlock = async ({ index, size, read }: Chunk, signal: AbortSignal): Promise<void> => {
    const id = blockId(index);
    names[index] = id;
    const url = withParameters(address, { comp: "block", blockid: id });
    await put(() => ({ url, headers: { "content-length": size }, body: read() }), signal);
  };
  try {
    await sendChunks(file, { size: BLOCK_SIZE, inFlight: BLOCKS_IN_FLIGHT, watch }, putBlock);
    const body = `<?xml version="1.0" encoding="utf-8"?><BlockList>${names.map((id) => `<Latest>${id}</Latest>`).join("")}</BlockList>`;
    const headers = { "content-type": "application/xml", "x-ms-blob-content-type": "application/octet-stream" };
    await put(() => ({ url: withParameters(address, { comp: "blocklist" }), headers, body }), watch.signal);
  } catch (error) {
    watch.signal.throwIfAborted();
    throw fromStorageError(error, { doing, url: address, hint: LATE });
  }
}

/** What happens to who was too slow. */
const LATE =
  "The address holds for a while only; what it was for stays taken: run it again with another `name` or `cache-key`.";

export interface UploadOptions {
  /** For the log and messages: `save cache entry toolbox`. */
  readonly doing: string;
  readonly watch: TransferReporter;
}

/** Ids of a blob's blocks have the same length, and are base64 of anything. */
function blockId(index: number): string {
  return Buffer.from(`block-${String(index).padStart(6, "0")}`).toString("base64");
}

/** The signature is left as it is spelled. */
function withParameters(address: string, parameters: Readonly<Record<string, string>>): string {
  return `${address}${address.includes("?") ? "&" : "?"}${new URLSearchParams(parameters).toString()}`;
}
