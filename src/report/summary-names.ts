import type { PackageSummary } from "../commands/results.ts";
import { shorten } from "./summary-html.ts";

/** What to call each package where its digest stands beside it, by identifier: as it is, unless two would be called alike. */
export function shortNames(packages: readonly PackageSummary[]): ReadonlyMap<string, string> {
  const bare = packages.map(({ identifier }) => ({ identifier, name: withoutDigest(identifier) }));
  const uses = Map.groupBy(bare, ({ name }) => name);
  return new Map(
    bare.map(({ identifier, name }) => [identifier, (uses.get(name)?.length ?? 0) === 1 ? name : shorten(identifier)]),
  );
}

/** An identifier where its digest stands beside it, or says nothing to people. */
export function withoutDigest(identifier: string): string {
  return identifier.replace(/@\w+:[0-9a-f]+$/, "");
}
