import {
  formatJsonLines,
  formatMode,
  listSource
} from "./chunk-5LEE2GMU.mjs";
import "./chunk-IF3EH27P.mjs";
import "./chunk-2HL3K6QQ.mjs";
import "./chunk-AOLQO5SV.mjs";
import "./chunk-FMKUHXPD.mjs";
import "./chunk-BCPWLTE6.mjs";
import "./chunk-5FKGJIBT.mjs";
import "./chunk-25CY6E6E.mjs";
import "./chunk-DT4JO2JF.mjs";
import "./chunk-O6BECCDK.mjs";
import "./chunk-FY3HAJZZ.mjs";
import "./chunk-36ADXCOP.mjs";
import "./chunk-HJMEGCUB.mjs";
import "./chunk-GLT4JWU7.mjs";
import "./chunk-AYBBYT3T.mjs";
import "./chunk-ND3EQYLI.mjs";
import "./chunk-YFLBG7JK.mjs";
import "./chunk-KRM37I2B.mjs";
import "./chunk-4XSJVCP6.mjs";
import "./chunk-BGBSN2WM.mjs";
import "./chunk-XIZFDP4Y.mjs";
import "./chunk-22M2MICJ.mjs";
import "./chunk-R45GEM5S.mjs";
import "./chunk-44UYXQIQ.mjs";
import "./chunk-NHMU3QEM.mjs";
import "./chunk-NBQWKA4F.mjs";
import "./chunk-QI3CPHO2.mjs";
import "./chunk-ZO2PUWIT.mjs";
import "./chunk-53HI346J.mjs";
import "./chunk-JSX5QINM.mjs";
import "./chunk-VOJQDXLG.mjs";
import "./chunk-3WSSKR4J.mjs";
import "./chunk-VYMVNTC4.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-2ISNQVE2.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";

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
      const { formatOcix } = await import("./ocix-3QFE5TVL.mjs");
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
