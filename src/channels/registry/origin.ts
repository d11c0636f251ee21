import { BundleError } from "../../errors.ts";
import { isLoopback } from "../../http/origin.ts";
import { excerpt } from "../../printable.ts";

/** Host of the Docker Hub's API; its images are named `docker.io/...`. */
const API_HOSTS: Readonly<Record<string, string>> = { "docker.io": "registry-1.docker.io" };

/** Address of a registry's API. Plain HTTP is for loopback, and for what the user allows. */
export function registryUrl(host: string, plainHttp: boolean): URL {
  const name = API_HOSTS[host] ?? host;
  const url = new URL(`https://${name}/v2/`);
  if (plainHttp || isLoopback(url)) url.protocol = "http:";
  // A URL that drops its default port would name another one after this change.
  if (url.port === "" && name.endsWith(":443")) url.port = "443";
  return url;
}

/** Whether two addresses have the same scheme, host and port: only then may one get the other's credentials. */
export function isSameOrigin(a: URL, b: URL): boolean {
  return a.origin === b.origin;
}

/**
 * Resolves an address that a service names, relative to the one that was asked. An unencrypted one is taken only from a service
 * that was asked without encryption, or on loopback.
 * @throws BundleError `SERVICE_FAILED`, without path and query: they may be a signature
 */
export function followAddress(text: string, from: URL): URL {
  const url = URL.parse(text, from.href);
  const found = whyUnusable(url, from);
  if (url !== null && found === undefined) return url;
  throw new BundleError("SERVICE_FAILED", `Cannot follow ${excerpt(from.host)}: it names an address that ${found}`, {
    hint: "Ask the operator of the registry to correct its address, or the proxy in front of it.",
  });
}

function whyUnusable(url: URL | null, from: URL): string | undefined {
  if (url === null) return "is not a URL";
  if (!/^https?:$/.test(url.protocol)) return `has the scheme ${excerpt(url.protocol)}`;
  if (url.username !== "" || url.password !== "") return "has credentials in it";
  if (isLoopback(url) && !isLoopback(from)) return "is on this machine";
  if (url.protocol === "http:" && from.protocol === "https:") return `is not encrypted, on ${excerpt(url.host)}`;
  return undefined;
}
