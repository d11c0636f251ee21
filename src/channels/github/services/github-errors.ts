import * as v from "valibot";
import { BundleError, type ErrorCode } from "../../../errors.ts";
import { HttpError, networkFailure, pauseOf, transientHttp } from "../../../http/request.ts";
import type { Transient } from "../../../io/retry.ts";

/** Milliseconds to wait where a limit says nothing of its end. Source: GitHub's "Best practices for using the REST API". */
const DEFAULT_PAUSE = 60_000;

/** Whether another attempt may help. GitHub says 403, too, when it is asked too often, and not always for how long. */
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
  /** What it means that there is no such thing, where it was there a moment ago. Otherwise a permission is lacking. */
  readonly gone?: "RELEASE_NOT_FOUND" | "ASSET_NOT_FOUND";
}

/** What GitHub's refusal means, in our words. Anything else passes as it is. */
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
    return failure(gone, "it is gone", "It was deleted or replaced meanwhile: run it again.");
  }
  if (status === 404) {
    // Tokens without the permission are told that there is no such thing, even where they may read it.
    const what = "GitHub says that it is not there, as it does when the token lacks a permission";
    return failure("ACCESS_DENIED", what, permissionHint(needs));
  }
  if (status === 422 && /immutable/i.test(said)) {
    const burnt = /tag_name/.test(said)
      ? "Choose another tag: this one was that of a release which is gone."
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
  const anonymous = token === undefined ? ", or set a token: without one GitHub answers 60 requests an hour" : "";
  return [`it was asked too often, and answers again at ${end}`, `Run it again after ${end}${anonymous}.`];
}

const refusalSchema = v.object({
  message: v.string(),
  errors: v.optional(
    v.array(v.union([v.string(), v.looseObject({ code: v.optional(v.string()), message: v.optional(v.string()) })])),
    [],
  ),
});

/** What GitHub says for people: its message, and what is behind `Validation Failed`. */
function detailsOf({ status, text }: HttpError): string {
  const refusal = readRefusal(text);
  if (refusal === undefined) return `status ${status}`;
  const details = refusal.errors.map((error) => (typeof error === "string" ? error : (error.message ?? error.code)));
  const all = [refusal.message, ...details.filter((detail) => detail !== undefined)].join(": ");
  return all.replace(/[^ -~]+/g, " ").slice(0, 300);
}

/** There is an asset of that name already, complete or on its way. */
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
    // A proxy's page, or what was left of an answer.
    return undefined;
  }
}

/** octokit's errors as those of our own requests, so that there is one way to read them. */
export function toHttpError(error: unknown, url: string): unknown {
  if (error instanceof HttpError) return error;
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return error;
  const { status } = error;
  const parsed = v.safeParse(answerSchema, error);
  if (parsed.success) {
    const { headers, data } = parsed.output.response;
    return new HttpError(status, headers, typeof data === "string" ? data : JSON.stringify(data ?? null));
  }
  // Without an answer it is fetch's failure, which says only in its cause what happened.
  return networkFailure(causeOf(error), url);
}

const answerSchema = v.object({
  response: v.object({ headers: v.record(v.string(), v.string()), data: v.unknown() }),
});

function causeOf(error: Error): Error {
  return error.cause instanceof Error ? causeOf(error.cause) : error;
}
