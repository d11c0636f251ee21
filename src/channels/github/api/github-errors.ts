import * as v from "valibot";
import type { ErrorCode } from "../../../error-codes.ts";
import { BundleError } from "../../../errors.ts";
import { HttpError } from "../../../http/http-error.ts";
import { type RateLimit, rateLimitOf } from "../../../http/rate-limit.ts";

/** A permission of a job's token, as a workflow writes it. */
export type Permission = "actions: read" | "contents: read" | "contents: write";

/** The purpose of a call, for the log and for messages. */
export interface Purpose {
  /** `list the releases of acme/tools` */
  readonly doing: string;
  readonly needs: Permission;
  /** Meaning of a status in this call, if it is more specific than the usual one. */
  readonly meanings?: Readonly<Record<number, (cause: HttpError) => BundleError>>;
}

/**
 * Turns a refusal of GitHub's REST API into a coded failure. Anything else is returned unchanged.
 * @param tokenSource Where the token of the call is from; undefined if the call was made without one.
 */
export function fromGitHubError(
  error: unknown,
  { doing, needs, meanings = {} }: Purpose,
  tokenSource: string | undefined,
): unknown {
  if (!(error instanceof HttpError)) return error;
  const { status } = error;
  const said = detailsOf(error);
  const failure = (code: ErrorCode, what: string, hint?: string): BundleError =>
    new BundleError(code, `Cannot ${doing}: ${what}`, { cause: error, ...(hint !== undefined && { hint }) });
  if (status === 401) {
    const from = tokenSource === undefined ? "" : ` from ${tokenSource}`;
    return failure("TOKEN_REJECTED", `GitHub does not accept the token${from} (${said})`, EXPIRED);
  }
  const limit = rateLimitOf(error);
  if (limit !== undefined) return failure("RATE_LIMITED", ...describeLimit(limit, error, tokenSource === undefined));
  const meaning = meanings[status];
  if (meaning !== undefined) return meaning(error);
  if (status === 403 && needsSingleSignOn(error)) return failure("ACCESS_DENIED", said, SINGLE_SIGN_ON);
  if (status === 403) return failure("ACCESS_DENIED", said, permissionHint(acceptedPermissions(error) ?? [needs]));
  if (status === 404) {
    // GitHub answers 404 to a token without the permission, even if the token may read the resource.
    const what = "GitHub answers that it does not exist, as it also does when the token lacks a permission";
    return failure("ACCESS_DENIED", what, permissionHint([needs]));
  }
  if (status === 422 && /immutable/i.test(said)) {
    const burnt = /tag_name/.test(said)
      ? "Choose another tag: this one belonged to an immutable release that was deleted."
      : undefined;
    return failure("RELEASE_IMMUTABLE", said, burnt);
  }
  return failure("SERVICE_FAILED", `GitHub answers ${status} (${said})`);
}

function permissionHint(permissions: readonly string[]): string {
  const lines = permissions.map((permission) => `\n  ${permission}`).join("");
  return `Give the job's token the permission, or use a token that has it:\n\npermissions:${lines}`;
}

/**
 * The permissions that would have been enough, as GitHub names them: `contents=write, actions=read; contents=write`. The first
 * alternative counts.
 * Source: "Troubleshooting the REST API", GitHub's documentation.
 */
function acceptedPermissions({ headers }: HttpError): readonly string[] | undefined {
  const [text = ""] = [headers["x-accepted-github-permissions"] ?? ""].flat();
  const [first = ""] = text.split(";");
  const permissions = first.split(",").map((item) => /^ *([a-z_]{1,40})=(read|write) *$/.exec(item));
  // Every token has this one, and a workflow cannot name it.
  const asked = permissions.filter((found) => found?.[1] !== "metadata");
  if (asked.length === 0 || asked.includes(null)) return undefined;
  return asked.map((found) => `${found?.[1]?.replaceAll("_", "-")}: ${found?.[2]}`);
}

/** Source: "Troubleshooting the REST API", GitHub's documentation. The header's address holds a request of its own: not shown. */
function needsSingleSignOn({ headers, text }: HttpError): boolean {
  return headers["x-github-sso"] !== undefined || /SAML enforcement/i.test(text);
}

const EXPIRED = "Use a valid token for this host: this one has expired, was revoked, or is for another host.";

const SINGLE_SIGN_ON =
  "Authorize the token for single sign-on of the organization (in the settings of the token on GitHub: Configure SSO), or use the token of a job.";

function describeLimit({ pause }: RateLimit, { text }: HttpError, anonymous: boolean): [what: string, hint?: string] {
  const limit = /secondary/i.test(text) ? "secondary rate limit" : "rate limit";
  const token = anonymous ? ", or set a token: without one GitHub allows 60 requests an hour" : "";
  if (pause === undefined) return [`GitHub's ${limit} is exceeded`, `Wait, then run it again${token}.`];
  const end = new Date(Date.now() + pause).toISOString().replace(/\.\d+Z$/, "Z");
  return [`GitHub's ${limit} is exceeded until ${end}`, `Run it again after ${end}${token}.`];
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
