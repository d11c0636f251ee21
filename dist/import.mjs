import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fetchTemporarily
} from "./chunk-UDK5SSFS.mjs";
import {
  importBundle
} from "./chunk-PEJMTZAL.mjs";
import {
  inspectBundle
} from "./chunk-XJ3YHV4A.mjs";
import "./chunk-XYFGI6CC.mjs";
import "./chunk-777C2JF3.mjs";
import {
  appendToJob,
  changesOf,
  jobFiles
} from "./chunk-IW6EWTKE.mjs";
import "./chunk-CR25TLWV.mjs";
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
} from "./chunk-YAIADDER.mjs";
import "./chunk-IVDOBNLA.mjs";
import "./chunk-CKLG3CEB.mjs";
import "./chunk-5JTIWCWL.mjs";
import "./chunk-KRKUR37A.mjs";
import "./chunk-XHQU34P7.mjs";
import "./chunk-TRG2NBGM.mjs";
import "./chunk-DO66P3RZ.mjs";
import "./chunk-JEYG3C6B.mjs";
import "./chunk-SZEWHYLY.mjs";
import "./chunk-Z3LA4GJK.mjs";
import "./chunk-GV52PYWC.mjs";
import "./chunk-3A6B7LTF.mjs";
import "./chunk-KN7JK3FU.mjs";
import "./chunk-REH3XOZH.mjs";
import {
  expandTilde
} from "./chunk-K2HEINOA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-AEG75B7M.mjs";
import "./chunk-PS53ICHA.mjs";
import "./chunk-MZ5U76BJ.mjs";
import "./chunk-7D3CYLIG.mjs";
import "./chunk-CX3N45CJ.mjs";
import "./chunk-3QTZOCDB.mjs";
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
