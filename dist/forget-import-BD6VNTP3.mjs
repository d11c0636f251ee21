import {
  LOCK_PATIENCE,
  PRIVATE_MODE,
  SELECT_PATIENCE,
  appendForgotten,
  holdFlock,
  holdIndexLocks,
  selectLockPath_58
} from "./chunk-CJZO2AVL.mjs";
import {
  planForget
} from "./chunk-4PE5LPMY.mjs";
import {
  openHomeStaging
} from "./chunk-OKMCHLDI.mjs";
import {
  isBeginningOf_83,
  parsePartialDigest_83
} from "./chunk-LDSWBCHB.mjs";
import {
  LOCK_PATH_53,
  readImportsLog_53
} from "./chunk-K43KNPF3.mjs";
import "./chunk-FSTK3HQJ.mjs";
import {
  EXECUTABLES_50,
  executableDirectory_50,
  executablePath_50
} from "./chunk-JH5PIG7S.mjs";
import {
  publishFile
} from "./chunk-JEP5C7PX.mjs";
import "./chunk-5LQVMTV5.mjs";
import {
  homePath_20
} from "./chunk-MNKW3YDE.mjs";
import {
  inHome_48,
  targetHome_48
} from "./chunk-2YNQWNX7.mjs";
import {
  openHome_113
} from "./chunk-UKQYM3E2.mjs";
import "./chunk-HEAJCSBZ.mjs";
import "./chunk-P3VSXBJ3.mjs";
import {
  acquireLock,
  withNames
} from "./chunk-7J76XCFF.mjs";
import "./chunk-BUOA244Y.mjs";
import {
  isDigest_82,
  parseDigest_82
} from "./chunk-GX6YAEWI.mjs";
import "./chunk-M77KPOTZ.mjs";
import "./chunk-GJP4ZKXN.mjs";
import {
  errnoOf,
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/home/publish/publish-forget.ts
import { rm, rmdir } from "node:fs/promises";
async function publishForget(home, bundle, { staging, now }) {
  try {
    var _stack = [];
    try {
      const _2 = __using(_stack, await staging.root.at(LOCK_PATH_53, (place) => acquireLock(place, LOCK_PATIENCE)));
      const first = await planForget(home, bundle);
      const documents = [...first.documents.map(({ path }) => path), ...first.stale];
      const locks = __using(_stack, await holdIndexLocks(documents, staging.root), true);
      const plan = locks === void 0 ? first : await planForget(home, bundle);
      for (const link of plan.links) await removeLink(link, staging);
      for (const { path, bytes } of plan.documents) {
        const mode = await targetHome_48(home).mode(path) ?? PRIVATE_MODE;
        await publishFile(staging.root, { path, bytes, mode }, staging.near(path));
      }
      for (const path of [...plan.stale, ...plan.registrations.map(({ path: link }) => link), ...plan.configs])
        await remove(path, staging);
      for (const digest of plan.executables) await removeExecutable(digest, staging);
      await appendForgotten(staging.root, { at: now.toISOString(), forgotten: bundle, removed: plan.gone });
      return plan;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    throw fromSystemError(error, `forget ${bundle.digest} in ${home}`);
  }
}
async function removeLink({ path, kind, back }, staging) {
  var _stack = [];
  try {
    const _ = __using(_stack, kind === "current" ? await staging.root.at(selectLockPath_58(path), (place) => holdFlock(place, SELECT_PATIENCE)) : void 0, true);
    await remove(path, staging);
    await remove(back, staging);
  } catch (_2) {
    var _error = _2, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function removeExecutable(digest, { root }) {
  await root.ifThere(executablePath_50(digest), (place) => rm(place, { force: true }));
  for (const folder of [executableDirectory_50(digest), EXECUTABLES_50]) {
    await root.ifThere(folder, async (place) => rmdir(place).catch(unlessInUse));
  }
}
function unlessInUse(error) {
  if (!["ENOTEMPTY", "EEXIST", "ENOENT"].includes(errnoOf(error) ?? "")) throw error;
}
async function remove(path, { root }) {
  await root.ifThere(path, (place) => rm(place, { force: true }));
}

// src/commands/import/find-import.ts
function findImport(records, text) {
  const active = records.filter(({ forgotten }) => forgotten === void 0);
  const partial = parsePartialDigest_83(text);
  const named = active.filter(({ bundle }) => bundle.name === text);
  const byDigest = active.filter(
    ({ bundle: { digest } }) => partial === void 0 || !isDigest_82(digest) ? digest === text : isBeginningOf_83(partial, parseDigest_82(digest))
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
    const { path: home } = await openHome_113(homePath_20(request.home, context));
    const { records } = await readImportsLog_53(targetHome_48(home));
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
function describe({ home, bundle, reliances, registrations, executables }, dryRun) {
  return {
    home,
    dryRun,
    bundle,
    relies: reliances.map(({ assignment: { before: _previous, ...assignment }, fate, neededBy }) => ({
      ...assignment,
      status: fate,
      ...neededBy.length > 0 && { neededBy }
    })),
    ...executables.length > 0 && {
      executables: executables.map((digest) => inHome_48(home, executablePath_50(digest)))
    },
    projects: registrations.map(({ target }) => target)
  };
}
export {
  forgetImport
};
