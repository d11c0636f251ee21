import { BundleError } from "../errors.ts";
import { excerpt } from "../printable.ts";
import { whyTooNear } from "./loopback.ts";

/**
 * Resolves an address that a server names, relative to the one that was asked. An unencrypted one is taken only from a server
 * that was asked without encryption; one on this machine or its network link only from there.
 * @throws BundleError `SERVICE_FAILED`, without path and query: they may be a signature
 */
export function followAddress(text: string | undefined, from: URL): URL {
  const url = text === undefined ? null : URL.parse(text, from.href);
  const found = whyUnusable(url, from);
  if (url !== null && found === undefined) return url;
  const hint = url !== null && isDowngrade(url, from) ? DOWNGRADE_HINT : HINT;
  throw new BundleError("SERVICE_FAILED", `Cannot follow ${excerpt(from.host)}: it names an address that ${found}`, {
    hint,
  });
}

const HINT = "Check the address that was asked, and the settings of the server and of proxies before it.";
const DOWNGRADE_HINT =
  "Ask the operator of the server to correct its own address: a proxy that ends TLS must tell it with the header X-Forwarded-Proto: https.";

function isDowngrade(url: URL, from: URL): boolean {
  return url.protocol === "http:" && from.protocol === "https:";
}

function whyUnusable(url: URL | null, from: URL): string | undefined {
  if (url === null) return "is not a URL";
  if (!/^https?:$/.test(url.protocol)) return `has the scheme ${excerpt(url.protocol)}`;
  if (url.username !== "" || url.password !== "") return "has credentials in it";
  const near = whyTooNear(url, from);
  if (near !== undefined) return `${near}, ${excerpt(url.host)}`;
  if (isDowngrade(url, from)) return `is not encrypted, on ${excerpt(url.host)}`;
  return undefined;
}
