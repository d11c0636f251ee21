import * as v from "valibot";
import { BundleError, type ErrorCode } from "../../../errors.ts";
import { HttpError, networkFailure, pauseOf, transientHttp } from "../../../http/request.ts";
import type { Transient } from "../../../io/retry.ts";

/** Milliseconds to wait when a rate limit has no end time. Source: GitHub's "Best practices for using the REST API". */
const DEFAULT_PAUSE = 60_000;

/** Whether a retry may help. GitHub also uses 403 for rate limits, and not always with an end time. */
export function transientGitHub(error: unknown): Transient | undefined {
  const transient = transientHttp(error);
  if (transient !== undefined || !(error instanceof HttpError) || !isLimit(error)) return transient;
  return { reason: error.message, pause: DEFAULT_PAUSE };
}

export type Permission = "actions: read" | "contents: read" | "contents: write";

export interface Asked {
  /** `list the releases of acme/tools` */
  readonly doing: string;
  readonly needs: Permission;
  readonly token: string | undefined;
  /** Code for a 404 on something that existed a moment ago. Without it, a 404 means that a permission is missing. */
  readonly gone?: "RELEASE_NOT_FOUND" | "ASSET_NOT_FOUND";
}

/** Turns a refusal of GitHub into a coded failure. Anything else is returned unchanged. */
export function fromGitHubError(error: unknown, { doing, needs, token, gone }: Asked): unknown {
  if (!(error instanceof HttpError)) return error;
  const { status } = error;
  const said = detailsOf(error);
  const failure = (code: ErrorCode, what: string, hint?: string): BundleError =>
    new BundleError(code, `Cannot ${doing}: ${what}`, { cause: error, ...(hint !== undefined && { hint }) });
  if (status === 401) return failure("TOKEN_REJECTED", `GitHub does not accept the token (${said})`);
  if (isLimit(error)) return failure("RATE_LIMITED", ...limitOf(error, token));
  if (status === 403) return failure("ACCESS_DENIED", said, permissionHint(needs));
  if (status === 404 && gone !== undefined) {
    return failure(gone, "it no longer exists", "It was deleted or replaced meanwhile: run it again.");
  }
  if (status === 404) {
    // GitHub answers 404 to a token without the permission, even if the token may read the resource.
    const what = "GitHub answers that it does not exist, as it also does when the token lacks a permission";
    return failure("ACCESS_DENIED", what, permissionHint(needs));
  }
  if (status === 422 && /immutable/i.test(said)) {
    const burnt = /tag_name/.test(said)
      ? "Choose another tag: this one belonged to an immutable release that was deleted."
      : undefined;
    return failure("RELEASE_IMMUTABLE", said, burnt);
  }
  return failure("SERVICE_FAILED", `GitHub answers ${status} (${said})`);
}

function permissionHint(needs: Permission): string {
  return `Give the job's token the permission, or use a token that has it:\n\npermissions:\n  ${needs}`;
}

function isLimit({ status, headers, text }: HttpError): boolean {
  if (status !== 403 && status !== 429) return false;
  return status === 429 || pauseOf(headers) !== undefined || /rate limit/i.test(text);
}

function limitOf({ headers }: HttpError, token: string | undefined): [what: string, hint: string] {
  const pause = pauseOf(headers) ?? DEFAULT_PAUSE;
  const end = new Date(Date.now() + pause).toISOString().replace(/\.\d+Z$/, "Z");
  const anonymous = token === undefined ? ", or set a token: without one GitHub allows 60 requests an hour" : "";
  return [`GitHub's rate limit is exceeded until ${end}`, `Run it again after ${end}${anonymous}.`];
}

const refusalSchema = v.object({
  message: v.string(),
  errors: v.optional(
    v.array(v.union([v.string(), v.looseObject({ code: v.optional(v.string()), message: v.optional(v.string()) })])),
    [],
  ),
});

/** GitHub's own message, and the details that `Validation Failed` leaves out. At most 300 printable characters. */
function detailsOf({ status, text }: HttpError): string {
  const refusal = readRefusal(text);
  if (refusal === undefined) return `status ${status}`;
  const details = refusal.errors.map((error) => (typeof error === "string" ? error : (error.message ?? error.code)));
  const all = [refusal.message, ...details.filter((detail) => detail !== undefined)].join(": ");
  return all.replace(/[^ -~]+/g, " ").slice(0, 300);
}

/** Whether the refusal says that an asset of this name exists, complete or still uploading. */
export function isCollision({ status, text }: HttpError): boolean {
  if (status !== 422) return false;
  const { errors = [] } = readRefusal(text) ?? {};
  return errors.some((error) => typeof error === "object" && error.code === "already_exists");
}

function readRefusal(text: string): v.InferOutput<typeof refusalSchema> | undefined {
  try {
    const result = v.safeParse(refusalSchema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    // An error page of a proxy, or a truncated answer.
    return undefined;
  }
}

/** Converts an error of octokit to the error that our own requests throw, so that both are handled alike. */
export function toHttpError(error: unknown, url: string): unknown {
  if (error instanceof HttpError) return error;
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return error;
  const { status } = error;
  const parsed = v.safeParse(answerSchema, error);
  if (parsed.success) {
    const { headers, data } = parsed.output.response;
    return new HttpError(status, headers, typeof data === "string" ? data : JSON.stringify(data ?? null));
  }
  // Without an answer it is an error of fetch, and only its cause tells the reason.
  return networkFailure(causeOf(error), url);
}

const answerSchema = v.object({
  response: v.object({ headers: v.record(v.string(), v.string()), data: v.unknown() }),
});

function causeOf(error: Error): Error {
  return error.cause instanceof Error ? causeOf(error.cause) : error;
}
