import {
  formatTable_30
} from "./chunk-BQ2YWSEV.mjs";
import {
  prettyBytes
} from "./chunk-4IIZTIU3.mjs";

// src/report/originals-text.ts
var KINDS = {
  "application/vnd.dev.sigstore.bundle.v0.3+json": "signature",
  "application/spdx+json": "SBOM (SPDX)",
  "application/vnd.cyclonedx+json": "SBOM (CycloneDX)"
};
function formatOriginals(originals, bold) {
  if (originals === void 0) return "";
  const rows = originals.repositories.map(({ name, tags, packages, referrers }) => [
    name,
    tags.join(", "),
    String(packages.length),
    countKinds(referrers.map(({ artifactType }) => KINDS[artifactType] ?? artifactType))
  ]);
  const titles = [
    { title: "ORIGINALS" },
    { title: "TAGS" },
    { title: "PACKAGES", right: true },
    { title: "REFERRERS" }
  ];
  return `${formatTable_30(titles, rows, bold)}${originals.blobs} blobs, ${prettyBytes(originals.size)}
`;
}
function countKinds(kinds) {
  if (kinds.length === 0) return "none";
  return Array.from(
    Map.groupBy(kinds, (kind) => kind),
    ([kind, { length }]) => `${length} ${kind}`
  ).join(", ");
}

export {
  formatOriginals
};
