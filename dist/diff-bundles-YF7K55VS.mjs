import {
  listSource,
  parseJsonLine
} from "./chunk-WFAASV64.mjs";
import {
  comparePackages,
  fileBytesOf,
  labelOf
} from "./chunk-4MUHRHTV.mjs";
import "./chunk-J23ZKE5H.mjs";
import "./chunk-U5WZSPSP.mjs";
import {
  withoutName
} from "./chunk-VPK2TA63.mjs";
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
import {
  readStart_174
} from "./chunk-WUXZQAH3.mjs";
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
import {
  MAX_FILE_LIST,
  MAX_LISTED,
  MAX_PATH
} from "./chunk-M77KPOTZ.mjs";
import {
  openFile
} from "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import {
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
import "./chunk-LL32AUHH.mjs";
import "./chunk-HNLNHLU6.mjs";
import {
  userPath_38
} from "./chunk-A6YYFOED.mjs";
import "./chunk-JKTDTWAH.mjs";
import {
  excerpt
} from "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/manifest/package-trees.ts
var CONTENT = /^(packages\/[^/]+\/[^/]+\/[^/]+\/[^/]+\/content)(?:\/(.+))?$/s;
var PACKAGE = /^([^@]+)@(\w+:[0-9a-f]+)$/;
function packageTrees(entries) {
  const found = entries.map((entry) => ({ entry, match: CONTENT.exec(entry.path) }));
  if (found.every(({ match }) => match === null)) return [{ path: "", entries }];
  const trees = /* @__PURE__ */ new Map();
  for (const { entry, match } of found) {
    const [, content, below = ""] = match ?? [];
    if (content === void 0) continue;
    const tree = trees.get(content) ?? { entries: [] };
    trees.set(content, tree);
    const { package: pkg, ...rest } = { package: void 0, ...entry };
    tree.entries.push({ ...rest, path: below });
    const [, name, digest] = PACKAGE.exec(pkg ?? "") ?? [];
    if (below === "" && name !== void 0 && digest !== void 0) Object.assign(tree, { name, digest });
  }
  return Array.from(trees, ([path, tree]) => ({ path, ...tree }));
}

// src/manifest/parse-list.ts
var JSON_START = Buffer.from('{"path":');
var OCIX_START = [Buffer.from("da6f636978", "hex"), Buffer.from("c6da6f636978", "hex")];
var LIST_START = 8;
function isFileList(start) {
  return [JSON_START, ...OCIX_START].some((magic) => magic.equals(start.subarray(0, magic.byteLength)));
}
function checkListSize(bytes, name) {
  if (bytes > MAX_FILE_LIST) throw tooLong(name, `it has ${bytes} bytes, expected at most ${MAX_FILE_LIST}`);
}
async function parseFileList(bytes, name) {
  checkListSize(bytes.byteLength, name);
  const isJson = JSON_START.equals(bytes.subarray(0, JSON_START.byteLength));
  const entries = isJson ? jsonEntries(bytes, name) : await ocixEntries(bytes, name);
  if (entries.length > MAX_LISTED) throw tooLong(name, `it has more than ${MAX_LISTED} entries`);
  checkPaths(entries, name);
  return { algorithm: isJson ? "sha256" : "blake3", entries };
}
function jsonEntries(bytes, name) {
  const entries = [];
  let number = 0;
  for (let start = 0; start < bytes.byteLength; ) {
    const found = bytes.indexOf(10, start);
    const end = found === -1 ? bytes.byteLength : found;
    number += 1;
    if (number > MAX_LISTED) throw tooLong(name, `it has more than ${MAX_LISTED} lines`);
    const entry = parseJsonLine(decode(bytes.subarray(start, end), name));
    if (typeof entry === "string") throw invalid(name, `line ${number}: ${excerpt(entry)}`);
    entries.push(entry);
    start = end + 1;
  }
  return entries;
}
function decode(bytes, name) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw invalid(name, "it is not UTF-8", cause);
  }
}
async function ocixEntries(bytes, name) {
  const { parseOcix } = await import("./parse-ocix-XMIINFEI.mjs");
  try {
    return parseOcix(bytes);
  } catch (cause) {
    throw invalid(name, excerpt(cause instanceof Error ? cause.message : String(cause)), cause);
  }
}
function checkPaths(entries, name) {
  const seen = /* @__PURE__ */ new Set();
  for (const { path } of entries) {
    if (seen.has(path)) throw invalid(name, `it has ${JSON.stringify(excerpt(path))} twice`);
    seen.add(path);
    if (path !== "" && !isPlain(path)) throw invalid(name, `it has the path ${JSON.stringify(excerpt(path))}`);
  }
}
function isPlain(path) {
  if (Buffer.byteLength(path) > MAX_PATH || path.includes("\0")) return false;
  return path.split("/").every((segment) => segment !== "" && segment !== "." && segment !== "..");
}
function invalid(name, what, cause) {
  return new BundleError("DOCUMENT_INVALID", `Cannot read list of files ${name}: ${what}`, {
    hint: "Use an unchanged list that `ocx-bundle manifest` wrote, in the form json or ocix.",
    cause
  });
}
function tooLong(name, what) {
  return new BundleError("LIMIT_EXCEEDED", `Cannot read list of files ${name}: ${what}`, {
    hint: "Compare one package at a time, with `--package`."
  });
}

// src/commands/diff-bundles.ts
async function diffBundles(request, context, reporter) {
  const [before, after] = [await readList(request.before, context), await readList(request.after, context)];
  const algorithm = commonAlgorithm(before, after);
  const sole = [request.before, request.after].some(({ kind }) => kind === "file");
  const treesOf = async (source, list) => {
    if (list !== void 0) return packageTrees(list.entries);
    const { package: only, platform, workers, bases } = request;
    const listing = { algorithm, only, platform, workers, bases, sole };
    const packages = await withoutName(listSource(source, listing, context, reporter));
    return packages.map(({ registry, repository, path, ...rest }) => ({
      ...rest,
      name: `${registry}/${repository}`,
      path: only === void 0 ? path : ""
    }));
  };
  const differences = comparePackages(await treesOf(request.before, before), await treesOf(request.after, after));
  return {
    equal: differences.length === 0,
    packages: differences.map(describe),
    files: differences.flatMap(
      (difference) => difference.files.map((file) => ({ package: nameOf(difference), ...file, what: [...file.what] }))
    )
  };
}
async function readList(source, context) {
  var _stack = [];
  try {
    if (source.kind !== "file") return void 0;
    const path = userPath_38(source.path, context);
    if ((await lookAt(path))?.isFile() !== true) return void 0;
    const file = __using(_stack, await openFile(path), true);
    if (!isFileList(await readStart_174(file, LIST_START))) return void 0;
    const size = await file.size();
    checkListSize(size, path);
    return await parseFileList(await file.read(0, size), path);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function commonAlgorithm(before, after) {
  const algorithm = before?.algorithm ?? after?.algorithm ?? "sha256";
  if (after === void 0 || after.algorithm === algorithm) return algorithm;
  const found = `one has digests of ${algorithm}, the other of ${after.algorithm}`;
  throw new BundleError("OPTION_INVALID", `Cannot compare these lists of files: ${found}`, {
    hint: "Make both with the same `--format`, json or ocix."
  });
}
function describe(difference) {
  const { status, before, after, files } = difference;
  const count = (wanted) => files.filter((file) => file.status === wanted).length;
  return {
    package: nameOf(difference),
    status,
    ...before !== void 0 && { sizeBefore: fileBytesOf(before), filesBefore: filesIn(before) },
    ...before?.digest !== void 0 && { digestBefore: before.digest },
    ...after !== void 0 && { sizeAfter: fileBytesOf(after), filesAfter: filesIn(after) },
    ...after?.digest !== void 0 && { digestAfter: after.digest },
    added: count("added"),
    removed: count("removed"),
    changed: count("changed")
  };
}
function filesIn({ entries }) {
  let count = 0;
  for (const { type } of entries) if (type !== "directory") count += 1;
  return count;
}
function nameOf({ before, after }) {
  return labelOf(before) || labelOf(after);
}
export {
  diffBundles
};
