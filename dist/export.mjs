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
} from "./chunk-GCEYPLXH.mjs";
import {
  exportBundle
} from "./chunk-AY2ZLEGH.mjs";
import "./chunk-EFFATWTW.mjs";
import "./chunk-EYV4AAOI.mjs";
import "./chunk-QEYHQR5B.mjs";
import "./chunk-LTIFEAIV.mjs";
import "./chunk-6R4NBRZT.mjs";
import "./chunk-ZZWRXHFU.mjs";
import "./chunk-EAWP6FY7.mjs";
import "./chunk-2L7XXEPK.mjs";
import {
  digester
} from "./chunk-A3IJZYQB.mjs";
import {
  asFailure
} from "./chunk-J4EJY76C.mjs";
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
