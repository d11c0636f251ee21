import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  exportBundle
} from "./chunk-7YTFC4ML.mjs";
import "./chunk-7TMSEZHB.mjs";
import {
  checkDestination,
  sendBundle
} from "./chunk-C6IMDRTC.mjs";
import "./chunk-7PGHQEND.mjs";
import "./chunk-3MAZCVRN.mjs";
import "./chunk-6GXANFLE.mjs";
import {
  addSummary,
  countPackages,
  parseExportInputs,
  readInput,
  runJob,
  say,
  setOutputs,
  summarizeExport
} from "./chunk-EYZDLLDZ.mjs";
import "./chunk-FXJEI5AC.mjs";
import "./chunk-7ONEKR73.mjs";
import "./chunk-AXLVA564.mjs";
import "./chunk-DNKG6UNG.mjs";
import "./chunk-33P74MZ3.mjs";
import "./chunk-PSIVPNGD.mjs";
import "./chunk-O54VMGKS.mjs";
import "./chunk-6CRL4TPK.mjs";
import "./chunk-QVAW5WTI.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-7T4SPWYI.mjs";
import "./chunk-2GWD2H7A.mjs";
import "./chunk-TQFRLF4M.mjs";
import "./chunk-6YYS4OF6.mjs";
import "./chunk-DGSKYIRD.mjs";
import "./chunk-PIDIM7ZV.mjs";
import "./chunk-ZNKCQCNQ.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-HBFZMOFN.mjs";
import "./chunk-BDMQXJF7.mjs";
import "./chunk-QVC4WJG5.mjs";
import "./chunk-DESUSK7F.mjs";
import "./chunk-5IU5EK5G.mjs";
import "./chunk-R2ZBKTIB.mjs";
import "./chunk-PAM7GBLR.mjs";
import {
  digestFile
} from "./chunk-FSAN5R24.mjs";
import "./chunk-L4WWCMP7.mjs";
import "./chunk-K66KNK5Z.mjs";
import "./chunk-SO25IES2.mjs";
import "./chunk-FYPQRVXC.mjs";
import "./chunk-KVNPPPDZ.mjs";
import "./chunk-2AED7RAA.mjs";
import "./chunk-MUQWZVDZ.mjs";
import "./chunk-SYUAAR4E.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-C3VQ3RAK.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-DHYQDPHX.mjs";
import "./chunk-UHERIXZC.mjs";
import "./chunk-LBAKRST6.mjs";
import "./chunk-PGD37O2J.mjs";
import "./chunk-VOAJX7UF.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-QFKBXYM3.mjs";
import "./chunk-P5FJQ4AR.mjs";
import "./chunk-YKPDBCHQ.mjs";
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
