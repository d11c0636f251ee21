import {
  formatJsonLines,
  formatMode,
  listSource
} from "./chunk-WFAASV64.mjs";
import {
  limitYoungGeneration
} from "./chunk-2MLWE7O7.mjs";
import "./chunk-J23ZKE5H.mjs";
import "./chunk-U5WZSPSP.mjs";
import "./chunk-T4V2RHKF.mjs";
import "./chunk-OYSOGAZH.mjs";
import "./chunk-KXQOHID5.mjs";
import "./chunk-Z64XVEMH.mjs";
import "./chunk-JEP5C7PX.mjs";
import "./chunk-XTZO5WJI.mjs";
import "./chunk-LDTUXN33.mjs";
import "./chunk-7ZJTPO4E.mjs";
import "./chunk-5LQVMTV5.mjs";
import "./chunk-MNKW3YDE.mjs";
import "./chunk-YUZHYX5T.mjs";
import "./chunk-ZYAE4ZPK.mjs";
import "./chunk-MBBOGQWG.mjs";
import "./chunk-TA5ABIJY.mjs";
import "./chunk-WUXZQAH3.mjs";
import "./chunk-2YNQWNX7.mjs";
import "./chunk-5J7PMGVS.mjs";
import "./chunk-LYFCKQXY.mjs";
import "./chunk-W4J3ESE5.mjs";
import "./chunk-UKQYM3E2.mjs";
import "./chunk-HEAJCSBZ.mjs";
import "./chunk-CPMTHW7B.mjs";
import "./chunk-SELCG3S5.mjs";
import "./chunk-RHFZE22J.mjs";
import "./chunk-OJOIADCF.mjs";
import "./chunk-22M2MICJ.mjs";
import "./chunk-P3VSXBJ3.mjs";
import "./chunk-NGMPKNFU.mjs";
import "./chunk-OQQCSOEH.mjs";
import "./chunk-LM4DMEHJ.mjs";
import "./chunk-BUOA244Y.mjs";
import "./chunk-EAUOSOMP.mjs";
import "./chunk-3P5WIHGI.mjs";
import "./chunk-IGXA6UWY.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-VQWXHXW4.mjs";
import "./chunk-GX6YAEWI.mjs";
import "./chunk-ZRUH5ZQN.mjs";
import "./chunk-2WQ5WNEA.mjs";
import "./chunk-656FN2VF.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-M77KPOTZ.mjs";
import "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-GJP4ZKXN.mjs";
import "./chunk-LL32AUHH.mjs";
import "./chunk-HNLNHLU6.mjs";
import "./chunk-A6YYFOED.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import "./chunk-B62UY6QL.mjs";
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
