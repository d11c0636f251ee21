import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkDestination,
  sendBundle
} from "./chunk-PA2KO2RD.mjs";
import {
  addSummary,
  countPackages,
  parseExportInputs,
  readInput,
  runJob,
  say,
  setOutputs,
  summarizeExport
} from "./chunk-YVV7PYS5.mjs";
import "./chunk-H4SIBSGM.mjs";
import "./chunk-5RQ5UBFS.mjs";
import {
  digestFile
} from "./chunk-WIWBHOU4.mjs";
import "./chunk-HXO4COCE.mjs";
import "./chunk-DGSKYIRD.mjs";
import "./chunk-7T4SPWYI.mjs";
import "./chunk-53MGNY4R.mjs";
import "./chunk-CLWWWKQC.mjs";
import {
  exportBundle
} from "./chunk-TB3DTAXB.mjs";
import "./chunk-XNWE6QNT.mjs";
import "./chunk-SZTUSSPZ.mjs";
import "./chunk-B3ZL6TXG.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-KU5SV3LX.mjs";
import "./chunk-YU33JWJ6.mjs";
import "./chunk-LHHRBI6Z.mjs";
import "./chunk-DO66P3RZ.mjs";
import "./chunk-LNR7LLMD.mjs";
import "./chunk-JRU5M74L.mjs";
import "./chunk-G25ACHA6.mjs";
import "./chunk-ZWU27QIT.mjs";
import "./chunk-MSYQVU6D.mjs";
import "./chunk-5KGMDXVC.mjs";
import "./chunk-K2HEINOA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-WR4NE46F.mjs";
import "./chunk-JCTERG6B.mjs";
import "./chunk-POW5B3AK.mjs";
import "./chunk-6CKKONBI.mjs";
import "./chunk-PDLELWUJ.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-CX3N45CJ.mjs";
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
