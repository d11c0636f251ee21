import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkDestination,
  sendBundle
} from "./chunk-EHZIEAVT.mjs";
import {
  describeImage
} from "./chunk-F275O35U.mjs";
import {
  exportBundle
} from "./chunk-VPKZIAB2.mjs";
import "./chunk-YTJYSYI4.mjs";
import "./chunk-7NILHGZO.mjs";
import "./chunk-V5WBVEGB.mjs";
import "./chunk-VBIKHN2A.mjs";
import "./chunk-SI3AJ4DL.mjs";
import "./chunk-KVQYUZRI.mjs";
import "./chunk-5PLFGGPF.mjs";
import "./chunk-CZDPXTOZ.mjs";
import "./chunk-2JFBNON4.mjs";
import "./chunk-M3Q6YHBR.mjs";
import "./chunk-MHMRLBD3.mjs";
import "./chunk-TCIWIPRY.mjs";
import "./chunk-JPKJAW7D.mjs";
import "./chunk-X7USASC7.mjs";
import "./chunk-CI3PAJTJ.mjs";
import "./chunk-NWF22RUF.mjs";
import "./chunk-OCGREPHT.mjs";
import "./chunk-D4QKHM76.mjs";
import "./chunk-N3XDNUHU.mjs";
import {
  mergeBundles
} from "./chunk-IXFQHZU2.mjs";
import "./chunk-EBALEJLW.mjs";
import "./chunk-DIWX33GN.mjs";
import "./chunk-AY7ING6R.mjs";
import "./chunk-HHZI6YZK.mjs";
import "./chunk-SFQZEO6G.mjs";
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
import "./chunk-RU2N5CRO.mjs";
import "./chunk-SAESCJGR.mjs";
import "./chunk-3H7QWYDN.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-A53YNI3Z.mjs";
import "./chunk-IMNXN3X2.mjs";
import "./chunk-DZ7BITUT.mjs";
import "./chunk-HAWTYSNO.mjs";
import "./chunk-ZVAENZNC.mjs";
import "./chunk-RR4ME3WQ.mjs";
import "./chunk-7C66QK4H.mjs";
import "./chunk-4WPILYSH.mjs";
import "./chunk-4ZU35ENI.mjs";
import "./chunk-DM6LKKWO.mjs";
import "./chunk-P6SR4IK7.mjs";
import "./chunk-IRSTIHGJ.mjs";
import "./chunk-ZVUNG3OG.mjs";
import "./chunk-K7OIXQE2.mjs";
import "./chunk-BOIK5VYQ.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-JMPCFPP2.mjs";
import "./chunk-T75H43WP.mjs";
import {
  fetchTemporarily
} from "./chunk-FCQQOCX2.mjs";
import "./chunk-RC6YYDR7.mjs";
import "./chunk-AFAUTQ5S.mjs";
import "./chunk-ZDQ4HQEU.mjs";
import "./chunk-KK46W2IS.mjs";
import "./chunk-HGLFCPQQ.mjs";
import "./chunk-546QI5GL.mjs";
import "./chunk-5CQCJCGM.mjs";
import "./chunk-34XEFYLB.mjs";
import "./chunk-BRXFK6VM.mjs";
import "./chunk-C3RS7OQY.mjs";
import "./chunk-7VJWIDRN.mjs";
import "./chunk-F2YHCDAP.mjs";
import "./chunk-XPODTD2C.mjs";
import "./chunk-TSQGIPLC.mjs";
import "./chunk-N2LVX2II.mjs";
import "./chunk-B6N2423U.mjs";
import "./chunk-ER2O3S33.mjs";
import "./chunk-ZW2BPFYO.mjs";
import "./chunk-R5BDNP2H.mjs";
import "./chunk-HEVFEMMC.mjs";
import "./chunk-ZCSAVCHB.mjs";
import "./chunk-WLQBZC6Y.mjs";
import "./chunk-HLKWKF4Z.mjs";
import "./chunk-55ZUACTJ.mjs";
import "./chunk-ZFEVZWS2.mjs";
import "./chunk-VXPL56AI.mjs";
import "./chunk-RPFQEEOQ.mjs";
import "./chunk-5UEIVGCP.mjs";
import "./chunk-ZVL7GSL2.mjs";
import "./chunk-VUO2R43M.mjs";
import "./chunk-UZFHIYXB.mjs";
import {
  digestFile
} from "./chunk-D6DNWUNV.mjs";
import "./chunk-JQG6RWFB.mjs";
import "./chunk-O33FM3KH.mjs";
import "./chunk-MHK6QLCY.mjs";
import "./chunk-47HUOOIO.mjs";
import "./chunk-M6FOAHYW.mjs";
import "./chunk-M7SIO7OB.mjs";
import "./chunk-CC6Q3MBK.mjs";
import "./chunk-6ZRXCNM6.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-AE5OU4D2.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-GY6335NT.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-JYXZUD6M.mjs";
import "./chunk-3WUTNKOE.mjs";
import "./chunk-5FRGGPOD.mjs";
import "./chunk-GNLZV7IL.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-KTBTRKTV.mjs";
import "./chunk-NE7BPWNS.mjs";
import "./chunk-2NAQL2KR.mjs";
import "./chunk-AQRZANAN.mjs";
import "./chunk-Q4ZMEHLL.mjs";
import "./chunk-EUICU2GX.mjs";
import "./chunk-ZDWNJVBT.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-L7XR4U4C.mjs";
import "./chunk-V6OPSD56.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-KAGLFDZG.mjs";
import "./chunk-MWQI2DLW.mjs";
import "./chunk-Z2KHX2NZ.mjs";
import "./chunk-BJIGIIP3.mjs";
import "./chunk-MIBTUUXS.mjs";
import "./chunk-RVXH5BSX.mjs";
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
  const { imageBundle } = await import("./image-bundle-WKFFVIBY.mjs");
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
