import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  planForget
} from "./chunk-GYFJKFIP.mjs";
import {
  LOCK_PATIENCE,
  PRIVATE_MODE,
  SELECT_PATIENCE,
  appendForgotten,
  holdFlock
} from "./chunk-RU5ZI4WQ.mjs";
import {
  openHomeStaging
} from "./chunk-ITJ4ZU5C.mjs";
import {
  publishFile
} from "./chunk-X7USASC7.mjs";
import {
  isBeginningOf,
  parsePartialDigest
} from "./chunk-ATB2I7JB.mjs";
import {
  selectLockPath
} from "./chunk-NEG642DB.mjs";
import "./chunk-65IAK2OQ.mjs";
import "./chunk-TGMVSWT6.mjs";
import "./chunk-T5UKA76H.mjs";
import {
  homePath
} from "./chunk-IMNXN3X2.mjs";
import {
  EXECUTABLES,
  executableDirectory,
  executablePath
} from "./chunk-DZ7BITUT.mjs";
import {
  LOCK_PATH,
  readImportsLog
} from "./chunk-HAWTYSNO.mjs";
import "./chunk-ZVAENZNC.mjs";
import "./chunk-DM6LKKWO.mjs";
import "./chunk-ZVUNG3OG.mjs";
import {
  inHome,
  openHome,
  targetHome
} from "./chunk-K7OIXQE2.mjs";
import "./chunk-BOIK5VYQ.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-JMPCFPP2.mjs";
import "./chunk-T75H43WP.mjs";
import {
  acquireLock,
  withNames
} from "./chunk-ZCSAVCHB.mjs";
import "./chunk-WLQBZC6Y.mjs";
import "./chunk-MHK6QLCY.mjs";
import "./chunk-47HUOOIO.mjs";
import "./chunk-M6FOAHYW.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-Z2KHX2NZ.mjs";
import "./chunk-MIBTUUXS.mjs";
import "./chunk-RVXH5BSX.mjs";
import {
  errnoOf,
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import {
  isDigest,
  parseDigest
} from "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/home/publish/publish-forget.ts
import { rm, rmdir } from "node:fs/promises";
async function publishForget(home, bundle, { staging, now }) {
  try {
    var _stack = [];
    try {
      const _2 = __using(_stack, await staging.root.at(LOCK_PATH, (place) => acquireLock(place, LOCK_PATIENCE)));
      const plan = await planForget(home, bundle);
      for (const link of plan.links) await removeLink(link, staging);
      for (const { path, bytes } of plan.documents) {
        const mode = await targetHome(home).mode(path) ?? PRIVATE_MODE;
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
async function removeExecutable(digest, { root }) {
  await root.ifThere(executablePath(digest), (place) => rm(place, { force: true }));
  for (const folder of [executableDirectory(digest), EXECUTABLES]) {
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
      executables: executables.map((digest) => inHome(home, executablePath(digest)))
    },
    projects: registrations.map(({ target }) => target)
  };
}
export {
  forgetImport
};
