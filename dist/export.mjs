import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  exportBundle
} from "./chunk-PHAV3CMX.mjs";
import "./chunk-WOF33Z7N.mjs";
import "./chunk-XZ5AJWD3.mjs";
import "./chunk-TWN5HMK7.mjs";
import {
  checkDestination,
  sendBundle
} from "./chunk-NY2KBR4I.mjs";
import "./chunk-E4E2CVIL.mjs";
import "./chunk-QRSFFHLX.mjs";
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
} from "./chunk-H6IMFRDB.mjs";
import "./chunk-YS5HQDPU.mjs";
import "./chunk-K5VNN4E7.mjs";
import "./chunk-H5NBKJC3.mjs";
import {
  digestFile
} from "./chunk-P6N3XSBO.mjs";
import "./chunk-SCT62EHV.mjs";
import "./chunk-FBU6GS6S.mjs";
import "./chunk-MPRV557D.mjs";
import "./chunk-TJVAY7VF.mjs";
import "./chunk-W6O3WJ2A.mjs";
import "./chunk-EYXANMRH.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-QT5NWPNC.mjs";
import "./chunk-PEIBTZEM.mjs";
import "./chunk-NQWRBVGL.mjs";
import "./chunk-UWQ5AUTA.mjs";
import "./chunk-SLWYQ4T2.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-5IDIIXLS.mjs";
import "./chunk-LQFP4L26.mjs";
import "./chunk-7T4SPWYI.mjs";
import "./chunk-EI4EMXRT.mjs";
import "./chunk-2BGPYGDZ.mjs";
import "./chunk-BRLISGCB.mjs";
import "./chunk-M422VR4A.mjs";
import "./chunk-AHGVM63S.mjs";
import "./chunk-TIMBE76O.mjs";
import "./chunk-6SE2B6UV.mjs";
import "./chunk-6EIPEB5A.mjs";
import "./chunk-YCQ6WS4O.mjs";
import "./chunk-MBWFJCGY.mjs";
import "./chunk-WGFE33NW.mjs";
import "./chunk-HWHHVJZQ.mjs";
import "./chunk-HI25H3T4.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-BFFDGZUO.mjs";
import "./chunk-DGSKYIRD.mjs";
import "./chunk-XYCDYIGT.mjs";
import "./chunk-SQWVCGOO.mjs";
import "./chunk-KUWHBU4M.mjs";
import "./chunk-A7IV25DH.mjs";
import "./chunk-57MXRJ6K.mjs";
import "./chunk-47KHCRBR.mjs";
import "./chunk-B6SJ6POX.mjs";
import "./chunk-SAJXKQH3.mjs";
import "./chunk-663NMWFT.mjs";
import "./chunk-3QTZOCDB.mjs";
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
