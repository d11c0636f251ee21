import {
  findBundleTarget,
  joinBeside,
  memberName,
  writeToTarget
} from "./chunk-ZE5E2PXF.mjs";
import {
  withoutName
} from "./chunk-VPK2TA63.mjs";
import {
  refuseDelta
} from "./chunk-T4V2RHKF.mjs";
import {
  readAttachedSignatures
} from "./chunk-U37RBUMA.mjs";
import {
  formatPlatform_46
} from "./chunk-LM4DMEHJ.mjs";
import {
  copyOfBeside,
  copyOfPlatform,
  copyOfSeveral
} from "./chunk-R4ROI4WS.mjs";
import {
  describeIndex_152,
  describeManifest_152
} from "./chunk-RQN5F2TG.mjs";
import {
  openInput_81
} from "./chunk-EAUOSOMP.mjs";
import {
  checkConfigs_147
} from "./chunk-WG6XD3OV.mjs";
import {
  DEFAULT_NAME_OF_SEVERAL_137,
  checkBundleName_137
} from "./chunk-X7VVMTBY.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import {
  openWhole_85
} from "./chunk-IGXA6UWY.mjs";
import {
  encodeImageIndex_151
} from "./chunk-LS4QIVEJ.mjs";
import {
  REF_NAME_136
} from "./chunk-PN52QW44.mjs";
import {
  MAX_CANDIDATES,
  MAX_MANIFESTS
} from "./chunk-M77KPOTZ.mjs";
import {
  prettyBytes
} from "./chunk-4IIZTIU3.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/bundle/plan-merge.ts
function planMerge(given, beside = []) {
  const inputs = uniqueInOrder(given);
  const conflicts = [...samePlatforms(inputs), ...tagConflicts(inputs)];
  if (conflicts.length > 0) throw new BundleError("MERGE_CONFLICT", conflicts);
  const index = encodeImageIndex_151(
    [...inputs, ...beside.map((descriptor) => ({ descriptor }))].map(({ descriptor }) => withoutType(descriptor))
  );
  checkSizes(inputs, index);
  return { inputs, index, doubled: doubledLayers(inputs) };
}
function withoutType({ mediaType, digest, size, annotations, platform }) {
  return { mediaType, digest, size, ...annotations && { annotations }, ...platform && { platform } };
}
function uniqueInOrder(given) {
  const sorted = given.toSorted(
    (a, b) => compare(formatPlatform_46(a.platform), formatPlatform_46(b.platform)) || compare(a.descriptor.digest, b.descriptor.digest) || compare(nameOf(a), nameOf(b))
  );
  return sorted.filter(({ descriptor }, place) => descriptor.digest !== sorted[place - 1]?.descriptor.digest);
}
function nameOf({ descriptor }) {
  return descriptor.annotations?.[REF_NAME_136] ?? "";
}
function samePlatforms(inputs) {
  const groups = Map.groupBy(inputs, ({ platform }) => formatPlatform_46(platform));
  return [...groups].flatMap(
    ([platform, group]) => group.length < 2 ? [] : [`Cannot merge bundles: ${group.map(describe).join(" and ")} are both for ${platform}`]
  );
}
function tagConflicts(inputs) {
  const named = inputs.flatMap(
    (input) => input.roots.flatMap((root) => {
      const target = targetOf(root);
      if (root.tag === void 0 || target === void 0) return [];
      return [{ name: `${root.registry}/${root.repository}:${root.tag}`, target, input }];
    })
  );
  return [...Map.groupBy(named, ({ name }) => name)].flatMap(([name, uses]) => {
    const targets = Map.groupBy(uses, ({ target }) => target);
    if (targets.size < 2) return [];
    const found = [...targets].map(([target, [use]]) => `${target} in ${use === void 0 ? "" : describe(use.input)}`);
    return [`Cannot merge bundles: ${name} is ${found.join(" and ")}`];
  });
}
function targetOf({ declaredBy, identifier, index, leaf }) {
  return index ?? (declaredBy === "identifier" && !identifier.includes("@") ? leaf : void 0);
}
function describe(input) {
  const name = nameOf(input);
  return input.origin.includes(name) ? input.origin : `${name} (${input.origin})`;
}
function checkSizes(inputs, index) {
  checkConfigs_147(inputs.map(({ configSize }) => configSize));
  if (inputs.length > MAX_CANDIDATES)
    refuse(`there are ${inputs.length} platforms, expected at most ${MAX_CANDIDATES}`);
  const sum = inputs.reduce((total, { descriptor }) => total + descriptor.size, index.byteLength);
  if (sum > MAX_MANIFESTS) refuse(`their manifests have ${sum} bytes, expected at most ${MAX_MANIFESTS}`);
}
function refuse(found) {
  throw new BundleError("LIMIT_EXCEEDED", `Cannot merge bundles: ${found}`, { hint: "Merge fewer bundles." });
}
function doubledLayers(inputs) {
  const layers = inputs.flatMap((input) => input.layers);
  return [...Map.groupBy(layers, ({ registry, digest }) => `${registry} ${digest}`).values()].flatMap((same) => {
    const [layer] = same;
    const blobs = new Set(same.map(({ blob }) => blob));
    return layer === void 0 || blobs.size < 2 ? [] : [{ digest: layer.digest, contentSize: layer.contentSize }];
  });
}
function compare(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

// src/commands/merge-bundles.ts
async function mergeBundles(request, context, reporter) {
  var _stack = [];
  try {
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const opened = [];
    for (const source of request.sources) {
      const sole = request.sources.length === 1;
      const progress = (done, total) => reporter.progress("fetch", done, total);
      const whole = source.kind !== "registry";
      const content = await openInput_81(source, context, { ...logsOf_22(reporter), whole, sole, progress });
      opened.push(await withoutName(openWhole_85(stack.use(content))));
    }
    const names = new Set(opened.map(({ name: name2 }) => name2));
    const [common = DEFAULT_NAME_OF_SEVERAL_137] = names;
    const name = request.name ?? (names.size === 1 ? common : DEFAULT_NAME_OF_SEVERAL_137);
    checkBundleName_137(name);
    const target = await findBundleTarget(request, name, context);
    const parts = [];
    for (const whole of opened) for await (const bundle of whole.platforms()) parts.push(await partOf(bundle, whole));
    const beside = joinBeside(await copiesOfBeside(opened));
    const { inputs, index, doubled } = planMerge(
      parts,
      beside.manifests.map(({ descriptor }) => descriptor)
    );
    const root = describeIndex_152(name, index);
    const merged = copyOfSeveral(
      root,
      index,
      inputs.map((input) => input.copy)
    );
    const copy = { ...merged, ...beside.manifests.length > 0 && { beside } };
    const twice = doubled.map(
      ({ digest, contentSize }) => `Layer ${digest} (${prettyBytes(contentSize)}) is in the bundle twice: its bundles were compressed differently. Export all with one version of Node.js and one level.`
    );
    const warnings = [...twice, ...await signaturesLeft(opened)];
    for (const warning of warnings) reporter.warn(warning);
    const size = await writeToTarget(copy, target, context);
    return {
      bundle: { name, digest: root.digest },
      platforms: inputs.map((input) => ({
        platform: formatPlatform_46(input.platform),
        name: input.name,
        digest: input.descriptor.digest
      })),
      blobs: copy.blobs.size,
      ...target,
      size,
      warnings
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function signaturesLeft(opened) {
  const warnings = [];
  for (const { content, digest } of opened) {
    const attached = await readAttachedSignatures(content, digest);
    if (attached.length > 0) warnings.push(`Signatures in ${content.name} stay there: sign the merged bundle anew.`);
  }
  return warnings;
}
async function copiesOfBeside(opened) {
  const copies = [];
  for (const { content, found } of opened) copies.push(await copyOfBeside(content, found.beside));
  return copies;
}
async function partOf(bundle, whole) {
  refuseDelta(bundle, "merge");
  const { config, content } = bundle;
  const copy = await copyOfPlatform(bundle);
  const name = memberName(bundle, whole);
  return {
    name,
    copy,
    origin: content.name,
    descriptor: describeManifest_152(name, copy.manifest.bytes, config),
    configSize: copy.config.bytes.byteLength,
    platform: config.platform,
    roots: config.roots,
    layers: config.layers.map(({ registry, digest, blob, contentSize }) => ({ registry, digest, blob, contentSize }))
  };
}

export {
  mergeBundles
};
