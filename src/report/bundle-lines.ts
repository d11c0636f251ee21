import prettyBytes from "pretty-bytes";
import type { PackageSummary } from "../commands/results/bundle-summary.ts";
import { type Bold, type Column, formatTable, shortenDigest } from "./tables.ts";

const PACKAGE_COLUMNS: readonly Column[] = [
  { title: "PACKAGE" },
  { title: "PLATFORM" },
  { title: "LAYERS", right: true },
  { title: "SIZE", right: true },
  { title: "" },
];

/** Roots first, in the bundle's order, then their dependencies. */
export function formatPackages(packages: readonly PackageSummary[], bold: Bold): string {
  const inOrder = [...packages.filter(({ root }) => root), ...packages.filter(({ root }) => !root)];
  const rows = inOrder.map(({ identifier, platform, layers, contentSize, root, current }) => [
    root ? identifier : shortenDigest(identifier),
    platform,
    String(layers),
    prettyBytes(contentSize),
    root ? (current ? "current" : "") : "dependency",
  ]);
  return formatTable(PACKAGE_COLUMNS, rows, bold);
}

/** The line of a bundle digest; empty without one. */
export function formatDigest(digest: string | undefined): string {
  return digest === undefined ? "" : `Bundle digest: ${digest}\n`;
}
