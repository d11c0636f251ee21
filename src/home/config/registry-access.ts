import { BundleError } from "../../errors.ts";
import { excerpt } from "../../printable.ts";
import { type ConfigFile, memberOf } from "./config-value.ts";

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

/** The addresses of a mirror, by what is asked there, and the place that sets each. */
type MirrorRoles = Partial<Record<"registry" | "index", { readonly value: unknown; readonly where: string }>>;

const ROLES = ["registry", "index"] as const;

/**
 * Reads the settings about registries: files in their order, then variables, which win. What the machine's own file sets stays: of
 * a mirror each address alone, of a registry all. Only settings that count in the end are checked.
 * Source: OCX, `config.rs`, `config/mirror.rs`, `is_published_namespace`.
 * @throws BundleError `CONFIG_INVALID`
 */
export function readRegistryAccess(
  variables: Readonly<Record<string, string | undefined>>,
  files: readonly ConfigFile[],
): RegistryAccess {
  const insecure = insecureHosts(variables);
  const { roles, local } = effectiveMirrors(variables, files);
  const mirrors = new Map(
    [...roles].map(([host, own]) => [
      host,
      Object.fromEntries(
        ROLES.flatMap((role) => {
          const set = own[role];
          return set === undefined ? [] : [[role, parseMirror(set.value, set.where, insecure)]];
        }),
      ),
    ]),
  );
  const indexes = foldIndexes(files, local);
  for (const [registry, { address, file }] of indexes) {
    const host = URL.parse(address)?.host ?? address;
    if (isPlainHttp(address) && mirrors.get(host)?.["index"] === undefined && !insecure.has(host))
      throw invalid(`index of ${excerpt(registry)} in ${file}`, withoutLeave(host));
  }
  const addresses = new Map(Array.from(indexes, ([registry, { address }]) => [registry, address]));
  return { mirrors, indexes: addresses, insecure };
}

/** Why no command of OCX works with these mirrors; undefined if that is not so. Source: OCX, `config/mirror.rs::parse_url`. */
export function faultOfMirrors(
  variables: Readonly<Record<string, string | undefined>>,
  files: readonly ConfigFile[],
): string | undefined {
  try {
    for (const { value, where } of Array.from(
      effectiveMirrors(variables, files).roles.values(),
      Object.values,
    ).flat()) {
      const [, scheme = "", host = ""] = /^(?:(.*?):\/\/)?([^/]*)/s.exec(String(value)) ?? [];
      if (host === "") throw invalid(where, "it has no host");
      if (scheme.toLowerCase() === "http" && !insecureHosts(variables).has(host))
        throw invalid(where, withoutLeave(host));
    }
    return undefined;
  } catch (error) {
    if (error instanceof BundleError) return error.message;
    throw error;
  }
}

function insecureHosts(variables: Readonly<Record<string, string | undefined>>): ReadonlySet<string> {
  return new Set((variables["OCX_INSECURE_REGISTRIES"] ?? "").split(",").map((name) => name.trim()));
}

/** The mirrors of all files, with those of the variable in their place. `local` as {@link foldMirrors} has it. */
function effectiveMirrors(
  variables: Readonly<Record<string, string | undefined>>,
  files: readonly ConfigFile[],
): ReturnType<typeof foldMirrors> {
  const { roles, local } = foldMirrors(files);
  const given = variables["OCX_MIRRORS"];
  if (given === undefined || given === "") return { roles, local };
  for (const [host, value] of entriesOf(parseJson(given))) {
    const own = rolesOf(value, `mirror of ${excerpt(host)} in OCX_MIRRORS`);
    // Of the variable, all of a mirror counts, or nothing.
    if (own !== undefined) roles.set(host, own);
  }
  return { roles, local };
}

/** Joins the mirrors of all files. `local` has the registries that a file on this machine has a mirror for. */
function foldMirrors(files: readonly ConfigFile[]): {
  readonly roles: Map<string, MirrorRoles>;
  readonly local: ReadonlySet<string>;
} {
  const roles = new Map<string, MirrorRoles>();
  const locked = new Set<string>();
  const local = new Set<string>();
  for (const { file, table, tier } of files) {
    for (const [host, value] of entriesOf(table.value("mirrors"))) {
      const own = rolesOf(value, `mirror of ${excerpt(host)} in ${file}`) ?? {};
      const isFree = (role: string): boolean => !locked.has(`${role} ${host}`);
      const free = Object.fromEntries(Object.entries(own).filter(([role]) => isFree(role)));
      if (Object.keys(free).length > 0) roles.set(host, { ...roles.get(host), ...free });
      if (tier === "system") for (const role of Object.keys(own)) locked.add(`${role} ${host}`);
      if (tier !== "managed" && own.registry !== undefined) local.add(host);
    }
  }
  return { roles, local };
}

/** The addresses in the value of a mirror; undefined for a table without any, which OCX passes over. */
function rolesOf(value: unknown, where: string): MirrorRoles | undefined {
  if (typeof value === "string") return { registry: { value, where }, index: { value, where } };
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw invalid(where, "it is neither an address nor a table");
  const set = ROLES.flatMap((role) => {
    const address = memberOf(value, role);
    return address === undefined ? [] : [[role, { value: address, where }] as const];
  });
  return set.length === 0 ? undefined : Object.fromEntries(set);
}

/** The published indexes. A registry with a mirror on this machine is a plain one, unless a file says that it has an index. */
function foldIndexes(
  files: readonly ConfigFile[],
  local: ReadonlySet<string>,
): ReadonlyMap<string, { readonly address: string; readonly file: string }> {
  const standard = DEFAULT_INDEXES.filter(([registry]) => !local.has(registry));
  const indexes = new Map(standard.map(([registry, address]) => [registry, { address, file: "OCX itself" }]));
  const locked = new Set<string>();
  for (const { file, table, tier } of files) {
    for (const [registry, settings] of entriesOf(table.value("registries"))) {
      if (locked.has(registry)) continue;
      if (tier === "system") locked.add(registry);
      const address = memberOf(settings, "index");
      if (address === "") indexes.delete(registry);
      else if (typeof address === "string") indexes.set(registry, { address: withScheme(address), file });
    }
  }
  return indexes;
}

function withScheme(address: string): string {
  return address.includes("://") ? address : `https://${address}`;
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
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch {
    throw invalid("OCX_MIRRORS", "it is not JSON");
  }
  throw invalid("OCX_MIRRORS", "it is not an object");
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
 * The credential in `OCX_AUTH_<HOST>_TYPE`, `_USER` and `_TOKEN`, with every character of the host that is neither a letter nor a
 * digit as `_`; undefined without a token.
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
