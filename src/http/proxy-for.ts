import { getProxyUrl } from "@actions/http-client/lib/proxy";

/** Address of the proxy from the environment for requests to an address; empty if there is none. */
export function proxyFor(url: string): string {
  return getProxyUrl(new URL(url))?.href ?? "";
}
