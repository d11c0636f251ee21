import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  exportBundle
} from "./chunk-5PGFWUFK.mjs";
import "./chunk-R2HN734I.mjs";
import "./chunk-7NILHGZO.mjs";
import "./chunk-KWVPB3UL.mjs";
import "./chunk-OY65ZRSV.mjs";
import "./chunk-QZK5PLIG.mjs";
import "./chunk-2CCB4MV6.mjs";
import "./chunk-SF6AQFAE.mjs";
import "./chunk-SS2FRJ7A.mjs";
import "./chunk-5O7XIWJZ.mjs";
import "./chunk-JQOKBYYX.mjs";
import "./chunk-ZJXIJUYF.mjs";
import {
  mergeBundles
} from "./chunk-B2S6JGZQ.mjs";
import "./chunk-U5A7EKO5.mjs";
import "./chunk-MKZ7B7L3.mjs";
import "./chunk-374AZAON.mjs";
import "./chunk-2MJC5CAV.mjs";
import {
  checkDestination,
  sendBundle
} from "./chunk-MZPDFHTX.mjs";
import "./chunk-BJBYGA3I.mjs";
import "./chunk-4UNP7NRD.mjs";
import {
  describeImage
} from "./chunk-V5CP5S6R.mjs";
import "./chunk-RIHRZRUM.mjs";
import "./chunk-ZSGYV3GI.mjs";
import "./chunk-NGXBGIGO.mjs";
import "./chunk-LZ5CJGUA.mjs";
import {
  addSummary,
  announceArtifacts,
  countPackages,
  parseExportInputs,
  readInput,
  runJob,
  say,
  setOutputs,
  summarizeExport,
  summarizeMerge
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
import {
  digestFile
} from "./chunk-XIDELYOO.mjs";
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
import "./chunk-WU64DVQV.mjs";
import "./chunk-3H3T5RP2.mjs";
import "./chunk-MH7QNLL6.mjs";
import "./chunk-ORSRYB4M.mjs";
import "./chunk-YAHHWPPK.mjs";
import "./chunk-W52AKVKH.mjs";
import "./chunk-BFXJEC5E.mjs";
import "./chunk-QZVIWQUY.mjs";
import "./chunk-67ZLQWPQ.mjs";
import "./chunk-3O3BYXQU.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ZKGAMAZP.mjs";
import "./chunk-3O6M6KTH.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/merge-sent.ts
async function mergeSent({ directory, ...request }, context, reporter) {
  var _stack = [];
  try {
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const sources = [];
    for (const source of request.sources) {
      if ("kind" in source) sources.push(source);
      else {
        const fetched = stack.use(await fetchTemporarily({ ...source, directory }, context, reporter));
        sources.push({ kind: "file", path: fetched.file ?? "" });
      }
    }
    return await mergeBundles({ ...request, sources }, context, reporter);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}

// src/actions/export.ts
await runJob("Export an offline bundle", async (job) => {
  const inputs = parseExportInputs(readInput, job.temporary);
  const { destination } = inputs;
  if (destination !== void 0)
    await checkDestination({ destination, ...named(inputs) }, job.surroundings, job.listener);
  await (inputs.merge === void 0 ? exportAndSend(inputs, job) : mergeAndSend(inputs, inputs.merge, job));
});
async function exportAndSend(inputs, job) {
  const result = await exportBundle(inputs.request, job.surroundings, job.listener);
  const { bundle, file, directory, reference } = result;
  say(describe(result));
  const sent = await send(file, inputs, job);
  const made = result.dryRun ? void 0 : await makeImage(inputs, result, job);
  setOutputs({
    "bundle-digest": bundle.digest,
    file: file ?? directory,
    "file-digest": sent?.fileDigest ?? (file && await digestFile(file)),
    size: bundle.size,
    packages: bundle.packages,
    reference,
    ...sent !== void 0 && outputsOf(sent),
    "image-digest": made?.image.digest,
    "image-file": made?.file,
    "image-reference": made?.reference
  });
  await addSummary(summarizeExport(result, sent, made));
  announceArtifacts(subjectsOf(result, sent));
}
async function mergeAndSend(inputs, sources, job) {
  const { output, overwrite = false } = inputs.request;
  const kind = output?.kind === "layout" ? "layout" : "file";
  const path = output !== void 0 && "path" in output ? output.path : job.temporary;
  const request = { sources, output: { kind, path }, directory: job.temporary, overwrite, ...named(inputs) };
  const result = await mergeSent(request, job.surroundings, job.listener);
  const { bundle, file, directory, size } = result;
  say(describeMerge(result));
  const sent = await send(file, inputs, job);
  setOutputs({
    "bundle-digest": bundle.digest,
    file: file ?? directory,
    "file-digest": sent?.fileDigest ?? (file && await digestFile(file)),
    size,
    ...sent !== void 0 && outputsOf(sent)
  });
  await addSummary(summarizeMerge(result, sent));
  announceArtifacts(subjectsOf(result, sent));
}
async function send(file, inputs, job) {
  const { destination } = inputs;
  if (file === void 0 || destination === void 0) return void 0;
  const source = { kind: "file", path: file };
  const sent = await sendBundle({ source, destination, ...named(inputs) }, job.surroundings, job.listener);
  say(describeSent(sent));
  if (sent.status === "reserved") job.listener.warn(reservedWarning(sent));
  return sent;
}
function named({ request: { name } }) {
  return name === void 0 ? {} : { name };
}
function describeMerge({ platforms, file, directory, bundle }) {
  const names = platforms.map(({ platform }) => platform).join(", ");
  return `Merged bundles for ${names} to ${file ?? directory}, bundle digest ${bundle.digest}`;
}
function subjectsOf({ file, parts, reference }, sent) {
  const pinned = sent?.reference ?? reference;
  return [
    ...file === void 0 || parts !== void 0 ? [] : [file],
    ...pinned === void 0 ? [] : [`oci://${pinned.replace(/:[^:/@]*(?=@)/, "")}`]
  ];
}
async function makeImage(inputs, result, job) {
  if (inputs.image === void 0) return void 0;
  const { imageBundle } = await import("./image-bundle-45JOWK5R.mjs");
  const request = { ...inputs.image, source: sourceOf(inputs.request, result) };
  const made = await imageBundle(request, job.surroundings, job.listener);
  say(describeImage(made));
  return made;
}
function sourceOf({ output }, { bundle: { name }, file, directory, reference }) {
  const path = file ?? directory;
  if (path !== void 0) return { kind: "file", path, name };
  if (output?.kind !== "registry" || reference === void 0) throw new Error("the bundle is nowhere");
  return { ...output, reference, name };
}
function describe({ bundle, file, directory, reference, dryRun }) {
  const what = countPackages(bundle.packages.length);
  if (dryRun) return `Dry run: would export ${what}`;
  return `Exported ${what} to ${file ?? directory ?? reference}, bundle digest ${bundle.digest}`;
}
function describeSent({ channel, status, name, url, key }) {
  const where = url ?? (key === void 0 ? channel : `cache ${key}`);
  if (status === "reserved") return `Sent nothing: another job has reserved ${where}`;
  if (status === "kept") return `Sent nothing: ${where} has it already`;
  return `Sent ${name} to ${where}${status === "replaced" ? ", where it replaced another" : ""}`;
}
function reservedWarning({ key }) {
  return `Nothing was cached: another job has reserved the key ${key} and has not finished. If none is running, use another \`cache-key\`.`;
}
function outputsOf({ channel, status, id, url, key, reference }) {
  switch (channel) {
    case "artifact":
      return { "artifact-id": id, "artifact-url": url };
    case "release":
      return { "asset-url": url };
    case "cache":
      return { "cache-key": key, "cache-hit": status === "kept" };
    case "registry":
      return { reference };
  }
}
