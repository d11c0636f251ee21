import { BundleError } from "../errors.ts";
import { requestFollowing } from "../http/follow-redirects.ts";
import { fromHttpError } from "../http/from-http-error.ts";
import { HttpError } from "../http/http-error.ts";
import { readBytes } from "../http/read-body.ts";
import { bytesOf } from "../http/request.ts";
import type { TransferReporter } from "../http/transfer.ts";
import { transientHttp } from "../http/transient-http.ts";
import { retry } from "../io/retry.ts";
import { MAX_DOCUMENT } from "../limits.ts";

/**
 * Fetches a document of a published index; undefined when it is not there.
 * @throws BundleError `NETWORK_FAILED`, `SERVICE_FAILED`, `RATE_LIMITED`
 */
export async function fetchDocument(
  address: string,
  { say, debug, signal }: Pick<TransferReporter, "say" | "debug" | "signal">,
): Promise<Uint8Array | undefined> {
  const doing = `read ${address}`;
  if (!/^https?:\/\//.test(address)) throw new BundleError("CONFIG_INVALID", `Cannot ${doing}: it is not an address`);
  const attempt = async (): Promise<Uint8Array> =>
    readBytes(bytesOf((await requestFollowing({ location: { url: address }, signal, debug })).message), MAX_DOCUMENT);
  try {
    return await retry(attempt, { transient: transientHttp, say, doing, signal });
  } catch (error) {
    if (error instanceof HttpError && error.status === 404) return undefined;
    signal.throwIfAborted();
    throw fromHttpError(error, doing);
  }
}
