import { isIP } from "node:net";
import { BundleError } from "../../errors.ts";
import type { OptionValues } from "../table/option-table.ts";
import { invalidOption, type Quote } from "../table/parse-options.ts";
import { optional } from "./pick.ts";

/** A read-only registry with bundles. */
export interface ServeRequest {
  /** Files, parts documents and directories with bundles. */
  readonly paths: readonly string[];
  readonly listen: { readonly address: string; readonly port: number; readonly isLoopback: boolean };
  /** Names of this server besides its address, in lower case. */
  readonly hosts: readonly string[];
  /** Print OCX's configuration for this server instead of serving. */
  readonly printConfig?: boolean;
  readonly tokenFile?: string;
  /** Paths of PEM files. */
  readonly tls?: { readonly certificate: string; readonly key: string };
}

/**
 * The request of a server.
 * @throws BundleError `OPTION_INVALID`
 */
export function toServeRequest(paths: readonly string[], values: OptionValues<"serve">, quote: Quote): ServeRequest {
  const { listen, host, "read-token": tokenFile, "tls-cert": certificate, "tls-key": key } = values;
  const listenTo = parseListen(listen, quote);
  for (const name of host) checkHost(name, quote);
  const isOpen = certificate === undefined && !listenTo.isLoopback && !values["insecure-http"];
  if ((certificate === undefined) !== (key === undefined)) throw halfOf(certificate === undefined, quote);
  if (tokenFile !== undefined && isOpen) {
    const found = `the token would cross the network without TLS to ${listen}`;
    throw new BundleError("OPTION_INVALID", `Cannot use ${quote("read-token")}: ${found}`, {
      hint: `Set ${quote("tls-cert")} and ${quote("tls-key")}. Behind a proxy that has TLS, set ${quote("insecure-http")}.`,
    });
  }
  return {
    paths,
    listen: listenTo,
    hosts: host.map((name) => name.toLowerCase()),
    ...(values["print-config"] && { printConfig: true }),
    ...optional("tokenFile", tokenFile),
    ...(certificate !== undefined && key !== undefined && { tls: { certificate, key } }),
  };
}

/** Reads `127.0.0.1:5000`, `[::1]:5000` and `localhost:5000`. Other names may have many addresses. */
function parseListen(text: string, quote: Quote): ServeRequest["listen"] {
  const [, bracketed, plain = "", digits = ""] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+)):(\d{1,5})$/i.exec(text) ?? [];
  const address = bracketed ?? (plain === "localhost" ? "127.0.0.1" : plain);
  const isRight = isIP(address) === (bracketed === undefined ? 4 : 6);
  if (!isRight || Number(digits) > 65_535)
    throw invalidOption(quote("listen"), text, "an IP address and a port, for example 127.0.0.1:5000 or 0.0.0.0:5000");
  return { address, port: Number(digits), isLoopback: address === "::1" || address.startsWith("127.") };
}

/** Names have no port: a server is also reached through forwarded ones. */
function checkHost(name: string, quote: Quote): void {
  if (/^[a-z0-9_](?:[a-z0-9._-]*[a-z0-9])?$/i.test(name) || isIP(name.replaceAll(/^\[|\]$/g, "")) === 6) return;
  throw invalidOption(quote("host"), name, "the name of a host, without a port");
}

function halfOf(lacksCertificate: boolean, quote: Quote): BundleError {
  const [missing, given] = lacksCertificate ? ["tls-cert", "tls-key"] : ["tls-key", "tls-cert"];
  return new BundleError("OPTION_INVALID", `Cannot use ${quote(given)}: ${quote(missing)} is not given`, {
    hint: `Set ${quote("tls-cert")} and ${quote("tls-key")}, or neither.`,
  });
}
