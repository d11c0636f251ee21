import { type Chunk, sendChunks } from "../../../http/chunks.ts";
import { fromStorageError } from "../../../http/from-http-error.ts";
import { type HttpRequest, request } from "../../../http/request.ts";
import type { LocalFile, TransferReporter } from "../../../http/transfer.ts";
import { transientHttp } from "../../../http/transient-http.ts";
import { retry } from "../../../io/retry.ts";

/** Bytes of one block: 50,000 of them, as many as a blob may have, are 390 GiB. */
const BLOCK_SIZE = 8 * 1024 * 1024;

const BLOCKS_IN_FLIGHT = 4;

/** The oldest API version with everything that is used here, so that every store supports it. */
const SERVICE_VERSION = "2020-04-08";

/**
 * Uploads a file to a signed address of blob storage in blocks; each block is retried separately. Azure's own client is not
 * used: it retries after few statuses only, and leaves connections open that keep a process from ending.
 * Source: Put Block and Put Block List, Azure Blob Storage REST API.
 * @throws BundleError `NETWORK_FAILED`, `SERVICE_FAILED`, `RATE_LIMITED`, `ACCESS_DENIED`, `FILE_CHANGED`, `FILE_NOT_FOUND`,
 * `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function uploadBlob(address: string, file: LocalFile, options: UploadOptions): Promise<void> {
  const { doing, contentType, watch } = options;
  const put = async (make: () => Pick<HttpRequest, "url" | "headers" | "body">, signal: AbortSignal): Promise<void> => {
    const attempt = async (): Promise<void> => {
      const { url, headers, body = "" } = make();
      const sent = { ...headers, "x-ms-version": SERVICE_VERSION };
      const message = await request({ method: "PUT", url, headers: sent, body, signal, debug: watch.debug });
      message.resume();
    };
    await retry(attempt, { transient: transientHttp, say: watch.say, doing, signal });
  };
  const names: string[] = [];
  const putBlock = async ({ index, size, read }: Chunk, signal: AbortSignal): Promise<void> => {
    const id = blockId(index);
    names[index] = id;
    const url = withParameters(address, { comp: "block", blockid: id });
    const headers = { "content-type": "application/octet-stream", "content-length": size };
    await put(() => ({ url, headers, body: read() }), signal);
  };
  try {
    await sendChunks(file, { size: BLOCK_SIZE, inFlight: BLOCKS_IN_FLIGHT, watch }, putBlock);
    const list = names.map((id) => `<Latest>${id}</Latest>`).join("");
    const body = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><BlockList>${list}</BlockList>`;
    const stored = contentType !== undefined && { "x-ms-blob-content-type": contentType };
    const headers = { "content-type": "application/xml", ...stored };
    await put(() => ({ url: withParameters(address, { comp: "blocklist" }), headers, body }), watch.signal);
  } catch (error) {
    watch.signal.throwIfAborted();
    throw fromStorageError(error, { doing, url: address, hint: LATE });
  }
}

/** Hint for an upload that outlasts its signed address. */
const LATE =
  "A signed address expires, and the name it was made for stays reserved: run it again with another name or `cache-key`.";

export interface UploadOptions {
  /** Description of the upload, for the log and messages: `save cache entry toolbox`. */
  readonly doing: string;
  /** Media type that the blob is stored with. Default: that of the storage, `application/octet-stream`. */
  readonly contentType?: string;
  readonly watch: TransferReporter;
}

/** Block ids are base64, and all ids of one blob must have the same length. */
function blockId(index: number): string {
  return Buffer.from(`block-${String(index).padStart(6, "0")}`).toString("base64");
}

/** Appends to the text of the address: parsing it could change the encoding of the signature. */
function withParameters(address: string, parameters: Readonly<Record<string, string>>): string {
  return `${address}${address.includes("?") ? "&" : "?"}${new URLSearchParams(parameters).toString()}`;
}
