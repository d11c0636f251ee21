import { BundleError } from "../../errors.ts";
import { excerpt } from "../../printable.ts";
import { type ConfigFile, memberOf } from "./config-files.ts";

/** A server that OCX asks instead of another one. */
export interface Mirror {
  readonly host: string;
  /** In front of each path, without slashes at its ends; may be empty. */
  readonly prefix: string;
  readonly plainHttp: boolean;
}

/** Mirrors, index addresses and plain-HTTP hosts that the configuration of OCX sets for registries. */
export interface RegistryAccess {
  /** By the host that they stand for. */
  readonly mirrors: ReadonlyMap<string, { readonly registry?: Mirror; readonly index?: Mirror }>;
  /** Addresses of published indexes, by registry. */
  readonly indexes: ReadonlyMap<string, string>;
  /** `HOST:PORT` of servers that OCX reaches over plain HTTP. */
  readonly insecure: ReadonlySet<string>;
}

/** The index that OCX knows without configuration. */
const DEFAULT_INDEXES: readonly (readonly [string, string])[] = [["ocx.sh", "https://index.ocx.sh"]];

/**
 * Reads the settings about registries: files in their order, then variables, which win.
 * Source: OCX, `config/mirror.rs`, and its reference of the configuration.
 * @throws BundleError `CONFIG_INVALID`
 */
export function readRegistryAccess(
  variables: Readonly<Record<string, string | undefined>>,
  files: readonly ConfigFile[],
): RegistryAccess {
  const insecure = new Set((variables["OCX_INSECURE_REGISTRIES"] ?? "").split(",").map((name) => name.trim()));
  const mirrors = new Map<string, { registry?: Mirror; index?: Mirror }>();
  const indexes = new Map(DEFAULT_INDEXES);
  const add = (where: string, host: string, value: unknown): void => {
    const place = `mirror of ${excerpt(host)} in ${where}`;
    const both = typeof value === "string" ? value : memberOf(value, "url");
    const [registry, index] = [memberOf(value, "registry") ?? both, memberOf(value, "index") ?? both];
    if (registry === undefined && index === undefined) throw invalid(place, "it has no address");
    mirrors.set(host, {
      ...mirrors.get(host),
      ...(registry !== undefined && { registry: parseMirror(registry, place, insecure) }),
      ...(index !== undefined && { index: parseMirror(index, place, insecure) }),
    });
  };
  for (const { file, table } of files) {
    for (const [host, value] of entriesOf(table.value("mirrors"))) {
      add(file, host, value);
      // The registry itself is asked for tags then.
      if (mirrors.get(host)?.registry !== undefined) indexes.delete(host);
    }
    for (const [registry, settings] of entriesOf(table.value("registries"))) {
      const index = memberOf(settings, "index");
      if (index === "") indexes.delete(registry);
      else if (typeof index === "string") {
        if (isPlainHttp(index) && !insecure.has(URL.parse(index)?.host ?? ""))
          throw invalid(`index of ${excerpt(registry)} in ${file}`, withoutLeave(URL.parse(index)?.host ?? index));
        indexes.set(registry, index);
      }
    }
  }
  const given = variables["OCX_MIRRORS"];
  if (given !== undefined && given !== "")
    for (const [host, value] of entriesOf(parseJson(given))) add("OCX_MIRRORS", host, value);
  return { mirrors, indexes, insecure };
}

function parseMirror(value: unknown, place: string, insecure: ReadonlySet<string>): Mirror {
  const [, scheme = "https", host = "", prefix = ""] =
    typeof value === "string" ? (/^(?:([a-z]+):\/\/)?([^/]+)(?:\/(.*?))?\/?$/i.exec(value) ?? []) : [];
  const name = host.toLowerCase();
  const plainHttp = scheme.toLowerCase() === "http";
  if (name === "" || name.includes("@") || !/^https?$/i.test(scheme))
    throw invalid(place, "it is not an address such as https://HOST/PREFIX");
  if (plainHttp && !insecure.has(host)) throw invalid(place, withoutLeave(host));
  return { host: name, prefix, plainHttp };
}

function isPlainHttp(address: string): boolean {
  return /^http:/i.test(address);
}

function withoutLeave(host: string): string {
  return `it uses plain HTTP, and OCX_INSECURE_REGISTRIES does not have ${excerpt(host)}`;
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("OCX_MIRRORS", "it is not JSON");
  }
}

function invalid(place: string, found: string): BundleError {
  return new BundleError("CONFIG_INVALID", `Cannot use ${place}: ${found}`);
}

/** A credential that OCX takes from variables. */
export type VariableLogin = (
  | { readonly kind: "password"; readonly username: string; readonly password: string }
  | { readonly kind: "bearer"; readonly token: string }
) & { readonly source: string };

/**
 * The credential in `OCX_AUTH_<HOST>_TYPE`, `_USER` and `_TOKEN`, with every character of the host that is no letter or digit as
 * `_`; undefined without a token.
 */
export function loginInVariables(
  host: string,
  variables: Readonly<Record<string, string | undefined>>,
): VariableLogin | undefined {
  const name = `OCX_AUTH_${host.replaceAll(/[^a-zA-Z0-9]/g, "_")}`;
  const [type, username, token] = ["TYPE", "USER", "TOKEN"].map((part) => variables[`${name}_${part}`]);
  if (!token || type === "anonymous") return undefined;
  const source = `${name}_TOKEN`;
  if (username && (type ?? "basic") === "basic") return { kind: "password", username, password: token, source };
  return { kind: "bearer", token, source };
}
