import {
  HttpError,
  rateLimitOf
} from "./chunk-3E74XSBN.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/http/from-http-error.ts
function fromHttpError(error, doing) {
  if (!(error instanceof HttpError)) return error instanceof Error ? error : new Error(String(error));
  const message = `Cannot ${doing}: the service answers with ${error.message}`;
  const limit = rateLimitOf(error);
  if (limit !== void 0) return new BundleError("RATE_LIMITED", `${message}${formatEnd(limit)}`, { cause: error });
  const denied = error.status === 401 || error.status === 403;
  return new BundleError(denied ? "ACCESS_DENIED" : "SERVICE_FAILED", message, { cause: error });
}
function formatEnd({ pause }) {
  return pause === void 0 ? "" : `; it accepts requests again in ${Math.ceil(pause / 1e3)} s`;
}
function fromStorageError(error, { doing, url, hint }) {
  if (!(error instanceof HttpError) || error.status !== 401 && error.status !== 403 || rateLimitOf(error) !== void 0)
    return fromHttpError(error, doing);
  const { host } = new URL(url);
  return new BundleError("ACCESS_DENIED", `Cannot ${doing}: ${host} refuses its signed address, ${error.message}`, {
    cause: error,
    hint: `Check that firewall and proxy let this machine connect to ${host}, and that its clock is right.${hint === void 0 ? "" : ` ${hint}`}`
  });
}

export {
  fromHttpError,
  formatEnd,
  fromStorageError
};
