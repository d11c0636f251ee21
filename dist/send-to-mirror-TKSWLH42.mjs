import {
  formatConfiguration,
  withoutOriginals
} from "./chunk-CPDEBE3N.mjs";
import {
  mirrorName
} from "./chunk-HMYGB7KZ.mjs";
import "./chunk-ONDZEFK7.mjs";
import {
  isInRegistry,
  pushBlob
} from "./chunk-NSSE4SJD.mjs";
import {
  howListed,
  pushReferrer
} from "./chunk-25VC2GC5.mjs";
import {
  putManifest
} from "./chunk-MHALAELM.mjs";
import {
  openOriginals
} from "./chunk-GCLKELTG.mjs";
import "./chunk-WYNKTPG4.mjs";
import {
  openBlob_148,
  readVerified_148
} from "./chunk-BUMMGJGF.mjs";
import "./chunk-ASU3ZQOF.mjs";
import "./chunk-2R5IZPZE.mjs";
import "./chunk-NGMPKNFU.mjs";
import "./chunk-MAZFSUYI.mjs";
import "./chunk-H7ACLFO5.mjs";
import "./chunk-DZFMGHUF.mjs";
import {
  openInput_81
} from "./chunk-EAUOSOMP.mjs";
import "./chunk-WG6XD3OV.mjs";
import {
  readBeside_87
} from "./chunk-DZJPFTB3.mjs";
import "./chunk-6SUZIHNH.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import {
  openWhole_85
} from "./chunk-IGXA6UWY.mjs";
import "./chunk-SJ3DJ5W3.mjs";
import {
  imageIndexSchema_151
} from "./chunk-LS4QIVEJ.mjs";
import {
  parseDocument_135
} from "./chunk-47YTZHQL.mjs";
import {
  IMAGE_INDEX_136,
  IMAGE_MANIFEST_136
} from "./chunk-PN52QW44.mjs";
import "./chunk-GX6YAEWI.mjs";
import {
  MAX_MANIFEST
} from "./chunk-M77KPOTZ.mjs";
import {
  openRegistry
} from "./chunk-COCKKZT3.mjs";
import "./chunk-BIBJ2WPR.mjs";
import "./chunk-PBA2ENII.mjs";
import "./chunk-MU7OTYLB.mjs";
import "./chunk-RBBAEUAX.mjs";
import "./chunk-3E74XSBN.mjs";
import "./chunk-LL32AUHH.mjs";
import "./chunk-HNLNHLU6.mjs";
import "./chunk-NKGX6MXH.mjs";
import "./chunk-A6YYFOED.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/originals/push-originals.ts
async function pushOriginals(place, opened, { item, repository, omitted, options }) {
  const manifestOf = (digest) => manifestIn(opened, digest);
  for (const blob of blobsOfRepository(opened, item)) {
    const bytes = omitted.has(blob.digest) ? onlyThere(blob, repository) : await openBlob_148(place, blob, "blob");
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
    const isThere = await putManifest(repository, { reference: digest, mediaType: IMAGE_INDEX_136, bytes }).then(
      () => true,
      (error) => {
        if (error instanceof BundleError && error.code === "SERVICE_FAILED") return false;
        throw error;
      }
    );
    if (isThere) continue;
    const offered = parseDocument_135(bytes, imageIndexSchema_151, "image index").manifests.map((each) => each.digest);
    const there = item.packages.filter((leaf) => offered.includes(leaf));
    refused.set(digest, there.length === 1 ? there[0] : void 0);
  }
  for (const { tag, digest } of item.tags) {
    const named = refused.has(digest) ? refused.get(digest) : digest;
    if (named === void 0) continue;
    const isIndex = indexes.has(named);
    const bytes = isIndex ? await readIndex(place, indexes.get(named)) : manifests.get(named)?.bytes ?? new Uint8Array();
    await putManifest(repository, { reference: tag, mediaType: isIndex ? IMAGE_INDEX_136 : IMAGE_MANIFEST_136, bytes });
  }
  const { host, repository: name } = repository.name;
  return Array.from(refused, ([digest, leaf]) => {
    const instead = leaf === void 0 ? "no tag names it" : "its tags name the package instead";
    return `${host} refuses the image index ${digest} of ${name}, since it lacks the other platforms: ${instead}. A package that is pinned to the index can be taken from \`ocx-bundle serve\``;
  });
}
async function readIndex(place, descriptor) {
  if (descriptor === void 0) throw new Error("an image index was checked to be there");
  return await readVerified_148(place, descriptor, { what: "image index", longest: MAX_MANIFEST });
}

// src/commands/sending/send-to-mirror.ts
async function sendToMirror(source, { prefix, ...target }, { context, reporter }) {
  var _stack = [];
  try {
    const sole = source.kind !== "url" && source.kind !== "registry";
    const fetched = (done, total) => reporter.progress("fetch", done, total);
    const content = __using(_stack, await openInput_81(source, context, {
      ...logsOf_22(reporter),
      sole,
      whole: !sole,
      progress: fetched
    }), true);
    const whole = await openWhole_85(content);
    const bundle = await anyOf(whole);
    const opened = await openOriginals(bundle.besideIn, await readBeside_87(bundle.besideIn, bundle.beside));
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
