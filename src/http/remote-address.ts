import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import { isDeepStrictEqual } from "node:util";
import type { Transient } from "../io/retry.ts";
import { requestFollowing, type SignedUrl } from "./follow-redirects.ts";
import { HttpError } from "./http-error.ts";
import { pauseOf } from "./rate-limit.ts";
import { transientHttp } from "./transient-http.ts";

/** Most refusals of new addresses in a row. Clock skew between two services passes after a few; a firewall does not. */
const MOST_REFUSALS = 3;

/** The current address of a remote file, shared by requests that run at the same time, and renewed when it expires. */
export interface RemoteAddress {
  /** Requests it. @throws HttpError, and what `locate` and the request throw */
  ask(headers: OutgoingHttpHeaders, signal: AbortSignal): Promise<IncomingMessage>;
  /** Whether asking again may help. */
  transient(error: unknown): Transient | undefined;
}

/** @param locate gets an address; called again when one is refused */
export function remoteAddress(locate: () => Promise<SignedUrl>, debug?: (text: string) => void): RemoteAddress {
  /** Errors that another attempt cannot change. */
  const final = new WeakSet<object>();
  let current: Promise<Located> | undefined;
  let refusals = 0;

  const find = (): Promise<Located> => {
    const found = locate().then(
      (first) => ({ first, now: first }),
      (error: unknown) => {
        if (current === found) current = undefined;
        if (error instanceof Error) final.add(error);
        throw error;
      },
    );
    return found;
  };

  /** Renews an address that was refused. An equal one would be refused again, unless a redirect led away from it. */
  const renew = async ({ first, now }: Located, error: HttpError): Promise<void> => {
    refusals += 1;
    current = find();
    const next = await current;
    if ((now === first && isDeepStrictEqual(next.first, first)) || refusals >= MOST_REFUSALS) final.add(error);
  };

  return {
    async ask(headers, signal) {
      current ??= find();
      const used = current;
      const located = await used;
      try {
        const { message, location } = await requestFollowing({
          location: located.now,
          headers,
          accept: [416],
          signal,
          debug,
        });
        refusals = 0;
        // The ranges that follow go straight to where the redirect led.
        if (current === used && location !== located.now)
          current = Promise.resolve({ first: located.first, now: location });
        return message;
      } catch (error) {
        if (isRefusedAddress(error) && current === used) await renew(located, error);
        throw error;
      }
    },
    transient(error) {
      if (error instanceof Error && final.has(error)) return undefined;
      if (isRefusedAddress(error)) return { reason: `the address is refused, ${error.message}` };
      return transientHttp(error);
    },
  };
}

interface Located {
  /** As it was found. */
  readonly first: SignedUrl;
  /** The address after redirects. */
  readonly now: SignedUrl;
}

function isRefusedAddress(error: unknown): error is HttpError {
  return (
    error instanceof HttpError && (error.status === 401 || error.status === 403) && pauseOf(error.headers) === undefined
  );
}
