import { BundleError } from "../errors.ts";
import { HttpError } from "./http-error.ts";
import { type RateLimit, rateLimitOf } from "./rate-limit.ts";

/**
 * Turns a refusal into a coded failure by its status alone. Coded failures and bugs are returned unchanged.
 * @param doing Description of the call: `download toolbox.tar`.
 */
export function fromHttpError(error: unknown, doing: string): Error {
  if (!(error instanceof HttpError)) return error instanceof Error ? error : new Error(String(error));
  const message = `Cannot ${doing}: the service answers with ${error.message}`;
  const limit = rateLimitOf(error);
  if (limit !== undefined) return new BundleError("RATE_LIMITED", `${message}${formatEnd(limit)}`, { cause: error });
  const denied = error.status === 401 || error.status === 403;
  return new BundleError(denied ? "ACCESS_DENIED" : "SERVICE_FAILED", message, { cause: error });
}

/** Says when a rate limit ends, as the end of a message; empty if it is not known. */
export function formatEnd({ pause }: RateLimit): string {
  return pause === undefined ? "" : `; it accepts requests again in ${Math.ceil(pause / 1000)} s`;
}

/**
 * Like {@link fromHttpError}, but for requests to a signed address: a 401 or 403 there is not about a token.
 * @param hint Further advice, after that about firewall, proxy and clock.
 */
export function fromStorageError(error: unknown, { doing, url, hint }: StorageAccess): Error {
  if (
    !(error instanceof HttpError) ||
    (error.status !== 401 && error.status !== 403) ||
    rateLimitOf(error) !== undefined
  )
    return fromHttpError(error, doing);
  const { host } = new URL(url);
  return new BundleError("ACCESS_DENIED", `Cannot ${doing}: ${host} refuses its signed address, ${error.message}`, {
    cause: error,
    hint: `Check that firewall and proxy let this machine connect to ${host}, and that its clock is right.${hint === undefined ? "" : ` ${hint}`}`,
  });
}

export interface StorageAccess {
  readonly doing: string;
  readonly url: string;
  readonly hint?: string;
}
