import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";
import { type Answer, errorAnswer } from "./answer.ts";

/** Who may read. */
export interface Access {
  /** Names by which clients may call the server, in lower case and without port. */
  readonly hosts: readonly string[];
  /** True if every address counts as a name: the server listens on all that its machine has. */
  readonly anyAddress: boolean;
  readonly token?: string;
}

/**
 * Refuses a request that may not be answered; undefined if it may. The name is checked against DNS rebinding: a web page whose
 * name was made to point at this machine would read with the browser of a user.
 */
export function refuseAccess({ host, authorization }: IncomingHttpHeaders, access: Access): Answer | undefined {
  if (!isKnownHost(host, access))
    return errorAnswer(421, "DENIED", "the Host header names another server: it can be allowed with --host");
  if (access.token === undefined || isToken(authorization, access.token)) return undefined;
  return errorAnswer(401, "UNAUTHORIZED", "a token is required: send it as Bearer, or as the password of any user", {
    "WWW-Authenticate": 'Basic realm="ocx-bundle", charset="UTF-8"',
  });
}

function isKnownHost(host: string | undefined, { hosts, anyAddress }: Access): boolean {
  const [, name] = /^(\[[0-9a-f:.]+\]|[^:]+)(?::\d{1,5})?$/.exec(host?.toLowerCase() ?? "") ?? [];
  if (name === undefined) return false;
  return hosts.includes(name) || (anyAddress && isIP(name.replaceAll(/[[\]]/g, "")) !== 0);
}

/** Compares digests, so that time tells nothing about the token. */
function isToken(authorization: string | undefined, token: string): boolean {
  const [, scheme = "", value = ""] = /^(bearer|basic) +([^ ]+) *$/i.exec(authorization ?? "") ?? [];
  const given = scheme.toLowerCase() === "basic" ? passwordOf(value) : value;
  return timingSafeEqual(sha256(given), sha256(token));
}

function passwordOf(credentials: string): string {
  const text = Buffer.from(credentials, "base64").toString();
  return text.slice(text.indexOf(":") + 1);
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
