import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  exportBundle
} from "./chunk-RCVLW6YP.mjs";
import "./chunk-6FP2FC57.mjs";
import "./chunk-AGNAJ2UO.mjs";
import {
  checkDestination,
  sendBundle
} from "./chunk-62S3XVIB.mjs";
import "./chunk-BVNNCPM6.mjs";
import "./chunk-K6DDCZWI.mjs";
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
} from "./chunk-E3KS7IO7.mjs";
import "./chunk-UF64KPZW.mjs";
import "./chunk-W4JBQWMB.mjs";
import {
  digestFile
} from "./chunk-LZ7F5DCV.mjs";
import "./chunk-DQMHGJWL.mjs";
import "./chunk-ZLGGNCXS.mjs";
import "./chunk-MPRV557D.mjs";
import "./chunk-RRITLL2D.mjs";
import "./chunk-XW5JETHZ.mjs";
import "./chunk-YTV7YCDT.mjs";
import "./chunk-ETFGWPFB.mjs";
import "./chunk-Y3JIXVDL.mjs";
import "./chunk-NPB3IMDU.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-XAIYEGWL.mjs";
import "./chunk-SB6P32UC.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-3E7G5DQ3.mjs";
import "./chunk-UMHWI3T3.mjs";
import "./chunk-7T4SPWYI.mjs";
import "./chunk-ZPMNMGQ2.mjs";
import "./chunk-ZTZXCAXS.mjs";
import "./chunk-DDTJFDEP.mjs";
import "./chunk-M422VR4A.mjs";
import "./chunk-DPOXTDON.mjs";
import "./chunk-RNGYVW6H.mjs";
import "./chunk-QG4ICH57.mjs";
import "./chunk-52635RSD.mjs";
import "./chunk-YCQ6WS4O.mjs";
import "./chunk-YVDZAUZI.mjs";
import "./chunk-A5VO6FJV.mjs";
import "./chunk-5LHHMRT6.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-DBZ7BEX5.mjs";
import "./chunk-DGSKYIRD.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-DCUFDYOS.mjs";
import "./chunk-OKXSH3OC.mjs";
import "./chunk-5ERUUIK2.mjs";
import "./chunk-47A57DVG.mjs";
import "./chunk-5VA2KXAO.mjs";
import "./chunk-WGBZ4EWO.mjs";
import "./chunk-MQ5OXEDQ.mjs";
import "./chunk-OYXHPWFD.mjs";
import "./chunk-6SSD3UWU.mjs";
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
