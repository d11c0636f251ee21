import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  formatJsonLines,
  formatMode,
  listSource
} from "./chunk-ZWM6MTRG.mjs";
import "./chunk-GEOZ7ZJ7.mjs";
import "./chunk-DYAFZBJY.mjs";
import "./chunk-YGZQWLJI.mjs";
import "./chunk-GD7X7KKR.mjs";
import "./chunk-XANLJ5EY.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-BFL76WD4.mjs";
import "./chunk-CFHWABIT.mjs";
import "./chunk-KSKQROMN.mjs";
import "./chunk-5KII5AII.mjs";
import "./chunk-W7M24HYR.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-S57RCJHS.mjs";
import "./chunk-EJH74DKB.mjs";
import "./chunk-4QYGYWHA.mjs";
import "./chunk-7H2SUPW2.mjs";
import "./chunk-MFV7P2EI.mjs";
import "./chunk-T3AMKXOB.mjs";
import "./chunk-M422VR4A.mjs";
import "./chunk-3RDZ57MI.mjs";
import "./chunk-DBHZBBRJ.mjs";
import "./chunk-6EIPEB5A.mjs";
import "./chunk-YCQ6WS4O.mjs";
import "./chunk-QQXCOPHM.mjs";
import "./chunk-25RYL5EJ.mjs";
import "./chunk-YUE3TQ5N.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-47KHCRBR.mjs";
import "./chunk-7VESFVHV.mjs";
import "./chunk-DGISC6Y6.mjs";
import "./chunk-J7RN6EX5.mjs";
import "./chunk-CZ2U25SC.mjs";
import "./chunk-EQADGZVT.mjs";
import "./chunk-KONVVQEL.mjs";
import "./chunk-BFFDGZUO.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-663NMWFT.mjs";
import "./chunk-PNVSA3GV.mjs";
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
