import { redactPath } from "./redact.ts";

/** A request and what came of it, for the debug log. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  /** The proxy's address; empty without one. */
  readonly proxy: string;
  /** Milliseconds until the head of the answer, or the failure. */
  readonly milliseconds: number;
  readonly outcome: Outcome;
}

/** `location` is that of a redirect. */
export type Outcome =
  | { readonly status: number; readonly location?: string | undefined }
  | { readonly failure: string };

/**
 * One line for the debug log: method, host, path, status and time. Queries, headers and bodies are left out, and so is every
 * segment of the path that may be a signature or a token: a log is shown to others.
 */
export function formatExchange({ method, url, proxy, milliseconds, outcome }: Exchange): string {
  const { host, pathname } = new URL(url);
  const through = proxy === "" ? "" : ` through ${URL.parse(proxy)?.host ?? "a proxy"}`;
  const time = `${Math.round(milliseconds)} ms`;
  const end =
    "failure" in outcome ? `failed in ${time}: ${outcome.failure}` : `${formatStatus(outcome, url)} in ${time}`;
  return `${method} ${host}${redactPath(pathname)}${through}: ${end}`;
}

function formatStatus({ status, location }: Extract<Outcome, { status: number }>, url: string): string {
  const target = location === undefined ? null : URL.parse(location, url);
  return target === null ? `${status}` : `${status} to ${target.host}`;
}
