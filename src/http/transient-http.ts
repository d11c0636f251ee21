import { BundleError } from "../errors.ts";
import type { Transient } from "../io/retry.ts";
import { HttpError } from "./http-error.ts";
import { isLasting } from "./network-failure.ts";
import { pauseOf, rateLimitOf } from "./rate-limit.ts";

/** Statuses of transient failures; those above 504 and 499 are of proxies and storage in front of a service. */
const TRANSIENT_STATUSES = new Set([408, 429, 499, 500, 502, 503, 504, 520, 521, 522, 523, 524]);

/** Whether a retry may help: the network failed, the server is overloaded or it has an internal error. */
export function transientHttp(error: unknown): Transient | undefined {
  if (error instanceof BundleError)
    return error.code === "NETWORK_FAILED" && !isLasting(error) ? { reason: error.message } : undefined;
  if (!(error instanceof HttpError)) return undefined;
  const limit = rateLimitOf(error);
  if (limit === undefined && !TRANSIENT_STATUSES.has(error.status)) return undefined;
  const pause = limit?.pause ?? pauseOf(error.headers);
  return { reason: error.message, ...(pause !== undefined && { pause }) };
}
