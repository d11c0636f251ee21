import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkDestination,
  sendBundle
} from "./chunk-KARS5Y4H.mjs";
import {
  addSummary,
  countPackages,
  parseExportInputs,
  readInput,
  runJob,
  say,
  setOutputs,
  summarizeExport
} from "./chunk-Y3K5W7EQ.mjs";
import {
  digestFile
} from "./chunk-3KAALUYF.mjs";
import "./chunk-YSAAMCLT.mjs";
import "./chunk-GVF53K67.mjs";
import {
  exportBundle
} from "./chunk-YXNIGAIG.mjs";
import "./chunk-EYV4AAOI.mjs";
import "./chunk-FFGVJX5U.mjs";
import "./chunk-2PQGRQEK.mjs";
import "./chunk-UANDXSUM.mjs";
import "./chunk-5CDTNWZB.mjs";
import "./chunk-SG7EDLOK.mjs";
import "./chunk-OJRKHDAX.mjs";
import "./chunk-TSMA2OKH.mjs";
import "./chunk-X36LLNG5.mjs";
import "./chunk-Y3YW6CBU.mjs";
import "./chunk-EGRBEDZZ.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-74I3W642.mjs";
import "./chunk-UXUGPLQI.mjs";
import "./chunk-7XDTQEKM.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/actions/export.ts
await runJob("Export an offline bundle", async ({ surroundings, listener, temporary }) => {
  const { request, destination } = parseExportInputs(readInput, temporary);
  const { name } = request;
  const named = name === void 0 ? {} : { name };
  if (destination !== void 0) await checkDestination({ destination, ...named }, surroundings, listener);
  const result = await exportBundle(request, surroundings, listener);
  const { bundle, file } = result;
  say(describe(result));
  const sent = file !== void 0 && destination !== void 0 ? await sendBundle({ file, destination, ...named }, surroundings, listener) : void 0;
  if (sent !== void 0) say(describeSent(sent));
  if (sent?.status === "reserved") listener.warn(reservedWarning(sent));
  setOutputs({
    "bundle-digest": bundle.digest,
    file,
    "file-digest": sent?.fileDigest ?? (file && await digestFile(file)),
    size: bundle.size,
    packages: bundle.packages,
    ...sent !== void 0 && outputsOf(sent)
  });
  await addSummary(summarizeExport(result, sent));
});
function describe({ bundle, file }) {
  const what = countPackages(bundle.packages.length);
  if (file === void 0) return `Dry run: would export ${what}`;
  return `Exported ${what} to ${file}, bundle digest ${bundle.digest}`;
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
