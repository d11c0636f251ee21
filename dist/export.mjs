import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  exportBundle
} from "./chunk-UVHM7AW3.mjs";
import "./chunk-RPFJTYWE.mjs";
import "./chunk-DTW6VPM3.mjs";
import "./chunk-VOW4XCND.mjs";
import {
  checkDestination,
  sendBundle
} from "./chunk-5KJY7O3K.mjs";
import "./chunk-CB2NGB4E.mjs";
import "./chunk-NUYE6EWJ.mjs";
import "./chunk-PT42CRVS.mjs";
import {
  addSummary,
  countPackages,
  parseExportInputs,
  readInput,
  runJob,
  say,
  setOutputs,
  summarizeExport
} from "./chunk-FEBLVRM7.mjs";
import "./chunk-YS5HQDPU.mjs";
import "./chunk-K5VNN4E7.mjs";
import "./chunk-GFJQW3TW.mjs";
import {
  digestFile
} from "./chunk-Y2Y5QACF.mjs";
import "./chunk-KNBVSMAC.mjs";
import "./chunk-HSLA2DYI.mjs";
import "./chunk-MPRV557D.mjs";
import "./chunk-DI4XLZM6.mjs";
import "./chunk-NAXKPNS4.mjs";
import "./chunk-VU36Z3SZ.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-26ER7EYS.mjs";
import "./chunk-PEIBTZEM.mjs";
import "./chunk-NQWRBVGL.mjs";
import "./chunk-NSHG4IOH.mjs";
import "./chunk-DP257AGB.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-CYMT2K2Y.mjs";
import "./chunk-FIIWMVOY.mjs";
import "./chunk-7T4SPWYI.mjs";
import "./chunk-R4IX6WZE.mjs";
import "./chunk-RCBPZAWZ.mjs";
import "./chunk-7YSJAAAR.mjs";
import "./chunk-M422VR4A.mjs";
import "./chunk-WW4K3S3K.mjs";
import "./chunk-CAJQCKVP.mjs";
import "./chunk-6SE2B6UV.mjs";
import "./chunk-6EIPEB5A.mjs";
import "./chunk-YCQ6WS4O.mjs";
import "./chunk-6CVECFRB.mjs";
import "./chunk-MJOTLTJ4.mjs";
import "./chunk-WL4S7AWV.mjs";
import "./chunk-QPVEOAGO.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-BFFDGZUO.mjs";
import "./chunk-DGSKYIRD.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-XYCDYIGT.mjs";
import "./chunk-SQWVCGOO.mjs";
import "./chunk-KUWHBU4M.mjs";
import "./chunk-A7IV25DH.mjs";
import "./chunk-57MXRJ6K.mjs";
import "./chunk-47KHCRBR.mjs";
import "./chunk-7I5IG3RI.mjs";
import "./chunk-OYXHPWFD.mjs";
import "./chunk-663NMWFT.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-JBU255CI.mjs";
import "./chunk-AE2P7HNV.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/actions/export.ts
await runJob("Export an offline bundle", async ({ surroundings: context, listener: reporter, temporary }) => {
  const { request, destination } = parseExportInputs(readInput, temporary);
  const { name } = request;
  const named = name === void 0 ? {} : { name };
  if (destination !== void 0) await checkDestination({ destination, ...named }, context, reporter);
  const result = await exportBundle(request, context, reporter);
  const { bundle, file, directory, reference } = result;
  say(describe(result));
  const sent = file !== void 0 && destination !== void 0 ? await sendBundle({ source: { kind: "file", path: file }, destination, ...named }, context, reporter) : void 0;
  if (sent !== void 0) say(describeSent(sent));
  if (sent?.status === "reserved") reporter.warn(reservedWarning(sent));
  setOutputs({
    "bundle-digest": bundle.digest,
    file: file ?? directory,
    "file-digest": sent?.fileDigest ?? (file && await digestFile(file)),
    size: bundle.size,
    packages: bundle.packages,
    reference,
    ...sent !== void 0 && outputsOf(sent)
  });
  await addSummary(summarizeExport(result, sent));
});
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
