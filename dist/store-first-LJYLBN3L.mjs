import {
  checkPlace,
  copyBlob,
  hashBlob,
  makeLayout,
  publishQuietly,
  referrerDocuments,
  storeHasBlob,
  watchNewStore,
  writeDocuments
} from "./chunk-BEQZMROT.mjs";
import {
  openUsage
} from "./chunk-MSVKVSFM.mjs";
import {
  takeLease
} from "./chunk-MSCB2SV5.mjs";
import "./chunk-LDSWBCHB.mjs";
import "./chunk-ONDZEFK7.mjs";
import {
  openStoreStaging,
  readRoots,
  unlessReadOnly,
  withLock
} from "./chunk-N5JKQISP.mjs";
import "./chunk-7K4GLWP3.mjs";
import {
  isDirectoryLayout_138
} from "./chunk-RHFZE22J.mjs";
import "./chunk-MAZFSUYI.mjs";
import "./chunk-H7ACLFO5.mjs";
import "./chunk-7J76XCFF.mjs";
import "./chunk-BUOA244Y.mjs";
import {
  blobPath_171
} from "./chunk-OGS7A7K6.mjs";
import "./chunk-SJ3DJ5W3.mjs";
import "./chunk-LS4QIVEJ.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-GX6YAEWI.mjs";
import "./chunk-M77KPOTZ.mjs";
import {
  openByPath
} from "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-GJP4ZKXN.mjs";
import "./chunk-LL32AUHH.mjs";
import "./chunk-HNLNHLU6.mjs";
import "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/store/blob-keeper.ts
function openBlobKeeper(store) {
  const opened = new AsyncDisposableStack();
  let held = [];
  let hasLease = false;
  let staging;
  let takeBack;
  const hold = async (blobs) => {
    held = blobs;
    const digests = blobs.map(({ digest }) => digest);
    if (!hasLease) opened.use(await takeLease(store, digests));
    hasLease = true;
  };
  return {
    async hold(blobs) {
      await unlessReadOnly(() => hold(blobs));
    },
    begin: (blobs) => unlessReadOnly(async () => {
      takeBack ??= await watchNewStore(store);
      staging ??= opened.use(await openStoreStaging(store));
      await makeLayout(store, staging);
      await hold(blobs);
      await notePartial(store, blobs);
      return staging;
    }),
    async end({ digest, name, findReferrers }, place, isDocument) {
      const [root] = held;
      if (!hasLease || root?.digest !== digest) return;
      const documents = held.filter(isDocument);
      const lacking = await lackingIn(store, held);
      if (held.every((blob) => documents.includes(blob) || lacking.includes(blob))) return;
      await unlessReadOnly(async () => {
        staging ??= opened.use(await openStoreStaging(store));
        for (const descriptor of documents.filter((each) => lacking.includes(each)).toReversed()) {
          const bytes = await place.open(descriptor);
          if (bytes !== void 0) await copyBlob(staging, { descriptor, bytes, place: place.name, isAhead: false });
        }
        if ((await lackingIn(store, held)).length > 0) return await notePartial(store, held);
        const referrers = await isListed(store, digest) ? [] : await findReferrers();
        const attached = referrers.map(({ descriptor }) => descriptor);
        const added = referrerDocuments(referrers);
        if (added.length > 0)
          opened.use(
            await takeLease(
              store,
              added.map((each) => each.digest)
            )
          );
        await writeDocuments(staging, added, async (document) => !await storeHasBlob(store, document));
        await publishQuietly(store, staging, { root, name, origin: place.name, attached });
      });
    },
    async [Symbol.asyncDispose]() {
      await opened.disposeAsync();
      await takeBack?.();
    }
  };
}
async function lackingIn(store, blobs) {
  const lacking = [];
  for (const blob of blobs) if (!await storeHasBlob(store, blob)) lacking.push(blob);
  return lacking;
}
async function isListed(store, manifest) {
  return (await readRoots(store)).some(({ digest }) => digest === manifest);
}
async function notePartial(store, [manifest, ...blobs]) {
  if (manifest === void 0) return;
  await withLock(store, async () => {
    var _stack = [];
    try {
      if (await isListed(store, manifest.digest)) return;
      const usage = __using(_stack, openUsage(store));
      const digests = [manifest, ...blobs].map(({ digest }) => digest);
      usage.setPartial({ root: manifest.digest, used: Date.now(), digests });
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  });
}

// src/store/chosen-bytes.ts
import { join } from "node:path";
function chosenBytes(place) {
  const sources = /* @__PURE__ */ new Map();
  const known = /* @__PURE__ */ new Map();
  const settle = (digest, source) => {
    sources.set(digest, source);
    source.then(
      (bytes) => known.set(digest, bytes),
      () => void 0
    );
    return source;
  };
  return {
    settle,
    bytesOf(both) {
      const { descriptor, far, stored } = both;
      const { digest, size } = descriptor;
      const find = () => sources.get(digest) ?? settle(digest, chooseBytes(both, place));
      return {
        name: far?.name ?? stored?.name ?? digest,
        size: far?.size ?? size,
        locate: (offset, length) => known.get(digest)?.locate(offset, length) ?? find().then((bytes) => bytes.locate(offset, length)),
        read: async (offset, length) => (await find()).read(offset, length),
        release(offset, length) {
          if (known.get(digest) === far) far?.release?.(offset, length);
        }
      };
    }
  };
}
async function chooseBytes(both, place) {
  const { descriptor, far, stored } = both;
  if (stored !== void 0 && await isGood(both)) return stored;
  if (far !== void 0) return far;
  const found = `its bytes in the store are damaged, and ${place} lacks it`;
  throw new BundleError("DIGEST_MISMATCH", `Cannot read blob ${descriptor.digest}: ${found}`);
}
async function isGood({ descriptor, stored }, signal) {
  if (stored === void 0) return false;
  return await hashBlob(stored, descriptor.digest, () => signal?.throwIfAborted()) === descriptor.digest;
}
async function openStored(store, { digest }) {
  const path = join(store, blobPath_171(digest));
  const bytes = await openByPath(path);
  if (bytes !== void 0) return bytes;
  throw new BundleError("FILE_NOT_FOUND", `Cannot read ${path}: it was removed while it was in use`);
}

// src/store/store-first.ts
function storeFirst(store, place) {
  const keeper = openBlobKeeper(store);
  const found = /* @__PURE__ */ new Map();
  const amounts = { taken: 0, kept: 0 };
  const { bytesOf, settle } = chosenBytes(place.name);
  let expected = [];
  const { remote } = place;
  return {
    ...place,
    amounts,
    async expect(blobs, which) {
      await place.expect(blobs, which);
      if (await isDirectoryLayout_138(store)) await keeper.hold(blobs);
      else await checkPlace(store);
      expected = blobs;
    },
    async open(descriptor) {
      const { digest } = descriptor;
      const far = await place.open(descriptor);
      if (!expected.some((blob) => blob.digest === digest)) return far;
      const stored = await storeHasBlob(store, descriptor) ? await openStored(store, descriptor) : void 0;
      if (far === void 0 && stored === void 0) return void 0;
      const both = { descriptor, far, stored };
      found.set(digest, both);
      return bytesOf(both);
    },
    prefetch(blobs, spool) {
      const wanted = new Set(blobs.flatMap(({ digest }) => found.get(digest) ?? []));
      const waiting = new Map(Array.from(wanted, (each) => [each, Promise.withResolvers()]));
      for (const [{ descriptor }, { promise }] of waiting) void settle(descriptor.digest, promise);
      const over = new AbortController();
      const opened = new AsyncDisposableStack();
      const signal = AbortSignal.any([spool.signal, over.signal]);
      const from = { store, place, begin: () => keeper.begin(expected), amounts };
      const work = provide(waiting, from, { ...spool, signal }, opened).catch((error) => {
        for (const { reject } of waiting.values()) reject(error);
      });
      return {
        async [Symbol.asyncDispose]() {
          over.abort(new Error("nobody waits any more"));
          await work;
          await opened.disposeAsync();
        }
      };
    },
    ...remote && {
      remote: {
        get size() {
          return remote.size;
        },
        fetched: () => remote.fetched(),
        missing: (blobs) => remote.missing(blobs.filter(({ digest }) => found.get(digest)?.stored === void 0))
      }
    },
    keep: (bundle, isDocument) => keeper.end(bundle, place, isDocument),
    async [Symbol.asyncDispose]() {
      await keeper[Symbol.asyncDispose]();
      await place[Symbol.asyncDispose]();
    }
  };
}
async function provide(waiting, { store, place, begin, amounts }, spool, opened) {
  const lacking = [];
  for (const [each, { resolve }] of waiting) {
    if (each.stored !== void 0 && await isGood(each, spool.signal)) {
      amounts.taken += each.stored.size;
      resolve(each.stored);
    } else lacking.push(each);
  }
  if (lacking.length === 0) return;
  const staging = await begin();
  const descriptors = lacking.map(({ descriptor }) => descriptor);
  opened.use(place.prefetch(descriptors, spool));
  for (const each of lacking) {
    const { descriptor, far } = each;
    if (staging === void 0 || far === void 0)
      waiting.get(each)?.resolve(chooseBytes({ ...each, stored: void 0 }, place.name));
    else {
      await copyBlob(staging, { descriptor, bytes: far, place: place.name, isAhead: true, signal: spool.signal });
      amounts.kept += far.size;
      waiting.get(each)?.resolve(await openStored(store, descriptor));
    }
  }
}
export {
  storeFirst
};
