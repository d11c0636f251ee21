import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  countOf,
  formatDigest
} from "./chunk-CFESD3D2.mjs";
import {
  formatTrust
} from "./chunk-24TG5CPJ.mjs";
import {
  describeUnchecked
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

// src/report/verify-text.ts
function formatVerify(result) {
  const { bundle, platforms, size, blobs, frames, entries, contentSize, home, trust, unchecked } = result;
  const checked = platforms === void 0 ? "" : ` for ${platforms.map(({ platform }) => platform).join(", ")}`;
  const counts = `${countOf(blobs, "blob")}, ${countOf(frames, "frame")} and ${countOf(entries, "entry", "entries")}`;
  const sizes = `${prettyBytes(size)}, ${prettyBytes(contentSize)} unpacked`;
  const same = home === void 0 ? "" : `${home.path} has it unchanged: ${countOf(home.layers, "layer")} and ${countOf(home.packages, "package")}.
`;
  const left = unchecked === void 0 ? "" : `${describeUnchecked(unchecked)}
`;
  return `${printable(bundle.name)} is whole${printable(checked)}: ${counts}, ${sizes}.
${left}${formatDigest(bundle.digest)}${same}${formatTrust(trust)}`;
}
function formatVerifyHome({ home, imports }) {
  const what = `${countOf(home.layers, "layer")} and ${countOf(home.packages, "package")}`;
  const bundles = imports.map(({ name, digest }) => `${name} ${digest}
`).join("");
  return `${printable(`${home.path} has unchanged what was imported: ${what}.`)}
${bundles}`;
}
export {
  formatVerify,
  formatVerifyHome
};
