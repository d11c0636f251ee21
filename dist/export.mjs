import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  describeImage
} from "./chunk-V5CP5S6R.mjs";
import {
  exportBundle
} from "./chunk-5WG5DQ6U.mjs";
import "./chunk-FPBFDKG6.mjs";
import "./chunk-7NILHGZO.mjs";
import "./chunk-T7Y4ECUQ.mjs";
import "./chunk-3PSUTAWU.mjs";
import "./chunk-QWCWIXD4.mjs";
import "./chunk-TRNDBGAQ.mjs";
import "./chunk-7AVZ2X2U.mjs";
import "./chunk-FLXYCBD4.mjs";
import "./chunk-UZHMPQG2.mjs";
import "./chunk-J4IED6G3.mjs";
import "./chunk-HIIINEFB.mjs";
import {
  mergeBundles
} from "./chunk-4JQLQWPH.mjs";
import "./chunk-L645U2KU.mjs";
import "./chunk-HAIZQJ5W.mjs";
import "./chunk-LYMLNWLA.mjs";
import "./chunk-WX6CJZ75.mjs";
import {
  checkDestination,
  sendBundle
} from "./chunk-RYVOZ5RR.mjs";
import "./chunk-ROMYMYVQ.mjs";
import "./chunk-6LN662YP.mjs";
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
import {
  digestFile
} from "./chunk-V3K6XKUV.mjs";
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
import "./chunk-PDOXIJT4.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-R75ETOQW.mjs";
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
  const { imageBundle } = await import("./image-bundle-VFBFHETN.mjs");
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
