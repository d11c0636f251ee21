import type { PackageSummary } from "../commands/results/bundle-summary.ts";
import { shortenDigests } from "./summary-html.ts";

/** Most edges and characters of a graph: beyond them GitHub's mermaid shows an error instead. */
const EDGE_LIMIT = 500;
const LENGTH_LIMIT = 50_000;

/** The dependencies as a mermaid graph; undefined if there are none, or more than GitHub draws. Pure. */
export function formatGraph(packages: readonly PackageSummary[]): string | undefined {
  const nodes = new Map(packages.map(({ identifier }, position) => [identifier, `n${position}`]));
  const pairs = packages.flatMap(({ identifier, dependencies }) =>
    dependencies.filter((other) => nodes.has(other)).map((other) => [identifier, other] as const),
  );
  // Packages without dependencies and dependents are left out: the table lists them.
  const drawn = new Set(pairs.flat());
  const labels = packages
    .filter(({ identifier }) => drawn.has(identifier))
    .map(({ identifier, root }) => {
      const label = quote(shortenDigests(identifier));
      return `  ${nodes.get(identifier)}${root ? `([${label}])` : `[${label}]`}`;
    });
  const edges = pairs.map(([from, to]) => `  ${nodes.get(from)} --> ${nodes.get(to)}`);
  const text = ["graph LR", ...labels, ...edges].join("\n");
  return edges.length === 0 || edges.length > EDGE_LIMIT || text.length > LENGTH_LIMIT ? undefined : text;
}

/** Escapes by mermaid's entity codes, `#<code point>;`. */
function quote(text: string): string {
  const safe = text.replaceAll(/[^\w ./:@+-]/gu, (char) => `#${char.codePointAt(0)};`);
  return `"${safe}"`;
}
