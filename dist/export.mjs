import {
  describeImage
} from "./chunk-JYGJ5ABO.mjs";
import {
  mergeBundles
} from "./chunk-L2DGYBIZ.mjs";
import "./chunk-C2FUVXL2.mjs";
import "./chunk-R3VVRU3E.mjs";
import {
  checkDestination,
  sendBundle
} from "./chunk-WJJLY735.mjs";
import {
  exportBundle
} from "./chunk-VFQVEL37.mjs";
import "./chunk-KBAO2NHV.mjs";
import "./chunk-KFZFP5HR.mjs";
import "./chunk-WFJAZIUY.mjs";
import "./chunk-L24C2L2K.mjs";
import "./chunk-LWHZTDEG.mjs";
import "./chunk-5C36M2CQ.mjs";
import "./chunk-6Z4MBDUA.mjs";
import "./chunk-4R6WVDNK.mjs";
import "./chunk-GA2HIVHI.mjs";
import "./chunk-WQWPB7KV.mjs";
import "./chunk-G3PQUGR6.mjs";
import "./chunk-ET5IRXAZ.mjs";
import "./chunk-NTAO2OLZ.mjs";
import "./chunk-472N3O7M.mjs";
import "./chunk-P3WPMSHC.mjs";
import "./chunk-WDVLH5BN.mjs";
import "./chunk-5QMOEKRD.mjs";
import "./chunk-2HL3K6QQ.mjs";
import "./chunk-AOLQO5SV.mjs";
import "./chunk-FMKUHXPD.mjs";
import "./chunk-BCPWLTE6.mjs";
import "./chunk-5FKGJIBT.mjs";
import "./chunk-25CY6E6E.mjs";
import "./chunk-DT4JO2JF.mjs";
import "./chunk-O6BECCDK.mjs";
import "./chunk-FY3HAJZZ.mjs";
import "./chunk-36ADXCOP.mjs";
import "./chunk-HJMEGCUB.mjs";
import "./chunk-GLT4JWU7.mjs";
import "./chunk-AYBBYT3T.mjs";
import "./chunk-ND3EQYLI.mjs";
import "./chunk-YFLBG7JK.mjs";
import "./chunk-KRM37I2B.mjs";
import "./chunk-Y5UU6JLN.mjs";
import "./chunk-4XSJVCP6.mjs";
import "./chunk-V6TVHEUM.mjs";
import "./chunk-BLZUAYHY.mjs";
import "./chunk-6L22F6BV.mjs";
import "./chunk-BGBSN2WM.mjs";
import "./chunk-XIZFDP4Y.mjs";
import "./chunk-22M2MICJ.mjs";
import "./chunk-R45GEM5S.mjs";
import "./chunk-VA5SFDSW.mjs";
import "./chunk-C4R2HPRQ.mjs";
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
} from "./chunk-WAQ2O3RS.mjs";
import "./chunk-GGY5DL2H.mjs";
import "./chunk-EHNGLRQB.mjs";
import "./chunk-VGY2FSQ6.mjs";
import "./chunk-IUBWMJZP.mjs";
import "./chunk-YEIPGN2E.mjs";
import "./chunk-QXRPKE35.mjs";
import {
  fetchTemporarily
} from "./chunk-UHCV2ERR.mjs";
import "./chunk-PSHLWILH.mjs";
import "./chunk-POHOV46S.mjs";
import "./chunk-QUCBCP7L.mjs";
import "./chunk-XIDI2RGC.mjs";
import "./chunk-NGZ7NOJ4.mjs";
import "./chunk-4UPWAEUV.mjs";
import "./chunk-5UM42FD3.mjs";
import "./chunk-MEPHQKSD.mjs";
import "./chunk-GX5XVJ7S.mjs";
import "./chunk-U7LBYKVB.mjs";
import "./chunk-MZ7N3PJH.mjs";
import "./chunk-XUSFFV2K.mjs";
import "./chunk-BWLR5372.mjs";
import "./chunk-XFE462LY.mjs";
import "./chunk-BUHO2HAK.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-C4O5WSJC.mjs";
import "./chunk-K42B3U5E.mjs";
import "./chunk-MYQEGLFM.mjs";
import "./chunk-QNY6IJMC.mjs";
import "./chunk-NC7RESNO.mjs";
import "./chunk-SFCBO2GA.mjs";
import {
  digestFile
} from "./chunk-UFWI544K.mjs";
import "./chunk-44UYXQIQ.mjs";
import "./chunk-I5AR5MOU.mjs";
import "./chunk-NHMU3QEM.mjs";
import "./chunk-TRTPTF5F.mjs";
import "./chunk-O6YHAUAL.mjs";
import "./chunk-44AIEQMZ.mjs";
import "./chunk-OKWNXIE3.mjs";
import "./chunk-4D7RWZNW.mjs";
import "./chunk-IDOIF2S4.mjs";
import "./chunk-NBQWKA4F.mjs";
import "./chunk-RK6YA52Z.mjs";
import "./chunk-QI3CPHO2.mjs";
import "./chunk-I2SSAEHR.mjs";
import "./chunk-GALWVORN.mjs";
import "./chunk-N2CUZO4E.mjs";
import "./chunk-NTVWBR4E.mjs";
import "./chunk-QKVGLJSE.mjs";
import "./chunk-ZO2PUWIT.mjs";
import "./chunk-53HI346J.mjs";
import "./chunk-HXSJKGUH.mjs";
import "./chunk-XYKDCCSB.mjs";
import "./chunk-45GK5TH2.mjs";
import "./chunk-OYT7DEZK.mjs";
import "./chunk-JSX5QINM.mjs";
import "./chunk-VOJQDXLG.mjs";
import "./chunk-FV4BCS26.mjs";
import "./chunk-3WSSKR4J.mjs";
import "./chunk-VYMVNTC4.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-VLTED23A.mjs";
import "./chunk-2ISNQVE2.mjs";
import "./chunk-KEHZJ7TE.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
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
  const { imageBundle } = await import("./image-bundle-RFQU5ZSW.mjs");
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
