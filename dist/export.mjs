import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkDestination,
  sendBundle
} from "./chunk-5RWHHZMV.mjs";
import {
  addSummary,
  countPackages,
  parseExportInputs,
  readInput,
  runJob,
  say,
  setOutputs,
  summarizeExport
} from "./chunk-OA2FDPQX.mjs";
import {
  digestFile
} from "./chunk-5M6HJJ2J.mjs";
import "./chunk-PW5NZV6M.mjs";
import "./chunk-TNKPTDZP.mjs";
import {
  exportBundle
} from "./chunk-RG6RDKF4.mjs";
import "./chunk-EYV4AAOI.mjs";
import "./chunk-SZAN3H63.mjs";
import "./chunk-4JXCJIOC.mjs";
import "./chunk-NBKGLDHP.mjs";
import "./chunk-3S5ZM52D.mjs";
import "./chunk-AOGXSUSL.mjs";
import "./chunk-2ERKWDLB.mjs";
import "./chunk-6UMDLFGJ.mjs";
import "./chunk-NZG5WBLE.mjs";
import "./chunk-533LEOWS.mjs";
import "./chunk-OGISYKE3.mjs";
import "./chunk-XT4XHA7P.mjs";
import "./chunk-GMWKCOW7.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-SYNTIUYK.mjs";
import "./chunk-YE77UOQV.mjs";
import "./chunk-G7NBFKCV.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/actions/export.ts
await runJob("Export an offline bundle", async ({ surroundings, listener, temporary }) => {
  const { request, destination } = parseExportInputs(readInput, temporary);
  const { name } = request;
  if (destination !== void 0) await checkDestination(destination, name, surroundings);
  const result = await exportBundle(request, surroundings, listener);
  const { bundle, file } = result;
  say(describe(result));
  const sent = file !== void 0 && destination !== void 0 ? await sendBundle({ file, destination, ...name !== void 0 && { name } }, surroundings, listener) : void 0;
  if (sent !== void 0) say(describeSent(sent));
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
  if (status === "kept") return `Sent nothing: ${where} has it already`;
  return `Sent ${name} to ${where}${status === "replaced" ? ", where it replaced another" : ""}`;
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
