import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  appendToJob,
  changesOf,
  jobFiles,
  offlineVariables
} from "./chunk-75UOIH5M.mjs";
import {
  importAndSummarize
} from "./chunk-NRPZ4UL2.mjs";
import "./chunk-XJQI6PR5.mjs";
import "./chunk-FS7TJARJ.mjs";
import "./chunk-TURK4OMY.mjs";
import "./chunk-5HIVJZDW.mjs";
import "./chunk-3DVLXPTQ.mjs";
import "./chunk-YGZQWLJI.mjs";
import {
  fetchTemporarily
} from "./chunk-MRKTQ736.mjs";
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
} from "./chunk-ES3UMAQ2.mjs";
import "./chunk-H5NBKJC3.mjs";
import "./chunk-YS5HQDPU.mjs";
import "./chunk-K5VNN4E7.mjs";
import "./chunk-DGSKYIRD.mjs";
import "./chunk-UDCXKHXH.mjs";
import "./chunk-GD7X7KKR.mjs";
import "./chunk-XANLJ5EY.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-BFL76WD4.mjs";
import "./chunk-CFHWABIT.mjs";
import "./chunk-KSKQROMN.mjs";
import "./chunk-5KII5AII.mjs";
import "./chunk-W7M24HYR.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-S57RCJHS.mjs";
import "./chunk-EJH74DKB.mjs";
import "./chunk-7T4SPWYI.mjs";
import "./chunk-SAM5ZZM3.mjs";
import "./chunk-4QYGYWHA.mjs";
import "./chunk-W54BGAAZ.mjs";
import "./chunk-7H2SUPW2.mjs";
import "./chunk-MFV7P2EI.mjs";
import "./chunk-T3AMKXOB.mjs";
import "./chunk-M422VR4A.mjs";
import "./chunk-3RDZ57MI.mjs";
import "./chunk-DBHZBBRJ.mjs";
import "./chunk-CQMURBZU.mjs";
import "./chunk-3J4RXAUB.mjs";
import "./chunk-6EIPEB5A.mjs";
import "./chunk-YCQ6WS4O.mjs";
import "./chunk-QQXCOPHM.mjs";
import "./chunk-25RYL5EJ.mjs";
import "./chunk-YUE3TQ5N.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-47KHCRBR.mjs";
import "./chunk-7VESFVHV.mjs";
import "./chunk-DGISC6Y6.mjs";
import "./chunk-J7RN6EX5.mjs";
import "./chunk-CZ2U25SC.mjs";
import "./chunk-EQADGZVT.mjs";
import "./chunk-MPRV557D.mjs";
import "./chunk-KONVVQEL.mjs";
import {
  expandTilde
} from "./chunk-BFFDGZUO.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-663NMWFT.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-JBU255CI.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";
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
    if (source.kind !== "cache") return await importFrom(source, inputs, job);
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
  if (request.shared === true) process.umask(18);
  const { result, summary, origin: place } = await importAndSummarize(request, context, reporter);
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
  const variables = offline ? offlineVariables(home) : {};
  setVariables(variables);
  const done = added === 0 ? "Nothing to import, already there" : `Imported ${countPackages(added)}, already there`;
  const pin = request.digest === void 0 ? "not pinned" : "pinned by `digest`";
  say(`${done}: ${countPackages(present)}. Home ${home}, bundle digest ${result.bundle.digest} (${pin})`);
  await addSummary(
    summarizeImport(result, summary, {
      ...result.fetched !== void 0 && { origin: place },
      // A fetched file is removed before anybody reads the summary, so it has no path.
      ...origin !== void 0 ? { origin } : source.kind === "file" && { file: expandTilde(source.path, context) },
      pinned: request.digest !== void 0,
      warnings,
      environment: [
        ...Object.entries(variables).map(([key, value]) => ({ key, value, kind: "constant" })),
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
