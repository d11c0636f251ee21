import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  appendToJob,
  changesOf,
  jobFiles
} from "./chunk-26MRJTBS.mjs";
import {
  offlineVariables
} from "./chunk-MFJQ65AP.mjs";
import {
  importAndSummarize
} from "./chunk-7KZIXHU2.mjs";
import "./chunk-LJK4JIFG.mjs";
import "./chunk-64F5CA6L.mjs";
import "./chunk-TUWLC5JP.mjs";
import "./chunk-DBWTPKDR.mjs";
import "./chunk-STKC4WMF.mjs";
import "./chunk-AXJ4S7LA.mjs";
import "./chunk-WWE7SJWM.mjs";
import "./chunk-47PZDB53.mjs";
import "./chunk-5T3ZQORB.mjs";
import "./chunk-SY6BGADW.mjs";
import "./chunk-VK3FAVGF.mjs";
import "./chunk-3YYFMSJ3.mjs";
import "./chunk-UWHQPEWC.mjs";
import "./chunk-75ZR6IYL.mjs";
import "./chunk-VO4XXEIY.mjs";
import "./chunk-XIKOS46J.mjs";
import "./chunk-ZJBYR6AS.mjs";
import "./chunk-Y5LQZ64E.mjs";
import "./chunk-UW4OPUOT.mjs";
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
} from "./chunk-TDRLIC32.mjs";
import "./chunk-BOXTWSFS.mjs";
import "./chunk-DARB3TCS.mjs";
import "./chunk-QU7WR3S5.mjs";
import "./chunk-HHJ5SUYD.mjs";
import "./chunk-TPBQN4DI.mjs";
import "./chunk-OSR6M2IJ.mjs";
import "./chunk-PVYKHTJY.mjs";
import "./chunk-K4KIB5BH.mjs";
import "./chunk-SBKVQCXK.mjs";
import "./chunk-65QHV5H2.mjs";
import "./chunk-BG55TK6M.mjs";
import "./chunk-ZSXBQEIY.mjs";
import "./chunk-TCIWIPRY.mjs";
import "./chunk-SAZB5XWV.mjs";
import "./chunk-PZNTKEH6.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-QLOZH3D7.mjs";
import "./chunk-AQ45ZT5B.mjs";
import "./chunk-CV2ESZJX.mjs";
import "./chunk-SK2YQAPE.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-ITXUJ46A.mjs";
import "./chunk-ZL47MGJQ.mjs";
import "./chunk-JZX23AU7.mjs";
import "./chunk-4H7QQNDA.mjs";
import "./chunk-YFDVG4C4.mjs";
import "./chunk-AUYBUWAL.mjs";
import "./chunk-BTJJZCIP.mjs";
import "./chunk-VCUZB5P6.mjs";
import "./chunk-AEVPCI5I.mjs";
import {
  fetchTemporarily
} from "./chunk-ZEZRPJOY.mjs";
import "./chunk-K4ZMXB7H.mjs";
import "./chunk-HXUAPHZK.mjs";
import "./chunk-XXONJWOB.mjs";
import "./chunk-GZCMRPVD.mjs";
import "./chunk-XSGKXUPC.mjs";
import "./chunk-6V5NJOXI.mjs";
import "./chunk-X3ZJRTME.mjs";
import "./chunk-GAHNM63O.mjs";
import "./chunk-5JM2G2WW.mjs";
import "./chunk-A65DSS4G.mjs";
import "./chunk-NPT75A53.mjs";
import "./chunk-AZMMX7DZ.mjs";
import "./chunk-H6JET2QB.mjs";
import "./chunk-NC72UY2E.mjs";
import "./chunk-YVR34EHJ.mjs";
import "./chunk-F2LX4ZI4.mjs";
import "./chunk-PIWIB3BF.mjs";
import "./chunk-JK5DJPE2.mjs";
import "./chunk-JRCM5VXD.mjs";
import "./chunk-HKD6KDCN.mjs";
import "./chunk-D575VCTS.mjs";
import "./chunk-XIDELYOO.mjs";
import "./chunk-BBSF7FXB.mjs";
import "./chunk-FEIMYRZD.mjs";
import "./chunk-6J6BVQZ3.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-SHEJKYR5.mjs";
import "./chunk-BQ2ZPZQ5.mjs";
import "./chunk-7T4SPWYI.mjs";
import "./chunk-G5M7KRR3.mjs";
import "./chunk-SLUGIOMK.mjs";
import "./chunk-M5EGB263.mjs";
import "./chunk-N2CISJJK.mjs";
import "./chunk-75JR47UT.mjs";
import "./chunk-FOS3Q45O.mjs";
import "./chunk-YA4PZWUG.mjs";
import "./chunk-5T6YHEM6.mjs";
import "./chunk-OTMIDOC4.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-7AMTZMYU.mjs";
import "./chunk-CEOJN6V4.mjs";
import "./chunk-NNUK72C2.mjs";
import "./chunk-33MI7YQE.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-3QQAQMWO.mjs";
import "./chunk-RCTERZSS.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-ORSRYB4M.mjs";
import {
  expandTilde
} from "./chunk-YAHHWPPK.mjs";
import "./chunk-W52AKVKH.mjs";
import "./chunk-3O3BYXQU.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ZKGAMAZP.mjs";
import {
  BundleError
} from "./chunk-3O6M6KTH.mjs";
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
  const files = request.dryRun ? void 0 : input.environment && jobFiles(context);
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
  const variables = offline && !request.dryRun ? offlineVariables(home) : {};
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
      ...origin !== void 0 ? { origin } : source.kind === "file" && { file: expandTilde(source.path, context) },
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
