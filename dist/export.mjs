import {
  checkDestination,
  sendBundle
} from "./chunk-3MJSBAJV.mjs";
import {
  describeImage
} from "./chunk-JYGJ5ABO.mjs";
import {
  mergeBundles
} from "./chunk-VZQNBM7Y.mjs";
import "./chunk-BOEXDIVT.mjs";
import "./chunk-J6D73ODR.mjs";
import "./chunk-IRYLQ3XG.mjs";
import {
  exportBundle
} from "./chunk-I7PKS4MD.mjs";
import "./chunk-THAODPIR.mjs";
import "./chunk-3HDE7Q5Y.mjs";
import "./chunk-55UKE4BJ.mjs";
import "./chunk-WCRIOJ77.mjs";
import "./chunk-NIVKSJBF.mjs";
import "./chunk-BZZ6WJ7N.mjs";
import "./chunk-63DBBSUL.mjs";
import "./chunk-5NLNUH6W.mjs";
import "./chunk-4MMQ6EMP.mjs";
import "./chunk-MH54STIZ.mjs";
import "./chunk-5QMOEKRD.mjs";
import "./chunk-DPA7MZ4S.mjs";
import "./chunk-R7Z676SJ.mjs";
import "./chunk-XVGOCL5R.mjs";
import "./chunk-5R7IPKPS.mjs";
import "./chunk-KPFTFSRP.mjs";
import "./chunk-BGCN6C3S.mjs";
import "./chunk-TQL7JKPW.mjs";
import "./chunk-E6UD6ZKU.mjs";
import "./chunk-MNKW3YDE.mjs";
import "./chunk-YBWLOAW6.mjs";
import "./chunk-7UBAF6V6.mjs";
import "./chunk-WFWVCDHP.mjs";
import "./chunk-ZPCTVSCY.mjs";
import "./chunk-ET5IRXAZ.mjs";
import "./chunk-KXTUQ2H5.mjs";
import "./chunk-VUJZIS7L.mjs";
import "./chunk-IFHESSH5.mjs";
import "./chunk-JP57G5N7.mjs";
import "./chunk-VOK6ILCY.mjs";
import "./chunk-JFBJI7SK.mjs";
import "./chunk-CPMTHW7B.mjs";
import "./chunk-SELCG3S5.mjs";
import "./chunk-CWIFEYGB.mjs";
import "./chunk-TGS4KKEY.mjs";
import "./chunk-GIXP4MMY.mjs";
import "./chunk-PKXXZCYK.mjs";
import "./chunk-Z3NC2V4M.mjs";
import "./chunk-XS63KYI6.mjs";
import "./chunk-HDSDHAAK.mjs";
import "./chunk-22M2MICJ.mjs";
import "./chunk-A4TYIR3K.mjs";
import "./chunk-CAFXGVXV.mjs";
import "./chunk-RPGJTRWS.mjs";
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
} from "./chunk-NCAYIVMS.mjs";
import "./chunk-GGY5DL2H.mjs";
import "./chunk-OAZMIEOB.mjs";
import "./chunk-2CZUY7AB.mjs";
import "./chunk-LZI4LYYW.mjs";
import "./chunk-YMVRDJT5.mjs";
import "./chunk-BQ2YWSEV.mjs";
import {
  fetchTemporarily
} from "./chunk-JUYSYHNQ.mjs";
import "./chunk-DEJTH42G.mjs";
import "./chunk-Z3ICZKZ6.mjs";
import "./chunk-POHOV46S.mjs";
import "./chunk-AH3SWPDM.mjs";
import "./chunk-MRAFNEK6.mjs";
import "./chunk-OW65KJE2.mjs";
import "./chunk-3CFQ7IO3.mjs";
import "./chunk-MEPHQKSD.mjs";
import "./chunk-GX5XVJ7S.mjs";
import "./chunk-NNLVJWYV.mjs";
import "./chunk-JXVSQT2F.mjs";
import "./chunk-XUSFFV2K.mjs";
import "./chunk-BWLR5372.mjs";
import "./chunk-PSFCWLEX.mjs";
import "./chunk-B67AUA6M.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-2AVIQYZ3.mjs";
import "./chunk-XAGX4RGP.mjs";
import "./chunk-LN5FXNL3.mjs";
import "./chunk-YE7S33VG.mjs";
import "./chunk-CZIUKB67.mjs";
import "./chunk-KYU5XQPV.mjs";
import {
  digestFile
} from "./chunk-2ZNHZWZD.mjs";
import "./chunk-QE37RYUN.mjs";
import "./chunk-AU4DQO4V.mjs";
import "./chunk-2UE5P62L.mjs";
import "./chunk-EFWXR5S7.mjs";
import "./chunk-RSAGGMAZ.mjs";
import "./chunk-XGZHRYKM.mjs";
import "./chunk-DGYBIXJB.mjs";
import "./chunk-M2752C2V.mjs";
import "./chunk-7ARVWGDR.mjs";
import "./chunk-BKZALEA6.mjs";
import "./chunk-RK6YA52Z.mjs";
import "./chunk-LAE2HACZ.mjs";
import "./chunk-QTNK3AKA.mjs";
import "./chunk-T2ILAWYY.mjs";
import "./chunk-LB5F2BML.mjs";
import "./chunk-JIXLZ4J3.mjs";
import "./chunk-344UGI4V.mjs";
import "./chunk-3P5WIHGI.mjs";
import "./chunk-P4SAMCP3.mjs";
import "./chunk-NGU3A6MU.mjs";
import "./chunk-EGELP4CY.mjs";
import "./chunk-X74KNYB4.mjs";
import "./chunk-H3UY3RAE.mjs";
import "./chunk-DFAMX3NH.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-E2NRDKK3.mjs";
import "./chunk-3WSSKR4J.mjs";
import "./chunk-VYMVNTC4.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-GRR433NA.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import "./chunk-SKYFWSHQ.mjs";
import "./chunk-L7B72BAZ.mjs";
import "./chunk-KEHZJ7TE.mjs";
import "./chunk-ZCJQ433E.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4QBOVGT3.mjs";
import "./chunk-C7V3FR64.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/merge-from-channels.ts
async function mergeFromChannels({ directory, ...request }, context, reporter) {
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
  const result = await mergeFromChannels(request, job.context, job.reporter);
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
  const { imageBundle } = await import("./image-bundle-CVTRDOAE.mjs");
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
