import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkDestination,
  sendBundle
} from "./chunk-QLQRXFXB.mjs";
import {
  addSummary,
  countPackages,
  parseExportInputs,
  readInput,
  runJob,
  say,
  setOutputs,
  summarizeExport
} from "./chunk-YCEPMX5O.mjs";
import {
  digestFile
} from "./chunk-VFJJ3BFU.mjs";
import "./chunk-VTAGSHMQ.mjs";
import "./chunk-KOBPCWSX.mjs";
import {
  exportBundle
} from "./chunk-J3GPIKOH.mjs";
import "./chunk-O54JEUTS.mjs";
import "./chunk-7DKSKAUO.mjs";
import "./chunk-3RPGZWEC.mjs";
import "./chunk-AHTHNQOJ.mjs";
import "./chunk-SQIKTAGF.mjs";
import "./chunk-LBI3XVM5.mjs";
import "./chunk-EYFRXUTJ.mjs";
import "./chunk-ERFF7RKJ.mjs";
import "./chunk-CQBX7BVU.mjs";
import "./chunk-ZBGI4LSJ.mjs";
import "./chunk-TTYEBML7.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-OXYKG5XG.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-3AW3TJWQ.mjs";
import "./chunk-HP3WULWA.mjs";
import "./chunk-Z3Y5652F.mjs";
import "./chunk-N7M2NC2Y.mjs";
import "./chunk-JYEZIWH6.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-4BW6DCFJ.mjs";
import "./chunk-G225MUBA.mjs";
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
