import { digestFile } from "../commands/digest-file.ts";
import { exportBundle } from "../commands/export-bundle.ts";
import { parseExportInputs } from "./inputs.ts";
import { addSummary, readInput, runJob, say, setOutputs } from "./runner.ts";
import { countPackages, summarizeExport } from "./summary.ts";

await runJob("Export an offline bundle", async ({ surroundings, listener, temporary }) => {
  const result = await exportBundle(parseExportInputs(readInput, temporary), surroundings, listener);
  const { bundle, file } = result;
  setOutputs({
    "bundle-digest": bundle.digest,
    file,
    "file-digest": file && (await digestFile(file)),
    size: bundle.size,
    packages: bundle.packages,
  });
  const what = countPackages(bundle.packages.length);
  say(
    file === undefined
      ? `Dry run: would export ${what}`
      : `Exported ${what} to ${file}, bundle digest ${bundle.digest}`,
  );
  await addSummary(summarizeExport(result));
});
