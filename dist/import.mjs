import {
  appendToJob,
  changesOf,
  jobFiles
} from "./chunk-HHGDUU6T.mjs";
import "./chunk-LMKOJE5C.mjs";
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
} from "./chunk-L4U2EPSD.mjs";
import "./chunk-GGY5DL2H.mjs";
import "./chunk-EHNGLRQB.mjs";
import "./chunk-VGY2FSQ6.mjs";
import "./chunk-IUBWMJZP.mjs";
import "./chunk-YEIPGN2E.mjs";
import "./chunk-QXRPKE35.mjs";
import {
  fetchTemporarily
} from "./chunk-PMZLIZKM.mjs";
import "./chunk-I5XRDQ7X.mjs";
import "./chunk-JKS74XNE.mjs";
import "./chunk-VD6E4MIM.mjs";
import "./chunk-4TZ6XFGO.mjs";
import "./chunk-QVW5BCXW.mjs";
import "./chunk-5QNV4XZR.mjs";
import "./chunk-Q2AOTKZI.mjs";
import "./chunk-2IZLT7PM.mjs";
import "./chunk-Y6GUT7VY.mjs";
import "./chunk-B3RKKLYB.mjs";
import "./chunk-GPYW6ZIW.mjs";
import "./chunk-4BOK7I4K.mjs";
import "./chunk-DJP23LK7.mjs";
import "./chunk-OS4EBOPQ.mjs";
import "./chunk-ADQT4ZWO.mjs";
import "./chunk-EBI54J43.mjs";
import "./chunk-MZUTNGRD.mjs";
import "./chunk-VNTWFFPQ.mjs";
import "./chunk-JTLXSKNL.mjs";
import "./chunk-DZFMGHUF.mjs";
import {
  offlineVariables_21
} from "./chunk-NC7RESNO.mjs";
import "./chunk-FULKM6RP.mjs";
import "./chunk-4GCKRU3J.mjs";
import "./chunk-XIURF7CI.mjs";
import "./chunk-SXOLEC27.mjs";
import "./chunk-LKE2HDOH.mjs";
import "./chunk-UMGC5XW2.mjs";
import "./chunk-HEGJCT6T.mjs";
import "./chunk-V5EHWYNH.mjs";
import "./chunk-42W4RABT.mjs";
import "./chunk-ZAIV4F4E.mjs";
import "./chunk-HXB4YYKM.mjs";
import "./chunk-RMYVTLMV.mjs";
import "./chunk-PYHHIWIL.mjs";
import "./chunk-UTVE5G6E.mjs";
import "./chunk-EHAS7S6K.mjs";
import "./chunk-PTXMRNV2.mjs";
import "./chunk-WL7ET2BP.mjs";
import "./chunk-X7VVMTBY.mjs";
import "./chunk-GYELZAFS.mjs";
import "./chunk-ZO2PUWIT.mjs";
import "./chunk-7CTE4NZ3.mjs";
import "./chunk-R2KDEQTF.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-FV4BCS26.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-SYPSYGWM.mjs";
import {
  expandTilde_40
} from "./chunk-3KOR77P5.mjs";
import "./chunk-X5HQV64S.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-OCM2DYHD.mjs";
import "./chunk-ZXDUCTE5.mjs";
import "./chunk-J32NS4WM.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XPCL3JO.mjs";
import {
  BundleError
} from "./chunk-4MKAO6W3.mjs";
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
