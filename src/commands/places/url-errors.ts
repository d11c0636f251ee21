import type { ErrorCode } from "../../error-codes.ts";
import { BundleError } from "../../errors.ts";
import { fromHttpError } from "../../http/from-http-error.ts";
import { HttpError } from "../../http/http-error.ts";
import { pauseOf } from "../../http/rate-limit.ts";
import type { UrlCredential } from "./url-credential.ts";

const SET = "Set OCX_BUNDLE_USERNAME and OCX_BUNDLE_PASSWORD, or OCX_BUNDLE_TOKEN, or add the host to ~/.netrc.";

/**
 * Says what a refusal of a web server means. Names the host that refused, the status, and where the credentials come from, but no
 * credentials and no address: it may be signed.
 */
export function explainUrlRefusal(
  error: unknown,
  doing: string,
  { url, credential }: { readonly url: URL; readonly credential: UrlCredential | undefined },
): Error {
  if (!(error instanceof HttpError) || pauseOf(error.headers) !== undefined) return fromHttpError(error, doing);
  const from = URL.parse(error.url) ?? url;
  const isOwn = from.origin === url.origin;
  const used = isOwn ? credential?.source : undefined;
  const withWhat = used === undefined ? "without credentials" : `with the credentials from ${used}`;
  const fail = (code: ErrorCode, what: string, hint: string): BundleError => {
    const message = `Cannot ${doing}: ${from.host} ${what}, ${error.message}, asked ${withWhat}`;
    return new BundleError(code, message, { cause: error, hint });
  };
  if (!isOwn && (error.status === 401 || error.status === 403)) {
    const hint = `Check that ${from.host}, to which ${url.host} redirects, lets this machine in. Credentials are never sent to another host.`;
    return fail("ACCESS_DENIED", "refuses it", hint);
  }
  switch (error.status) {
    case 401:
      if (used === undefined) return fail("TOKEN_MISSING", "asks for credentials", SET);
      return fail("TOKEN_REJECTED", "refuses them", `Correct the credentials from ${used}.`);
    case 403:
      return fail("ACCESS_DENIED", "refuses it", used === undefined ? SET : "Use credentials that may read this file.");
    case 404:
    case 410:
      return fail(
        "FILE_NOT_FOUND",
        "has no such file",
        `Correct the address. ${used === undefined ? `For a private file: ${SET}` : ""}`.trim(),
      );
    default:
      return fromHttpError(error, doing);
  }
}
