import { isLoopback } from "../../http/loopback.ts";

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
