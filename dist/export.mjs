import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkDestination,
  sendBundle
} from "./chunk-IYVOQMOT.mjs";
import {
  addSummary,
  countPackages,
  parseExportInputs,
  readInput,
  runJob,
  say,
  setOutputs,
  summarizeExport
} from "./chunk-YAIADDER.mjs";
import {
  digestFile
} from "./chunk-IVDOBNLA.mjs";
import "./chunk-CKLG3CEB.mjs";
import "./chunk-5JTIWCWL.mjs";
import "./chunk-KRKUR37A.mjs";
import {
  exportBundle
} from "./chunk-IWZRGZR3.mjs";
import "./chunk-O5YURFC6.mjs";
import "./chunk-EEP526HK.mjs";
import "./chunk-XHQU34P7.mjs";
import "./chunk-TRG2NBGM.mjs";
import "./chunk-DO66P3RZ.mjs";
import "./chunk-JEYG3C6B.mjs";
import "./chunk-SZEWHYLY.mjs";
import "./chunk-Z3LA4GJK.mjs";
import "./chunk-GV52PYWC.mjs";
import "./chunk-3A6B7LTF.mjs";
import "./chunk-KN7JK3FU.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-K2HEINOA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-AEG75B7M.mjs";
import "./chunk-PS53ICHA.mjs";
import "./chunk-MZ5U76BJ.mjs";
import "./chunk-7D3CYLIG.mjs";
import "./chunk-CX3N45CJ.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-XK5TLWYY.mjs";
import "./chunk-5HOQBOAW.mjs";
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
