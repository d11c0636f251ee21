import { type FileHandle, open, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { BundleError } from "../errors.ts";
import { retry, type Transient } from "../io/retry.ts";
import { fromSystemError } from "../io/system-error.ts";
import { MAX_UNSIZED } from "../limits.ts";
import { digester } from "../oci/digest.ts";
import { parseContentRange, strongEtag } from "./content-range.ts";
import { requestFollowing, type SignedUrl } from "./follow-redirects.ts";
import { fromStorageError } from "./from-http-error.ts";
import { HttpError } from "./http-error.ts";
import { networkFailure } from "./network-failure.ts";
import { bytesOf } from "./request.ts";
import type { TransferReporter } from "./transfer.ts";
import { transientHttp } from "./transient-http.ts";

/** Most refusals of a new address in a row. Clock skew between two services passes after a few; a firewall does not. */
const MOST_REFUSALS = 3;

export interface DownloadOptions {
  /**
   * Gets the current address of the bytes. Called again when a signed address is refused or has expired. It must retry its own
   * transient failures: an error that it throws ends the download.
   */
  readonly locate: () => Promise<SignedUrl>;
  /** For messages: `artifact toolbox.tar`. */
  readonly name: string;
  /** The file to create. It must not exist; on failure it is removed. */
  readonly path: string;
  /** Size and digest from the service. A missing one is not checked. */
  readonly expected: { readonly size?: number; readonly digest?: string };
  /** Most bytes of a file whose size nobody tells. Default: {@link MAX_UNSIZED}. */
  readonly most?: number;
  readonly watch: TransferReporter;
  /** Turns a refusal into a coded failure. Default: the address is signed. */
  readonly explain?: (error: unknown, doing: string) => Error;
}

export interface Downloaded {
  /** In bytes. */
  readonly size: number;
  /** `sha256:<hex>` of the written bytes. */
  readonly digest: string;
}

/**
 * Downloads into a file, computes its digest, and resumes where a connection broke. Streams, so memory use is constant.
 * @throws BundleError `DIGEST_MISMATCH`, `NETWORK_FAILED`, `SERVICE_FAILED`, `RATE_LIMITED`, `ACCESS_DENIED`, `DISK_FULL`,
 * `PERMISSION_DENIED`, `IO_FAILED`, `LIMIT_EXCEEDED`; what `locate` throws; the signal's reason when it is aborted
 */
export async function download(options: DownloadOptions): Promise<Downloaded> {
  const { path } = options;
  options.watch.signal.throwIfAborted();
  const file = await open(path, "wx").catch((error: unknown) => {
    throw fromSystemError(error, `create ${path}`);
  });
  try {
    const downloaded = await fillFile(file, options);
    await file.close().catch((error: unknown) => {
      throw fromSystemError(error, `write ${path}`);
    });
    return downloaded;
  } catch (error) {
    await file.close().catch(() => {});
    await rm(path, { force: true });
    throw error;
  }
}

async function fillFile(file: FileHandle, options: DownloadOptions): Promise<Downloaded> {
  const { locate, name, expected, watch } = options;
  const sink = openSink(file, options);
  let location: SignedUrl | undefined;
  let url = "";
  let refusals = 0;
  let final: unknown;
  const attempt = async (): Promise<void> => {
    location ??= await locate().catch((error: unknown) => {
      throw (final = error);
    });
    ({ url } = location);
    const message = await requestRange(location, sink, watch).catch((error: unknown) => {
      if (!isRefusedAddress(error)) throw error;
      location = undefined;
      refusals++;
      throw error;
    });
    refusals = 0;
    await receive(message, url, sink);
  };
  const transient = (error: unknown): Transient | undefined => {
    if (error === final) return undefined;
    if (isRefusedAddress(error) && refusals < MOST_REFUSALS)
      return { reason: `the address is refused, ${error.message}` };
    return transientHttp(error);
  };
  const doing = `download ${name}`;
  try {
    await retry(attempt, { transient, say: watch.say, doing, signal: watch.signal, reached: () => sink.size });
  } catch (error) {
    watch.signal.throwIfAborted();
    if (error === final) throw error;
    throw options.explain?.(error, doing) ?? fromStorageError(error, { doing, url });
  }
  const downloaded = { size: sink.size, digest: sink.digest() };
  if (downloaded.size !== (expected.size ?? downloaded.size)) throw wrongSize(name, downloaded.size, expected.size);
  if (downloaded.digest === (expected.digest ?? downloaded.digest)) return downloaded;
  throw mismatch(name, downloaded.digest, expected.digest ?? "");
}

function isRefusedAddress(error: unknown): error is HttpError {
  return error instanceof HttpError && (error.status === 401 || error.status === 403);
}

/** The file while it is written, and the known facts about the complete one. */
interface Sink {
  readonly name: string;
  /** Bytes written so far. */
  readonly size: number;
  /** Size of the complete file, once it is known. */
  total: number | undefined;
  /** Strong validator of the bytes written so far. */
  etag: string | undefined;
  /** Whether the download can resume without mixing the bytes of two files. */
  readonly resumable: boolean;
  write(bytes: Uint8Array): Promise<void>;
  /** Empties the file, to start again. */
  reset(): Promise<void>;
  digest(): string;
}

function openSink(file: FileHandle, { name, path, expected, most = MAX_UNSIZED, watch }: DownloadOptions): Sink {
  let hash = digester();
  let size = 0;
  const sink: Sink = {
    name,
    get size() {
      return size;
    },
    total: expected.size,
    etag: undefined,
    get resumable() {
      return sink.etag !== undefined || expected.digest !== undefined;
    },
    async write(bytes) {
      // Checked before writing: an endless answer must not fill the disk.
      const end = size + bytes.byteLength;
      if (sink.total === undefined && end > most) throw tooLong(name, most);
      if (sink.total !== undefined && end > sink.total) throw wrongSize(name, end, sink.total);
      for (let done = 0; done < bytes.byteLength; ) {
        const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, size + done).catch((error) => {
          throw fromSystemError(error, `write ${path}`);
        });
        done += bytesWritten;
      }
      hash.update(bytes);
      size += bytes.byteLength;
      watch.progress(size, Math.max(size, sink.total ?? size));
    },
    async reset() {
      await file.truncate(0).catch((error: unknown) => {
        throw fromSystemError(error, `write ${path}`);
      });
      hash = digester();
      size = 0;
      sink.etag = undefined;
      sink.total = expected.size;
    },
    digest: () => hash.digest(),
  };
  return sink;
}

function mismatch(name: string, found: string, expected: string): BundleError {
  return new BundleError("DIGEST_MISMATCH", `Cannot download ${name}: got ${found}, expected ${expected}`);
}

function wrongSize(name: string, found: number, expected: number | undefined): BundleError {
  return mismatch(name, `${found} bytes`, `${expected}`);
}

function tooLong(name: string, most: number): BundleError {
  return new BundleError("LIMIT_EXCEEDED", `Cannot download ${name}: it does not end after ${most} bytes`, {
    hint: "Make the server send the size of the file (header Content-Length), or correct the address.",
  });
}

/** Requests the missing bytes. */
async function requestRange(
  location: SignedUrl,
  sink: Sink,
  { signal, debug }: TransferReporter,
): Promise<IncomingMessage> {
  if (sink.size > 0 && !sink.resumable) await sink.reset();
  const rest = sink.size > 0 && {
    range: `bytes=${sink.size}-`,
    ...(sink.etag !== undefined && { "if-range": sink.etag }),
  };
  // Compressed bytes would not match the digest, and ranges would count other bytes.
  const headers = { "accept-encoding": "identity", ...rest };
  const { message } = await requestFollowing({ location, headers, accept: [416], signal, debug });
  return message;
}

async function receive(message: IncomingMessage, url: string, sink: Sink): Promise<void> {
  try {
    if (!(await readHead(message, url, sink))) return;
    for await (const bytes of bytesOf(message)) await sink.write(bytes);
  } finally {
    message.destroy();
  }
  if (sink.total !== undefined && sink.size < sink.total) {
    throw networkFailure(new Error(`the answer ended after ${sink.size} of ${sink.total} bytes`), url);
  }
}

/** Reads the head of the answer and resets the sink if the body starts at zero. @returns whether a body follows */
async function readHead(message: IncomingMessage, url: string, sink: Sink): Promise<boolean> {
  const { statusCode: status, headers } = message;
  const range = parseContentRange(headers["content-range"]);
  if (status === 416 && sink.size > 0 && (range?.total ?? sink.total) === sink.size) return false;
  const etag = strongEtag(headers.etag);
  const moved = sink.etag !== undefined && etag !== undefined && etag !== sink.etag;
  if (status === 416 || (status === 206 && (range?.start !== sink.size || moved))) {
    await sink.reset();
    throw networkFailure(new Error("it sent another range than the requested one"), url);
  }
  if (status !== 200 && status !== 206) throw unusable(sink.name, `an answer of status ${status}`);
  const encoding = headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") throw unusable(sink.name, `bytes in the encoding ${encoding}`);
  if (status === 200 && sink.size > 0) await sink.reset();
  sink.etag = etag;
  const length = headers["content-length"];
  const whole = range?.total ?? (length === undefined ? undefined : sink.size + Number(length));
  if (sink.total !== undefined && whole !== undefined && whole !== sink.total)
    throw wrongSize(sink.name, whole, sink.total);
  sink.total ??= whole;
  return true;
}

function unusable(name: string, found: string): BundleError {
  return new BundleError(
    "SERVICE_FAILED",
    `Cannot download ${name}: the service sent ${found}, expected the bytes of the file`,
  );
}
