import prettyBytes from "pretty-bytes";
import type { OriginalsSummary } from "../commands/results/bundle-summary.ts";
import { formatTable } from "./tables.ts";

/** Short names of artifact types. */
const KINDS: Readonly<Record<string, string>> = {
  "application/vnd.dev.sigstore.bundle.v0.3+json": "signature",
  "application/spdx+json": "SBOM (SPDX)",
  "application/vnd.cyclonedx+json": "SBOM (CycloneDX)",
};

/** The publishers' own blobs in a bundle, a line for each repository; empty if there are none. */
export function formatOriginals(originals: OriginalsSummary | undefined, bold: (text: string) => string): string {
  if (originals === undefined) return "";
  const rows = originals.repositories.map(({ name, tags, packages, referrers }) => [
    name,
    tags.join(", "),
    String(packages.length),
    countKinds(referrers.map(({ artifactType }) => KINDS[artifactType] ?? artifactType)),
  ]);
  const titles = [
    { title: "ORIGINALS" },
    { title: "TAGS" },
    { title: "PACKAGES", right: true },
    { title: "REFERRERS" },
  ] as const;
  return `${formatTable(titles, rows, bold)}${originals.blobs} blobs, ${prettyBytes(originals.size)}\n`;
}

/** `2 signature, 1 SBOM (SPDX)` */
function countKinds(kinds: readonly string[]): string {
  if (kinds.length === 0) return "none";
  return Array.from(
    Map.groupBy(kinds, (kind) => kind),
    ([kind, { length }]) => `${length} ${kind}`,
  ).join(", ");
}
