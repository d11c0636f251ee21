import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { discard } from "../../http/discard.ts";
import { followAddress } from "../../http/follow-address.ts";
import { HttpError } from "../../http/http-error.ts";
import { request } from "../../http/request.ts";
import { isSameOrigin } from "./registry-url.ts";

/** Most redirects in a row. */
const MAX_REDIRECTS = 5;

/** Redirects that keep method and body. The others turn everything but GET and HEAD into a GET. */
const KEEPING = [307, 308];
/** Statuses that name another address. */
export const REDIRECTS = [301, 302, 303, ...KEEPING];

export interface AuthorizedRequest {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly headers?: OutgoingHttpHeaders | undefined;
  /** Opens the body anew for each request; the headers give its length. */
  readonly body?: (() => Readable) | undefined;
  /** Statuses besides 2xx that are not refusals; redirects among them are not followed. */
  readonly accept?: readonly number[] | undefined;
}

export interface FollowOptions {
  /** For the origin of the first address. */
  readonly authorization: string | undefined;
  readonly signal: AbortSignal;
  /** Gets a line about each request. */
  readonly debug?: ((text: string) => void) | undefined;
}

/** The last answer, and the address that it came from. */
export type AuthorizedAnswer =
  | { readonly message: IncomingMessage; readonly url: URL; readonly refusal?: undefined }
  | { readonly refusal: HttpError; readonly url: URL };

/**
 * Sends a request and follows its redirects by hand. The header `Authorization` stays behind at the first redirect to another
 * scheme, host or port, and does not come back.
 * @throws BundleError `NETWORK_FAILED`, `SERVICE_FAILED` for a redirect that must not be followed
 */
export async function followAuthorized(
  start: URL,
  { method, headers, body, accept = [] }: AuthorizedRequest,
  { authorization, signal, debug }: FollowOptions,
): Promise<AuthorizedAnswer> {
  let url = start;
  let own = authorization;
  for (let redirects = 0; ; redirects++) {
    try {
      const message = await request({
        method,
        url: url.href,
        headers: { ...headers, ...(own !== undefined && { authorization: own }) },
        ...(body !== undefined && { body: body() }),
        accept: [...accept, ...REDIRECTS],
        signal,
        debug,
      });
      const { statusCode: status = 0, headers: answered } = message;
      if (!REDIRECTS.includes(status) || accept.includes(status)) return { message, url };
      await discard(message);
      const kept = KEEPING.includes(status) || method === "GET" || method === "HEAD";
      const refused = new HttpError(status, answered, "", url.href);
      if (answered.location === undefined || !kept || redirects === MAX_REDIRECTS) return { refusal: refused, url };
      const next = followAddress(answered.location, url);
      if (!isSameOrigin(next, url)) own = undefined;
      url = next;
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      return { refusal: error, url };
    }
  }
}
