import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  describeImage
} from "./chunk-V5CP5S6R.mjs";
import {
  exportBundle
} from "./chunk-KGSKFUOC.mjs";
import "./chunk-5JOXE4C6.mjs";
import "./chunk-7NILHGZO.mjs";
import "./chunk-4CNORYCU.mjs";
import "./chunk-5NI4W46E.mjs";
import "./chunk-3NKPSABH.mjs";
import "./chunk-4MDW7VJY.mjs";
import "./chunk-UJUSCJ6U.mjs";
import "./chunk-X77A23NS.mjs";
import "./chunk-4TJR2KQG.mjs";
import "./chunk-TERMASIE.mjs";
import "./chunk-N3XDNUHU.mjs";
import {
  mergeBundles
} from "./chunk-MX4BAKKF.mjs";
import "./chunk-IHZQXABA.mjs";
import "./chunk-OW535ODT.mjs";
import "./chunk-XK7WCAHU.mjs";
import "./chunk-4KLSNMR7.mjs";
import {
  checkDestination,
  sendBundle
} from "./chunk-UHOVEZHC.mjs";
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
import "./chunk-3H7QWYDN.mjs";
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
import {
  digestFile
} from "./chunk-HHWLTYFC.mjs";
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
import "./chunk-MIBTUUXS.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-ME3MDIW7.mjs";
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
  const { imageBundle } = await import("./image-bundle-WHXDMVPS.mjs");
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
function describeSent({ channel, status, name, url, key, configuration }) {
  if (configuration !== void 0)
    return `Sent the originals to ${name}. OCX's configuration for it:
${configuration}`;
  const where = url ?? (key === void 0 ? channel : `cache ${key}`);
  if (status === "reserved") return `Sent nothing: another job has reserved ${where}`;
  if (status === "kept") return `Sent nothing: ${where} has it already`;
  return `Sent ${name} to ${where}${status === "replaced" ? ", where it replaced another" : ""}`;
}
function reservedWarning({ key }) {
  return `Nothing was cached: another job has reserved the key ${key} and has not finished. If none is running, use another \`cache-key\`.`;
}
function outputsOf({
  channel,
  status,
  id,
  url,
  key,
  reference,
  configuration
}) {
  switch (channel) {
    case "artifact":
      return { "artifact-id": id, "artifact-url": url };
    case "release":
      return { "asset-url": url };
    case "cache":
      return { "cache-key": key, "cache-hit": status === "kept" };
    case "registry":
      return { reference, "ocx-configuration": configuration };
  }
}
