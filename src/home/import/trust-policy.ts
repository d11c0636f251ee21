import type { ConfigFile } from "../config-files.ts";

/** A trust policy that covers a package of the import. */
export interface CoveringPolicy {
  /** Where it is declared. */
  readonly file: string;
  /** The first package that it covers, as `registry/repository`. */
  readonly name: string;
}

/**
 * The first `[[trust.policy]]` that covers one of the packages. Only whether OCX would check at all is asked: which signers it
 * would accept is not. Source: OCX, `trust.rs::ScopeSpec::matches`.
 */
export function findPolicy(files: readonly ConfigFile[], packages: readonly string[]): CoveringPolicy | undefined {
  for (const { file, table } of files) {
    for (const scope of scopesIn(table.value("trust"))) {
      const name = packages.find((candidate) => covers(scope, candidate));
      if (name !== undefined) return { file, name };
    }
  }
  return undefined;
}

/** The scope of each policy. Something in the place of policies that is none counts as one for everything. */
function scopesIn(trust: unknown): readonly unknown[] {
  if (trust === undefined) return [];
  if (!isRecord(trust)) return [undefined];
  const policies = trust["policy"];
  if (policies === undefined) return [];
  return Array.isArray(policies)
    ? policies.map((policy: unknown) => (isRecord(policy) ? policy["scope"] : undefined))
    : [undefined];
}

/** A scope that this version does not understand covers everything: an import in doubt asks. */
function covers(scope: unknown, name: string): boolean {
  if (typeof scope === "string") return matches(scope, name);
  if (!isRecord(scope)) return true;
  const include = patternsIn(scope["include"]);
  const exclude = patternsIn(scope["exclude"]);
  if (include === undefined || exclude === undefined) return true;
  return (
    (include.length === 0 || include.some((pattern) => matches(pattern, name))) &&
    !exclude.some((pattern) => matches(pattern, name))
  );
}

/** With a `*`: what begins like the text before it. Without: the very path, and what lies below it. Empty: everything. */
function matches(pattern: string, name: string): boolean {
  const star = pattern.indexOf("*");
  if (pattern === "") return true;
  return star === -1 ? name === pattern || name.startsWith(`${pattern}/`) : name.startsWith(pattern.slice(0, star));
}

/** None when absent; undefined when it is no list of patterns. */
function patternsIn(value: unknown): readonly string[] | undefined {
  if (value === undefined) return [];
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
