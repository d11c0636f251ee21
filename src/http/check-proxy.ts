import { BundleError } from "../errors.ts";

/**
 * Refuses a proxy that the clients do not support. They would treat it as an HTTP proxy, or ignore it.
 * @param url URL of the service.
 * @throws BundleError `OPTION_INVALID`, without the value: it may have a password
 */
export function checkProxy(url: string, variables: Readonly<Record<string, string | undefined>>): void {
  const names = url.startsWith("https:") ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy", "HTTP_PROXY"];
  const name = names.find((candidate) => variables[candidate]);
  if (name === undefined) return;
  const found = whyUnusable(variables[name] ?? "");
  if (found === undefined) return;
  const hint = `Set ${name} to the address of an HTTP proxy, or leave it out. Other kinds, such as SOCKS, are not supported.`;
  throw new BundleError("OPTION_INVALID", `Cannot use ${name}: ${found}, expected http://HOST:PORT`, { hint });
}

function whyUnusable(text: string): string | undefined {
  if (text.trim() === "") return "it is blank";
  const url = URL.parse(text) ?? (/^https?:\/\//.test(text) ? null : URL.parse(`http://${text}`));
  if (url === null || url.hostname === "") return "it is not a URL with a host";
  if (!/^https?:$/.test(url.protocol)) return `its scheme is ${url.protocol.slice(0, -1)}`;
  // An unencoded slash in a password ends the host: the rest of the password becomes the path.
  if (`${url.pathname}${url.search}${url.hash}` !== "/")
    return "it has a path, or a character in its password that is not percent-encoded";
  return isEncoded(url.username) && isEncoded(url.password) ? undefined : "its user or password is not percent-encoded";
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
