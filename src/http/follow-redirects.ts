import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import { BundleError } from "../errors.ts";
import { discard } from "./discard.ts";
import { followAddress } from "./follow-address.ts";
import { type HttpRequest, request } from "./request.ts";

/** As many as curl's `--location` would need for any honest service, and few enough to end a loop soon. */
const MOST_REDIRECTS = 10;

const REDIRECTS = [301, 302, 303, 307, 308];

/** An address, and the headers that belong to its origin: credentials above all. */
export interface SignedUrl {
  readonly url: string;
  readonly headers?: OutgoingHttpHeaders;
}

export interface FollowedAnswer {
  readonly message: IncomingMessage;
  /** The address that answered. Its headers are empty once a redirect has left the origin of the first address. */
  readonly location: SignedUrl;
}

/** A GET or HEAD. Its headers go to every host; those of the location only to its origin. */
export type FollowedRequest = Omit<HttpRequest, "method" | "url" | "body"> & {
  readonly method?: "GET" | "HEAD";
  readonly location: SignedUrl;
};

/**
 * Sends a request and follows redirects. Headers of the location are dropped with the first hop to another scheme, host or port,
 * for good.
 * @throws HttpError for any status but 2xx and those of `accept`
 * @throws BundleError `NETWORK_FAILED`; `SERVICE_FAILED` for a redirect that leads nowhere, in a circle, or away from https
 */
export async function requestFollowing({
  location: first,
  method = "GET",
  headers,
  accept = [],
  signal,
  debug,
}: FollowedRequest): Promise<FollowedAnswer> {
  let location = first;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const { url } = location;
    const message = await request({
      method,
      url,
      headers: { ...location.headers, ...headers },
      accept: [...REDIRECTS, ...accept],
      signal,
      debug,
    });
    if (!REDIRECTS.includes(message.statusCode ?? 0)) return { message, location };
    await discard(message);
    const next = followAddress(message.headers.location, new URL(url));
    next.hash = "";
    location = next.origin === new URL(url).origin ? { ...location, url: next.href } : { url: next.href };
  }
  throw endless(first.url);
}

function endless(url: string): BundleError {
  return new BundleError(
    "SERVICE_FAILED",
    `Cannot follow ${new URL(url).host}: it redirects more than ${MOST_REDIRECTS} times`,
    {
      hint: "Check the address, and the settings of the server and of proxies before it.",
    },
  );
}
