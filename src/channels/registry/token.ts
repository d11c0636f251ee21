import * as v from "valibot";
import { BundleError } from "../../errors.ts";
import { fromHttpError } from "../../http/from-http-error.ts";
import { HttpError } from "../../http/http-error.ts";
import { isLoopback, whyTooNear } from "../../http/loopback.ts";
import { jsonOf, parseAnswer } from "../../http/parse-answer.ts";
import { readText, request } from "../../http/request.ts";
import type { TransferReporter } from "../../http/transfer.ts";
import { transientHttp } from "../../http/transient-http.ts";
import { retry } from "../../io/retry.ts";
import { excerpt } from "../../printable.ts";
import { basic, type Credential } from "./credential.ts";

/** Most bytes of an answer. Tokens with many groups in them are long. */
const MAX_ANSWER = 1024 * 1024;

/** Seconds that a token is valid when the answer does not say. Source: distribution, auth/token.md. */
const DEFAULT_LIFETIME = 60;

/** Milliseconds before its end at which a token is not used any more. */
const MARGIN = 5000;

/** Statuses of a service that gives no token. */
const REFUSED = [400, 401, 403];

const tokenSchema = v.object({
  token: v.exactOptional(v.string()),
  access_token: v.exactOptional(v.string()),
  expires_in: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
});

export interface Token {
  readonly value: string;
  /** Milliseconds since the epoch. */
  readonly usableUntil: number;
}

export interface TokenRequest {
  /** Token service, as the registry names it. */
  readonly realm: URL;
  readonly service: string | undefined;
  readonly scopes: readonly string[];
  readonly credential: Exclude<Credential, { kind: "bearer" }> | undefined;
  readonly watch: Pick<TransferReporter, "say" | "signal" | "debug">;
}

/**
 * Gets a token for a registry. Source: distribution, docs/content/spec/auth.
 * @throws HttpError when the service gives this user no token
 * @throws BundleError `RATE_LIMITED`, `SERVICE_FAILED`, `NETWORK_FAILED`
 */
export async function fetchToken(wanted: TokenRequest): Promise<Token> {
  const { realm, watch } = wanted;
  const doing = `get a token from ${realm.host}`;
  const asked = Date.now();
  const attempt = async (): Promise<string> => readText(await request(tokenRequest(wanted)), MAX_ANSWER);
  const text = await retry(attempt, { ...watch, transient: transientHttp, doing }).catch((error: unknown) => {
    // The caller knows what they are about.
    if (error instanceof HttpError && REFUSED.includes(error.status)) throw error;
    throw fromHttpError(error, doing);
  });
  const {
    token,
    access_token: access,
    expires_in: lifetime = DEFAULT_LIFETIME,
  } = parseAnswer(jsonOf(tokenSchema), text, doing);
  const value = token || access || "";
  // Anything else could not be sent in a header.
  if (!/^[!-~]+$/.test(value)) throw new BundleError("SERVICE_FAILED", `Cannot ${doing}: its answer has no token`);
  return { value, usableUntil: asked + lifetime * 1000 - MARGIN };
}

/** Asks by GET, which all token services have; an identity token is exchanged by POST, which is made for it. */
function tokenRequest({ realm, service, scopes, credential, watch }: TokenRequest): Parameters<typeof request>[0] {
  const { signal, debug } = watch;
  if (credential?.kind === "identity") {
    const form = new URLSearchParams({
      grant_type: "refresh_token",
      client_id: "ocx-bundle",
      refresh_token: credential.token,
    });
    if (service !== undefined) form.set("service", service);
    form.set("scope", scopes.join(" "));
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    return { method: "POST", url: realm.href, headers, body: form.toString(), signal, debug };
  }
  const url = new URL(realm);
  if (service !== undefined) url.searchParams.set("service", service);
  for (const scope of scopes) url.searchParams.append("scope", scope);
  const headers = credential === undefined ? {} : { authorization: basic(credential) };
  return { method: "GET", url: url.href, headers, signal, debug };
}

/**
 * Checks the address of a token service, which the registry chooses: encrypted, or on loopback for a registry on loopback.
 * @throws BundleError `SERVICE_FAILED`
 */
export function checkRealm(text: string | undefined, registry: URL): URL {
  const realm = URL.parse(text ?? "");
  const found = whyUnusable(realm, registry);
  if (realm !== null && found === undefined) return realm;
  const named = `Cannot log in to ${registry.host}: it names a token service that ${found}`;
  throw new BundleError("SERVICE_FAILED", named, {
    hint: "Ask the operator of the registry to correct the address of its token service.",
  });
}

function whyUnusable(realm: URL | null, registry: URL): string | undefined {
  if (realm === null) return "is not a URL";
  if (realm.username !== "" || realm.password !== "") return "has credentials in its address";
  const near = whyTooNear(realm, registry);
  if (near !== undefined) return near;
  if (realm.protocol === "https:" || (realm.protocol === "http:" && isLoopback(realm))) return undefined;
  return `is not reached over https: ${excerpt(realm.host)}`;
}
