import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  appendToJob,
  changesOf,
  jobFiles
} from "./chunk-PTHS35QR.mjs";
import {
  offlineVariables
} from "./chunk-E62IJDWV.mjs";
import {
  importAndSummarize
} from "./chunk-ZXZ2JFAF.mjs";
import "./chunk-3TVNHQ3D.mjs";
import "./chunk-ZI3BJL4O.mjs";
import "./chunk-M3R36IYA.mjs";
import "./chunk-ATB2I7JB.mjs";
import "./chunk-VQ4XFDQI.mjs";
import "./chunk-S5ASQTHA.mjs";
import "./chunk-6EM7Q6LZ.mjs";
import "./chunk-WUCKIWJU.mjs";
import "./chunk-3OV7CLW3.mjs";
import "./chunk-ELSZRXL7.mjs";
import "./chunk-G56PGCIM.mjs";
import "./chunk-PXEHLFEB.mjs";
import "./chunk-WJLE7FBZ.mjs";
import "./chunk-WFA7RIYN.mjs";
import "./chunk-DKVBKMNA.mjs";
import "./chunk-RQETZYYC.mjs";
import "./chunk-GLOYTN5B.mjs";
import "./chunk-HU6PSS2E.mjs";
import "./chunk-LJNXJK74.mjs";
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
} from "./chunk-GY5CQ2ZN.mjs";
import "./chunk-CVZSAODR.mjs";
import "./chunk-LJ3VIJJI.mjs";
import "./chunk-DARB3TCS.mjs";
import "./chunk-HHJ5SUYD.mjs";
import "./chunk-TPBQN4DI.mjs";
import "./chunk-OSR6M2IJ.mjs";
import "./chunk-PVYKHTJY.mjs";
import "./chunk-F3J3QYEL.mjs";
import "./chunk-W5YVL5HU.mjs";
import "./chunk-FQQMQRJK.mjs";
import "./chunk-ZLNMT2ME.mjs";
import "./chunk-RBARIIM4.mjs";
import "./chunk-UI5H3SEU.mjs";
import "./chunk-TCIWIPRY.mjs";
import "./chunk-CE4BDZOU.mjs";
import "./chunk-SBRJKEVF.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-ZWGKOM4T.mjs";
import "./chunk-ASDWAUWF.mjs";
import "./chunk-CRMI3FEV.mjs";
import "./chunk-BXJYX6N2.mjs";
import "./chunk-MVWI7EBL.mjs";
import "./chunk-M3JWKYEK.mjs";
import "./chunk-NLKNVU6L.mjs";
import "./chunk-LAYNSALZ.mjs";
import "./chunk-FCHVQ5G7.mjs";
import "./chunk-ULI3Q6Y3.mjs";
import "./chunk-52KWDJG3.mjs";
import "./chunk-3WPMJLY2.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-FDJWJL6G.mjs";
import {
  fetchTemporarily
} from "./chunk-V64NRFYW.mjs";
import "./chunk-Z7PELVLL.mjs";
import "./chunk-WJFUQVVE.mjs";
import "./chunk-V3SVHXSN.mjs";
import "./chunk-VQDLSWPX.mjs";
import "./chunk-BQMSE65L.mjs";
import "./chunk-AQQARF2O.mjs";
import "./chunk-OPCWZQUZ.mjs";
import "./chunk-WBQEOX5U.mjs";
import "./chunk-KZHCGS7L.mjs";
import "./chunk-4GCQO6KV.mjs";
import "./chunk-XQLJGAJ5.mjs";
import "./chunk-GBCZTBOQ.mjs";
import "./chunk-BOIK5VYQ.mjs";
import "./chunk-B72G32SU.mjs";
import "./chunk-OG5BFJYO.mjs";
import "./chunk-7XECXOME.mjs";
import "./chunk-CV7NIZHK.mjs";
import "./chunk-4MQYZNJU.mjs";
import "./chunk-WLTXINVL.mjs";
import "./chunk-V3K6XKUV.mjs";
import "./chunk-6WYLAPNC.mjs";
import "./chunk-6UD7RHXT.mjs";
import "./chunk-YQBKD3BK.mjs";
import "./chunk-2PJXGMJF.mjs";
import "./chunk-CC6Q3MBK.mjs";
import "./chunk-5UNACQVU.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-6CU5T5AX.mjs";
import "./chunk-N2LVX2II.mjs";
import "./chunk-7WC2TNXI.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-MK5PH45A.mjs";
import "./chunk-LUPRM4LO.mjs";
import "./chunk-L4JMTKIJ.mjs";
import "./chunk-OUNWGCP3.mjs";
import "./chunk-WNBWGKGN.mjs";
import "./chunk-4DSASQNQ.mjs";
import "./chunk-4RRVGPQ6.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-5EKI3K5F.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-SIXYNKZ3.mjs";
import "./chunk-XBYPF2TB.mjs";
import "./chunk-A5G26SDU.mjs";
import "./chunk-AMTFR3ER.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-TUPD2LI7.mjs";
import "./chunk-JH3NGZWR.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-DOAIOH6Z.mjs";
import {
  expandTilde
} from "./chunk-PDOXIJT4.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-R75ETOQW.mjs";
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
