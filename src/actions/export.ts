import { digestFile } from "../commands/digest-file.ts";
import { exportBundle } from "../commands/export-bundle.ts";
import { parseExportInputs } from "./inputs.ts";
import { addSummary, readInput, runJob, say, setOutputs } from "./runner.ts";
import { summarizeExport } from "./summary.ts";

await runJob("Export an offline bundle", async ({ surroundings, listener, defaults }) => {
  const result = await exportBundle(parseExportInputs(readInput, defaults), surroundings, listener);
  const { bundle, file } = result;
  setOutputs({
    "bundle-digest": bundle.digest,
    file,
    "file-digest": file && (await digestFile(file)),
    size: bundle.size,
    packages: bundle.packages,
  });
  say(file === undefined ? "Dry run: nothing was written" : `Exported ${bundle.digest} to ${file}`);
  await addSummary(summarizeExport(result));
});
