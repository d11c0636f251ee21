import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  formatJsonLines,
  formatMode,
  listSource
} from "./chunk-ZIWGQFP6.mjs";
import "./chunk-AQ4KPZWR.mjs";
import "./chunk-VOW4XCND.mjs";
import "./chunk-SZ4NDIM4.mjs";
import "./chunk-NAXKPNS4.mjs";
import "./chunk-VU36Z3SZ.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-26ER7EYS.mjs";
import "./chunk-PEIBTZEM.mjs";
import "./chunk-NQWRBVGL.mjs";
import "./chunk-NSHG4IOH.mjs";
import "./chunk-DP257AGB.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-CYMT2K2Y.mjs";
import "./chunk-FIIWMVOY.mjs";
import "./chunk-R4IX6WZE.mjs";
import "./chunk-RCBPZAWZ.mjs";
import "./chunk-7YSJAAAR.mjs";
import "./chunk-M422VR4A.mjs";
import "./chunk-WW4K3S3K.mjs";
import "./chunk-CAJQCKVP.mjs";
import "./chunk-6EIPEB5A.mjs";
import "./chunk-YCQ6WS4O.mjs";
import "./chunk-6CVECFRB.mjs";
import "./chunk-MJOTLTJ4.mjs";
import "./chunk-WL4S7AWV.mjs";
import "./chunk-QPVEOAGO.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-BFFDGZUO.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-XYCDYIGT.mjs";
import "./chunk-SQWVCGOO.mjs";
import "./chunk-KUWHBU4M.mjs";
import "./chunk-A7IV25DH.mjs";
import "./chunk-57MXRJ6K.mjs";
import "./chunk-47KHCRBR.mjs";
import "./chunk-663NMWFT.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-JBU255CI.mjs";
import "./chunk-AE2P7HNV.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/manifest/mtree.ts
function* formatMtree({ algorithm, entries }) {
  if (algorithm !== "sha256") throw new Error("mtree knows no digest but sha256");
  yield "#mtree\n";
  for (const entry of entries) yield `${escape(entry.path === "" ? "." : `./${entry.path}`)} ${keywords(entry)}
`;
}
function keywords(entry) {
  switch (entry.type) {
    case "directory":
      return "type=dir";
    case "symlink":
      return `type=link link=${escape(entry.target)}`;
    case "file":
      return `type=file mode=${formatMode(entry.mode)} size=${entry.size} sha256digest=${entry.digest}`;
  }
}
function escape(text) {
  if (/^[\w./@%+:,-]*$/.test(text)) return text;
  return Array.from(Buffer.from(text), (byte) => {
    const char = String.fromCharCode(byte);
    return /[\w./@%+:,-]/.test(char) ? char : `\\${byte.toString(8).padStart(3, "0")}`;
  }).join("");
}

// src/commands/show-manifest.ts
async function showManifest({ source, package: only, platform, format, workers }, context, reporter) {
  const algorithm = format === "ocix" || format === "ocix-tool" ? "blake3" : "sha256";
  const packages = await listSource(source, { algorithm, only, platform, workers }, context, reporter);
  const entries = only === void 0 ? entriesOfHome(packages) : packages.flatMap((pkg) => pkg.entries);
  return inBlocks(await encode({ algorithm, entries }, format));
}
function entriesOfHome(packages) {
  const groups = /* @__PURE__ */ new Map();
  for (const { registry, repository, digest, path, entries } of packages) {
    groups.set(
      path,
      entries.map(
        (entry) => entry.path === "" && entry.type === "directory" ? { ...entry, path, package: `${registry}/${repository}@${digest}` } : { ...entry, path: `${path}/${entry.path}` }
      )
    );
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      const above = path.slice(0, end);
      if (!groups.has(above)) groups.set(above, [{ type: "directory", path: above }]);
    }
  }
  groups.set("", [{ type: "directory", path: "" }]);
  return [...groups.keys()].toSorted().flatMap((path) => groups.get(path) ?? []);
}
async function encode(list, format) {
  switch (format) {
    case "json":
      return formatJsonLines(list);
    case "mtree":
      return formatMtree(list);
    case "ocix":
    case "ocix-tool": {
      const { formatOcix } = await import("./ocix-3ABZBME3.mjs");
      return [formatOcix(list, format === "ocix" ? "spec" : "tool")];
    }
  }
}
var BLOCK = 64 * 1024;
function* inBlocks(pieces) {
  let text = "";
  for (const piece of pieces) {
    if (typeof piece !== "string") {
      yield piece;
      continue;
    }
    text += piece;
    if (text.length < BLOCK) continue;
    yield Buffer.from(text);
    text = "";
  }
  if (text !== "") yield Buffer.from(text);
}
export {
  showManifest
};
