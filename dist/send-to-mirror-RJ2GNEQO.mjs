import {
  formatConfiguration,
  withoutOriginals
} from "./chunk-TORDJ546.mjs";
import {
  mirrorName
} from "./chunk-2GT5RVS6.mjs";
import "./chunk-JFDLF4FB.mjs";
import {
  isInRegistry,
  pushBlob
} from "./chunk-ZYOMH5B7.mjs";
import {
  howListed,
  pushReferrer
} from "./chunk-VQ6T222R.mjs";
import {
  putManifest
} from "./chunk-NNY3ZLIG.mjs";
import {
  openOriginals
} from "./chunk-UUBPUE6H.mjs";
import "./chunk-5GVT4QP3.mjs";
import {
  openBlob_145,
  readVerified_145
} from "./chunk-CPZFSQ4X.mjs";
import "./chunk-SGUOLXR6.mjs";
import "./chunk-ZZRRVDV5.mjs";
import "./chunk-B67AUA6M.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-COGF6QKJ.mjs";
import {
  openInput_80
} from "./chunk-LAE2HACZ.mjs";
import "./chunk-GAABXPZ7.mjs";
import {
  readBeside_86
} from "./chunk-T2ILAWYY.mjs";
import "./chunk-OD6NBJZO.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import {
  openWhole_84
} from "./chunk-P4SAMCP3.mjs";
import "./chunk-NGU3A6MU.mjs";
import {
  imageIndexSchema_148
} from "./chunk-3UEUDSEO.mjs";
import {
  parseDocument_133
} from "./chunk-ODSXMKHS.mjs";
import {
  IMAGE_INDEX_134,
  IMAGE_MANIFEST_134
} from "./chunk-OO2FR422.mjs";
import "./chunk-L3CNCDPX.mjs";
import {
  MAX_MANIFEST
} from "./chunk-P25APHHE.mjs";
import {
  openRegistry
} from "./chunk-OJURK7ZM.mjs";
import "./chunk-S2GLELDN.mjs";
import "./chunk-XW7YW4AN.mjs";
import "./chunk-53B2SSYR.mjs";
import "./chunk-MJPKS7XE.mjs";
import "./chunk-4MBXII24.mjs";
import "./chunk-SKYFWSHQ.mjs";
import "./chunk-TUC4HGQ4.mjs";
import "./chunk-KEHZJ7TE.mjs";
import "./chunk-ZCJQ433E.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4QBOVGT3.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/originals/push-originals.ts
async function pushOriginals(place, opened, { item, repository, omitted, options }) {
  const manifestOf = (digest) => manifestIn(opened, digest);
  for (const blob of blobsOfRepository(opened, item)) {
    const bytes = omitted.has(blob.digest) ? onlyThere(blob, repository) : await openBlob_145(place, blob, "blob");
    const how = await pushBlob(repository, blob, bytes, options);
    if (how !== "sent") options.onBytes?.(blob.size);
  }
  for (const digest of item.packages) {
    const { descriptor, bytes } = manifestOf(digest);
    await putManifest(repository, { reference: digest, mediaType: descriptor.mediaType, bytes });
  }
  const warnings = await pushIndexes(place, opened, { item, repository });
  for (const digest of item.referrers) await pushReferrer(repository, manifestOf(digest).bytes);
  const [referrer] = item.referrers.map(manifestOf);
  if (referrer !== void 0) warnings.push(...await warnOfReferrers(repository, referrer.bytes));
  return warnings;
}
function blobsOfRepository(opened, { packages, referrers }) {
  const blobs = [...packages, ...referrers].flatMap((digest) => manifestIn(opened, digest).links.to);
  return [...new Map(blobs.map((blob) => [blob.digest, blob])).values()];
}
async function findLacking(opened, { item, repository, omitted, options }) {
  const lacking = [];
  for (const blob of blobsOfRepository(opened, item))
    if (omitted.has(blob.digest) && !await isInRegistry(repository, blob, options)) lacking.push(blob.digest);
  return lacking;
}
function manifestIn({ manifests }, digest) {
  const manifest = manifests.get(digest);
  if (manifest === void 0) throw new Error(`manifest ${digest} was checked to be there`);
  return manifest;
}
function onlyThere({ digest }, { name }) {
  return {
    read: async () => {
      throw new BundleError("BASE_MISSING", `Cannot push blob ${digest}: ${name.host} does not mount it`);
    }
  };
}
async function warnOfReferrers(repository, referrer) {
  const how = await howListed(repository, referrer);
  if (how === "typed") return [];
  const found = how === "absent" ? "has no referrers API" : "lists referrers without their artifact types";
  return [
    `${repository.name.host} ${found}: OCX finds no signatures there, and refuses packages that a trust policy covers. Use another registry, or \`ocx-bundle serve\``
  ];
}
async function pushIndexes(place, { indexes, manifests }, { item, repository }) {
  const refused = /* @__PURE__ */ new Map();
  for (const digest of item.indexes) {
    const bytes = await readIndex(place, indexes.get(digest));
    const isThere = await putManifest(repository, { reference: digest, mediaType: IMAGE_INDEX_134, bytes }).then(
      () => true,
      (error) => {
        if (error instanceof BundleError && error.code === "SERVICE_FAILED") return false;
        throw error;
      }
    );
    if (isThere) continue;
    const offered = parseDocument_133(bytes, imageIndexSchema_148, "image index").manifests.map((each) => each.digest);
    const there = item.packages.filter((leaf) => offered.includes(leaf));
    refused.set(digest, there.length === 1 ? there[0] : void 0);
  }
  for (const { tag, digest } of item.tags) {
    const named = refused.has(digest) ? refused.get(digest) : digest;
    if (named === void 0) continue;
    const isIndex = indexes.has(named);
    const bytes = isIndex ? await readIndex(place, indexes.get(named)) : manifests.get(named)?.bytes ?? new Uint8Array();
    await putManifest(repository, { reference: tag, mediaType: isIndex ? IMAGE_INDEX_134 : IMAGE_MANIFEST_134, bytes });
  }
  const { host, repository: name } = repository.name;
  return Array.from(refused, ([digest, leaf]) => {
    const instead = leaf === void 0 ? "no tag names it" : "its tags name the package instead";
    return `${host} refuses the image index ${digest} of ${name}, since it lacks the other platforms: ${instead}. A package that is pinned to the index can be taken from \`ocx-bundle serve\``;
  });
}
async function readIndex(place, descriptor) {
  if (descriptor === void 0) throw new Error("an image index was checked to be there");
  return await readVerified_145(place, descriptor, { what: "image index", longest: MAX_MANIFEST });
}

// src/commands/sending/send-to-mirror.ts
async function sendToMirror(source, { prefix, ...target }, { context, reporter }) {
  var _stack = [];
  try {
    const sole = source.kind !== "url" && source.kind !== "registry";
    const fetched = (done, total) => reporter.progress("fetch", done, total);
    const content = __using(_stack, await openInput_80(source, context, {
      ...logsOf_22(reporter),
      sole,
      whole: !sole,
      progress: fetched
    }), true);
    const whole = await openWhole_84(content);
    const bundle = await anyOf(whole);
    const opened = await openOriginals(bundle.besideIn, await readBeside_86(bundle.besideIn, bundle.beside));
    if (opened.length === 0) throw withoutOriginals(content.name);
    const base = prefix.replace(/^(?:oci|https?):\/\//i, "").replace(/\/+$/, "");
    const omitted = await omittedBlobs(bundle, opened);
    const { pushes, size } = await openMirror(opened, { ...target, base, omitted, sole }, { context, reporter });
    const lacking = /* @__PURE__ */ new Set();
    for (const push of pushes) for (const digest of await findLacking(push.originals, push)) lacking.add(digest);
    if (lacking.size > 0) throw withoutBase(content.name, base, lacking);
    const told = /* @__PURE__ */ new Set();
    for (const push of pushes)
      for (const warning of await pushOriginals(bundle.besideIn, push.originals, push)) told.add(warning);
    await content.finish();
    for (const warning of told) reporter.warn(warning);
    const registry = pushes.at(-1)?.repository.registry;
    const [, path = ""] = /^[^/]+(\/.*)?$/.exec(base) ?? [];
    return {
      channel: "registry",
      status: "sent",
      bundle: { name: whole.name, digest: whole.digest },
      name: base,
      names: [...new Set(pushes.map(({ reference }) => reference))],
      size,
      configuration: formatConfiguration(opened, { base: `${registry?.origin ?? ""}${path}` })
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function openMirror(opened, {
  base,
  omitted,
  sole,
  ...target
}, { context, reporter }) {
  const pushes = [];
  let size = 0;
  let done = 0;
  const onBytes = (count) => reporter.progress("send", done += count, size);
  const wanted = opened.flatMap((originals) => originals.list.repositories.map((item) => ({ originals, item })));
  for (const { originals, item } of wanted) {
    const places = [item, ...item.location === void 0 ? [] : [item.location]];
    const bytes = blobsOfRepository(originals, item).reduce((sum, blob) => sum + blob.size, 0);
    let first;
    for (const place of places) {
      const reference = `${base}/${mirrorName(place.registry)}/${place.repository}`;
      const { repository } = await openRegistry({ ...target, reference }, context, { ...logsOf_22(reporter), sole });
      size += bytes;
      const mountFrom = [...first === void 0 ? [] : [first], ...target.mountFrom ?? []];
      const options = { mountFrom, onBytes, signal: context.signal };
      pushes.push({ item, repository, omitted, options, reference, originals });
      first ??= repository.name.repository;
    }
  }
  return { pushes, size };
}
async function anyOf(whole) {
  for await (const bundle of whole.platforms()) return bundle;
  throw new Error("a bundle has a platform");
}
async function omittedBlobs({ delta, besideIn }, opened) {
  const omitted = /* @__PURE__ */ new Set();
  if (delta === void 0) return omitted;
  for (const originals of opened)
    for (const blob of originals.list.repositories.flatMap((item) => blobsOfRepository(originals, item)))
      if (await besideIn.open(blob) === void 0) omitted.add(blob.digest);
  return omitted;
}
function withoutBase(name, mirror, lacking) {
  const lines = Array.from(lacking, (digest) => `original ${digest}, which the delta omits`);
  return new BundleError("BASE_MISSING", [`Cannot send the originals of delta ${name}: ${mirror} lacks`, ...lines], {
    hint: "Send the bundle that the delta was made against to this mirror first, or make the whole bundle with `ocx-bundle complete`."
  });
}
export {
  sendToMirror
};
