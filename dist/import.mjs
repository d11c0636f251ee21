import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  appendToJob,
  changesOf,
  jobFiles
} from "./chunk-PUUIYG6A.mjs";
import {
  fetchTemporarily
} from "./chunk-7N5PWOAL.mjs";
import {
  importAndSummarize
} from "./chunk-CQAFKCQ2.mjs";
import "./chunk-PSFUEJWR.mjs";
import "./chunk-KHY6NKSQ.mjs";
import "./chunk-YBS6Y63T.mjs";
import "./chunk-CSUZLIQQ.mjs";
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
} from "./chunk-YVV7PYS5.mjs";
import "./chunk-H4SIBSGM.mjs";
import "./chunk-5RQ5UBFS.mjs";
import "./chunk-WIWBHOU4.mjs";
import "./chunk-HXO4COCE.mjs";
import "./chunk-DGSKYIRD.mjs";
import "./chunk-7T4SPWYI.mjs";
import "./chunk-53MGNY4R.mjs";
import "./chunk-CLWWWKQC.mjs";
import "./chunk-B3ZL6TXG.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-KU5SV3LX.mjs";
import "./chunk-YU33JWJ6.mjs";
import "./chunk-LHHRBI6Z.mjs";
import "./chunk-DO66P3RZ.mjs";
import "./chunk-LNR7LLMD.mjs";
import "./chunk-JRU5M74L.mjs";
import "./chunk-G25ACHA6.mjs";
import "./chunk-ZWU27QIT.mjs";
import "./chunk-MSYQVU6D.mjs";
import "./chunk-5KGMDXVC.mjs";
import {
  expandTilde
} from "./chunk-K2HEINOA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-WR4NE46F.mjs";
import "./chunk-JCTERG6B.mjs";
import "./chunk-POW5B3AK.mjs";
import "./chunk-6CKKONBI.mjs";
import "./chunk-PDLELWUJ.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-CX3N45CJ.mjs";
import "./chunk-XK5TLWYY.mjs";
import {
  BundleError
} from "./chunk-5HOQBOAW.mjs";
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
  const offlineVariables = offline ? { OCX_HOME: home, OCX_OFFLINE: "1" } : {};
  setVariables(offlineVariables);
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
