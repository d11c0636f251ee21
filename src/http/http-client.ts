import type { RequestOptions } from "node:http";
import { getProxyUrl, HttpClient } from "@actions/http-client";

/** A client for requests to one address, without redirects. @param idle milliseconds without a byte after which it gives up */
export function clientFor(url: string, idle: number): HttpClient {
  const handlers = proxyFor(url) === "" ? [WITHOUT_BRACKETS] : [];
  return new HttpClient("ocx-bundle", handlers, { allowRedirects: false, keepAlive: true, socketTimeout: idle });
}

/** Address of the proxy from the environment for requests to an address; empty if there is none. */
export function proxyFor(url: string): string {
  return getProxyUrl(url);
}

/** A handler for the client: it keeps the brackets of an IPv6 address, and Node would look for a host of that name. */
const WITHOUT_BRACKETS = {
  prepareRequest: (options: RequestOptions): void => void (options.host = options.host?.replace(/^\[(.*)\]$/, "$1")),
  canHandleAuthentication: () => false,
  handleAuthentication: () => Promise.reject(new Error("never called")),
};
