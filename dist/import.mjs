import {
  appendToJob,
  changesOf,
  jobFiles
} from "./chunk-VJ6F4VKR.mjs";
import "./chunk-Z4HKEFOH.mjs";
import {
  importAndSummarize_1
} from "./chunk-HCO44ABD.mjs";
import {
  addSummary,
  checkRunnerFile,
  countPackages,
  parseImportInputs,
  readInput,
  runJob,
  say,
  setOutputs,
  setVariables,
  summarizeImport,
  summarizeMiss
} from "./chunk-75NAJSJU.mjs";
import "./chunk-GGY5DL2H.mjs";
import "./chunk-OAZMIEOB.mjs";
import "./chunk-RNL3PQ4C.mjs";
import "./chunk-KBYOVYJI.mjs";
import "./chunk-YMVRDJT5.mjs";
import "./chunk-BQ2YWSEV.mjs";
import {
  fetchTemporarily
} from "./chunk-VFCLUL2M.mjs";
import "./chunk-F3O7HOW6.mjs";
import "./chunk-4SL6K4J3.mjs";
import "./chunk-BM6X3BQY.mjs";
import "./chunk-Q2PNDJI3.mjs";
import "./chunk-R54I4OVQ.mjs";
import "./chunk-HQFAIOSL.mjs";
import "./chunk-7SV5L4PB.mjs";
import "./chunk-RBOL4GDT.mjs";
import "./chunk-W6U6OUAY.mjs";
import "./chunk-MHIFWSSQ.mjs";
import "./chunk-NOTRCLCJ.mjs";
import "./chunk-IEVHQZOT.mjs";
import "./chunk-RGAOG4G6.mjs";
import "./chunk-U37RBUMA.mjs";
import "./chunk-MAZFSUYI.mjs";
import "./chunk-H7ACLFO5.mjs";
import "./chunk-XNMEZXCH.mjs";
import "./chunk-EJZ5WEF7.mjs";
import "./chunk-ZDYH4SRR.mjs";
import "./chunk-DZFMGHUF.mjs";
import {
  offlineVariables_19
} from "./chunk-CZIUKB67.mjs";
import "./chunk-ARPUCGQ3.mjs";
import "./chunk-U5PQRCIB.mjs";
import "./chunk-OQQCSOEH.mjs";
import "./chunk-R6K6VWFY.mjs";
import "./chunk-LM4DMEHJ.mjs";
import "./chunk-R4ROI4WS.mjs";
import "./chunk-OWZRPGMY.mjs";
import "./chunk-CZL5UGE2.mjs";
import "./chunk-RQN5F2TG.mjs";
import "./chunk-YGKLJFNZ.mjs";
import "./chunk-JX2GJJIF.mjs";
import "./chunk-7J76XCFF.mjs";
import "./chunk-BUOA244Y.mjs";
import "./chunk-OGS7A7K6.mjs";
import "./chunk-EAUOSOMP.mjs";
import "./chunk-WG6XD3OV.mjs";
import "./chunk-DZJPFTB3.mjs";
import "./chunk-6SUZIHNH.mjs";
import "./chunk-X7VVMTBY.mjs";
import "./chunk-GYELZAFS.mjs";
import "./chunk-3P5WIHGI.mjs";
import "./chunk-IGXA6UWY.mjs";
import "./chunk-SJ3DJ5W3.mjs";
import "./chunk-LS4QIVEJ.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-GX6YAEWI.mjs";
import "./chunk-2VOVHQTY.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-M77KPOTZ.mjs";
import "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-GJP4ZKXN.mjs";
import "./chunk-NKGX6MXH.mjs";
import {
  expandTilde_38
} from "./chunk-A6YYFOED.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/actions/import.ts
await runJob("Import an offline bundle", async (job) => {
  var _stack = [];
  try {
    const inputs = parseImportInputs(readInput, job.temporary);
    const { source } = inputs;
    if (source.kind !== "cache") return await importFrom(source, inputs, job);
    const fetched = __using(_stack, await fetchTemporarily(source, job.context, job.reporter), true);
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
async function importFrom(source, { request: input, offline }, { context, reporter }, origin) {
  const request = { ...input, source };
  const files = request.dryRun ? void 0 : input.environment && jobFiles(context);
  const goesOffline = offline && !request.dryRun;
  if (goesOffline && files === void 0) checkRunnerFile("GITHUB_ENV");
  if (request.shared === true) process.umask(18);
  const { result, summary, origin: place } = await importAndSummarize_1(request, context, reporter);
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
  const variables = goesOffline ? offlineVariables_19(home) : {};
  setVariables(variables);
  const verb = request.dryRun ? "Dry run: would import" : "Imported";
  const done = added === 0 ? "Nothing to import, already there" : `${verb} ${countPackages(added)}, already there`;
  const pin = result.pinned ? "pinned by `digest`" : "not pinned";
  const signers = result.trust?.proofs.map(({ signer }) => signer) ?? [];
  const signed = signers.length === 0 ? "" : `. Signed by ${signers.join(" and ")}`;
  say(`${done}: ${countPackages(present)}. Home ${home}, bundle digest ${result.bundle.digest} (${pin})${signed}`);
  await addSummary(
    summarizeImport(result, summary, {
      ...result.fetched !== void 0 && { origin: place },
      // A fetched file is removed before anybody reads the summary, so it has no path.
      ...origin !== void 0 ? { origin } : source.kind === "file" && { file: expandTilde_38(source.path, context) },
      warnings,
      environment: [
        ...Object.entries(variables).map(([key, value]) => ({ key, value, kind: "constant" })),
        ...files === void 0 ? [] : changesOf(entries)
      ]
    })
  );
}
async function reportMiss({ key = "", name }, { failOnCacheMiss }) {
  if (failOnCacheMiss) throw new BundleError("CACHE_MISS", `Cannot find ${name}: the cache has no entry ${key}`);
  say(`The cache has no entry ${key}: nothing is imported`);
  await addSummary(summarizeMiss(key));
}
