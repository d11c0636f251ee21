import {
  appendToJob,
  changesOf,
  jobFiles
} from "./chunk-XTK5AVAA.mjs";
import "./chunk-OHJITPAU.mjs";
import {
  importAndSummarize_1
} from "./chunk-HCO44ABD.mjs";
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
} from "./chunk-WAQ2O3RS.mjs";
import "./chunk-GGY5DL2H.mjs";
import "./chunk-EHNGLRQB.mjs";
import "./chunk-VGY2FSQ6.mjs";
import "./chunk-IUBWMJZP.mjs";
import "./chunk-YEIPGN2E.mjs";
import "./chunk-QXRPKE35.mjs";
import {
  fetchTemporarily
} from "./chunk-UHCV2ERR.mjs";
import "./chunk-PSHLWILH.mjs";
import "./chunk-POHOV46S.mjs";
import "./chunk-QUCBCP7L.mjs";
import "./chunk-XIDI2RGC.mjs";
import "./chunk-NGZ7NOJ4.mjs";
import "./chunk-4UPWAEUV.mjs";
import "./chunk-5UM42FD3.mjs";
import "./chunk-MEPHQKSD.mjs";
import "./chunk-GX5XVJ7S.mjs";
import "./chunk-U7LBYKVB.mjs";
import "./chunk-MZ7N3PJH.mjs";
import "./chunk-XUSFFV2K.mjs";
import "./chunk-BWLR5372.mjs";
import "./chunk-XFE462LY.mjs";
import "./chunk-BUHO2HAK.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-C4O5WSJC.mjs";
import "./chunk-K42B3U5E.mjs";
import "./chunk-MYQEGLFM.mjs";
import "./chunk-QNY6IJMC.mjs";
import {
  offlineVariables_21
} from "./chunk-NC7RESNO.mjs";
import "./chunk-SFCBO2GA.mjs";
import "./chunk-UFWI544K.mjs";
import "./chunk-44UYXQIQ.mjs";
import "./chunk-I5AR5MOU.mjs";
import "./chunk-NHMU3QEM.mjs";
import "./chunk-TRTPTF5F.mjs";
import "./chunk-O6YHAUAL.mjs";
import "./chunk-44AIEQMZ.mjs";
import "./chunk-OKWNXIE3.mjs";
import "./chunk-4D7RWZNW.mjs";
import "./chunk-IDOIF2S4.mjs";
import "./chunk-NBQWKA4F.mjs";
import "./chunk-RK6YA52Z.mjs";
import "./chunk-QI3CPHO2.mjs";
import "./chunk-I2SSAEHR.mjs";
import "./chunk-GALWVORN.mjs";
import "./chunk-N2CUZO4E.mjs";
import "./chunk-NTVWBR4E.mjs";
import "./chunk-QKVGLJSE.mjs";
import "./chunk-ZO2PUWIT.mjs";
import "./chunk-53HI346J.mjs";
import "./chunk-HXSJKGUH.mjs";
import "./chunk-XYKDCCSB.mjs";
import "./chunk-45GK5TH2.mjs";
import "./chunk-OYT7DEZK.mjs";
import "./chunk-JSX5QINM.mjs";
import "./chunk-FV4BCS26.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-KEHZJ7TE.mjs";
import {
  expandTilde_40
} from "./chunk-3KOR77P5.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
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
  const variables = offline && !request.dryRun ? offlineVariables_21(home) : {};
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
      ...origin !== void 0 ? { origin } : source.kind === "file" && { file: expandTilde_40(source.path, context) },
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
