import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkDestination,
  sendBundle
} from "./chunk-KM6CYEHG.mjs";
import {
  describeImage
} from "./chunk-F275O35U.mjs";
import {
  exportBundle
} from "./chunk-GE4URAUB.mjs";
import "./chunk-BPBE4I57.mjs";
import "./chunk-7NILHGZO.mjs";
import "./chunk-KPSKAWR4.mjs";
import "./chunk-4YR3NGJ2.mjs";
import "./chunk-H77XIYXC.mjs";
import "./chunk-RY7IRCHX.mjs";
import "./chunk-27TJPSLN.mjs";
import "./chunk-AM4F4END.mjs";
import "./chunk-Z5Z3G6ND.mjs";
import "./chunk-DK6646TU.mjs";
import "./chunk-K25HDWZU.mjs";
import "./chunk-TCIWIPRY.mjs";
import "./chunk-MX3U7EXR.mjs";
import "./chunk-AR4JZ6HT.mjs";
import "./chunk-HLUWJNTY.mjs";
import "./chunk-FXHJNLOJ.mjs";
import "./chunk-OONRHPWQ.mjs";
import "./chunk-5VAZE4SJ.mjs";
import "./chunk-N3XDNUHU.mjs";
import {
  mergeBundles
} from "./chunk-MEL22L5F.mjs";
import "./chunk-KEHYDSIH.mjs";
import "./chunk-DDTR3THB.mjs";
import "./chunk-E6CPPSHS.mjs";
import "./chunk-HEDQNGRW.mjs";
import "./chunk-D5NW7BBL.mjs";
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
import "./chunk-3H7QWYDN.mjs";
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
import {
  digestFile
} from "./chunk-D6DNWUNV.mjs";
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
import "./chunk-GVXGYAZQ.mjs";
import "./chunk-IAWNNIYU.mjs";
import "./chunk-GNLZV7IL.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-U3JT3BYL.mjs";
import "./chunk-GZCPBJUX.mjs";
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
import "./chunk-MIBTUUXS.mjs";
import "./chunk-LUDFYDJX.mjs";
import "./chunk-KTQ4JZSP.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
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
  const { imageBundle } = await import("./image-bundle-SYDJMIHO.mjs");
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
