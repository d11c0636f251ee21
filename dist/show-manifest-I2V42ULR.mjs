import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  formatJsonLines,
  formatMode,
  listSource
} from "./chunk-KRLK7ZYF.mjs";
import "./chunk-C3EDRRXN.mjs";
import "./chunk-X77A23NS.mjs";
import "./chunk-4TJR2KQG.mjs";
import "./chunk-TERMASIE.mjs";
import "./chunk-7KLKWXHD.mjs";
import "./chunk-UT6FTT5X.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-TJ5UH5SB.mjs";
import "./chunk-7HUFH4L4.mjs";
import "./chunk-IMNXN3X2.mjs";
import "./chunk-44B67EQL.mjs";
import "./chunk-X53ECAPB.mjs";
import "./chunk-44C2W2UL.mjs";
import "./chunk-ZPY25SBQ.mjs";
import "./chunk-H6GQGU6R.mjs";
import "./chunk-RV4YW7OT.mjs";
import "./chunk-T7YAFXBJ.mjs";
import "./chunk-QWR6D4BE.mjs";
import "./chunk-2IFAY4D3.mjs";
import "./chunk-BOIK5VYQ.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-ZJCH65HB.mjs";
import "./chunk-2B2O3OFS.mjs";
import "./chunk-WLQBZC6Y.mjs";
import "./chunk-ADOLIVWJ.mjs";
import "./chunk-IVQG6HY5.mjs";
import "./chunk-VKFIFHLR.mjs";
import "./chunk-2QCDEMMI.mjs";
import "./chunk-PVCRIHSR.mjs";
import "./chunk-A6NZBLUU.mjs";
import "./chunk-BKIACKWB.mjs";
import "./chunk-2WF6CFVT.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-N2LVX2II.mjs";
import "./chunk-DRDCQQXR.mjs";
import "./chunk-IIFDRNSZ.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-XYU6FNUR.mjs";
import "./chunk-QZK7ESIQ.mjs";
import "./chunk-2TTYTX7H.mjs";
import "./chunk-43CYBOMS.mjs";
import "./chunk-AIEYQ4TK.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-3AOCJ45Y.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-4LMJ4UDG.mjs";
import "./chunk-NF7NLMI4.mjs";
import "./chunk-A5G26SDU.mjs";
import "./chunk-AMTFR3ER.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-MIBTUUXS.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-ME3MDIW7.mjs";
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
