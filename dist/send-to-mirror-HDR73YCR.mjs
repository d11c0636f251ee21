import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  pushBlob
} from "./chunk-B2S5NPNI.mjs";
import {
  formatConfiguration,
  withoutOriginals
} from "./chunk-TLJBRAF3.mjs";
import {
  mirrorName
} from "./chunk-XSAF6C5P.mjs";
import "./chunk-JJOJ54KG.mjs";
import {
  howListed,
  pushReferrer
} from "./chunk-HMKZAURH.mjs";
import {
  putManifest
} from "./chunk-AEQQDQ3N.mjs";
import {
  openOriginals
} from "./chunk-AY7ING6R.mjs";
import "./chunk-HHZI6YZK.mjs";
import "./chunk-SFQZEO6G.mjs";
import {
  openInput
} from "./chunk-TSQGIPLC.mjs";
import {
  logsOf
} from "./chunk-N2LVX2II.mjs";
import {
  readBeside
} from "./chunk-HLKWKF4Z.mjs";
import "./chunk-55ZUACTJ.mjs";
import "./chunk-ZFEVZWS2.mjs";
import "./chunk-RPFQEEOQ.mjs";
import "./chunk-5UEIVGCP.mjs";
import "./chunk-M7SIO7OB.mjs";
import {
  openWhole
} from "./chunk-6ZRXCNM6.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-AE5OU4D2.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-GY6335NT.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-GNLZV7IL.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-2NAQL2KR.mjs";
import {
  openBlob,
  readVerified
} from "./chunk-AQRZANAN.mjs";
import "./chunk-Q4ZMEHLL.mjs";
import "./chunk-EUICU2GX.mjs";
import {
  imageIndexSchema
} from "./chunk-ZDWNJVBT.mjs";
import "./chunk-JHMV33AG.mjs";
import {
  IMAGE_INDEX,
  IMAGE_MANIFEST
} from "./chunk-L7XR4U4C.mjs";
import {
  parseDocument
} from "./chunk-V6OPSD56.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-MWQI2DLW.mjs";
import {
  MAX_MANIFEST
} from "./chunk-Z2KHX2NZ.mjs";
import {
  openRegistry
} from "./chunk-2L7WE2BE.mjs";
import "./chunk-U466XGCT.mjs";
import "./chunk-CDMH46AC.mjs";
import "./chunk-BJIGIIP3.mjs";
import "./chunk-MIBTUUXS.mjs";
import "./chunk-RVXH5BSX.mjs";
import "./chunk-4WU2DSPI.mjs";
import "./chunk-M4MJTQ5F.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/originals/push-originals.ts
async function pushOriginals(content, opened, { item, repository, options }) {
  const manifestOf = (digest) => {
    const manifest = opened.manifests.get(digest);
    if (manifest === void 0) throw new Error(`manifest ${digest} was checked to be there`);
    return manifest;
  };
  const manifests = [...item.packages, ...item.referrers].map(manifestOf);
  const blobs = new Map(manifests.flatMap(({ links }) => links.to.map((blob) => [blob.digest, blob])));
  for (const blob of blobs.values()) {
    const how = await pushBlob(repository, blob, await openBlob(content, blob, "blob"), options);
    if (how !== "sent") options.onBytes?.(blob.size);
  }
  for (const digest of item.packages) {
    const { descriptor, bytes } = manifestOf(digest);
    await putManifest(repository, { reference: digest, mediaType: descriptor.mediaType, bytes });
  }
  const warnings = await pushIndexes(content, opened, { item, repository, options });
  for (const digest of item.referrers) await pushReferrer(repository, manifestOf(digest).bytes);
  const [referrer] = item.referrers.map(manifestOf);
  if (referrer !== void 0) warnings.push(...await warnOfReferrers(repository, referrer.bytes));
  return warnings;
}
async function warnOfReferrers(repository, referrer) {
  const how = await howListed(repository, referrer);
  if (how === "typed") return [];
  const found = how === "absent" ? "has no referrers API" : "lists referrers without their artifact types";
  return [
    `${repository.name.host} ${found}: OCX finds no signatures there, and refuses packages that a trust policy covers. Use another registry, or \`ocx-bundle serve\``
  ];
}
async function pushIndexes(content, { indexes, manifests }, { item, repository }) {
  const refused = /* @__PURE__ */ new Map();
  for (const digest of item.indexes) {
    const bytes = await readIndex(content, indexes.get(digest));
    const isThere = await putManifest(repository, { reference: digest, mediaType: IMAGE_INDEX, bytes }).then(
      () => true,
      (error) => {
        if (error instanceof BundleError && error.code === "SERVICE_FAILED") return false;
        throw error;
      }
    );
    if (isThere) continue;
    const offered = parseDocument(bytes, imageIndexSchema, "image index").manifests.map((each) => each.digest);
    const there = item.packages.filter((leaf) => offered.includes(leaf));
    refused.set(digest, there.length === 1 ? there[0] : void 0);
  }
  for (const { tag, digest } of item.tags) {
    const named = refused.has(digest) ? refused.get(digest) : digest;
    if (named === void 0) continue;
    const isIndex = indexes.has(named);
    const bytes = isIndex ? await readIndex(content, indexes.get(named)) : manifests.get(named)?.bytes ?? new Uint8Array();
    await putManifest(repository, { reference: tag, mediaType: isIndex ? IMAGE_INDEX : IMAGE_MANIFEST, bytes });
  }
  const { host, repository: name } = repository.name;
  return Array.from(refused, ([digest, leaf]) => {
    const instead = leaf === void 0 ? "no tag names it" : "its tags name the package instead";
    return `${host} refuses the image index ${digest} of ${name}, since it lacks the other platforms: ${instead}. A package that is pinned to the index can be taken from \`ocx-bundle serve\``;
  });
}
async function readIndex(content, descriptor) {
  if (descriptor === void 0) throw new Error("an image index was checked to be there");
  return await readVerified(content, descriptor, { what: "image index", longest: MAX_MANIFEST });
}

// src/commands/sending/send-to-mirror.ts
async function sendToMirror(source, { prefix, ...target }, { context, reporter }) {
  var _stack = [];
  try {
    const sole = source.kind !== "url" && source.kind !== "registry";
    const fetched = (done2, total) => reporter.progress("fetch", done2, total);
    const content = __using(_stack, await openInput(source, context, {
      ...logsOf(reporter),
      sole,
      whole: !sole,
      progress: fetched
    }), true);
    const bundle = await openWhole(content);
    const opened = await openOriginals(content, await readBeside(content, bundle.found.beside));
    if (opened.length === 0) throw withoutOriginals(content.name);
    const base = prefix.replace(/^(?:oci|https?):\/\//i, "").replace(/\/+$/, "");
    const names = /* @__PURE__ */ new Set();
    const told = /* @__PURE__ */ new Set();
    let size = 0;
    let done = 0;
    let registry;
    for (const originals of opened) {
      for (const item of originals.list.repositories) {
        const places = [item, ...item.location === void 0 ? [] : [item.location]];
        const blobs = [...item.packages, ...item.referrers].flatMap(
          (digest) => originals.manifests.get(digest)?.links.to ?? []
        );
        const bytes = [...new Map(blobs.map((blob) => [blob.digest, blob.size])).values()].reduce(
          (sum, each) => sum + each,
          0
        );
        let first;
        for (const place of places) {
          const reference = `${base}/${mirrorName(place.registry)}/${place.repository}`;
          const { repository } = await openRegistry({ ...target, reference }, context, { ...logsOf(reporter), sole });
          registry = repository.registry;
          size += bytes;
          const options = {
            mountFrom: [...first === void 0 ? [] : [first], ...target.mountFrom ?? []],
            onBytes: (count) => reporter.progress("send", done += count, size),
            signal: context.signal
          };
          const warnings = await pushOriginals(content, originals, { item, repository, options });
          for (const warning of warnings) told.add(warning);
          first ??= repository.name.repository;
          names.add(reference);
        }
      }
    }
    await content.finish();
    for (const warning of told) reporter.warn(warning);
    const [, path = ""] = /^[^/]+(\/.*)?$/.exec(base) ?? [];
    return {
      channel: "registry",
      status: "sent",
      bundle: { name: bundle.name, digest: bundle.digest },
      name: base,
      names: [...names],
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
export {
  sendToMirror
};
