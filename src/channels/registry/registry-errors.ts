import * as v from "valibot";
import { BundleError } from "../../errors.ts";
import type { ErrorCode } from "../../failures.ts";
import { HttpError } from "../../http/http-error.ts";
import { fromHttpError, fromStorageError } from "../../http/http-failure.ts";
import { transientHttp } from "../../http/rate-limit.ts";
import type { Transient } from "../../io/retry.ts";
import { excerpt } from "../../printable.ts";
import { adviceFor } from "./advice.ts";
import type { RepositoryClient } from "./repository-client.ts";
import type { Action } from "./scope.ts";

/** Statuses of proxies and storage in front of registries that pass. */
const TRANSIENT = [499, 522];

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
export function transientIn(repository: RepositoryClient): (error: unknown) => Transient | undefined {
  return (error) => {
    const known = transientHttp(error);
    const own = error instanceof HttpError && mayPass(error, repository) ? { reason: error.message } : undefined;
    const transient = known ?? own;
    return transient && { ...transient, reason: repository.authorizer.redact(transient.reason) };
  };
}

/** Signed addresses of storage live for minutes: the registry gives new ones. */
function mayPass(error: HttpError, repository: RepositoryClient): boolean {
  return isOfStorage(error, repository) ? isDenied(error) : TRANSIENT.includes(error.status);
}

/** Whether another origin refused: the storage to which the registry redirects. */
function isOfStorage({ url }: HttpError, { registry }: RepositoryClient): boolean {
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
  repository: RepositoryClient,
  failed: FailedRequest,
): Promise<Error> {
  if (error instanceof HttpError && isDenied(error)) await repository.authorizer.search();
  return explainRefusal(error, repository, failed);
}

/** Like {@link fromRegistryError}, for what needs an answer at once. Knows of credentials only if they were looked for. */
export function explainRefusal(error: unknown, repository: RepositoryClient, failed: FailedRequest): Error {
  const { doing, action, code = "SERVICE_FAILED" } = failed;
  const { name, authorizer } = repository;
  if (!(error instanceof HttpError)) return fromHttpError(error, doing);
  if (isOfStorage(error, repository)) return fromStorageError(error, { doing, url: error.url });
  const refusal = readRefusal(error);
  const limited = fromHttpError(error, doing);
  if (limited instanceof BundleError && limited.code === "RATE_LIMITED")
    return new BundleError(limited.code, authorizer.redact(limited.message));
  const said = authorizer.redact([refusal.code, refusal.message].filter((text) => text !== "").join(": "));
  const found = `${name.host} answers with status ${refusal.status}${said === "" ? "" : ` (${excerpt(said)})`}`;
  const hint = adviceFor(refusal, { ...name, action });
  const options = hint === undefined ? {} : { hint };
  if (!isDenied(error)) return new BundleError(code, `Cannot ${doing}: ${found}`, options);
  const { credential, looked = [] } = authorizer.searched ?? {};
  const used =
    credential === undefined
      ? `without credentials (looked in: ${looked.join(", ")})`
      : `with the credentials from ${credential.source}`;
  return new BundleError(deniedCode(error, credential !== undefined), `Cannot ${doing}: ${found}, ${used}`, options);
}

function isDenied({ status }: HttpError): boolean {
  return status === 401 || status === 403;
}

function deniedCode({ status }: HttpError, known: boolean): ErrorCode {
  if (!known) return "TOKEN_MISSING";
  return status === 401 ? "TOKEN_REJECTED" : "ACCESS_DENIED";
}
