import {
  isComplete,
  textOfBlob,
  textOfTree
} from "./chunk-ZYAE4ZPK.mjs";
import {
  planLayer
} from "./chunk-MBBOGQWG.mjs";
import {
  layerPrefix_91,
  ownersOf_91
} from "./chunk-5J7PMGVS.mjs";
import {
  layerPath_57
} from "./chunk-HEAJCSBZ.mjs";
import {
  topOf_85
} from "./chunk-IGXA6UWY.mjs";
import {
  filesChangedByHand,
  nameFiles
} from "./chunk-VQWXHXW4.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/commands/reading/attach-bases.ts
async function attachBases(bundle, layers, given) {
  const { delta } = bundle;
  if (delta === void 0) return bundle;
  const sources = await findLayerSources(bundle, layers, given);
  return {
    ...bundle,
    has: (layer) => bundle.has(layer) || sources.has(layer.blob),
    layer(layer, prefix) {
      const source = sources.get(layer.blob);
      if (source?.kind === "patch") return { ...delta.patched(layer, prefix, source.text), top: topOf_85(layer) };
      return source?.kind === "blob" ? { ...source.blob, prefix, top: topOf_85(layer) } : bundle.layer(layer, prefix);
    }
  };
}
async function findLayerSources(bundle, layers, given) {
  const sources = /* @__PURE__ */ new Map();
  const problems = { missing: [], changed: [] };
  const { engine } = given;
  for (const layer of layersOf(bundle, layers)) {
    if (bundle.blobs.has(layer.blob)) continue;
    const source = await findSource(engine, bundle, { layer, given, problems });
    if (source !== void 0) sources.set(layer.blob, source);
  }
  const { changed } = problems;
  const missing = [...problems.missing, ...given.lacking ?? []];
  const start = `Cannot use delta ${bundle.content.name}: ${where(given)}`;
  if (missing.length > 0) throw new BundleError("BASE_MISSING", [`${start} lacks`, ...missing]);
  if (changed.length > 0)
    throw new BundleError("BASE_CHANGED", [`${start} has other files than the delta was made for in`, ...changed]);
  return sources;
}
async function findSource(engine, { delta }, {
  layer,
  given,
  problems
}) {
  const name = `layer ${layer.digest} of ${ownersOf_91(layer, given.closure)}`;
  const blob = wholeFrom(layer, given.bases);
  if (blob !== void 0) return { kind: "blob", blob };
  const patch = delta?.patchOf(layer.blob);
  if (patch === void 0) {
    const plan = given.takesTrees === true ? await findTree(engine, layer, given) : void 0;
    if (plan !== void 0) return { kind: "tree", plan };
    const isThere = given.bases.some(({ bundle }) => bundle !== void 0 && layerOf(bundle, layer) !== void 0);
    const inHome = given.takesTrees !== true && await isInHome(layer, given) ? ": give a bundle that has it, not a home" : "";
    problems[isThere ? "changed" : "missing"].push(`${name}, which the delta omits${inHome}`);
    return void 0;
  }
  const found = await findText(engine, patch.base, given);
  if ("text" in found) return { kind: "patch", text: found.text };
  const files = found.files.length === 0 ? "" : ` (changed since: ${nameFiles(found.files)})`;
  problems[found.problem].push(
    `layer ${patch.base.digest} of ${patch.base.registry}, from which the delta makes ${name}${files}`
  );
  return void 0;
}
async function isInHome(layer, { bases }) {
  for (const { home } of bases) if (home !== void 0 && await isComplete({ path: home }, layer)) return true;
  return false;
}
async function findTree(engine, layer, given) {
  for (const path of homesOf(given)) {
    const plan = await isComplete({ path }, layer) ? await planLayer(engine, path, layer) : void 0;
    if (plan?.contentSize === layer.contentSize && plan.frames.length === layer.frames.length) return plan;
  }
  return void 0;
}
function homesOf({ home, bases }) {
  return [home, ...bases.map((base) => base.home)].filter((path) => path !== void 0);
}
function where({ home, bases }) {
  const names = [...home === void 0 ? [] : [`home ${home}`], ...new Set(bases.map(({ name }) => name))];
  return names.length === 0 ? "nothing is given that" : names.join(" and ");
}
function layersOf({ config }, wanted) {
  const names = new Set(wanted.map(({ registry, digest }) => layerPath_57(registry, digest)));
  return config.layers.filter(({ registry, digest }) => names.has(layerPath_57(registry, digest)));
}
function wholeFrom(layer, bases) {
  for (const { bundle } of bases) {
    const other = bundle && layerOf(bundle, layer);
    if (bundle === void 0 || other === void 0 || !bundle.blobs.has(other.blob)) continue;
    const isSame = other.entryCount === layer.entryCount && other.frames.length === layer.frames.length && layer.frames.every(({ contentDigest, contentSize, fileOffset }, index) => {
      const frame = other.frames[index];
      const isSameContent = contentDigest !== void 0 && frame?.contentDigest === contentDigest;
      return isSameContent && frame.contentSize === contentSize && frame.fileOffset === fileOffset;
    });
    if (isSame) return { ...bundle.layer(other, layerPrefix_91(layer)), checksContent: true };
  }
  return void 0;
}
function layerOf({ config }, { registry, digest }) {
  return config.layers.find((layer) => layer.registry === registry && layer.digest === digest);
}
async function findText(engine, base, given) {
  let problem = "missing";
  for (const { bundle } of given.bases) {
    const layer = bundle && layerOf(bundle, base);
    if (bundle === void 0 || layer === void 0 || !bundle.blobs.has(layer.blob)) continue;
    if (layer.contentSize !== base.size) {
      problem = "changed";
      continue;
    }
    return {
      text: textOfBlob({ ...bundle.layer(layer, layerPrefix_91(layer)), name: nameOfBase(base, bundle.content.name) })
    };
  }
  const files = [];
  for (const path of homesOf(given)) {
    if (!await isComplete({ path }, base)) continue;
    const plan = await planLayer(engine, path, base);
    if (plan?.contentSize === base.size) return { text: textOfTree(plan, nameOfBase(base, path)) };
    problem = "changed";
    files.push(...changedIn(plan));
  }
  return { problem, files };
}
function changedIn(plan) {
  const directory = plan?.tree.directory?.path;
  const records = plan?.frames.flatMap((frame) => frame.records) ?? [];
  return directory === void 0 ? [] : filesChangedByHand(directory, records);
}
function nameOfBase({ registry, digest }, place) {
  return `layer ${digest} of ${registry} in ${place}`;
}

export {
  attachBases,
  findLayerSources
};
