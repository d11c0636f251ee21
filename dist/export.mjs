import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  addSummary,
  parseExportInputs,
  readInput,
  runJob,
  say,
  setOutputs,
  summarizeExport
} from "./chunk-XFR3GUC3.mjs";
import {
  exportBundle
} from "./chunk-7QSYKGNA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-EYV4AAOI.mjs";
import "./chunk-7HG4TCJ5.mjs";
import "./chunk-MOWYRPK5.mjs";
import "./chunk-V76MGSII.mjs";
import "./chunk-Q5AK34AA.mjs";
import "./chunk-M26VLMAH.mjs";
import "./chunk-XUPQD2KL.mjs";
import {
  digester
} from "./chunk-5ML7UYXH.mjs";
import {
  asFailure
} from "./chunk-4QOWCHA5.mjs";
import "./chunk-537MVMSQ.mjs";
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
await runJob("Export an offline bundle", async ({ surroundings, listener, defaults }) => {
  const result = await exportBundle(parseExportInputs(readInput, defaults), surroundings, listener);
  const { bundle, file } = result;
  setOutputs({
    "bundle-digest": bundle.digest,
    file,
    "file-digest": file && await digestFile(file),
    size: bundle.size,
    packages: bundle.packages
  });
  say(file === void 0 ? "Dry run: nothing was written" : `Exported ${bundle.digest} to ${file}`);
  await addSummary(summarizeExport(result));
});
