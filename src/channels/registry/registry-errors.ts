import * as v from "valibot";
import type { ErrorCode } from "../../error-codes.ts";
import { BundleError } from "../../errors.ts";
import { formatEnd, fromHttpError, fromStorageError } from "../../http/from-http-error.ts";
import { HttpError } from "../../http/http-error.ts";
import { isLoopback } from "../../http/loopback.ts";
import { rateLimitOf } from "../../http/rate-limit.ts";
import { transientHttp } from "../../http/transient-http.ts";
import type { Transient } from "../../io/retry.ts";
import { excerpt } from "../../printable.ts";
import { adviceFor, isFull } from "./advice.ts";
import type { AskedRepository } from "./authorizer.ts";
import type { Action } from "./scope.ts";

/** Characters of a body without an error document that are shown. */
const LONGEST_LINE = 200;

const errorsSchema = v.object({
  errors: v.array(
    v.object({
      code: v.exactOptional(v.string()),
      message: v.exactOptional(v.nullable(v.string())),
      detail: v.optional(v.unknown()),
    }),
  ),
});

/** The body of a registry's refusal. Source: OCI distribution specification, "Error codes". */
export interface RegistryRefusal {
  readonly status: number;
  /** `MANIFEST_UNKNOWN`, or empty. */
  readonly code: string;
  /** Text for people, or empty. Not printable yet. */
  readonly message: string;
}

/** Reads the body of a refusal: an error document, or any other text, of which the first line counts. */
function readRefusal({ status, text }: HttpError): RegistryRefusal {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), errorsSchema), text);
  const first = parsed.success ? parsed.output.errors[0] : undefined;
  if (first !== undefined) return { status, code: first.code ?? "", message: messageOf(first) };
  const line = text.trim().split("\n")[0] ?? "";
  // A page or another document says nothing in its first line.
  return { status, code: "", message: /^[<{[]/.test(line) ? "" : line.slice(0, LONGEST_LINE) };
}

/** Some registries give the cause only in `detail`, which may be of any type. */
function messageOf({ message, detail }: { readonly message?: string | null; readonly detail?: unknown }): string {
  const more = typeof detail === "string" ? detail : JSON.stringify(detail ?? null);
  return [message ?? "", /^(?:null|\{\}|)$/.test(more) ? "" : more].filter((text) => text !== "").join(": ");
}

/** Like {@link transientHttp}, with what passes only at registries and their storage, and without secrets that come back. */
export function transientIn(repository: AskedRepository): (error: unknown) => Transient | undefined {
  return (error) => {
    const known = transientHttp(error);
    const own = error instanceof HttpError && mayPass(error, repository) ? { reason: error.message } : undefined;
    const transient = known ?? own;
    return transient && { ...transient, reason: repository.authorizer.redact(transient.reason) };
  };
}

/** Signed addresses of storage live for minutes: the registry gives new ones. */
function mayPass(error: HttpError, repository: AskedRepository): boolean {
  return isOfStorage(error, repository) && isDenied(error);
}

/** Whether another origin refused: the storage to which the registry redirects. */
function isOfStorage({ url }: HttpError, { registry }: AskedRepository): boolean {
  return url !== "" && new URL(url).origin !== registry.origin;
}

/** A request that failed. */
export interface FailedRequest {
  /** The request, in words: `push blob sha256:... to ghcr.io/acme/tools`. */
  readonly doing: string;
  readonly action: Action;
  /** Code of a refusal that is not about access. Default: `SERVICE_FAILED`. */
  readonly code?: ErrorCode;
}

/**
 * Turns a refusal into a coded failure. One about access says which credentials were used, and what to do at this registry.
 * Coded failures and bugs are returned unchanged.
 */
export async function fromRegistryError(
  error: unknown,
  repository: AskedRepository,
  failed: FailedRequest,
): Promise<Error> {
  if (error instanceof HttpError && isDenied(error)) await repository.authorizer.search();
  return explainRefusal(error, repository, failed);
}

/** Like {@link fromRegistryError}, for what needs an answer at once. Knows of credentials only if they were looked for. */
export function explainRefusal(error: unknown, repository: AskedRepository, failed: FailedRequest): Error {
  const { doing, action, code = "SERVICE_FAILED" } = failed;
  const { name, authorizer } = repository;
  if (!(error instanceof HttpError)) return withLoopbackHint(fromHttpError(error, doing), repository);
  if (isOfStorage(error, repository)) return fromStorageError(error, { doing, url: error.url });
  const refusal = readRefusal(error);
  const found = `${name.host} answers with status ${refusal.status}${saidIn(refusal, authorizer)}`;
  const limit = rateLimitOf(error);
  const hint = adviceFor(limit === undefined ? refusal : { ...refusal, status: 429 }, { ...name, action });
  const options = hint === undefined ? {} : { hint };
  if (limit !== undefined)
    return new BundleError("RATE_LIMITED", `Cannot ${doing}: ${found}${formatEnd(limit)}`, options);
  if (isFull(refusal, action)) return new BundleError("QUOTA_EXCEEDED", `Cannot ${doing}: ${found}`, options);
  if (!isDenied(error)) return new BundleError(code, `Cannot ${doing}: ${found}`, options);
  const { known, used } = usedIn(repository);
  return new BundleError(deniedCode(error, known), `Cannot ${doing}: ${found}, ${used}`, options);
}

/** A registry on loopback that has TLS resets the connection, and a reset says nothing of that. */
function withLoopbackHint(error: Error, { registry, name }: AskedRepository): Error {
  const isPlain = registry.protocol === "http:" && isLoopback(registry);
  if (!isPlain || !(error instanceof BundleError) || error.code !== "NETWORK_FAILED") return error;
  // Storage that a registry redirects to is another host.
  if (!error.message.includes(registry.host)) return error;
  return new BundleError(error.code, error.lines, {
    cause: error.cause,
    hint: `Check that it runs. ${name.host} is asked over plain HTTP, as every registry on this machine: one with TLS is reached by the name in its certificate.`,
  });
}

/**
 * Turns the refusal of a token service into a failure that says which credentials it got, and what to do at this registry. Some
 * services refuse there what others refuse at the repository. Anything else is returned unchanged.
 */
export function explainTokenRefusal(error: unknown, repository: AskedRepository, action: Action): unknown {
  if (!(error instanceof HttpError)) return error;
  const { name, authorizer } = repository;
  const refusal = readRefusal(error);
  const said = saidIn(refusal, authorizer);
  const { known, used } = usedIn(repository);
  const found = `${new URL(error.url).host} answers with status ${refusal.status}${said}`;
  const message = `Cannot get a token for ${name.host}/${name.repository}: ${found}, asked ${used}`;
  const hint = adviceFor({ ...refusal, status: 401 }, { ...name, action });
  return new BundleError(known ? "TOKEN_REJECTED" : "TOKEN_MISSING", message, hint === undefined ? {} : { hint });
}

/** The code and message of a refusal, in brackets; empty if it has neither. */
function saidIn({ code, message }: RegistryRefusal, { redact }: AskedRepository["authorizer"]): string {
  const said = redact([code, message].filter((text) => text !== "").join(": "));
  return said === "" ? "" : ` (${excerpt(said)})`;
}

/** The credentials that a registry got, for messages. */
function usedIn({ authorizer }: AskedRepository): { readonly known: boolean; readonly used: string } {
  const { credential, looked = [] } = authorizer.searched ?? {};
  if (credential !== undefined) return { known: true, used: `with the credentials from ${credential.source}` };
  return { known: false, used: `without credentials (looked in: ${looked.join(", ")})` };
}

function isDenied({ status }: HttpError): boolean {
  return status === 401 || status === 403;
}

function deniedCode({ status }: HttpError, known: boolean): ErrorCode {
  if (!known) return "TOKEN_MISSING";
  return status === 401 ? "TOKEN_REJECTED" : "ACCESS_DENIED";
}
