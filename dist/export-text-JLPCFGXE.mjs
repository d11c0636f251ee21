import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  formatOriginals
} from "./chunk-W5BIIXVI.mjs";
import {
  countOf,
  formatDigest,
  formatPackages
} from "./chunk-CFESD3D2.mjs";
import {
  formatAmounts
} from "./chunk-TEE4BY5O.mjs";
import {
  describeTravel,
  formatDelta
} from "./chunk-OYS5PKNA.mjs";
import "./chunk-4OTCZ4WZ.mjs";
import "./chunk-PVYKHTJY.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import {
  printable
} from "./chunk-PNVSA3GV.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/report/export-text.ts
function formatExport(result, bold) {
  const { bundle, file, directory, reference, parts, dryRun, home, disk, sbom } = result;
  const what = `${countOf(bundle.packages.length, "package")} in ${countOf(bundle.layers.length, "layer")}`;
  const most = bundle.delta?.isBound === true ? "at most " : "";
  const size = bundle.size === void 0 ? "" : `, ${most}${prettyBytes(bundle.size)} from ${prettyBytes(bundle.contentSize)}`;
  const inParts = parts === void 0 ? "" : ` in ${countOf(parts, "part")}`;
  const where = `${file ?? directory ?? reference ?? "standard output"}${inParts}`;
  const head = dryRun ? `Would export ${what}${size}, from ${home}${inParts}.` : `Exported ${what}${size} to ${where}.`;
  const amounts = dryRun ? `
${formatAmounts(disk, void 0, bold)}` : "";
  const originals = formatOriginals(bundle.originals, bold);
  const delta = bundle.delta === void 0 ? "" : `Delta ${describeTravel(bundle.delta)}.
`;
  const more = [formatDelta(bundle.delta, bold), originals].map((text) => text === "" ? "" : `
${text}`).join("");
  const list = sbom === void 0 ? "" : `${printable(`SBOM: ${sbom}`)}
`;
  const packages = formatPackages(bundle.packages, bold);
  return `${printable(head)}
${delta}${formatDigest(bundle.digest)}${list}
${packages}${more}${amounts}`;
}
export {
  formatExport
};
