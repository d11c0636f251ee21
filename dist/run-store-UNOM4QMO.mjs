import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  removeFromStore
} from "./chunk-HASMCGIW.mjs";
import {
  addToStore,
  parseEntryName
} from "./chunk-3TVNHQ3D.mjs";
import {
  entriesOf,
  findEntry,
  formatEntry,
  leasedDigests,
  openUsage,
  reachOf,
  readPieces,
  writeIndex
} from "./chunk-ZI3BJL4O.mjs";
import "./chunk-LJNXJK74.mjs";
import {
  isStore,
  openStore,
  openStoreStaging,
  unlessReadOnly,
  withLock
} from "./chunk-W5YVL5HU.mjs";
import "./chunk-Z7PELVLL.mjs";
import {
  openInput
} from "./chunk-OPCWZQUZ.mjs";
import "./chunk-XQLJGAJ5.mjs";
import "./chunk-GBCZTBOQ.mjs";
import "./chunk-BOIK5VYQ.mjs";
import "./chunk-B72G32SU.mjs";
import {
  walkManifests
} from "./chunk-7XECXOME.mjs";
import "./chunk-2PJXGMJF.mjs";
import "./chunk-5UNACQVU.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-F6RVCG2V.mjs";
import {
  openWhole
} from "./chunk-7WC2TNXI.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-MK5PH45A.mjs";
import "./chunk-LUPRM4LO.mjs";
import "./chunk-L4JMTKIJ.mjs";
import {
  blobPath
} from "./chunk-OUNWGCP3.mjs";
import "./chunk-WNBWGKGN.mjs";
import "./chunk-4DSASQNQ.mjs";
import "./chunk-4RRVGPQ6.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-5EKI3K5F.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-A5G26SDU.mjs";
import "./chunk-AMTFR3ER.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-TUPD2LI7.mjs";
import {
  isAbsent,
  lookAt
} from "./chunk-JH3NGZWR.mjs";
import "./chunk-4FDFUD6J.mjs";
import {
  userPath
} from "./chunk-PDOXIJT4.mjs";
import "./chunk-QETTNQ5Q.mjs";
import {
  algorithmOf,
  digester,
  isDigest
} from "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import {
  fromSystemError
} from "./chunk-R75ETOQW.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/store/check-store.ts
var PIECE = 1024 * 1024;
async function checkEntries(content, entries, onBytes) {
  const seen = /* @__PURE__ */ new Set();
  const damaged = [];
  let bytes = 0;
  for (const entry of entries) {
    const note = ({ digest }, found) => void damaged.push({ entry: formatEntry(entry), digest, found });
    try {
      if (await content.open(entry.descriptor) === void 0) note(entry.descriptor, "it is missing");
      for await (const { descriptor, links } of walkManifests(
        content,
        entry.descriptor,
        ({ digest }) => seen.has(digest)
      )) {
        seen.add(descriptor.digest);
        const found = links === void 0 ? await whatIsWrong(content, descriptor, onBytes) : void 0;
        bytes += descriptor.size;
        if (found !== void 0) note(descriptor, found);
      }
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      note(entry.descriptor, error.message);
    }
  }
  return { blobs: seen.size, bytes, damaged };
}
async function whatIsWrong(content, descriptor, onBytes) {
  const bytes = await content.open(descriptor);
  if (bytes === void 0) return "it is missing";
  if (bytes.size !== descriptor.size) return `it has ${bytes.size} bytes, expected ${descriptor.size}`;
  const hash = digester(algorithmOf(descriptor.digest));
  for await (const piece of readPieces(bytes, { start: 0, end: bytes.size, most: PIECE })) {
    hash.update(piece);
    onBytes(piece.byteLength);
  }
  const found = hash.digest();
  return found === descriptor.digest ? void 0 : `its digest is ${found}`;
}

// src/store/collect-garbage.ts
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

// src/store/plan-removal.ts
var PARTIAL_AGE = 7 * 24 * 60 * 60 * 1e3;
function planPartials(partials, kept, { unusedFor = PARTIAL_AGE, maxSize = Number.POSITIVE_INFINITY }, now) {
  const stays = partials.filter(({ used }) => now - used <= unusedFor).toSorted((a, b) => b.used - a.used);
  while (stays.length > 0 && sizeOf([...kept, ...stays]) > maxSize) stays.pop();
  return { stays, goes: partials.filter((each) => !stays.includes(each)) };
}
function planRemoval(rows, { keep, unusedFor, maxSize }, now) {
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
    const staging = __using(_stack, await openStoreStaging(store), true);
    return await withLock(store, async () => {
      var _stack2 = [];
      try {
        const roots = await content.roots();
        const usage = __using(_stack2, openUsage(store));
        const now = Date.now();
        const rows = [];
        for (const entry of entriesOf(roots)) {
          const { digest } = entry.descriptor;
          rows.push({ entry, usage: usage.of(digest), blobs: await reachOf(content, entry.descriptor) });
        }
        const removed = planRemoval(rows, policy, now);
        const kept = rows.filter(({ entry }) => !removed.includes(entry));
        const partials = await presentPartials(store, usage);
        const { stays, goes } = planPartials(partials, kept, policy, now);
        const leased = await leasedDigests(store);
        const marked = /* @__PURE__ */ new Set([...[...kept, ...stays].flatMap(({ blobs }) => [...blobs.keys()]), ...leased]);
        if (!dryRun) {
          const gone = new Set(removed.map(({ descriptor }) => descriptor));
          if (gone.size > 0)
            await writeIndex(
              staging,
              roots.filter((root) => !gone.has(root))
            );
          usage.keepOnly(new Set(kept.map(({ entry }) => entry.descriptor.digest)));
          for (const { root } of goes) if (!leased.has(root)) usage.forgetPartial(root);
          for (const { entry, usage: known } of kept)
            if (known === void 0) usage.set(entry.descriptor.digest, { added: now, used: now, origin: "" });
        }
        return { removed, ...await sweep(store, marked, dryRun) };
      } catch (_2) {
        var _error2 = _2, _hasError2 = true;
      } finally {
        __callDispose(_stack2, _error2, _hasError2);
      }
    });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
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
      const there = await lookAt(join(store, blobPath(digest)));
      if (there !== void 0) blobs.set(digest, { digest, size: there.size });
    }
    rows.push({ root, used, blobs });
  }
  return rows;
}
async function sweep(store, marked, dryRun) {
  let [blobs, bytes] = [0, 0];
  try {
    for (const algorithm of await namesIn(join(store, "blobs"))) {
      for (const hex of await namesIn(join(store, "blobs", algorithm))) {
        const digest = `${algorithm}:${hex}`;
        if (!isDigest(digest) || marked.has(digest)) continue;
        const path = join(store, blobPath(digest));
        bytes += (await stat(path)).size;
        blobs += 1;
        if (!dryRun) await rm(path, { force: true });
      }
    }
  } catch (error) {
    throw fromSystemError(error, `collect the garbage of store ${store}`);
  }
  return { blobs, bytes };
}
async function namesIn(folder) {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

// src/store/list-store.ts
async function listStore(store) {
  var _stack = [];
  try {
    const content = __using(_stack, await openStore(store), true);
    const rows = [];
    for (const entry of entriesOf(await content.roots()))
      rows.push({ entry, usage: void 0, blobs: await reachOf(content, entry.descriptor) });
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

// src/commands/run-store.ts
async function runStore(request, context, reporter) {
  const store = storePath(request, context);
  switch (request.action) {
    case "add": {
      const { entry, blobs, bytes } = await add(store, request, context);
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
      const { blobs, bytes } = await check(store, request.names, reporter);
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
  if (given !== void 0 && given !== "") return userPath(given, context);
  throw new BundleError("OPTION_INVALID", "Cannot open the store: --store is not given", {
    hint: "Set `--store DIR` or OCX_BUNDLE_STORE."
  });
}
async function add(store, { source, as }, context) {
  var _stack = [];
  try {
    const content = __using(_stack, await openInput(source, context), true);
    const bundle = await openWhole(content);
    if (bundle.digest !== bundle.found.root.digest) {
      throw new BundleError("DELTA_INCOMPLETE", `Cannot add ${content.name}: it is a delta, expected a whole bundle`, {
        hint: "Make the whole bundle first: `ocx-bundle complete DELTA --base BUNDLE -o FULL.tar`."
      });
    }
    return await addToStore(store, {
      content,
      root: bundle.found.root,
      name: parseEntryName(as ?? bundle.name),
      origin: content.name,
      signal: context.signal
    });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function check(store, names, reporter) {
  var _stack = [];
  try {
    const list = await listStoreSize(store);
    const content = __using(_stack, await openStore(store), true);
    const all = entriesOf(await content.roots());
    const entries = names.length === 0 ? all : names.map((name) => findEntry(all, name));
    let done = 0;
    const checked = await checkEntries(content, entries, (bytes) => {
      done += bytes;
      reporter.progress("verify", Math.min(done, list), list);
    });
    if (checked.damaged.length === 0) return checked;
    const lines = checked.damaged.map(({ entry, digest, found }) => `Cannot verify ${digest} of ${entry}: ${found}`);
    throw new BundleError("DIGEST_MISMATCH", lines, {
      hint: "Remove these bundles with `store remove`, run `store gc`, then add them again."
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
