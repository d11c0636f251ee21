import { digestFile } from "../commands/digest-file.ts";
import { exportBundle } from "../commands/export-bundle.ts";
import type { ExportResult, SendResult } from "../commands/results.ts";
import { checkDestination, sendBundle } from "../commands/send-bundle.ts";
import { countPackages, summarizeExport } from "../report/summary.ts";
import { parseExportInputs } from "./inputs.ts";
import { addSummary, announceArtifacts, readInput, runJob, say, setOutputs } from "./runner.ts";

await runJob("Export an offline bundle", async ({ surroundings: context, listener: reporter, temporary }) => {
  const { request, destination } = parseExportInputs(readInput, temporary);
  const { name } = request;
  const named = name === undefined ? {} : { name };
  // Checked before the export, so that a channel that cannot work here fails at once.
  if (destination !== undefined) await checkDestination({ destination, ...named }, context, reporter);
  const result = await exportBundle(request, context, reporter);
  const { bundle, file, directory, reference } = result;
  say(describe(result));
  const sent =
    file !== undefined && destination !== undefined
      ? await sendBundle({ source: { kind: "file", path: file }, destination, ...named }, context, reporter)
      : undefined;
  if (sent !== undefined) say(describeSent(sent));
  if (sent?.status === "reserved") reporter.warn(reservedWarning(sent));
  setOutputs({
    "bundle-digest": bundle.digest,
    file: file ?? directory,
    "file-digest": sent?.fileDigest ?? (file && (await digestFile(file))),
    size: bundle.size,
    packages: bundle.packages,
    reference,
    ...(sent !== undefined && outputsOf(sent)),
  });
  await addSummary(summarizeExport(result, sent));
  // Last: a file that still changes would have two digests there.
  announceArtifacts(subjectsOf(result, sent));
});

/** What a signer should be told of: the file of the bundle, and the bundle in a registry. Parts are no bundle by themselves. */
function subjectsOf({ file, parts, reference }: ExportResult, sent: SendResult | undefined): readonly string[] {
  const pinned = sent?.reference ?? reference;
  return [
    ...(file === undefined || parts !== undefined ? [] : [file]),
    ...(pinned === undefined ? [] : [`oci://${pinned.replace(/:[^:/@]*(?=@)/, "")}`]),
  ];
}

function describe({ bundle, file, directory, reference, dryRun }: ExportResult): string {
  const what = countPackages(bundle.packages.length);
  if (dryRun) return `Dry run: would export ${what}`;
  return `Exported ${what} to ${file ?? directory ?? reference}, bundle digest ${bundle.digest}`;
}

function describeSent({ channel, status, name, url, key }: SendResult): string {
  const where = url ?? (key === undefined ? channel : `cache ${key}`);
  if (status === "reserved") return `Sent nothing: another job has reserved ${where}`;
  if (status === "kept") return `Sent nothing: ${where} has it already`;
  return `Sent ${name} to ${where}${status === "replaced" ? ", where it replaced another" : ""}`;
}

function reservedWarning({ key }: SendResult): string {
  return `Nothing was cached: another job has reserved the key ${key} and has not finished. If none is running, use another \`cache-key\`.`;
}

function outputsOf({ channel, status, id, url, key, reference }: SendResult): Readonly<Record<string, unknown>> {
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
