import {
  addEntry,
  addToStore,
  hashBlob
} from "./chunk-BEQZMROT.mjs";
import {
  removeFromStore
} from "./chunk-G4BY6YD2.mjs";
import {
  findEntry,
  formatEntry,
  openUsage,
  reachOf,
  readIndex,
  rootsOf,
  rootsWithout,
  writeIndex
} from "./chunk-MSVKVSFM.mjs";
import {
  leasedDigests,
  takeLease
} from "./chunk-MSCB2SV5.mjs";
import "./chunk-LDSWBCHB.mjs";
import {
  planCompletion,
  wholeDocuments
} from "./chunk-HLFJQNTL.mjs";
import "./chunk-U5WZSPSP.mjs";
import "./chunk-ONDZEFK7.mjs";
import {
  STORE_STAGING,
  isStore,
  openStore,
  openStoreStaging,
  unlessReadOnly,
  withLock
} from "./chunk-N5JKQISP.mjs";
import "./chunk-7JN3YGW4.mjs";
import "./chunk-VHIAK6CC.mjs";
import {
  openBases
} from "./chunk-YUZHYX5T.mjs";
import "./chunk-ZYAE4ZPK.mjs";
import "./chunk-MBBOGQWG.mjs";
import "./chunk-TA5ABIJY.mjs";
import "./chunk-WUXZQAH3.mjs";
import "./chunk-2YNQWNX7.mjs";
import {
  openEngine
} from "./chunk-5J7PMGVS.mjs";
import "./chunk-LYFCKQXY.mjs";
import "./chunk-W4J3ESE5.mjs";
import "./chunk-UKQYM3E2.mjs";
import {
  layerPath_57
} from "./chunk-HEAJCSBZ.mjs";
import "./chunk-SELCG3S5.mjs";
import {
  openDirectoryWriter
} from "./chunk-7K4GLWP3.mjs";
import {
  isDirectoryLayout_138,
  openDirectoryLayout_138
} from "./chunk-RHFZE22J.mjs";
import "./chunk-BUMMGJGF.mjs";
import "./chunk-NGMPKNFU.mjs";
import {
  signatureReferrers
} from "./chunk-HQFAIOSL.mjs";
import "./chunk-7SV5L4PB.mjs";
import "./chunk-RBOL4GDT.mjs";
import "./chunk-W6U6OUAY.mjs";
import {
  findSignatures
} from "./chunk-MHIFWSSQ.mjs";
import "./chunk-NOTRCLCJ.mjs";
import "./chunk-IEVHQZOT.mjs";
import "./chunk-U37RBUMA.mjs";
import {
  walkManifests
} from "./chunk-MAZFSUYI.mjs";
import "./chunk-H7ACLFO5.mjs";
import "./chunk-XNMEZXCH.mjs";
import "./chunk-EJZ5WEF7.mjs";
import "./chunk-ZDYH4SRR.mjs";
import "./chunk-RQN5F2TG.mjs";
import {
  openTree,
  sweepStaging
} from "./chunk-7J76XCFF.mjs";
import "./chunk-BUOA244Y.mjs";
import {
  blobPath_171
} from "./chunk-OGS7A7K6.mjs";
import {
  openInput_81
} from "./chunk-EAUOSOMP.mjs";
import {
  blobsBeside_87,
  readBeside_87
} from "./chunk-DZJPFTB3.mjs";
import "./chunk-GYELZAFS.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import {
  openBundle_85,
  openWhole_85,
  readNamedDocument_85
} from "./chunk-IGXA6UWY.mjs";
import "./chunk-SJ3DJ5W3.mjs";
import "./chunk-LS4QIVEJ.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-VQWXHXW4.mjs";
import {
  isDigest_82
} from "./chunk-GX6YAEWI.mjs";
import "./chunk-ZRUH5ZQN.mjs";
import "./chunk-2WQ5WNEA.mjs";
import "./chunk-656FN2VF.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-M77KPOTZ.mjs";
import "./chunk-CYMBCZ23.mjs";
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
import "./chunk-JWMHGH6Y.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/store/check-store.ts
async function checkEntries(content, { index, entries }, onBytes) {
  const seen = /* @__PURE__ */ new Set();
  const damaged = [];
  let bytes = 0;
  for (const [entry, root] of entries.flatMap((each) => rootsOf(index, each).map((one) => [each, one]))) {
    const note = ({ digest }, found) => void damaged.push({ entry: formatEntry(entry), digest, found });
    try {
      if (await content.open(root) === void 0) note(root, "it is missing");
      for await (const { descriptor, links } of walkManifests(content, root, ({ digest }) => seen.has(digest))) {
        seen.add(descriptor.digest);
        const found = links === void 0 ? await whatIsWrong(content, descriptor, onBytes) : void 0;
        bytes += descriptor.size;
        if (found !== void 0) note(descriptor, found);
      }
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      note(root, error.message);
    }
  }
  return { blobs: seen.size, bytes, damaged };
}
async function whatIsWrong(content, descriptor, onBytes) {
  const bytes = await content.open(descriptor).catch((error) => {
    if (error instanceof BundleError) return error.message;
    throw error;
  });
  if (typeof bytes === "string") return bytes;
  if (bytes === void 0) return "it is missing";
  if (bytes.size !== descriptor.size) return `it has ${bytes.size} bytes, expected ${descriptor.size}`;
  const found = await hashBlob(bytes, descriptor.digest, onBytes);
  return found === descriptor.digest ? void 0 : `its digest is ${found}`;
}

// src/store/collect-garbage.ts
import { lstat, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

// src/store/garbage-policy.ts
var PARTIAL_AGE = 7 * 24 * 60 * 60 * 1e3;
function planPartials(partials, kept, { unusedFor = PARTIAL_AGE, maxSize = Number.POSITIVE_INFINITY }, now) {
  const stays = partials.filter(({ used }) => now - used <= unusedFor).toSorted((a, b) => b.used - a.used);
  while (stays.length > 0 && sizeOf([...kept, ...stays]) > maxSize) stays.pop();
  return { stays, goes: partials.filter((each) => !stays.includes(each)) };
}
function planGarbage(rows, { keep, unusedFor, maxSize }, now) {
  const newestFirst = rows.toReversed().toSorted((a, b) => (b.usage?.added ?? now) - (a.usage?.added ?? now));
  const seen = /* @__PURE__ */ new Map();
  const stays = newestFirst.filter(({ entry, usage }) => {
    const name = entry.name?.repository ?? "";
    const place = (seen.get(name) ?? 0) + 1;
    seen.set(name, place);
    const isOld = unusedFor !== void 0 && now - (usage?.used ?? now) > unusedFor;
    return !isOld && (keep === void 0 || place <= keep);
  });
  const usedLast = stays.toSorted((a, b) => (b.usage?.used ?? now) - (a.usage?.used ?? now));
  const most = maxSize ?? Number.POSITIVE_INFINITY;
  for (let size = sizeOf(usedLast); size > most && usedLast.length > 0; size = sizeOf(usedLast)) usedLast.pop();
  const kept = new Set(usedLast.map(({ entry }) => entry));
  return rows.map(({ entry }) => entry).filter((entry) => !kept.has(entry));
}
function sizeOf(rows) {
  const sizes = new Map(rows.flatMap(({ blobs }) => [...blobs.values()].map(({ digest, size }) => [digest, size])));
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

// src/store/collect-garbage.ts
async function collectGarbage(store, policy, dryRun) {
  var _stack = [];
  try {
    const content = __using(_stack, await openStore(store), true);
    await refuseOthers(store);
    return await withLock(store, async () => {
      var _stack3 = [];
      try {
        await sweepStaging({ root: store, folder: STORE_STAGING });
        const tree = __using(_stack3, openTree(store));
        const index = await readIndex(content);
        const usage = __using(_stack3, openUsage(store));
        const now = Date.now();
        const rows = [];
        for (const entry of index.entries) {
          const blobs2 = await reachOf(content, rootsOf(index, entry));
          rows.push({ entry, usage: usage.of(entry.descriptor.digest), blobs: blobs2 });
        }
        const removed = planGarbage(rows, policy, now);
        const kept = rows.filter(({ entry }) => !removed.includes(entry));
        const partials = await presentPartials(store, usage);
        const { stays, goes } = planPartials(partials, kept, policy, now);
        const leased = await leasedDigests(store);
        const marked = /* @__PURE__ */ new Set([...digestsOf([...kept, ...stays]), ...leased]);
        if (dryRun) return { removed, ...await sweep(tree, marked, dryRun) };
        const before = await sweep(tree, /* @__PURE__ */ new Set([...marked, ...digestsOf(rows)]), dryRun);
        if (removed.length > 0) {
          var _stack2 = [];
          try {
            const staging = __using(_stack2, await openStoreStaging(store), true);
            await writeIndex(staging, rootsWithout(index, removed));
          } catch (_2) {
            var _error2 = _2, _hasError2 = true;
          } finally {
            var _promise2 = __callDispose(_stack2, _error2, _hasError2);
            _promise2 && await _promise2;
          }
        }
        usage.keepOnly(new Set(kept.map(({ entry }) => entry.descriptor.digest)));
        for (const { root } of goes) if (!leased.has(root)) usage.forgetPartial(root);
        for (const { entry, usage: known } of kept)
          if (known === void 0) usage.set(entry.descriptor.digest, { added: now, used: now, origin: "" });
        const { blobs, bytes } = await sweep(tree, marked, dryRun);
        return { removed, blobs: before.blobs + blobs, bytes: before.bytes + bytes };
      } catch (_3) {
        var _error3 = _3, _hasError3 = true;
      } finally {
        __callDispose(_stack3, _error3, _hasError3);
      }
    });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function digestsOf(rows) {
  return rows.flatMap(({ blobs }) => [...blobs.keys()]);
}
async function refuseOthers(store) {
  if (await isStore(store)) return;
  const found = "it is an OCI image layout that no `store add` has made or added to";
  throw new BundleError("OPTION_INVALID", `Cannot collect the garbage of ${store}: ${found}`, {
    hint: "Name a store. To make this layout one, add a bundle to it."
  });
}
async function presentPartials(store, usage) {
  const rows = [];
  for (const { root, used, digests } of usage.partials()) {
    const blobs = /* @__PURE__ */ new Map();
    for (const digest of digests) {
      const there = await lookAt(join(store, blobPath_171(digest)));
      if (there !== void 0) blobs.set(digest, { digest, size: there.size });
    }
    rows.push({ root, used, blobs });
  }
  return rows;
}
async function sweep(store, marked, dryRun) {
  let [blobs, bytes] = [0, 0];
  try {
    const folders = (await entriesIn(store, "blobs")).filter((entry) => !entry.isFile());
    for (const { name: algorithm } of folders) {
      for (const { name: hex } of await entriesIn(store, `blobs/${algorithm}`)) {
        const digest = `${algorithm}:${hex}`;
        if (!isDigest_82(digest) || marked.has(digest)) continue;
        await store.ifThere(blobPath_171(digest), async (place) => {
          const there = await lstat(place);
          if (there.isDirectory()) return;
          bytes += there.size;
          blobs += 1;
          if (!dryRun) await rm(place);
        });
      }
    }
  } catch (error) {
    throw fromSystemError(error, `collect the garbage of store ${store.name}`);
  }
  return { blobs, bytes };
}
async function entriesIn(store, folder) {
  try {
    var _stack = [];
    try {
      const opened = __using(_stack, store.open(folder));
      return await readdir(opened.path, { withFileTypes: true });
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  } catch (error) {
    if (error instanceof BundleError && error.code === "FILE_NOT_FOUND") return [];
    throw error;
  }
}

// src/store/list-store.ts
async function listStore(store) {
  var _stack = [];
  try {
    const content = __using(_stack, await openStore(store), true);
    const rows = [];
    const index = await readIndex(content);
    for (const entry of index.entries)
      rows.push({ entry, usage: void 0, blobs: await reachOf(content, rootsOf(index, entry)) });
    const usages = await readUsages(
      store,
      rows.map(({ entry }) => entry.descriptor.digest)
    );
    const needed = Map.groupBy(
      rows.flatMap(({ entry, blobs }) => [...blobs.keys()].map((digest) => ({ digest, root: entry.descriptor.digest }))),
      ({ digest }) => digest
    );
    const isOwn = (digest) => new Set(needed.get(digest)?.map(({ root }) => root)).size === 1;
    const entries = rows.map(({ entry, blobs }) => ({
      entry,
      size: sizeOf([{ blobs }]),
      own: sizeOf([{ blobs: new Map([...blobs].filter(([digest]) => isOwn(digest))) }]),
      usage: usages.get(entry.descriptor.digest)
    }));
    return { entries, size: sizeOf(rows) };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function readUsages(store, digests) {
  const usages = await unlessReadOnly(
    () => withLock(store, async () => {
      var _stack = [];
      try {
        const usage = __using(_stack, openUsage(store));
        return new Map(digests.map((digest) => [digest, usage.of(digest)]));
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        __callDispose(_stack, _error, _hasError);
      }
    })
  );
  return usages ?? /* @__PURE__ */ new Map();
}

// src/commands/store/add-bundle.ts
import { availableParallelism } from "node:os";

// src/store/store-writer.ts
async function openStoreWriter(store, lacking) {
  const writer = await openDirectoryWriter(store);
  const openBlob = async () => {
    const blob = await writer.blob();
    return {
      ...blob,
      async commit() {
        const written = await blob.commit();
        await writer.publishBlobs();
        return written;
      }
    };
  };
  return {
    ...writer,
    blob: openBlob,
    has: async ({ digest }) => !lacking.has(digest),
    async finish(documents) {
      let size = 0;
      for (const { bytes } of documents.filter(({ digest }) => lacking.has(digest)).toReversed()) {
        const blob = await openBlob();
        await blob.write(bytes);
        size += (await blob.commit()).size;
      }
      return size;
    }
  };
}

// from-joined:src/commands/places/entry-name.ts
import { findEntryName_80, parseEntryName_80 } from "./core.mjs";

// src/commands/store/store-bases.ts
async function openStoreBases(store, { wanted, missing }, stack) {
  const bases = [{ name: `store ${store}`, layers: /* @__PURE__ */ new Map(), packages: [] }];
  if (wanted.size === 0 || !await isDirectoryLayout_138(store)) return bases;
  const content = stack.use(openDirectoryLayout_138(store));
  const found = [];
  const { entries } = await readIndex(content);
  for (const entry of new Map(entries.map((each) => [each.descriptor.digest, each])).values())
    for (const base of await basesOf(content, entry, { wanted, missing })) found.push({ entry, base });
  if (found.length === 0) return bases;
  const needed = await reachOf(
    content,
    found.map(({ entry }) => entry.descriptor)
  );
  stack.use(await takeLease(store, [...needed.keys()]));
  const still = new Set((await content.roots()).map(({ digest }) => digest));
  return [...bases, ...found.filter(({ entry }) => still.has(entry.descriptor.digest)).map(({ base }) => base)];
}
async function basesOf(content, { descriptor }, { wanted, missing }) {
  const bases = [];
  try {
    const whole = await openWhole_85({ ...content, roots: async () => [descriptor] });
    for await (const bundle of whole.platforms()) {
      const layers = new Map(bundle.config.layers.map((layer) => [layerPath_57(layer.registry, layer.digest), layer]));
      const blobs = new Map([...bundle.blobs].filter(([digest]) => !missing.has(digest)));
      if (layers.keys().some((path) => wanted.has(path)))
        bases.push({ name: `store ${content.name}`, layers, packages: [], bundle: { ...bundle, blobs } });
    }
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
  }
  return bases;
}

// src/commands/store/add-bundle.ts
async function addBundle(store, action, around) {
  var _stack = [];
  try {
    const { source, as, bases = [] } = action;
    const { context, reporter } = around;
    const { signal } = context;
    const reading = { ...logsOf_22(reporter), sole: bases.length === 0 };
    const content = __using(_stack, await openInput_81(source, context, reading), true);
    const bundle = await openWhole_85(content);
    const { root } = bundle.found;
    const name = parseEntryName_80(as ?? bundle.name);
    const { signatures } = await findSignatures(bundle, { source, context, reading });
    const carry = (document) => signatureReferrers(signatures, document, (text) => reporter.say(text));
    const addition = { name, origin: content.name, signal };
    if (bundle.digest === root.digest) {
      const referrers2 = signatures.length === 0 ? [] : carry(await readNamedDocument_85(content, root.digest));
      return await addToStore(store, { ...addition, content, root, referrers: referrers2 });
    }
    const local = __using(_stack, content.remote === void 0 ? void 0 : await openInput_81(source, context, { ...reading, whole: true }), true);
    const delta = await openBundle_85(local ?? content, { pinned: bundle.digest });
    const referrers = carry(await readNamedDocument_85(delta.content, bundle.digest));
    return await addDelta(store, { bundle: delta, addition: { ...addition, referrers } }, { bases, ...around });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function addDelta(store, { bundle, addition }, { bases, context, reporter }) {
  var _stack = [];
  try {
    const { content, descriptor, manifest, config, delta } = bundle;
    if (delta === void 0) throw new Error("the bundle is a delta");
    const beside = await readBeside_87(bundle.besideIn, bundle.beside);
    const { root } = await wholeDocuments(bundle, beside);
    const all = [
      root,
      descriptor,
      manifest.config,
      ...manifest.layers,
      ...beside.map((each) => each.descriptor),
      ...blobsBeside_87(beside)
    ];
    const needs = [...new Map(all.toReversed().map((each) => [each.digest, each])).values()].toReversed();
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const given = await openBases(bases, context, {
      stack,
      takes: "homes",
      platform: config.platform,
      ...logsOf_22(reporter)
    });
    const engine = stack.use(openEngine({ workers: availableParallelism() }));
    const plan = async (missing) => {
      const found = await openStoreBases(store, { wanted: layersFor(delta, bundle, missing), missing }, stack);
      const completing = {
        bundle,
        delta,
        layers: config.layers.filter(({ blob }) => missing.has(blob)),
        missing,
        bases: [...found, ...given],
        engine,
        signal: context.signal,
        onProgress: (done, total) => reporter.progress("delta", done, total)
      };
      return await planCompletion(completing).catch((error) => {
        throw withHint(error, content);
      });
    };
    if (!await isDirectoryLayout_138(store)) await plan(new Set(needs.map(({ digest }) => digest)));
    return await addEntry(store, { ...addition, root, needs }, async (_2, lacking) => {
      var _stack2 = [];
      try {
        const missing = new Set(lacking.map(({ digest }) => digest));
        const completion = await plan(missing);
        const writer = __using(_stack2, await openStoreWriter(store, missing), true);
        await completion.write(writer);
        await content.finish();
      } catch (_3) {
        var _error2 = _3, _hasError2 = true;
      } finally {
        var _promise2 = __callDispose(_stack2, _error2, _hasError2);
        _promise2 && await _promise2;
      }
    });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function layersFor({ config }, bundle, missing) {
  const omitted = bundle.config.layers.filter(({ blob }) => missing.has(blob) && config.omitted.includes(blob));
  const patched = config.patches.filter(({ blob }) => missing.has(blob)).map(({ base }) => base);
  return new Set([...omitted, ...patched].map(({ registry, digest }) => layerPath_57(registry, digest)));
}
function withHint(error, { name }) {
  if (!(error instanceof BundleError) || error.code !== "BASE_MISSING") return error;
  return new BundleError(error.code, error.lines, {
    cause: error.cause,
    hint: `Add the bundle that the delta was made against first, or give it with \`--base BUNDLE\`. Or add the full bundle instead of ${name}.`
  });
}

// src/commands/run-store.ts
async function runStore(request, context, reporter) {
  const store = storePath(request, context);
  switch (request.action) {
    case "add": {
      const { entry, blobs, bytes } = await addBundle(store, request, { context, reporter });
      return { action: "add", name: formatEntry(entry), digest: entry.descriptor.digest, blobs, bytes };
    }
    case "list": {
      const { entries, size } = await listStore(store);
      return { action: "list", bundles: entries.map(describe), size };
    }
    case "show": {
      const { entries } = await listStore(store);
      const wanted = findEntry(
        entries.map(({ entry }) => entry),
        request.name
      );
      const shown = entries.find(({ entry }) => entry === wanted);
      if (shown === void 0) throw new Error("an entry that was found is in the list");
      return { action: "show", bundle: describe(shown) };
    }
    case "check": {
      const { blobs, bytes } = await check(store, request.names, { context, reporter });
      return { action: "check", blobs, bytes };
    }
    case "remove":
      return { action: "remove", removed: (await removeFromStore(store, request.names)).map(formatEntry) };
    case "gc": {
      const { dryRun } = request;
      const { removed, blobs, bytes } = await collectGarbage(store, request, dryRun);
      return { action: "gc", removed: removed.map(formatEntry), blobs, bytes, dryRun };
    }
  }
}
function describe({ entry, size, own, usage }) {
  const told = usage && { added: isoTime(usage.added), used: isoTime(usage.used), origin: usage.origin };
  return { name: formatEntry(entry), digest: entry.descriptor.digest, size, own, ...told };
}
function isoTime(milliseconds) {
  return new Date(milliseconds).toISOString();
}
function storePath({ store }, context) {
  const given = store ?? context.variables["OCX_BUNDLE_STORE"];
  if (given !== void 0 && given !== "") return userPath_38(given, context);
  throw new BundleError("OPTION_INVALID", "Cannot open the store: --store is not given", {
    hint: "Set `--store DIR` or OCX_BUNDLE_STORE."
  });
}
async function check(store, names, { context, reporter }) {
  var _stack = [];
  try {
    const list = await listStoreSize(store);
    const content = __using(_stack, await openStore(store), true);
    const index = await readIndex(content);
    const entries = names.length === 0 ? index.entries : names.map((name) => findEntry(index.entries, name));
    let done = 0;
    const checked = await checkEntries(content, { index, entries }, (bytes) => {
      context.signal.throwIfAborted();
      done += bytes;
      reporter.progress("verify", Math.min(done, list), list);
    });
    if (checked.damaged.length === 0) return checked;
    const lines = checked.damaged.map(({ entry, digest, found }) => `Cannot verify ${digest} of ${entry}: ${found}`);
    throw new BundleError("DIGEST_MISMATCH", lines, {
      hint: "Add these bundles again: `store add` replaces what is damaged. Or remove them with `store remove`."
    });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function listStoreSize(store) {
  return await listStore(store).then(
    ({ size }) => size,
    () => 0
  );
}
export {
  runStore
};
