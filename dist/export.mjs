import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkDestination,
  sendBundle
} from "./chunk-D3Y7FDEX.mjs";
import {
  addSummary,
  countPackages,
  parseExportInputs,
  readInput,
  runJob,
  say,
  setOutputs,
  summarizeExport
} from "./chunk-C3JIAE43.mjs";
import {
  digestFile
} from "./chunk-BACTJXW3.mjs";
import "./chunk-ELCDNTJT.mjs";
import "./chunk-3OZGQLYV.mjs";
import {
  exportBundle
} from "./chunk-UGY6Z6ZE.mjs";
import "./chunk-56SXJP3L.mjs";
import "./chunk-KGUPDSNQ.mjs";
import "./chunk-JVMJ2YDQ.mjs";
import "./chunk-5YCIEPQB.mjs";
import "./chunk-JOR2I76S.mjs";
import "./chunk-2ZCIFGEV.mjs";
import "./chunk-6MSLTB6E.mjs";
import "./chunk-ALA777LU.mjs";
import "./chunk-LQ22Z6Y4.mjs";
import "./chunk-ZCQJATUY.mjs";
import "./chunk-ENN7OAVI.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-LUOS3VIU.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-QXKKMGKQ.mjs";
import "./chunk-WV2IAIOL.mjs";
import "./chunk-AOVMBVN7.mjs";
import "./chunk-VT2PZKYM.mjs";
import "./chunk-YQUNSNSA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-RBV4PCPU.mjs";
import "./chunk-ESHCRFN5.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/actions/export.ts
await runJob("Export an offline bundle", async ({ surroundings: context, listener: reporter, temporary }) => {
  const { request, destination } = parseExportInputs(readInput, temporary);
  const { name } = request;
  const named = name === void 0 ? {} : { name };
  if (destination !== void 0) await checkDestination({ destination, ...named }, context, reporter);
  const result = await exportBundle(request, context, reporter);
  const { bundle, file, directory } = result;
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
    ...sent !== void 0 && outputsOf(sent)
  });
  await addSummary(summarizeExport(result, sent));
});
function describe({ bundle, file, directory, dryRun }) {
  const what = countPackages(bundle.packages.length);
  if (dryRun) return `Dry run: would export ${what}`;
  return `Exported ${what} to ${file ?? directory}, bundle digest ${bundle.digest}`;
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
function outputsOf({ channel, status, id, url, key }) {
  switch (channel) {
    case "artifact":
      return { "artifact-id": id, "artifact-url": url };
    case "release":
      return { "asset-url": url };
    case "cache":
      return { "cache-key": key, "cache-hit": status === "kept" };
  }
}
