import {
  checkDestination,
  sendBundle
} from "./chunk-Q4HAKSCQ.mjs";
import {
  describeImage
} from "./chunk-JYGJ5ABO.mjs";
import {
  mergeBundles
} from "./chunk-D7OWCHHC.mjs";
import "./chunk-7LYUTX4X.mjs";
import "./chunk-KIXJXUGU.mjs";
import {
  exportBundle
} from "./chunk-ND4NKYA6.mjs";
import "./chunk-3YJFMT3A.mjs";
import "./chunk-XABU6MWZ.mjs";
import "./chunk-2CCCZGIU.mjs";
import "./chunk-5EGCSJBJ.mjs";
import "./chunk-H6JVHHF6.mjs";
import "./chunk-IK4DB2B5.mjs";
import "./chunk-BPEBHIIP.mjs";
import "./chunk-XDYO7TRK.mjs";
import "./chunk-DMIJ473H.mjs";
import "./chunk-TUNW7TBF.mjs";
import "./chunk-A67WD7UB.mjs";
import "./chunk-CGMA6P3P.mjs";
import "./chunk-YJABFCFA.mjs";
import "./chunk-KFCAUD2K.mjs";
import "./chunk-L65CWSZI.mjs";
import "./chunk-IF6PBNF7.mjs";
import "./chunk-5QMOEKRD.mjs";
import "./chunk-M6MHX22Y.mjs";
import "./chunk-SHLPKOZA.mjs";
import "./chunk-5A32V7OU.mjs";
import "./chunk-57L5FN3F.mjs";
import "./chunk-Q5GTHIJF.mjs";
import "./chunk-YRITBRM2.mjs";
import "./chunk-UMBPOWMV.mjs";
import "./chunk-GFP6OKOB.mjs";
import "./chunk-ANLMBIVQ.mjs";
import "./chunk-7EQBOWSM.mjs";
import "./chunk-AOEYEYHJ.mjs";
import "./chunk-7IVFFGHW.mjs";
import "./chunk-U2JRNTNP.mjs";
import "./chunk-RFLV7I5F.mjs";
import "./chunk-DT4JO2JF.mjs";
import "./chunk-O6BECCDK.mjs";
import "./chunk-NVDJUNPX.mjs";
import "./chunk-RHFZE22J.mjs";
import "./chunk-WYNKTPG4.mjs";
import "./chunk-KCJHRCDB.mjs";
import "./chunk-LHDNX7TD.mjs";
import "./chunk-33YBFMXG.mjs";
import "./chunk-4OEIQWFO.mjs";
import "./chunk-C5SZ4WNQ.mjs";
import "./chunk-7ERV4MC3.mjs";
import "./chunk-T4VNAZ57.mjs";
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
import "./chunk-NC7RESNO.mjs";
import "./chunk-FULKM6RP.mjs";
import {
  digestFile
} from "./chunk-4GCKRU3J.mjs";
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
import "./chunk-PZGT6IPK.mjs";
import "./chunk-FV4BCS26.mjs";
import "./chunk-BZTZ7RJ6.mjs";
import "./chunk-IAOUZBYX.mjs";
import "./chunk-C5G7RXZF.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-SYPSYGWM.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-X5HQV64S.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-OCM2DYHD.mjs";
import "./chunk-ZXDUCTE5.mjs";
import "./chunk-J32NS4WM.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-MF734JDM.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XPCL3JO.mjs";
import "./chunk-4MKAO6W3.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

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
  if (destination !== void 0) await checkDestination({ destination, ...named(inputs) }, job.context, job.reporter);
  await (inputs.merge === void 0 ? exportAndSend(inputs, job) : mergeAndSend(inputs, inputs.merge, job));
});
async function exportAndSend(inputs, job) {
  const result = await exportBundle(inputs.request, job.context, job.reporter);
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
  const result = await mergeSent(request, job.context, job.reporter);
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
  const sent = await sendBundle({ source, destination, ...named(inputs) }, job.context, job.reporter);
  say(describeSent(sent));
  if (sent.status === "reserved") job.reporter.warn(reservedWarning(sent));
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
  const { imageBundle } = await import("./image-bundle-DJDRV55C.mjs");
  const request = { ...inputs.image, source: sourceOf(inputs.request, result) };
  const made = await imageBundle(request, job.context, job.reporter);
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
