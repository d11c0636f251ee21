import { createHash } from "node:crypto";
import type { TomlValue } from "smol-toml";
import { type Digest, parseDigest } from "../../oci/digest.ts";
import { DEFAULT_TAG } from "../../oci/reference.ts";
import { checkProjectTrust } from "../config/settings.ts";
import { compareBytes } from "../documents/json-tree.ts";
import { type Table, tableOf } from "../documents/toml.ts";
import { formatIdentifier, parseIdentifier } from "../model/identifier.ts";

/** The group of the tools that are declared outside any group. */
export const DEFAULT_GROUP = "default";

/** The parts of an `ocx.toml` that matter here. */
export interface Declaration {
  /** `default` first, then the others in order. */
  readonly groups: readonly DeclaredGroup[];
  /** The hash of the tools only; a lock records the hash that it was made for. */
  readonly hash: Digest;
}

export interface DeclaredGroup {
  readonly name: string;
  readonly tools: readonly { readonly name: string; readonly identifier: string }[];
  readonly variables: readonly ProjectVariable[];
}

/** A variable that the project itself sets. Its value is literal. */
export type ProjectVariable =
  | { readonly key: string; readonly kind: "constant" | "path"; readonly value: string }
  | { readonly key: string; readonly kind: "list"; readonly value: string; readonly separator?: string };

const LAZY_MODES = ["never", "always"];
const LAZY_REPORTS = ["silent", "progress"];

/**
 * Reads the tables of an `ocx.toml` and refuses what OCX refuses.
 * @throws BundleError `PROJECT_INVALID`
 */
export function parseDeclaration(file: Table): Declaration {
  file.only(["tools", "env", "group", "package", "lazy-mode", "lazy-report", "trust"]);
  checkLaziness(file);
  checkPackages(file.table("package"));
  checkProjectTrust(file);
  const named = file.table("group");
  for (const reserved of [DEFAULT_GROUP, "all"]) {
    if (named.keys.includes(reserved)) file.refuse(`no group can be called "${reserved}"`);
  }
  const groups = [
    { name: DEFAULT_GROUP, tools: readTools(file.table("tools")), variables: readVariables(file.table("env")) },
    ...named.keys.toSorted(compareBytes).map((name) => readGroup(name, named.table(name))),
  ];
  return { groups, hash: declarationHash(groups) };
}

/**
 * The hash by which OCX detects a stale lock: over the RFC 8785 form of all groups with their tools.
 * Source: `project/hash.rs`, version 1.
 */
function declarationHash(groups: readonly Pick<DeclaredGroup, "name" | "tools">[]): Digest {
  const members = groups.map(({ name, tools }): [string, string] => {
    const pairs = tools.map((tool) => [tool.name, tool.identifier]);
    return [name === DEFAULT_GROUP ? name : `group.${name}`, JSON.stringify(pairs)];
  });
  // RFC 8785 orders keys by UTF-16 units, which is JavaScript's own order; an object would move integer-like ones.
  const sorted = members.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const canonical = `{${sorted.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(",")}}`;
  return parseDigest(`sha256:${createHash("sha256").update(canonical).digest("hex")}`);
}

function readGroup(name: string, group: Table): DeclaredGroup {
  group.only(["tools", "env", "lazy-mode"]);
  checkOneOf(group, "lazy-mode", LAZY_MODES);
  return { name, tools: readTools(group.table("tools")), variables: readVariables(group.table("env")) };
}

/** The tools of a group, sorted by name as the hash requires. */
function readTools(table: Table): DeclaredGroup["tools"] {
  return table.keys.toSorted(compareBytes).map((name) => {
    const text = table.text(name);
    const identifier = parseIdentifier(text, undefined, {
      refuse: (reason) => table.refuse(`${name} is "${text}": ${reason}`),
    });
    const unnamed = identifier.tag === undefined && identifier.digest === undefined;
    return { name, identifier: formatIdentifier(unnamed ? { ...identifier, tag: DEFAULT_TAG } : identifier) };
  });
}

/** The variables of a group, sorted by key: the order in which OCX applies them. */
function readVariables(table: Table): readonly ProjectVariable[] {
  return table.keys.toSorted(compareBytes).map((key) => {
    if (/^(?:__)?OCX_/iu.test(key)) return table.refuse(`"${key}" is reserved for OCX`);
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/u.test(key)) return table.refuse(`"${key}" is not a valid name for a variable`);
    return readVariable(key, table.value(key), table);
  });
}

function readVariable(key: string, value: TomlValue | undefined, parent: Table): ProjectVariable {
  if (typeof value === "string") return { key, kind: "constant", value };
  if (typeof value !== "object") return parent.refuse(`${key} is neither a string nor a table`);
  const table = tableOf(value, `the variable ${key}`, "PROJECT_INVALID");
  const kind = table.text("type");
  const text = table.text("value");
  switch (kind) {
    case "constant":
    case "path":
      table.only(["type", "value"]);
      return { key, kind, value: text };
    case "list": {
      table.only(["type", "value", "separator"]);
      if (table.value("separator") === undefined) return { key, kind, value: text };
      const separator = table.text("separator");
      if (separator === "" || /[=\n\r]/u.test(separator))
        return table.refuse("its separator is empty or has =, CR or LF in it");
      if (text.startsWith(separator) || text.endsWith(separator))
        return table.refuse("its value has the separator at an end");
      return { key, kind, value: text, separator };
    }
    default:
      return table.refuse(`its type is "${kind}", expected constant, path or list`);
  }
}

function checkPackages(packages: Table): void {
  for (const key of packages.keys) {
    parseIdentifier(key, undefined, { refuse: (reason) => packages.refuse(`"${key}": ${reason}`) });
    const settings = packages.table(key);
    settings.only(["no-patches", "lazy-mode", "lazy-report"]);
    if (typeof (settings.value("no-patches") ?? false) !== "boolean")
      settings.refuse("no-patches is neither true nor false");
    checkLaziness(settings);
  }
}

function checkLaziness(table: Table): void {
  checkOneOf(table, "lazy-mode", LAZY_MODES);
  checkOneOf(table, "lazy-report", LAZY_REPORTS);
}

function checkOneOf(table: Table, key: string, allowed: readonly string[]): void {
  if (table.value(key) !== undefined && !allowed.includes(table.text(key)))
    table.refuse(`${key} is not one of ${allowed.join(", ")}`);
}
