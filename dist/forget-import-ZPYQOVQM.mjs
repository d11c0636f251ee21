import {
  LOCK_PATIENCE,
  PRIVATE_MODE,
  SELECT_PATIENCE,
  appendForgotten,
  holdFlock,
  selectLockPath_66
} from "./chunk-RDBI4K34.mjs";
import {
  planForget
} from "./chunk-CGWJJAAK.mjs";
import {
  openHomeStaging
} from "./chunk-GCBLN2HX.mjs";
import {
  LOCK_PATH_62,
  readImportsLog_62
} from "./chunk-BUM4O26Y.mjs";
import "./chunk-LVO4JBEL.mjs";
import {
  EXECUTABLES_59,
  executableDirectory_59,
  executablePath_59
} from "./chunk-XGR7DJKG.mjs";
import {
  inHome_57,
  targetHome_57
} from "./chunk-472N3O7M.mjs";
import {
  publishFile
} from "./chunk-25CY6E6E.mjs";
import {
  openHome_124
} from "./chunk-36ADXCOP.mjs";
import "./chunk-GLT4JWU7.mjs";
import {
  homePath_22
} from "./chunk-AYBBYT3T.mjs";
import "./chunk-KRM37I2B.mjs";
import "./chunk-R45GEM5S.mjs";
import {
  acquireLock,
  withNames
} from "./chunk-IDOIF2S4.mjs";
import "./chunk-NBQWKA4F.mjs";
import {
  isDigest_87,
  parseDigest_87
} from "./chunk-JSX5QINM.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import {
  errnoOf,
  fromSystemError
} from "./chunk-SYEQ5NUD.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
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
      const _2 = __using(_stack, await staging.root.at(LOCK_PATH_62, (place) => acquireLock(place, LOCK_PATIENCE)));
      const plan = await planForget(home, bundle);
      for (const link of plan.links) await removeLink(link, staging);
      for (const { path, bytes } of plan.documents) {
        const mode = await targetHome_57(home).mode(path) ?? PRIVATE_MODE;
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
      __callDispose(_stack, _error, _hasError);
    }
  } catch (error) {
    throw fromSystemError(error, `forget ${bundle.digest} in ${home}`);
  }
}
async function removeLink({ path, kind, back }, staging) {
  var _stack = [];
  try {
    const _ = __using(_stack, kind === "current" ? await staging.root.at(selectLockPath_66(path), (place) => holdFlock(place, SELECT_PATIENCE)) : void 0, true);
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
  await root.ifThere(executablePath_59(digest), (place) => rm(place, { force: true }));
  for (const folder of [executableDirectory_59(digest), EXECUTABLES_59]) {
    await root.ifThere(folder, async (place) => rmdir(place).catch(unlessInUse));
  }
}
function unlessInUse(error) {
  if (!["ENOTEMPTY", "EEXIST", "ENOENT"].includes(errnoOf(error) ?? "")) throw error;
}
async function remove(path, { root }) {
  await root.ifThere(path, (place) => rm(place, { force: true }));
}

// from-joined:src/oci/partial-digest.ts
import { isBeginningOf_88, parsePartialDigest_88 } from "./core.mjs";

// src/commands/import/find-import.ts
function findImport(records, text) {
  const active = records.filter(({ forgotten }) => forgotten === void 0);
  const partial = parsePartialDigest_88(text);
  const named = active.filter(({ bundle }) => bundle.name === text);
  const byDigest = active.filter(
    ({ bundle: { digest } }) => partial === void 0 || !isDigest_87(digest) ? digest === text : isBeginningOf_88(partial, parseDigest_87(digest))
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
    const { path: home } = await openHome_124(homePath_22(request.home, context));
    const { records } = await readImportsLog_62(targetHome_57(home));
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
      executables: executables.map((digest) => inHome_57(home, executablePath_59(digest)))
    },
    projects: registrations.map(({ target }) => target)
  };
}
export {
  forgetImport
};
