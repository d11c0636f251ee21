import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fetchTemporarily
} from "./chunk-C2A7ERBI.mjs";
import {
  importBundle
} from "./chunk-OPAIEVC2.mjs";
import {
  inspectBundle
} from "./chunk-3JMRZDDT.mjs";
import {
  showEnvironment
} from "./chunk-CPWZC2EK.mjs";
import "./chunk-37MM7MAQ.mjs";
import "./chunk-3SBXSNPO.mjs";
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
} from "./chunk-OA2FDPQX.mjs";
import "./chunk-5M6HJJ2J.mjs";
import "./chunk-PW5NZV6M.mjs";
import "./chunk-TNKPTDZP.mjs";
import "./chunk-EYV4AAOI.mjs";
import "./chunk-SZAN3H63.mjs";
import "./chunk-4JXCJIOC.mjs";
import "./chunk-NBKGLDHP.mjs";
import "./chunk-3S5ZM52D.mjs";
import "./chunk-AOGXSUSL.mjs";
import "./chunk-2ERKWDLB.mjs";
import "./chunk-6UMDLFGJ.mjs";
import "./chunk-NZG5WBLE.mjs";
import "./chunk-533LEOWS.mjs";
import "./chunk-OGISYKE3.mjs";
import "./chunk-XT4XHA7P.mjs";
import "./chunk-ZI4UU4A5.mjs";
import "./chunk-GMWKCOW7.mjs";
import "./chunk-W2ISZORM.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-SYNTIUYK.mjs";
import "./chunk-YE77UOQV.mjs";
import {
  BundleError
} from "./chunk-G7NBFKCV.mjs";
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
      ...origin !== void 0 && { origin },
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
