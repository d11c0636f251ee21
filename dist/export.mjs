import {
  checkDestination,
  sendBundle
} from "./chunk-BBAPWZ6R.mjs";
import {
  describeImage
} from "./chunk-JYGJ5ABO.mjs";
import {
  mergeBundles
} from "./chunk-Y25D5DIH.mjs";
import "./chunk-GY3L7WAZ.mjs";
import "./chunk-TWKQXK46.mjs";
import "./chunk-J6D73ODR.mjs";
import "./chunk-UUBPUE6H.mjs";
import {
  exportBundle
} from "./chunk-GQCGO6V4.mjs";
import "./chunk-LUTFBMBU.mjs";
import "./chunk-SGSR5RWY.mjs";
import "./chunk-ODWPHSUC.mjs";
import "./chunk-WCRIOJ77.mjs";
import "./chunk-U3XEKJZX.mjs";
import "./chunk-K5B27MZD.mjs";
import "./chunk-63DBBSUL.mjs";
import "./chunk-76LR2WMY.mjs";
import "./chunk-55HIMXM7.mjs";
import "./chunk-MH54STIZ.mjs";
import "./chunk-5QMOEKRD.mjs";
import "./chunk-DS4PK5RX.mjs";
import "./chunk-R7Z676SJ.mjs";
import "./chunk-ZKR32VMU.mjs";
import "./chunk-CVE46XH5.mjs";
import "./chunk-DFRRB3YW.mjs";
import "./chunk-BI4CRZFR.mjs";
import "./chunk-ATWDYSRF.mjs";
import "./chunk-E6UD6ZKU.mjs";
import "./chunk-MNKW3YDE.mjs";
import "./chunk-5VCBJXYB.mjs";
import "./chunk-EV7JVOAM.mjs";
import "./chunk-KHKBBNFT.mjs";
import "./chunk-7A46VR6W.mjs";
import "./chunk-ET5IRXAZ.mjs";
import "./chunk-KXTUQ2H5.mjs";
import "./chunk-AGOBBPFH.mjs";
import "./chunk-LXXVO77G.mjs";
import "./chunk-36CNADD3.mjs";
import "./chunk-VOK6ILCY.mjs";
import "./chunk-JFBJI7SK.mjs";
import "./chunk-CPMTHW7B.mjs";
import "./chunk-SELCG3S5.mjs";
import "./chunk-H7NTCSV6.mjs";
import "./chunk-2YQLGB37.mjs";
import "./chunk-5GVT4QP3.mjs";
import "./chunk-CPZFSQ4X.mjs";
import "./chunk-Z3NC2V4M.mjs";
import "./chunk-XS63KYI6.mjs";
import "./chunk-HDSDHAAK.mjs";
import "./chunk-22M2MICJ.mjs";
import "./chunk-HKJQRGYO.mjs";
import "./chunk-SGUOLXR6.mjs";
import "./chunk-ZZRRVDV5.mjs";
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
} from "./chunk-WSS6SP76.mjs";
import "./chunk-GGY5DL2H.mjs";
import "./chunk-OAZMIEOB.mjs";
import "./chunk-2CZUY7AB.mjs";
import "./chunk-LZI4LYYW.mjs";
import "./chunk-YMVRDJT5.mjs";
import "./chunk-BQ2YWSEV.mjs";
import {
  fetchTemporarily
} from "./chunk-YSBBC2GW.mjs";
import "./chunk-JZVDMXJB.mjs";
import "./chunk-Z3ICZKZ6.mjs";
import "./chunk-POHOV46S.mjs";
import "./chunk-MZ4DWI3F.mjs";
import "./chunk-7E6CK2N4.mjs";
import "./chunk-CFWZPTAS.mjs";
import "./chunk-ZBHRHDTB.mjs";
import "./chunk-MEPHQKSD.mjs";
import "./chunk-GX5XVJ7S.mjs";
import "./chunk-OM6S7VBK.mjs";
import "./chunk-XUSFFV2K.mjs";
import "./chunk-BWLR5372.mjs";
import "./chunk-2UHNHEMJ.mjs";
import "./chunk-KKQQOB42.mjs";
import "./chunk-B67AUA6M.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-VAT4VI5V.mjs";
import "./chunk-GCW52ULW.mjs";
import "./chunk-NWHD5BSS.mjs";
import "./chunk-COGF6QKJ.mjs";
import "./chunk-CZIUKB67.mjs";
import "./chunk-KYU5XQPV.mjs";
import {
  digestFile
} from "./chunk-2ZNHZWZD.mjs";
import "./chunk-QE37RYUN.mjs";
import "./chunk-SYTWRKUJ.mjs";
import "./chunk-2UE5P62L.mjs";
import "./chunk-NTF3KH3A.mjs";
import "./chunk-IFY5PY3T.mjs";
import "./chunk-4ZYMTFHF.mjs";
import "./chunk-IRK7D6IS.mjs";
import "./chunk-M2752C2V.mjs";
import "./chunk-7ARVWGDR.mjs";
import "./chunk-BKZALEA6.mjs";
import "./chunk-RK6YA52Z.mjs";
import "./chunk-LAE2HACZ.mjs";
import "./chunk-GAABXPZ7.mjs";
import "./chunk-T2ILAWYY.mjs";
import "./chunk-OD6NBJZO.mjs";
import "./chunk-ASNKZLCV.mjs";
import "./chunk-5AJA6HF3.mjs";
import "./chunk-3P5WIHGI.mjs";
import "./chunk-P4SAMCP3.mjs";
import "./chunk-NGU3A6MU.mjs";
import "./chunk-3UEUDSEO.mjs";
import "./chunk-ODSXMKHS.mjs";
import "./chunk-OO2FR422.mjs";
import "./chunk-XGZ7GZDX.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-PVDZF5KY.mjs";
import "./chunk-3WSSKR4J.mjs";
import "./chunk-VYMVNTC4.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-SUUWDBAM.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import "./chunk-SKYFWSHQ.mjs";
import "./chunk-TUC4HGQ4.mjs";
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
  const { imageBundle } = await import("./image-bundle-LJK3GN5U.mjs");
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
