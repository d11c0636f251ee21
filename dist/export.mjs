import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  exportBundle
} from "./chunk-XEHCLRG4.mjs";
import "./chunk-YOXFS7R5.mjs";
import "./chunk-DYAFZBJY.mjs";
import "./chunk-H7HGCJZJ.mjs";
import "./chunk-W2WNV3RT.mjs";
import {
  checkDestination,
  sendBundle
} from "./chunk-JHAMJIS7.mjs";
import {
  addSummary,
  countPackages,
  parseExportInputs,
  readInput,
  runJob,
  say,
  setOutputs,
  summarizeExport
} from "./chunk-ES3UMAQ2.mjs";
import "./chunk-H5NBKJC3.mjs";
import "./chunk-YS5HQDPU.mjs";
import "./chunk-K5VNN4E7.mjs";
import "./chunk-DGSKYIRD.mjs";
import "./chunk-UDCXKHXH.mjs";
import "./chunk-GD7X7KKR.mjs";
import "./chunk-XANLJ5EY.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-BFL76WD4.mjs";
import "./chunk-CFHWABIT.mjs";
import "./chunk-KSKQROMN.mjs";
import "./chunk-5KII5AII.mjs";
import "./chunk-W7M24HYR.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-S57RCJHS.mjs";
import "./chunk-EJH74DKB.mjs";
import "./chunk-7T4SPWYI.mjs";
import {
  digestFile
} from "./chunk-SAM5ZZM3.mjs";
import "./chunk-4QYGYWHA.mjs";
import "./chunk-W54BGAAZ.mjs";
import "./chunk-7H2SUPW2.mjs";
import "./chunk-MFV7P2EI.mjs";
import "./chunk-T3AMKXOB.mjs";
import "./chunk-M422VR4A.mjs";
import "./chunk-3RDZ57MI.mjs";
import "./chunk-DBHZBBRJ.mjs";
import "./chunk-CQMURBZU.mjs";
import "./chunk-3J4RXAUB.mjs";
import "./chunk-6EIPEB5A.mjs";
import "./chunk-YCQ6WS4O.mjs";
import "./chunk-QQXCOPHM.mjs";
import "./chunk-25RYL5EJ.mjs";
import "./chunk-YUE3TQ5N.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-47KHCRBR.mjs";
import "./chunk-7VESFVHV.mjs";
import "./chunk-DGISC6Y6.mjs";
import "./chunk-J7RN6EX5.mjs";
import "./chunk-CZ2U25SC.mjs";
import "./chunk-EQADGZVT.mjs";
import "./chunk-MPRV557D.mjs";
import "./chunk-KONVVQEL.mjs";
import "./chunk-BFFDGZUO.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-663NMWFT.mjs";
import "./chunk-PNVSA3GV.mjs";
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
