import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fetchTemporarily
} from "./chunk-C3PAU2IH.mjs";
import {
  importBundle
} from "./chunk-6QQ2KVH5.mjs";
import {
  inspectBundle
} from "./chunk-WMI53HZZ.mjs";
import "./chunk-QEXIPKLO.mjs";
import "./chunk-IHP7FCFP.mjs";
import {
  appendToJob,
  changesOf,
  jobFiles
} from "./chunk-B6QWAMHO.mjs";
import "./chunk-EVYIKWWL.mjs";
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
} from "./chunk-YCEPMX5O.mjs";
import "./chunk-VFJJ3BFU.mjs";
import "./chunk-VTAGSHMQ.mjs";
import "./chunk-KOBPCWSX.mjs";
import "./chunk-3RPGZWEC.mjs";
import "./chunk-AHTHNQOJ.mjs";
import "./chunk-SQIKTAGF.mjs";
import "./chunk-LBI3XVM5.mjs";
import "./chunk-EYFRXUTJ.mjs";
import "./chunk-ERFF7RKJ.mjs";
import "./chunk-CQBX7BVU.mjs";
import "./chunk-ZBGI4LSJ.mjs";
import "./chunk-TTYEBML7.mjs";
import "./chunk-REH3XOZH.mjs";
import {
  expandTilde
} from "./chunk-OXYKG5XG.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-3AW3TJWQ.mjs";
import "./chunk-HP3WULWA.mjs";
import "./chunk-Z3Y5652F.mjs";
import "./chunk-N7M2NC2Y.mjs";
import "./chunk-JYEZIWH6.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-4BW6DCFJ.mjs";
import {
  BundleError
} from "./chunk-G225MUBA.mjs";
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
async function importFrom(source, { request: input, offline }, { surroundings: context, listener: reporter }, origin) {
  const request = { ...input, source };
  const files = input.environment && jobFiles(context);
  const result = await importBundle(request, context, reporter);
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
  const entries = result.environment?.entries ?? [];
  const warnings = files === void 0 ? [] : await appendToJob(files, entries, context);
  for (const warning of warnings) reporter.warn(warning);
  const offlineVariables = offline ? { OCX_HOME: home, OCX_OFFLINE: "1" } : {};
  setVariables(offlineVariables);
  const done = added === 0 ? "Nothing to import, already there" : `Imported ${countPackages(added)}, already there`;
  const pin = request.digest === void 0 ? "not pinned" : "pinned by `digest`";
  say(`${done}: ${countPackages(present)}. Home ${home}, bundle digest ${result.bundle.digest} (${pin})`);
  await addSummary(
    summarizeImport(result, await inspectBundle(request, context), {
      // What was fetched is gone by the time somebody reads this.
      ...origin !== void 0 ? { origin } : source.kind === "file" && { file: expandTilde(source.path, context) },
      pinned: request.digest !== void 0,
      warnings,
      environment: [
        ...Object.entries(offlineVariables).map(([key, value]) => ({ key, value, kind: "constant" })),
        ...changesOf(entries)
      ]
    })
  );
}
async function reportMiss({ key = "", name }, { failOnCacheMiss }) {
  if (failOnCacheMiss) throw new BundleError("CACHE_MISS", `Cannot find ${name}: the cache has no entry ${key}`);
  say(`The cache has no entry ${key}: nothing is imported`);
  await addSummary(summarizeMiss(key));
}
