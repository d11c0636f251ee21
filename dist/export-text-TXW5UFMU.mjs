import {
  formatOriginals
} from "./chunk-FVS6RFAW.mjs";
import {
  formatDigest_31,
  formatPackages_31
} from "./chunk-WLAAJZPA.mjs";
import {
  formatAmounts_30
} from "./chunk-VGY2FSQ6.mjs";
import {
  countOf_34
} from "./chunk-IUBWMJZP.mjs";
import {
  describeTravel,
  formatDelta
} from "./chunk-YEIPGN2E.mjs";
import "./chunk-QXRPKE35.mjs";
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
  const what = `${countOf_34(bundle.packages.length, "package")} in ${countOf_34(bundle.layers.length, "layer")}`;
  const most = bundle.delta?.isBound === true ? "at most " : "";
  const size = bundle.size === void 0 ? "" : `, ${most}${prettyBytes(bundle.size)} from ${prettyBytes(bundle.contentSize)}`;
  const inParts = parts === void 0 ? "" : ` in ${countOf_34(parts, "part")}`;
  const where = `${file ?? directory ?? reference ?? "standard output"}${inParts}`;
  const head = dryRun ? `Would export ${what}${size}, from ${home}${inParts}.` : `Exported ${what}${size} to ${where}.`;
  const amounts = dryRun ? `
${formatAmounts_30(disk, void 0, bold)}` : "";
  const originals = formatOriginals(bundle.originals, bold);
  const delta = bundle.delta === void 0 ? "" : `Delta ${describeTravel(bundle.delta)}.
`;
  const more = [formatDelta(bundle.delta, bold), originals].map((text) => text === "" ? "" : `
${text}`).join("");
  const list = sbom === void 0 ? "" : `${printable(`SBOM: ${sbom}`)}
`;
  const packages = formatPackages_31(bundle.packages, bold);
  return `${printable(head)}
${delta}${formatDigest_31(bundle.digest)}${list}
${packages}${more}${amounts}`;
}
export {
  formatExport
};
