import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fetchTemporarily
} from "./chunk-PAMUVKQP.mjs";
import {
  importBundle
} from "./chunk-DPSYU6BF.mjs";
import {
  inspectBundle
} from "./chunk-IGXPQ4XV.mjs";
import {
  showEnvironment
} from "./chunk-TMV5AG5H.mjs";
import "./chunk-UGILH3ZV.mjs";
import "./chunk-ZAE6FAWZ.mjs";
import {
  addSummary,
  countPackages,
  parseImportInputs,
  readInput,
  runJob,
  say,
  setOutputs,
  setVariables,
  summarizeImport,
  summarizeMiss
} from "./chunk-Y3K5W7EQ.mjs";
import "./chunk-3KAALUYF.mjs";
import "./chunk-YSAAMCLT.mjs";
import "./chunk-GVF53K67.mjs";
import "./chunk-EYV4AAOI.mjs";
import "./chunk-FFGVJX5U.mjs";
import "./chunk-2PQGRQEK.mjs";
import "./chunk-UANDXSUM.mjs";
import "./chunk-5CDTNWZB.mjs";
import "./chunk-SG7EDLOK.mjs";
import "./chunk-OJRKHDAX.mjs";
import "./chunk-TSMA2OKH.mjs";
import "./chunk-X36LLNG5.mjs";
import "./chunk-Y3YW6CBU.mjs";
import "./chunk-EGRBEDZZ.mjs";
import "./chunk-HVVCX6XK.mjs";
import "./chunk-77CAQOXK.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-74I3W642.mjs";
import "./chunk-UXUGPLQI.mjs";
import {
  BundleError
} from "./chunk-7XDTQEKM.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/actions/import.ts
await runJob("Import an offline bundle", async (job) => {
  var _stack = [];
  try {
    const inputs = parseImportInputs(readInput, job.temporary);
    const { source } = inputs;
    if (source.kind !== "channel") return await importFrom(source, inputs, job);
    const fetched = __using(_stack, await fetchTemporarily(source, job.surroundings, job.listener), true);
    if (fetched.channel === "cache") setOutputs({ "cache-key": fetched.key, "cache-hit": fetched.file !== void 0 });
    if (fetched.file === void 0) return await reportMiss(fetched, inputs);
    say(`Fetched ${fetched.origin}`);
    await importFrom({ kind: "file", path: fetched.file }, inputs, job, fetched.origin);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
});
async function importFrom(source, { request: wish, exportEnvironment, offline }, { surroundings, listener }, origin) {
  const request = { ...wish, source };
  const result = await importBundle(request, surroundings, listener);
  const { home, packages } = result;
  const present = packages.filter(({ status }) => status === "present").length;
  const added = packages.length - present;
  setOutputs({
    "bundle-digest": result.bundle.digest,
    added,
    present,
    packages,
    home
  });
  const environment = exportEnvironment ? await showEnvironment({ subject: subjectOf(result, request), home, format: "github" }, surroundings, listener) : void 0;
  const offlineVariables = offline ? { OCX_HOME: home, OCX_OFFLINE: "1" } : {};
  setVariables(offlineVariables);
  const done = added === 0 ? "Nothing to import, already there" : `Imported ${countPackages(added)}, already there`;
  say(`${done}: ${countPackages(present)}. Home ${home}, bundle digest ${result.bundle.digest}`);
  await addSummary(
    summarizeImport(result, await inspectBundle(request, surroundings), {
      // What was fetched is gone by the time somebody reads this.
      ...origin !== void 0 ? { origin } : source.kind === "file" && { file: source.path },
      ...environment !== void 0 && { warnings: environment.warnings },
      environment: [
        ...Object.entries(offlineVariables).map(([key, value]) => ({ key, value, kind: "constant" })),
        ...environment?.entries ?? []
      ]
    })
  );
}
async function reportMiss({ key = "", name }, { failOnCacheMiss }) {
  if (failOnCacheMiss) throw new BundleError("CACHE_MISS", `Cannot find ${name}: the cache has no entry ${key}`);
  say(`The cache has no entry ${key}: nothing is imported`);
  await addSummary(summarizeMiss(key));
}
function subjectOf({ project, roots }, { packages }) {
  if (project === void 0 || packages.length > 0) return { kind: "packages", identifiers: roots };
  return { kind: "project", path: project.directory, groups: project.groups };
}
