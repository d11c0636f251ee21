import {
  formatDigest_28
} from "./chunk-UQASOFKT.mjs";
import {
  formatTrust_31
} from "./chunk-OAZMIEOB.mjs";
import {
  countOf_32
} from "./chunk-KBYOVYJI.mjs";
import {
  describeUnchecked
} from "./chunk-YMVRDJT5.mjs";
import "./chunk-BQ2YWSEV.mjs";
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
  const counts = `${countOf_32(blobs, "blob")}, ${countOf_32(frames, "frame")} and ${countOf_32(entries, "entry", "entries")}`;
  const sizes = `${prettyBytes(size)}, ${prettyBytes(contentSize)} unpacked`;
  const same = home === void 0 ? "" : `${home.path} has it unchanged: ${countOf_32(home.layers, "layer")} and ${countOf_32(home.packages, "package")}.
`;
  const left = unchecked === void 0 ? "" : `${describeUnchecked(unchecked)}
`;
  return `${printable(bundle.name)} is whole${printable(checked)}: ${counts}, ${sizes}.
${left}${formatDigest_28(bundle.digest)}${same}${formatTrust_31(trust)}`;
}
function formatVerifyHome({ home, imports }) {
  const what = `${countOf_32(home.layers, "layer")} and ${countOf_32(home.packages, "package")}`;
  const bundles = imports.map(({ name, digest }) => `${name} ${digest}
`).join("");
  return `${printable(`${home.path} has unchanged what was imported: ${what}.`)}
${bundles}`;
}
export {
  formatVerify,
  formatVerifyHome
};
