import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  appendToJob,
  changesOf,
  jobFiles
} from "./chunk-KBZMB4NA.mjs";
import {
  importAndSummarize
} from "./chunk-X3PMRCM6.mjs";
import "./chunk-IFYEM63Q.mjs";
import "./chunk-2XDYQGOS.mjs";
import "./chunk-ATB2I7JB.mjs";
import "./chunk-JWGQ3OEX.mjs";
import "./chunk-74DK5RBQ.mjs";
import "./chunk-LXSHQOBP.mjs";
import "./chunk-SJH6JR3K.mjs";
import "./chunk-D2ZJOAFN.mjs";
import "./chunk-EO6XBUR2.mjs";
import "./chunk-AAVXMN4E.mjs";
import "./chunk-TGMVSWT6.mjs";
import "./chunk-T5UKA76H.mjs";
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
} from "./chunk-FOD2FZDR.mjs";
import "./chunk-UUMTONWT.mjs";
import "./chunk-XWLPKLPE.mjs";
import "./chunk-SXOG2VUQ.mjs";
import "./chunk-CB6HKYJN.mjs";
import "./chunk-24TG5CPJ.mjs";
import "./chunk-TEE4BY5O.mjs";
import "./chunk-OYS5PKNA.mjs";
import "./chunk-4OTCZ4WZ.mjs";
import "./chunk-PVYKHTJY.mjs";
import "./chunk-OXYW5QJS.mjs";
import "./chunk-ANILW7EZ.mjs";
import {
  offlineVariables
} from "./chunk-3H7QWYDN.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-AX7IEQFZ.mjs";
import "./chunk-IMNXN3X2.mjs";
import "./chunk-DZ7BITUT.mjs";
import "./chunk-HAWTYSNO.mjs";
import "./chunk-AFXV3KV7.mjs";
import "./chunk-W3TBFGZF.mjs";
import "./chunk-7C66QK4H.mjs";
import "./chunk-JEU652S4.mjs";
import "./chunk-SZGSABKX.mjs";
import "./chunk-GS52MCPS.mjs";
import "./chunk-YTFNC5OA.mjs";
import "./chunk-UQOTYXFJ.mjs";
import "./chunk-LKXR637S.mjs";
import "./chunk-K7OIXQE2.mjs";
import "./chunk-BOIK5VYQ.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-4MUPZLG6.mjs";
import "./chunk-4YVHB6OA.mjs";
import {
  fetchTemporarily
} from "./chunk-PS2VINSB.mjs";
import "./chunk-VEV7IYDP.mjs";
import "./chunk-43JWEPUA.mjs";
import "./chunk-OEJ6JHY4.mjs";
import "./chunk-4EX63BXU.mjs";
import "./chunk-4T42NJDA.mjs";
import "./chunk-3IUHVQJO.mjs";
import "./chunk-2FIZBUJ4.mjs";
import "./chunk-34XEFYLB.mjs";
import "./chunk-BRXFK6VM.mjs";
import "./chunk-CN7N7YZZ.mjs";
import "./chunk-NORNZIDL.mjs";
import "./chunk-Q5EP5NC7.mjs";
import "./chunk-O7IUDOGB.mjs";
import "./chunk-5DEN2U57.mjs";
import "./chunk-N2LVX2II.mjs";
import "./chunk-6NLAVEJM.mjs";
import "./chunk-V32PXZOA.mjs";
import "./chunk-ZW2BPFYO.mjs";
import "./chunk-56HGRRYC.mjs";
import "./chunk-RSVFYLPV.mjs";
import "./chunk-JAJJASRB.mjs";
import "./chunk-WLQBZC6Y.mjs";
import "./chunk-53F47O67.mjs";
import "./chunk-MQ7Z7SEN.mjs";
import "./chunk-5ID334OD.mjs";
import "./chunk-WOGJHYXI.mjs";
import "./chunk-73GVGIP5.mjs";
import "./chunk-WFUJZTXH.mjs";
import "./chunk-Q46EHZIG.mjs";
import "./chunk-VUO2R43M.mjs";
import "./chunk-AUJR3RMP.mjs";
import "./chunk-D6DNWUNV.mjs";
import "./chunk-OJT2FNBU.mjs";
import "./chunk-PYQ4CTQ6.mjs";
import "./chunk-TFVRFL7C.mjs";
import "./chunk-47HUOOIO.mjs";
import "./chunk-D23Y2V5P.mjs";
import "./chunk-TAH2XW7X.mjs";
import "./chunk-CC6Q3MBK.mjs";
import "./chunk-QZEOUVN5.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-B2C5ZCCV.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-GY6335NT.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-JYXZUD6M.mjs";
import "./chunk-IAWNNIYU.mjs";
import "./chunk-GNLZV7IL.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-23INZDCR.mjs";
import "./chunk-MVK3X6MY.mjs";
import "./chunk-SU5E6JTR.mjs";
import "./chunk-VPOQBDB7.mjs";
import "./chunk-ZDWNJVBT.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-L7XR4U4C.mjs";
import "./chunk-6RD44VSN.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-2CJMZNTN.mjs";
import "./chunk-MWQI2DLW.mjs";
import "./chunk-BJIGIIP3.mjs";
import {
  expandTilde
} from "./chunk-MIBTUUXS.mjs";
import "./chunk-LUDFYDJX.mjs";
import "./chunk-KTQ4JZSP.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
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
