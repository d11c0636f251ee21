import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  appendToJob,
  changesOf,
  jobFiles,
  offlineVariables
} from "./chunk-XVTTFOUO.mjs";
import {
  fetchTemporarily
} from "./chunk-CA73IHV2.mjs";
import {
  importAndSummarize
} from "./chunk-XDP55HBN.mjs";
import "./chunk-JMWQN2SE.mjs";
import "./chunk-A3ETFYLH.mjs";
import "./chunk-3WJ5F232.mjs";
import "./chunk-DDHZVB4K.mjs";
import "./chunk-XDQN7OKU.mjs";
import "./chunk-BVEEOKVZ.mjs";
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
} from "./chunk-EYZDLLDZ.mjs";
import "./chunk-FXJEI5AC.mjs";
import "./chunk-7ONEKR73.mjs";
import "./chunk-AXLVA564.mjs";
import "./chunk-DNKG6UNG.mjs";
import "./chunk-33P74MZ3.mjs";
import "./chunk-PSIVPNGD.mjs";
import "./chunk-O54VMGKS.mjs";
import "./chunk-6CRL4TPK.mjs";
import "./chunk-QVAW5WTI.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-7T4SPWYI.mjs";
import "./chunk-2GWD2H7A.mjs";
import "./chunk-TQFRLF4M.mjs";
import "./chunk-6YYS4OF6.mjs";
import "./chunk-DGSKYIRD.mjs";
import "./chunk-PIDIM7ZV.mjs";
import "./chunk-ZNKCQCNQ.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-HBFZMOFN.mjs";
import "./chunk-BDMQXJF7.mjs";
import "./chunk-QVC4WJG5.mjs";
import "./chunk-DESUSK7F.mjs";
import "./chunk-5IU5EK5G.mjs";
import "./chunk-R2ZBKTIB.mjs";
import "./chunk-VDQNRZFW.mjs";
import "./chunk-FSAN5R24.mjs";
import "./chunk-L4WWCMP7.mjs";
import "./chunk-K66KNK5Z.mjs";
import "./chunk-SO25IES2.mjs";
import "./chunk-FYPQRVXC.mjs";
import "./chunk-KVNPPPDZ.mjs";
import "./chunk-2AED7RAA.mjs";
import "./chunk-MUQWZVDZ.mjs";
import "./chunk-SYUAAR4E.mjs";
import "./chunk-53CXBFN6.mjs";
import {
  expandTilde
} from "./chunk-C3VQ3RAK.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-DHYQDPHX.mjs";
import "./chunk-UHERIXZC.mjs";
import "./chunk-LBAKRST6.mjs";
import "./chunk-PGD37O2J.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-QFKBXYM3.mjs";
import "./chunk-P5FJQ4AR.mjs";
import {
  BundleError
} from "./chunk-YKPDBCHQ.mjs";
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
