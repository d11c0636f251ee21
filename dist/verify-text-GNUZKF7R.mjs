import {
  formatDigest_31
} from "./chunk-WLAAJZPA.mjs";
import {
  formatTrust_33
} from "./chunk-EHNGLRQB.mjs";
import {
  countOf_34
} from "./chunk-IUBWMJZP.mjs";
import {
  describeUnchecked
} from "./chunk-YEIPGN2E.mjs";
import "./chunk-QXRPKE35.mjs";
import {
  prettyBytes
} from "./chunk-4IIZTIU3.mjs";
import {
  printable
} from "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/report/verify-text.ts
function formatVerify(result) {
  const { bundle, platforms, size, blobs, frames, entries, contentSize, home, trust, unchecked } = result;
  const checked = platforms === void 0 ? "" : ` for ${platforms.map(({ platform }) => platform).join(", ")}`;
  const counts = `${countOf_34(blobs, "blob")}, ${countOf_34(frames, "frame")} and ${countOf_34(entries, "entry", "entries")}`;
  const sizes = `${prettyBytes(size)}, ${prettyBytes(contentSize)} unpacked`;
  const same = home === void 0 ? "" : `${home.path} has it unchanged: ${countOf_34(home.layers, "layer")} and ${countOf_34(home.packages, "package")}.
`;
  const left = unchecked === void 0 ? "" : `${describeUnchecked(unchecked)}
`;
  return `${printable(bundle.name)} is whole${printable(checked)}: ${counts}, ${sizes}.
${left}${formatDigest_31(bundle.digest)}${same}${formatTrust_33(trust)}`;
}
function formatVerifyHome({ home, imports }) {
  const what = `${countOf_34(home.layers, "layer")} and ${countOf_34(home.packages, "package")}`;
  const bundles = imports.map(({ name, digest }) => `${name} ${digest}
`).join("");
  return `${printable(`${home.path} has unchanged what was imported: ${what}.`)}
${bundles}`;
}
export {
  formatVerify,
  formatVerifyHome
};
