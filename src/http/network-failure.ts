import { BundleError } from "../errors.ts";
import { proxyFor } from "./http-client.ts";

/** Why a silent connection was closed. */
export const SILENCE = "it has fallen silent";

/** Error for a missing or incomplete answer. Its message names the host. */
export function networkFailure(error: unknown, url: string): BundleError {
  const { host } = new URL(url);
  const proxy = proxyFor(url);
  // A signed address and the password of a proxy stay out of messages.
  if (proxy !== "" && failsAtProxy(error)) return proxyFailure(error, host, new URL(proxy));
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  // The client's own timeout message contains the path, and so the signature of a signed address.
  if (error instanceof Error && error.message.startsWith("Request timeout")) return unreachable(host, SILENCE);
  const reason = REASONS[code] ?? (error instanceof Error ? error.message : String(error));
  return unreachable(host, reason, error, CERTIFICATE.test(code) ? CERTIFICATE_HINT : undefined);
}

/** The client reports a failing proxy only in the message, that of its tunnel. */
const AT_PROXY = /^tunneling socket|^got illegal response body from proxy/;

/** Whether the proxy refused the request, or cannot be reached itself. */
function failsAtProxy(error: unknown): boolean {
  // With a proxy, it is the only host that is looked up and connected to.
  const connecting =
    error instanceof Error && "syscall" in error && /^(?:connect|getaddrinfo)$/.test(String(error.syscall));
  return connecting || (error instanceof Error && AT_PROXY.test(error.message));
}

function proxyFailure(error: unknown, host: string, proxy: URL): BundleError {
  const words = error instanceof Error ? error.message : String(error);
  const [, status] = /statusCode=(\d{3})/.exec(words) ?? [];
  const what = status === undefined ? `fails: ${reasonAtProxy(error, words)}` : `refuses, with status ${status}`;
  // tinyproxy refuses a wrong password with 401, and a missing one with 407.
  const cure = status === "407" || status === "401" ? "put its user and password into" : "correct";
  const hint = `Let the proxy connect to ${host}, ${cure} HTTPS_PROXY (HTTP_PROXY for http:), or add ${host} to NO_PROXY.`;
  return unreachable(host, `the proxy ${proxy.host} ${what}`, error, hint);
}

/** The tunnel of our client has the code of the cause in its message only. */
function reasonAtProxy(error: unknown, words: string): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const [, cause = code] = /cause=.*?\b(E[A-Z_]+)\b/.exec(words) ?? [];
  return REASONS[cause] ?? REASONS[code] ?? words;
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
