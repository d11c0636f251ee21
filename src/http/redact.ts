import type { OutgoingHttpHeaders } from "node:http";
import { mayBeSecret } from "./format-exchange.ts";

/** Shorter ones are parts of many words, and nobody could read what is left. */
const SHORTEST_SECRET = 4;

/** Removes from a server's text what was sent to it in secret: the header `Authorization`, and signatures in the query. */
export function redact(text: string, url: string, headers: OutgoingHttpHeaders = {}): string {
  return secretsIn(url, headers).reduce((clean, secret) => clean.replaceAll(secret, "***"), text);
}

function secretsIn(url: string, { authorization = "" }: OutgoingHttpHeaders): readonly string[] {
  const [, scheme = "", sent = ""] = /^(\S+) (.+)$/.exec(authorization) ?? [];
  const plain = scheme.toLowerCase() === "basic" ? Buffer.from(sent, "base64").toString() : "";
  const password = plain.slice(plain.indexOf(":") + 1);
  const signatures = [...new URL(url).searchParams.values()].filter(mayBeSecret);
  const encoded = signatures.map(encodeURIComponent);
  return [sent, plain, password, ...signatures, ...encoded].filter(({ length }) => length >= SHORTEST_SECRET);
}
