import type { IncomingMessage } from "node:http";
import type { HttpError } from "./http-error.ts";

/** Milliseconds to wait when a rate limit has no end time. Source: GitHub's "Best practices for using the REST API". */
const DEFAULT_PAUSE = 60_000;

/** A rate limit, and the milliseconds until the service accepts requests again, if they are known. */
export interface RateLimit {
  readonly pause?: number;
}

/**
 * The rate limit that a refusal is about. GitHub sends 403 for some of its limits, with an end time or only with the words: any
 * other 403 denies access.
 */
export function rateLimitOf({ status, headers, text }: HttpError): RateLimit | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const pause = pauseOf(headers) ?? (/rate limit/i.test(text) ? DEFAULT_PAUSE : undefined);
  if (pause !== undefined) return { pause };
  return status === 429 ? {} : undefined;
}

/** Seconds of a pause. Longer numbers are refused: in milliseconds they would be infinite. */
const SECONDS = /^\d{1,12}$/;

/** Milliseconds to wait, from the headers of a service that is rate limiting. */
export function pauseOf(headers: IncomingMessage["headers"]): number | undefined {
  const after = headers["retry-after"] ?? "";
  if (SECONDS.test(after)) return Number(after) * 1000;
  const date = Date.parse(after);
  if (!Number.isNaN(date)) return Math.max(0, date - Date.now());
  const { "x-ratelimit-remaining": remaining, "x-ratelimit-reset": reset } = headers;
  if (remaining !== "0" || !SECONDS.test(String(reset ?? 0))) return undefined;
  return Math.max(0, Number(reset ?? 0) * 1000 - Date.now());
}
