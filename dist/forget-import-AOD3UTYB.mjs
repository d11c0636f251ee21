import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  planForget
} from "./chunk-5VWLAGZV.mjs";
import {
  LOCK_PATIENCE,
  PRIVATE_MODE,
  SELECT_PATIENCE,
  holdFlock,
  isBeginningOf,
  parsePartialDigest
} from "./chunk-FS7TJARJ.mjs";
import {
  selectLockPath
} from "./chunk-5HIVJZDW.mjs";
import "./chunk-3DVLXPTQ.mjs";
import {
  openHomeStaging
} from "./chunk-BFL76WD4.mjs";
import {
  LOCK_PATH,
  appendForgotten,
  keptConfigPath,
  publishFile,
  readImportsLog,
  targetHome
} from "./chunk-CFHWABIT.mjs";
import {
  homePath,
  openHome
} from "./chunk-KSKQROMN.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-S57RCJHS.mjs";
import "./chunk-EJH74DKB.mjs";
import "./chunk-T3AMKXOB.mjs";
import "./chunk-M422VR4A.mjs";
import "./chunk-3RDZ57MI.mjs";
import {
  acquireLock,
  withNames
} from "./chunk-6EIPEB5A.mjs";
import "./chunk-YCQ6WS4O.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-EQADGZVT.mjs";
import "./chunk-BFFDGZUO.mjs";
import "./chunk-3QTZOCDB.mjs";
import {
  isDigest,
  parseDigest
} from "./chunk-663NMWFT.mjs";
import "./chunk-PNVSA3GV.mjs";
import {
  fromSystemError
} from "./chunk-JBU255CI.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/home/import/publish-forget.ts
import { rm } from "node:fs/promises";
async function publishForget(home, bundle, { staging, now }) {
  try {
    var _stack = [];
    try {
      const _2 = __using(_stack, await staging.root.at(LOCK_PATH, (place) => acquireLock(place, LOCK_PATIENCE)));
      const plan = await planForget(home, bundle);
      for (const link of plan.links) await removeLink(link, staging);
      for (const { path, bytes } of plan.documents) {
        const mode = await targetHome(home).mode(path) ?? PRIVATE_MODE;
        await publishFile(staging.root, { path, bytes, mode }, staging.path);
      }
      for (const path of [
        ...plan.stale,
        ...plan.registrations.map(({ path: link }) => link),
        keptConfigPath(bundle.digest)
      ])
        await remove(path, staging);
      await appendForgotten(staging.root, { at: now.toISOString(), forgotten: bundle, removed: plan.gone });
      return plan;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  } catch (error) {
    throw fromSystemError(error, `forget ${bundle.digest} in ${home}`);
  }
}
async function removeLink({ path, kind, back }, staging) {
  var _stack = [];
  try {
    const _ = __using(_stack, kind === "current" ? await staging.root.at(selectLockPath(path), (place) => holdFlock(place, SELECT_PATIENCE)) : void 0, true);
    await remove(path, staging);
    await remove(back, staging);
  } catch (_2) {
    var _error = _2, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function remove(path, { root }) {
  await root.ifThere(path, (place) => rm(place, { force: true }));
}

// src/commands/find-import.ts
function findImport(records, text) {
  const active = records.filter(({ forgotten }) => forgotten === void 0);
  const partial = parsePartialDigest(text);
  const named = active.filter(({ bundle }) => bundle.name === text);
  const byDigest = active.filter(
    ({ bundle: { digest } }) => partial === void 0 || !isDigest(digest) ? digest === text : isBeginningOf(partial, parseDigest(digest))
  );
  const bundles = new Map((named.length > 0 ? named : byDigest).map((record) => [record.bundle.digest, record]));
  const [found, other] = bundles.values();
  if (found === void 0) throw notFound(records, active, text);
  if (other === void 0) return found.bundle;
  const candidates = [...bundles.values()].map(({ bundle, at }) => `${bundle.digest} (${bundle.name}, ${at})`);
  throw new BundleError("NAME_AMBIGUOUS", `Cannot choose ${text}: it fits ${candidates.join(", ")}`, {
    hint: "Give the digest of one of them, or its first digits."
  });
}
function notFound(records, active, text) {
  const old = records.find(({ bundle }) => bundle.name === text || bundle.digest === text)?.forgotten;
  const there = [...new Set(active.map(({ bundle }) => `${bundle.name} (${bundle.digest})`))];
  const found = old === void 0 ? `the home has ${there.length === 0 ? "no imports" : there.join(", ")}` : `it was forgotten at ${old}`;
  return new BundleError("IMPORT_NOT_FOUND", `Cannot find import ${text}: ${found}`);
}

// src/commands/forget-import.ts
async function forgetImport(request, context) {
  var _stack = [];
  try {
    const { path: home } = await openHome(homePath(request.home, context));
    const { records } = await readImportsLog(targetHome(home));
    const bundle = findImport(records, request.bundle);
    if (request.dryRun) return describe(await planForget(home, bundle), true);
    const staging = __using(_stack, await openHomeStaging(home), true);
    try {
      return describe(await publishForget(home, bundle, { staging, now: /* @__PURE__ */ new Date() }), false);
    } catch (error) {
      throw withNames(withNames(error, staging.tree), staging.root);
    }
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function describe({ home, bundle, reliances, registrations }, dryRun) {
  return {
    home,
    dryRun,
    bundle,
    relies: reliances.map(({ assignment: { before: _previous, ...assignment }, fate, neededBy }) => ({
      ...assignment,
      status: fate,
      ...neededBy.length > 0 && { neededBy }
    })),
    projects: registrations.map(({ target }) => target)
  };
}
export {
  forgetImport
};
