import { slugOfPart } from "../model/paths.ts";
import type { ConfigFile } from "./config-value.ts";
import { parseSettings } from "./settings.ts";

/** A trust policy that covers a package of the import. */
export interface CoveringPolicy {
  /** The configuration file that declares it. */
  readonly file: string;
  /** The first package that it covers, as `registry/repository`. */
  readonly name: string;
}

/** Patterns of packages. An empty `include` covers all packages. */
interface Scope {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/**
 * The first `[[trust.policy]]` that covers one of the packages. Only tells that OCX would check signatures, not which signers it
 * would accept. Source: OCX, `trust.rs::ScopeSpec::matches`.
 */
export function findPolicy(files: readonly ConfigFile[], packages: readonly string[]): CoveringPolicy | undefined {
  for (const config of files) {
    for (const scope of scopesIn(config)) {
      const name = packages.find((candidate) => covers(scope, candidate));
      if (name !== undefined) return { file: config.file, name };
    }
  }
  return undefined;
}

/** The scope of each policy. */
function scopesIn({ table }: ConfigFile): readonly Scope[] {
  const policies = parseSettings(table).trust?.policy ?? [];
  return policies.map(({ scope = {} }) => {
    if (typeof scope === "string") return { include: [scope], exclude: [] };
    const { include = [], exclude = [] } = scope;
    return { include, exclude };
  });
}

/**
 * Registries that share a directory of the home count as one: a package of `localhost_5000` is one of `localhost:5000` for OCX
 * once it is imported. So a package is covered under either name, and excluded only under both.
 */
function covers({ include, exclude }: Scope, name: string): boolean {
  const twin = name.replace(/^([^/]*)_(\d+)(?=\/)/, "$1:$2");
  return (
    (include.length === 0 || include.some((pattern) => matches(slugged(pattern), slugged(name)))) &&
    ![name, twin].every((candidate) => exclude.some((pattern) => matches(pattern, candidate)))
  );
}

/** With a `*`: names that begin with the text before it. Without: the path itself and all below it. Empty: everything. */
function matches(pattern: string, name: string): boolean {
  const star = pattern.indexOf("*");
  if (pattern === "") return true;
  return star === -1 ? name === pattern || name.startsWith(`${pattern}/`) : name.startsWith(pattern.slice(0, star));
}

/** A name, or a pattern of names, with its registry as the home's directories have it. */
function slugged(name: string): string {
  const registry = /^[^/*]*/.exec(name)?.[0] ?? "";
  return `${slugOfPart(registry)}${name.slice(registry.length)}`;
}
