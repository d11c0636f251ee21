import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  appendToJob,
  changesOf,
  jobFiles,
  offlineVariables
} from "./chunk-ASCHZ2WS.mjs";
import {
  fetchTemporarily
} from "./chunk-7P6Q5MIH.mjs";
import {
  importAndSummarize
} from "./chunk-IYTIZ657.mjs";
import "./chunk-PCAWDX2M.mjs";
import "./chunk-JWYROKO5.mjs";
import "./chunk-GMFLEPLK.mjs";
import "./chunk-QSCWPGIA.mjs";
import "./chunk-IXAACZJK.mjs";
import "./chunk-52RIJZXC.mjs";
import "./chunk-ZG5EY4AF.mjs";
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
} from "./chunk-E3KS7IO7.mjs";
import "./chunk-UF64KPZW.mjs";
import "./chunk-W4JBQWMB.mjs";
import "./chunk-LZ7F5DCV.mjs";
import "./chunk-DQMHGJWL.mjs";
import "./chunk-ZLGGNCXS.mjs";
import "./chunk-MPRV557D.mjs";
import "./chunk-RRITLL2D.mjs";
import "./chunk-XW5JETHZ.mjs";
import "./chunk-YTV7YCDT.mjs";
import "./chunk-ETFGWPFB.mjs";
import "./chunk-Y3JIXVDL.mjs";
import "./chunk-NPB3IMDU.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-XAIYEGWL.mjs";
import "./chunk-SB6P32UC.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-3E7G5DQ3.mjs";
import "./chunk-UMHWI3T3.mjs";
import "./chunk-7T4SPWYI.mjs";
import "./chunk-ZPMNMGQ2.mjs";
import "./chunk-ZTZXCAXS.mjs";
import "./chunk-DDTJFDEP.mjs";
import "./chunk-M422VR4A.mjs";
import "./chunk-DPOXTDON.mjs";
import "./chunk-RNGYVW6H.mjs";
import "./chunk-QG4ICH57.mjs";
import "./chunk-52635RSD.mjs";
import "./chunk-YCQ6WS4O.mjs";
import "./chunk-YVDZAUZI.mjs";
import "./chunk-A5VO6FJV.mjs";
import "./chunk-5LHHMRT6.mjs";
import "./chunk-53CXBFN6.mjs";
import {
  expandTilde
} from "./chunk-DBZ7BEX5.mjs";
import "./chunk-DGSKYIRD.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-DCUFDYOS.mjs";
import "./chunk-OKXSH3OC.mjs";
import "./chunk-5ERUUIK2.mjs";
import "./chunk-47A57DVG.mjs";
import "./chunk-5VA2KXAO.mjs";
import "./chunk-WGBZ4EWO.mjs";
import "./chunk-6SSD3UWU.mjs";
import "./chunk-3QTZOCDB.mjs";
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
