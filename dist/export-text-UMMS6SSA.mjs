import {
  formatOriginals
} from "./chunk-RY5SD67J.mjs";
import {
  formatDigest_28,
  formatPackages_28
} from "./chunk-UQASOFKT.mjs";
import {
  formatDiskUse_29
} from "./chunk-RNL3PQ4C.mjs";
import {
  countOf_32
} from "./chunk-KBYOVYJI.mjs";
import {
  describeTravel,
  formatDelta
} from "./chunk-YMVRDJT5.mjs";
import "./chunk-BQ2YWSEV.mjs";
import {
  prettyBytes
} from "./chunk-4IIZTIU3.mjs";
import {
  printable
} from "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/report/export-text.ts
function formatExport(result, bold) {
  const { bundle, file, directory, reference, parts, dryRun, home, disk, sbom } = result;
  const what = `${countOf_32(bundle.packages.length, "package")} in ${countOf_32(bundle.layers.length, "layer")}`;
  const most = bundle.delta?.isBound === true ? "at most " : "";
  const size = bundle.size === void 0 ? "" : `, ${most}${prettyBytes(bundle.size)} from ${prettyBytes(bundle.contentSize)}`;
  const inParts = parts === void 0 ? "" : ` in ${countOf_32(parts, "part")}`;
  const where = `${file ?? directory ?? reference ?? "standard output"}${inParts}`;
  const head = dryRun ? `Would export ${what}${size}, from ${home}${inParts}.` : `Exported ${what}${size} to ${where}.`;
  const amounts = dryRun ? `
${formatDiskUse_29(disk, void 0, bold)}` : "";
  const originals = formatOriginals(bundle.originals, bold);
  const delta = bundle.delta === void 0 ? "" : `Delta ${describeTravel(bundle.delta)}.
`;
  const more = [formatDelta(bundle.delta, bold), originals].map((text) => text === "" ? "" : `
${text}`).join("");
  const list = sbom === void 0 ? "" : `${printable(`SBOM: ${sbom}`)}
`;
  const packages = formatPackages_28(bundle.packages, bold);
  return `${printable(head)}
${delta}${formatDigest_28(bundle.digest)}${list}
${packages}${more}${amounts}`;
}
export {
  formatExport
};
