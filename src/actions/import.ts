import { fetchTemporarily } from "../commands/fetch-bundle.ts";
import { importAndSummarize } from "../commands/import-bundle.ts";
import { appendToJob, changesOf, jobFiles } from "../commands/job-environment.ts";
import { offlineVariables } from "../commands/ocx/ocx-package.ts";
import { expandTilde } from "../commands/places/user-path.ts";
import type { FetchResult } from "../commands/results/fetch-result.ts";
import { BundleError } from "../errors.ts";
import type { Input } from "../options/requests/input.ts";
import { countPackages, summarizeImport, summarizeMiss } from "../report/summary.ts";
import { type ImportInputs, parseImportInputs } from "./inputs.ts";
import { addSummary, checkRunnerFile, type Job, readInput, runJob, say, setOutputs, setVariables } from "./runner.ts";

await runJob("Import an offline bundle", async (job) => {
  const inputs = parseImportInputs(readInput, job.temporary);
  const { source } = inputs;
  if (source.kind !== "cache") return await importFrom(source, inputs, job);
  // Removed at the end: its content is in the home then, and the disks of runners are small.
  await using fetched = await fetchTemporarily(source, job.context, job.reporter);
  if (fetched.channel === "cache") setOutputs({ "cache-key": fetched.key, "cache-hit": fetched.file !== undefined });
  if (fetched.file === undefined) return await reportMiss(fetched, inputs);
  say(`Fetched ${fetched.origin}`);
  await importFrom({ kind: "file", path: fetched.file }, inputs, job, fetched.origin);
});

async function importFrom(
  source: Input,
  { request: input, offline }: ImportInputs,
  { context, reporter }: Job,
  origin?: string,
): Promise<void> {
  const request = { ...input, source };
  // Checked before the import: without the files of the job, later steps cannot get the environment.
  const files = request.dryRun ? undefined : input.environment && jobFiles(context);
  const goesOffline = offline && !request.dryRun;
  if (goesOffline && files === undefined) checkRunnerFile("GITHUB_ENV");
  // With it, everybody may read and enter what this process creates.
  if (request.shared === true) process.umask(0o022);
  const { result, summary, origin: place } = await importAndSummarize(request, context, reporter);
  const { home, packages } = result;
  const present = packages.filter(({ status }) => status === "present").length;
  const added = packages.length - present;
  setOutputs({
    "bundle-digest": result.bundle.digest,
    added,
    present,
    packages,
    home,
  });
  const entries = result.environment?.entries ?? [];
  const warnings = files === undefined ? [] : await appendToJob(files, entries, context);
  for (const warning of warnings) reporter.warn(warning);
  const variables: Readonly<Record<string, string>> = goesOffline ? offlineVariables(home) : {};
  setVariables(variables);
  const verb = request.dryRun ? "Dry run: would import" : "Imported";
  const done = added === 0 ? "Nothing to import, already there" : `${verb} ${countPackages(added)}, already there`;
  const pin = result.pinned ? "pinned by `digest`" : "not pinned";
  const signers = result.trust?.proofs.map(({ signer }) => signer) ?? [];
  const signed = signers.length === 0 ? "" : `. Signed by ${signers.join(" and ")}`;
  say(`${done}: ${countPackages(present)}. Home ${home}, bundle digest ${result.bundle.digest} (${pin})${signed}`);
  await addSummary(
    summarizeImport(result, summary, {
      ...(result.fetched !== undefined && { origin: place }),
      // A fetched file is removed before anybody reads the summary, so it has no path.
      ...(origin !== undefined ? { origin } : source.kind === "file" && { file: expandTilde(source.path, context) }),
      warnings,
      environment: [
        ...Object.entries(variables).map(([key, value]) => ({ key, value, kind: "constant" }) as const),
        ...(files === undefined ? [] : changesOf(entries)),
      ],
    }),
  );
}

/** Reports a cache miss. It is not a failure unless the workflow sets `fail-on-cache-miss`. */
async function reportMiss({ key = "", name }: FetchResult, { failOnCacheMiss }: ImportInputs): Promise<void> {
  if (failOnCacheMiss) throw new BundleError("CACHE_MISS", `Cannot find ${name}: the cache has no entry ${key}`);
  say(`The cache has no entry ${key}: nothing is imported`);
  await addSummary(summarizeMiss(key));
}
