import {
  checkDestination,
  sendBundle
} from "./chunk-X7L3CSIC.mjs";
import {
  describeImage
} from "./chunk-JYGJ5ABO.mjs";
import {
  mergeBundles
} from "./chunk-JAENMAWU.mjs";
import "./chunk-XR3SBX4C.mjs";
import "./chunk-IYQOO4N6.mjs";
import {
  exportBundle
} from "./chunk-SPRTL4CP.mjs";
import "./chunk-LXKIPR6H.mjs";
import "./chunk-E34YFH3S.mjs";
import "./chunk-ZJRUMBHD.mjs";
import "./chunk-5EGCSJBJ.mjs";
import "./chunk-GL7BUEF4.mjs";
import "./chunk-IUAYPMRJ.mjs";
import "./chunk-BPEBHIIP.mjs";
import "./chunk-M3RLAA24.mjs";
import "./chunk-MHVEUEH4.mjs";
import "./chunk-A6SISQ7U.mjs";
import "./chunk-KOJLLOSC.mjs";
import "./chunk-AQQBMAQP.mjs";
import "./chunk-65ATYS4V.mjs";
import "./chunk-KFCAUD2K.mjs";
import "./chunk-K4ZIIVNC.mjs";
import "./chunk-IF6PBNF7.mjs";
import "./chunk-5QMOEKRD.mjs";
import "./chunk-MAZZ33QS.mjs";
import "./chunk-SHLPKOZA.mjs";
import "./chunk-UVC7HWJF.mjs";
import "./chunk-4JX4ETFO.mjs";
import "./chunk-ZFJHAPI7.mjs";
import "./chunk-LDTUXN33.mjs";
import "./chunk-UMBPOWMV.mjs";
import "./chunk-GFP6OKOB.mjs";
import "./chunk-ANLMBIVQ.mjs";
import "./chunk-7EQBOWSM.mjs";
import "./chunk-7RUPCF6G.mjs";
import "./chunk-LYFCKQXY.mjs";
import "./chunk-HRLDLQK2.mjs";
import "./chunk-RFLV7I5F.mjs";
import "./chunk-DT4JO2JF.mjs";
import "./chunk-O6BECCDK.mjs";
import "./chunk-NR5XXNFG.mjs";
import "./chunk-HGWMHLU2.mjs";
import "./chunk-MNCGCYHV.mjs";
import "./chunk-BUMMGJGF.mjs";
import "./chunk-6L22F6BV.mjs";
import "./chunk-33YBFMXG.mjs";
import "./chunk-4OEIQWFO.mjs";
import "./chunk-C5SZ4WNQ.mjs";
import "./chunk-CZHRRSBB.mjs";
import "./chunk-3TBFMNDO.mjs";
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
} from "./chunk-JMYCAU2R.mjs";
import "./chunk-GGY5DL2H.mjs";
import "./chunk-EHNGLRQB.mjs";
import "./chunk-VGY2FSQ6.mjs";
import "./chunk-IUBWMJZP.mjs";
import "./chunk-YEIPGN2E.mjs";
import "./chunk-QXRPKE35.mjs";
import {
  fetchTemporarily
} from "./chunk-RQDB7OE6.mjs";
import "./chunk-JWHVTVBS.mjs";
import "./chunk-XCKBLRNE.mjs";
import "./chunk-POHOV46S.mjs";
import "./chunk-NSNJDOWB.mjs";
import "./chunk-7TDDKKYA.mjs";
import "./chunk-4GHB6OMH.mjs";
import "./chunk-Z72E73XW.mjs";
import "./chunk-MEPHQKSD.mjs";
import "./chunk-GX5XVJ7S.mjs";
import "./chunk-KUWYWRRY.mjs";
import "./chunk-XUSFFV2K.mjs";
import "./chunk-BWLR5372.mjs";
import "./chunk-5YJDKTWA.mjs";
import "./chunk-UQBO2MJ2.mjs";
import "./chunk-AQ4ORBEN.mjs";
import "./chunk-SUNYJIIR.mjs";
import "./chunk-LM6K455Z.mjs";
import "./chunk-MYQEGLFM.mjs";
import "./chunk-5YBK3IG7.mjs";
import "./chunk-JX5T22AX.mjs";
import "./chunk-NC7RESNO.mjs";
import "./chunk-SFCBO2GA.mjs";
import {
  digestFile
} from "./chunk-IMCT7QBV.mjs";
import "./chunk-XIURF7CI.mjs";
import "./chunk-R6K6VWFY.mjs";
import "./chunk-LKE2HDOH.mjs";
import "./chunk-A3J3F4SU.mjs";
import "./chunk-WG6XD3OV.mjs";
import "./chunk-6TWYTX25.mjs";
import "./chunk-44MCHEHA.mjs";
import "./chunk-UAMYEOEC.mjs";
import "./chunk-4D7RWZNW.mjs";
import "./chunk-IDOIF2S4.mjs";
import "./chunk-IGQ6HRQE.mjs";
import "./chunk-NBQWKA4F.mjs";
import "./chunk-2VFFRHEK.mjs";
import "./chunk-PTXMRNV2.mjs";
import "./chunk-ZBJJLZPC.mjs";
import "./chunk-TQGL5MJW.mjs";
import "./chunk-IWBLO3JX.mjs";
import "./chunk-ZO2PUWIT.mjs";
import "./chunk-7CTE4NZ3.mjs";
import "./chunk-LS4QIVEJ.mjs";
import "./chunk-6O2W6EUL.mjs";
import "./chunk-VOJQDXLG.mjs";
import "./chunk-FV4BCS26.mjs";
import "./chunk-3WSSKR4J.mjs";
import "./chunk-VYMVNTC4.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-KEHZJ7TE.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-X5HQV64S.mjs";
import "./chunk-WS6H44K5.mjs";
import "./chunk-E2XNVGEC.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-MF734JDM.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-SYEQ5NUD.mjs";
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
  const { imageBundle } = await import("./image-bundle-UDCSKXOR.mjs");
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
