import {
  formatJsonLines,
  formatMode,
  listSource
} from "./chunk-Q6YMRIWO.mjs";
import {
  limitYoungGeneration
} from "./chunk-2MLWE7O7.mjs";
import "./chunk-HKW5JGKH.mjs";
import "./chunk-AU4FZBT7.mjs";
import "./chunk-J6D73ODR.mjs";
import "./chunk-DS4PK5RX.mjs";
import "./chunk-R7Z676SJ.mjs";
import "./chunk-ZKR32VMU.mjs";
import "./chunk-CVE46XH5.mjs";
import "./chunk-DFRRB3YW.mjs";
import "./chunk-BI4CRZFR.mjs";
import "./chunk-ATWDYSRF.mjs";
import "./chunk-E6UD6ZKU.mjs";
import "./chunk-MNKW3YDE.mjs";
import "./chunk-5VCBJXYB.mjs";
import "./chunk-EV7JVOAM.mjs";
import "./chunk-KHKBBNFT.mjs";
import "./chunk-7A46VR6W.mjs";
import "./chunk-ET5IRXAZ.mjs";
import "./chunk-KXTUQ2H5.mjs";
import "./chunk-AGOBBPFH.mjs";
import "./chunk-LXXVO77G.mjs";
import "./chunk-36CNADD3.mjs";
import "./chunk-VOK6ILCY.mjs";
import "./chunk-JFBJI7SK.mjs";
import "./chunk-CPMTHW7B.mjs";
import "./chunk-SELCG3S5.mjs";
import "./chunk-2YQLGB37.mjs";
import "./chunk-XS63KYI6.mjs";
import "./chunk-HDSDHAAK.mjs";
import "./chunk-22M2MICJ.mjs";
import "./chunk-HKJQRGYO.mjs";
import "./chunk-QE37RYUN.mjs";
import "./chunk-2UE5P62L.mjs";
import "./chunk-BKZALEA6.mjs";
import "./chunk-LAE2HACZ.mjs";
import "./chunk-3P5WIHGI.mjs";
import "./chunk-P4SAMCP3.mjs";
import "./chunk-ODSXMKHS.mjs";
import "./chunk-OO2FR422.mjs";
import "./chunk-XGZ7GZDX.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-3WSSKR4J.mjs";
import "./chunk-VYMVNTC4.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-SUUWDBAM.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import "./chunk-SKYFWSHQ.mjs";
import "./chunk-TUC4HGQ4.mjs";
import "./chunk-ZCJQ433E.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4QBOVGT3.mjs";
import "./chunk-C7V3FR64.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

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
async function showManifest({ source, package: only, platform, format, workers, bases }, context, reporter) {
  var _stack = [];
  try {
    const _ = __using(_stack, limitYoungGeneration());
    const algorithm = format === "ocix" || format === "ocix-tool" ? "blake3" : "sha256";
    const packages = await listSource(source, { algorithm, only, platform, workers, bases }, context, reporter);
    const entries = only === void 0 ? entriesOfHome(packages) : entriesOfOne(packages);
    return inBlocks(await encode({ algorithm, entries }, format));
  } catch (_2) {
    var _error = _2, _hasError = true;
  } finally {
    __callDispose(_stack, _error, _hasError);
  }
}
function* entriesOfHome(packages) {
  const groups = /* @__PURE__ */ new Map([["", void 0]]);
  for (const pkg of packages) {
    const { path } = pkg;
    groups.set(path, pkg);
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      const above = path.slice(0, end);
      if (!groups.has(above)) groups.set(above, void 0);
    }
  }
  for (const path of [...groups.keys()].toSorted()) {
    const pkg = groups.get(path);
    if (pkg === void 0) yield { type: "directory", path };
    else yield* entriesOfPackage(pkg);
  }
}
function* entriesOfPackage({ registry, repository, digest, path, entries }) {
  for (const entry of entries)
    yield entry.path === "" && entry.type === "directory" ? { ...entry, path, package: `${registry}/${repository}@${digest}` } : { ...entry, path: `${path}/${entry.path}` };
}
function* entriesOfOne(packages) {
  for (const { entries } of packages) yield* entries;
}
async function encode(list, format) {
  switch (format) {
    case "json":
      return formatJsonLines(list);
    case "mtree":
      return formatMtree(list);
    case "ocix":
    case "ocix-tool": {
      const { formatOcix } = await import("./ocix-4F4D4WU2.mjs");
      return formatOcix(list, format === "ocix" ? "spec" : "tool");
    }
  }
}
var BLOCK = 64 * 1024;
function* inBlocks(pieces) {
  var _stack = [];
  try {
    const _ = __using(_stack, limitYoungGeneration());
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
  } catch (_2) {
    var _error = _2, _hasError = true;
  } finally {
    __callDispose(_stack, _error, _hasError);
  }
}
export {
  showManifest
};
