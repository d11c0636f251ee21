import { BundleError } from "../errors.ts";
import { ProxyError } from "./open-tunnel.ts";
import { proxyFor } from "./proxy-for.ts";

/** Error for a missing or incomplete answer. Its message names the host. */
export function networkFailure(error: unknown, url: string): BundleError {
  const { host } = new URL(url);
  // A signed address and the password of a proxy stay out of messages.
  if (error instanceof ProxyError) return proxyFailure(error, host, proxyFor(url));
  const code = codeOf(error);
  const words = error instanceof Error ? error.message : String(error);
  return unreachable(host, REASONS[code] ?? tlsReason(code, words) ?? words, error, hintFor(code, url));
}

/** Whether an attempt after this failure would fail in the same way: the server has another certificate, or no TLS. */
export function isLasting({ cause }: BundleError): boolean {
  if (!(cause instanceof Error) || !("code" in cause)) return false;
  return CERTIFICATE.test(String(cause.code)) || NO_TLS.test(cause.message);
}

/** The reason of a failure of TLS without the names of OpenSSL's functions and the advice of Node; undefined for other failures. */
function tlsReason(code: string, words: string): string | undefined {
  if (!/^EPROTO$|^ERR_SSL_/.test(code) && !CERTIFICATE.test(code)) return undefined;
  const [, reason] = /:SSL routines:[^:]*:([^:]+):/.exec(words) ?? [];
  if (reason === undefined) return words.split(";")[0];
  return NO_TLS.test(reason) ? "it does not answer with TLS" : `TLS failed: ${reason}`;
}

function hintFor(code: string, url: string): string | undefined {
  const isPlain = url.startsWith("http:");
  if (isPlain && (code === "ECONNRESET" || code.startsWith("HPE_")))
    return "Check that the server runs. If it has TLS, use https://.";
  if (code === "EPROTO") return "If the server has no TLS, use http://, or `plain-http` for a registry.";
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return "Use the name of the server that is in its certificate.";
  if (/EXPIRED|NOT_YET_VALID/.test(code))
    return "Renew the certificate of the server, or correct the clock of this machine.";
  return CERTIFICATE.test(code) ? CERTIFICATE_HINT : undefined;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function proxyFailure(error: ProxyError, host: string, proxy: string): BundleError {
  const { status, cause, message } = error;
  const what = status === undefined ? `fails: ${REASONS[codeOf(cause)] ?? message}` : `refuses, with status ${status}`;
  // tinyproxy refuses a wrong password with 401, and a missing one with 407.
  const cure = status === 407 || status === 401 ? "put its user and password into" : "correct";
  const hint = `Let the proxy connect to ${host}, ${cure} HTTPS_PROXY (HTTP_PROXY for http:), or add ${host} to NO_PROXY.`;
  return unreachable(host, `the proxy ${new URL(proxy).host} ${what}`, error, hint);
}

function unreachable(host: string, reason: string, cause?: unknown, hint?: string): BundleError {
  return new BundleError("NETWORK_FAILED", `Cannot reach ${host}: ${reason}`, {
    cause,
    ...(hint !== undefined && { hint }),
  });
}

/** Codes of OpenSSL and Node for an untrusted certificate. */
const CERTIFICATE = /CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;
const CERTIFICATE_HINT =
  "Set NODE_EXTRA_CA_CERTS, or `--ca-file` for a bundle at an address, to a file with the certificate of the authority that your hosts or proxy use.";

/** OpenSSL's reasons for bytes that are no record of TLS. */
const NO_TLS = /wrong version number|packet length too long|http request|record layer/;

const REASONS: Readonly<Record<string, string>> = {
  ECONNRESET: "the connection was reset",
  ECONNREFUSED: "the connection was refused",
  ENOTFOUND: "its name does not resolve",
  EAI_AGAIN: "its name does not resolve at the moment",
  ETIMEDOUT: "the connection timed out",
  EPIPE: "the connection was closed",
  EHOSTUNREACH: "there is no route to it",
  ENETUNREACH: "the network is unreachable",
};
