import type { OutgoingHttpHeaders } from "node:http";

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

/** Stars out the segments of a path that may be a signature or a token. */
export function redactPath(path: string): string {
  return path
    .split("/")
    .map((segment) => (mayBeSecret(segment) ? "***" : segment))
    .join("/");
}

/** Least characters of a word that may be a token: shorter ones are names and numbers. */
const SHORTEST_TOKEN = 20;

/** JSON web tokens, and tokens of GitHub and GitLab. */
const TOKEN = /^(eyJ|gh[a-z]_|github_pat_|glpat-)/;

/** True for parameters in a path (`exp=1~hmac=…`), known tokens, hexadecimal that no algorithm precedes, and random letters. */
function mayBeSecret(segment: string): boolean {
  if (/[=~;]|%3[bd]|%7e/i.test(segment) || TOKEN.test(segment)) return true;
  return segment.split(/[.:]/).some((word, index, words) => {
    if (/^[0-9a-f]{32,}$/i.test(word)) return !/^sha\d+$/.test(words[index - 1] ?? "");
    return word.length >= SHORTEST_TOKEN && /[a-z]/.test(word) && /[A-Z]/.test(word) && /\d/.test(word);
  });
}
