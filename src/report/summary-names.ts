import type { PackageSummary } from "../commands/results/bundle-summary.ts";
import { shortenDigests } from "./summary-html.ts";

/** Short names by identifier, for tables that also show the digest. Packages of the same name keep a shortened digest. */
export function shortNames(packages: readonly PackageSummary[]): ReadonlyMap<string, string> {
  const bare = packages.map(({ identifier }) => ({ identifier, name: withoutDigest(identifier) }));
  const uses = Map.groupBy(bare, ({ name }) => name);
  return new Map(
    bare.map(({ identifier, name }) => [
      identifier,
      (uses.get(name)?.length ?? 0) === 1 ? name : shortenDigests(identifier),
    ]),
  );
}

/** An identifier without its digest. */
export function withoutDigest(identifier: string): string {
  return identifier.replace(/@\w+:[0-9a-f]+$/, "");
}
