import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  appendToJob,
  changesOf,
  jobFiles
} from "./chunk-HYR7NKVI.mjs";
import {
  importAndSummarize
} from "./chunk-HSKXETQM.mjs";
import "./chunk-3H7UQLAP.mjs";
import "./chunk-LZWP3BAJ.mjs";
import "./chunk-TBYNA4VQ.mjs";
import "./chunk-3DPBQU72.mjs";
import "./chunk-ATB2I7JB.mjs";
import "./chunk-OY3WPCIP.mjs";
import "./chunk-6EM7Q6LZ.mjs";
import "./chunk-4FYIQ53Y.mjs";
import "./chunk-WZ6O4CHR.mjs";
import "./chunk-5FZ4YBEQ.mjs";
import "./chunk-AODXNE5E.mjs";
import "./chunk-OHNSBLFU.mjs";
import "./chunk-DUYJ3MSW.mjs";
import "./chunk-XDC5S74S.mjs";
import "./chunk-MOKZLL2L.mjs";
import "./chunk-3U6UJP7I.mjs";
import "./chunk-GLOYTN5B.mjs";
import "./chunk-HU6PSS2E.mjs";
import "./chunk-HJIQF24H.mjs";
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
} from "./chunk-FM75M67J.mjs";
import "./chunk-BFGXJT2G.mjs";
import "./chunk-U7LCPHV3.mjs";
import "./chunk-WM72IY34.mjs";
import "./chunk-K6GCRFKS.mjs";
import "./chunk-R672J4FU.mjs";
import "./chunk-QLHJPP5J.mjs";
import "./chunk-ACNU4SRG.mjs";
import "./chunk-PVYKHTJY.mjs";
import "./chunk-POFVI4IF.mjs";
import "./chunk-DX3MVPED.mjs";
import "./chunk-LZKOKQVL.mjs";
import "./chunk-EOJGSVZT.mjs";
import "./chunk-OLHEA6IJ.mjs";
import {
  offlineVariables
} from "./chunk-3H7QWYDN.mjs";
import "./chunk-TCIWIPRY.mjs";
import "./chunk-JJUS3X7N.mjs";
import "./chunk-7KLKWXHD.mjs";
import "./chunk-UT6FTT5X.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-TJ5UH5SB.mjs";
import "./chunk-7HUFH4L4.mjs";
import "./chunk-IMNXN3X2.mjs";
import "./chunk-44B67EQL.mjs";
import "./chunk-X53ECAPB.mjs";
import "./chunk-44C2W2UL.mjs";
import "./chunk-ZPY25SBQ.mjs";
import "./chunk-H6GQGU6R.mjs";
import "./chunk-RV4YW7OT.mjs";
import "./chunk-T7YAFXBJ.mjs";
import "./chunk-QWR6D4BE.mjs";
import "./chunk-2IFAY4D3.mjs";
import "./chunk-BOIK5VYQ.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-ZJCH65HB.mjs";
import {
  fetchTemporarily
} from "./chunk-OFPEKO2Z.mjs";
import "./chunk-HZ3F3GCK.mjs";
import "./chunk-PG6C2APA.mjs";
import "./chunk-FGO3E4NW.mjs";
import "./chunk-EATHZFZC.mjs";
import "./chunk-G5ZIPIJ4.mjs";
import "./chunk-IA72Q3XK.mjs";
import "./chunk-C7ELAJWH.mjs";
import "./chunk-2TIQYUV2.mjs";
import "./chunk-VQDLSWPX.mjs";
import "./chunk-WDGOSTFA.mjs";
import "./chunk-AQQARF2O.mjs";
import "./chunk-BYNC2B4T.mjs";
import "./chunk-2B2O3OFS.mjs";
import "./chunk-KTAGLQF5.mjs";
import "./chunk-26PLUBGS.mjs";
import "./chunk-ZW2BPFYO.mjs";
import "./chunk-BFX33TH2.mjs";
import "./chunk-KGTMJWOD.mjs";
import "./chunk-W3KKYVCM.mjs";
import "./chunk-WLQBZC6Y.mjs";
import "./chunk-ADOLIVWJ.mjs";
import "./chunk-IVQG6HY5.mjs";
import "./chunk-XJI5ABBL.mjs";
import "./chunk-73OQANKO.mjs";
import "./chunk-2XVPXI2K.mjs";
import "./chunk-VUO2R43M.mjs";
import "./chunk-NDSLVV3Y.mjs";
import "./chunk-HHWLTYFC.mjs";
import "./chunk-VKFIFHLR.mjs";
import "./chunk-2QCDEMMI.mjs";
import "./chunk-PVCRIHSR.mjs";
import "./chunk-A6NZBLUU.mjs";
import "./chunk-BKIACKWB.mjs";
import "./chunk-CC6Q3MBK.mjs";
import "./chunk-2WF6CFVT.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-CP35JURY.mjs";
import "./chunk-N2LVX2II.mjs";
import "./chunk-DRDCQQXR.mjs";
import "./chunk-IIFDRNSZ.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-XYU6FNUR.mjs";
import "./chunk-QZK7ESIQ.mjs";
import "./chunk-2TTYTX7H.mjs";
import "./chunk-43CYBOMS.mjs";
import "./chunk-AIEYQ4TK.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-3AOCJ45Y.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-4LMJ4UDG.mjs";
import "./chunk-NF7NLMI4.mjs";
import "./chunk-A5G26SDU.mjs";
import "./chunk-AMTFR3ER.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-BJIGIIP3.mjs";
import {
  expandTilde
} from "./chunk-MIBTUUXS.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ADIS2E6D.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
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
