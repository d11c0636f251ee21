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
  // OpenSSL adds file, line and the number of a thread.
  const [, found] = /:SSL routines:[^:]*:([^:]+)/.exec(words) ?? [];
  if (found !== undefined) return unreachable(host, `TLS fails, ${found}`, error, TLS_HINT);
  return unreachable(host, REASONS[code] ?? words, error, CERTIFICATE.test(code) ? CERTIFICATE_HINT : undefined);
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

const TLS_HINT = "Check scheme and port of the address, and proxies on the way: something there may speak plain HTTP.";

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
