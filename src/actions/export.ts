import { exportBundle } from "../commands/export-bundle.ts";
import { mergeFromChannels } from "../commands/merge-from-channels.ts";
import { digestFile } from "../commands/places/digest-file.ts";
import type { ExportResult } from "../commands/results/export-result.ts";
import type { ImageResult } from "../commands/results/image-results.ts";
import type { MergeResult } from "../commands/results/merge-results.ts";
import type { SendResult } from "../commands/results/send-result.ts";
import { checkDestination, sendBundle } from "../commands/send-bundle.ts";
import type { ExportRequest } from "../options/requests/export-request.ts";
import type { Input } from "../options/requests/input.ts";
import { describeImage } from "../report/image-text.ts";
import { countPackages, summarizeExport, summarizeMerge } from "../report/summary.ts";
import { type ExportInputs, parseExportInputs } from "./inputs.ts";
import { addSummary, announceArtifacts, type Job, readInput, runJob, say, setOutputs } from "./runner.ts";

await runJob("Export an offline bundle", async (job) => {
  const inputs = parseExportInputs(readInput, job.temporary);
  const { destination } = inputs;
  // Checked before the export, so that a channel that cannot work here fails at once.
  if (destination !== undefined) await checkDestination({ destination, ...named(inputs) }, job.context, job.reporter);
  await (inputs.merge === undefined ? exportAndSend(inputs, job) : mergeAndSend(inputs, inputs.merge, job));
});

async function exportAndSend(inputs: ExportInputs, job: Job): Promise<void> {
  const result = await exportBundle(inputs.request, job.context, job.reporter);
  const { bundle, file, directory, reference } = result;
  say(describe(result));
  const sent = await send(file, inputs, job);
  const made = result.dryRun ? undefined : await makeImage(inputs, result, job);
  setOutputs({
    "bundle-digest": bundle.digest,
    file: file ?? directory,
    "file-digest": sent?.fileDigest ?? (file && (await digestFile(file))),
    size: bundle.size,
    packages: bundle.packages,
    reference,
    ...(sent !== undefined && outputsOf(sent)),
    "image-digest": made?.image.digest,
    "image-file": made?.file,
    "image-reference": made?.reference,
  });
  await addSummary(summarizeExport(result, sent, made));
  // Last: a file that still changes would have two digests there.
  announceArtifacts(subjectsOf(result, sent));
}

async function mergeAndSend(
  inputs: ExportInputs,
  sources: NonNullable<ExportInputs["merge"]>,
  job: Job,
): Promise<void> {
  const { output, overwrite = false } = inputs.request;
  const kind = output?.kind === "layout" ? "layout" : "file";
  const path = output !== undefined && "path" in output ? output.path : job.temporary;
  const request = { sources, output: { kind, path }, directory: job.temporary, overwrite, ...named(inputs) } as const;
  const result = await mergeFromChannels(request, job.context, job.reporter);
  const { bundle, file, directory, size } = result;
  say(describeMerge(result));
  const sent = await send(file, inputs, job);
  setOutputs({
    "bundle-digest": bundle.digest,
    file: file ?? directory,
    "file-digest": sent?.fileDigest ?? (file && (await digestFile(file))),
    size,
    ...(sent !== undefined && outputsOf(sent)),
  });
  await addSummary(summarizeMerge(result, sent));
  announceArtifacts(subjectsOf(result, sent));
}

async function send(file: string | undefined, inputs: ExportInputs, job: Job): Promise<SendResult | undefined> {
  const { destination } = inputs;
  if (file === undefined || destination === undefined) return undefined;
  const source = { kind: "file", path: file } as const;
  const sent = await sendBundle({ source, destination, ...named(inputs) }, job.context, job.reporter);
  say(describeSent(sent));
  if (sent.status === "reserved") job.reporter.warn(reservedWarning(sent));
  return sent;
}

function named({ request: { name } }: ExportInputs): { readonly name?: string } {
  return name === undefined ? {} : { name };
}

function describeMerge({ platforms, file, directory, bundle }: MergeResult): string {
  const names = platforms.map(({ platform }) => platform).join(", ");
  return `Merged bundles for ${names} to ${file ?? directory}, bundle digest ${bundle.digest}`;
}

/** Lists the subjects to attest: the bundle file and the pinned registry reference. Parts are left out: one alone cannot be verified. */
function subjectsOf(
  { file, parts, reference }: Pick<ExportResult, "file" | "parts" | "reference">,
  sent: SendResult | undefined,
): readonly string[] {
  const pinned = sent?.reference ?? reference;
  return [
    ...(file === undefined || parts !== undefined ? [] : [file]),
    ...(pinned === undefined ? [] : [`oci://${pinned.replace(/:[^:/@]*(?=@)/, "")}`]),
  ];
}

/** Loads what it needs only for an export that makes an image. */
async function makeImage(inputs: ExportInputs, result: ExportResult, job: Job): Promise<ImageResult | undefined> {
  if (inputs.image === undefined) return undefined;
  const { imageBundle } = await import("../commands/image-bundle.ts");
  const request = { ...inputs.image, source: sourceOf(inputs.request, result) };
  const made = await imageBundle(request, job.context, job.reporter);
  say(describeImage(made));
  return made;
}

/** The bundle that was just written. */
function sourceOf({ output }: ExportRequest, { bundle: { name }, file, directory, reference }: ExportResult): Input {
  const path = file ?? directory;
  if (path !== undefined) return { kind: "file", path, name };
  if (output?.kind !== "registry" || reference === undefined) throw new Error("the bundle is nowhere");
  return { ...output, reference, name };
}

function describe({ bundle, file, directory, reference, dryRun }: ExportResult): string {
  const what = countPackages(bundle.packages.length);
  if (dryRun) return `Dry run: would export ${what}`;
  return `Exported ${what} to ${file ?? directory ?? reference}, bundle digest ${bundle.digest}`;
}

function describeSent({ channel, status, name, url, key, configuration }: SendResult): string {
  if (configuration !== undefined)
    return `Sent the originals to ${name}. OCX's configuration for it:\n${configuration}`;
  const where = url ?? (key === undefined ? channel : `cache ${key}`);
  if (status === "reserved") return `Sent nothing: another job has reserved ${where}`;
  if (status === "kept") return `Sent nothing: ${where} has it already`;
  return `Sent ${name} to ${where}${status === "replaced" ? ", where it replaced another" : ""}`;
}

function reservedWarning({ key }: SendResult): string {
  return `Nothing was cached: another job has reserved the key ${key} and has not finished. If none is running, use another \`cache-key\`.`;
}

function outputsOf({
  channel,
  status,
  id,
  url,
  key,
  reference,
  configuration,
}: SendResult): Readonly<Record<string, unknown>> {
  switch (channel) {
    case "artifact":
      return { "artifact-id": id, "artifact-url": url };
    case "release":
      return { "asset-url": url };
    case "cache":
      return { "cache-key": key, "cache-hit": status === "kept" };
    case "registry":
      return { reference, "ocx-configuration": configuration };
  }
}
