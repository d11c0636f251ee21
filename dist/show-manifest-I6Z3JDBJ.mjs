import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  formatJsonLines,
  formatMode,
  listSource
} from "./chunk-V73YJCSK.mjs";
import "./chunk-3ZFLAQXS.mjs";
import "./chunk-FLXYCBD4.mjs";
import "./chunk-UZHMPQG2.mjs";
import "./chunk-J4IED6G3.mjs";
import "./chunk-SBRJKEVF.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-ZWGKOM4T.mjs";
import "./chunk-ASDWAUWF.mjs";
import "./chunk-CRMI3FEV.mjs";
import "./chunk-BXJYX6N2.mjs";
import "./chunk-MVWI7EBL.mjs";
import "./chunk-M3JWKYEK.mjs";
import "./chunk-NLKNVU6L.mjs";
import "./chunk-LAYNSALZ.mjs";
import "./chunk-FCHVQ5G7.mjs";
import "./chunk-ULI3Q6Y3.mjs";
import "./chunk-52KWDJG3.mjs";
import "./chunk-3WPMJLY2.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-FDJWJL6G.mjs";
import "./chunk-OPCWZQUZ.mjs";
import "./chunk-XQLJGAJ5.mjs";
import "./chunk-GBCZTBOQ.mjs";
import "./chunk-BOIK5VYQ.mjs";
import "./chunk-B72G32SU.mjs";
import "./chunk-WLTXINVL.mjs";
import "./chunk-6WYLAPNC.mjs";
import "./chunk-6UD7RHXT.mjs";
import "./chunk-YQBKD3BK.mjs";
import "./chunk-2PJXGMJF.mjs";
import "./chunk-5UNACQVU.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-N2LVX2II.mjs";
import "./chunk-7WC2TNXI.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-MK5PH45A.mjs";
import "./chunk-LUPRM4LO.mjs";
import "./chunk-L4JMTKIJ.mjs";
import "./chunk-OUNWGCP3.mjs";
import "./chunk-WNBWGKGN.mjs";
import "./chunk-4DSASQNQ.mjs";
import "./chunk-4RRVGPQ6.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-5EKI3K5F.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-SIXYNKZ3.mjs";
import "./chunk-XBYPF2TB.mjs";
import "./chunk-A5G26SDU.mjs";
import "./chunk-AMTFR3ER.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-TUPD2LI7.mjs";
import "./chunk-JH3NGZWR.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-PDOXIJT4.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-R75ETOQW.mjs";
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
