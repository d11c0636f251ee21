import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  addSummary,
  countPackages,
  parseExportInputs,
  readInput,
  runJob,
  say,
  setOutputs,
  summarizeExport
} from "./chunk-52NXGVRC.mjs";
import {
  exportBundle
} from "./chunk-AAWKRYB7.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-EYV4AAOI.mjs";
import "./chunk-DKPABEYX.mjs";
import "./chunk-345WKTXN.mjs";
import "./chunk-5AR65B3L.mjs";
import "./chunk-5QEYRBQW.mjs";
import "./chunk-YZR73SVR.mjs";
import "./chunk-FMLXBOVH.mjs";
import {
  digester
} from "./chunk-L6TS7QNI.mjs";
import {
  asFailure
} from "./chunk-7FVUVQ3R.mjs";
import "./chunk-T2NCVDNQ.mjs";
import "./chunk-ISU6CRJH.mjs";

// src/commands/digest-file.ts
import { createReadStream } from "node:fs";
async function digestFile(path) {
  const running = digester();
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) running.update(chunk);
  } catch (error) {
    throw asFailure(error, `read ${path}`);
  }
  return running.digest();
}

// src/actions/export.ts
await runJob("Export an offline bundle", async ({ surroundings, listener, temporary }) => {
  const result = await exportBundle(parseExportInputs(readInput, temporary), surroundings, listener);
  const { bundle, file } = result;
  setOutputs({
    "bundle-digest": bundle.digest,
    file,
    "file-digest": file && await digestFile(file),
    size: bundle.size,
    packages: bundle.packages
  });
  const what = countPackages(bundle.packages.length);
  say(
    file === void 0 ? `Dry run: would export ${what}` : `Exported ${what} to ${file}, bundle digest ${bundle.digest}`
  );
  await addSummary(summarizeExport(result));
});
