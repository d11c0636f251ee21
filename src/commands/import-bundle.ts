import type { Bundle } from "../bundle/open-bundle.ts";
import { BundleError } from "../errors.ts";
import { defaultRegistry } from "../home/config/config-files.ts";
import { hostPlatform } from "../home/host/host-platform.ts";
import { wantedPlatform } from "../home/host/wanted-platform.ts";
import { existsAfter } from "../home/plan/exists-after.ts";
import { type ImportInput, planImport } from "../home/plan/plan-import.ts";
import type { Project } from "../home/project/project.ts";
import type { Platform } from "../oci/platform.ts";
import type { Referrer } from "../oci/referrer.ts";
import type { ImportRequest } from "../options/requests/import-request.ts";
import type { Input } from "../options/requests/input.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import { applyImport } from "./import/apply-import.ts";
import { checkMachine } from "./import/check-machine.ts";
import { describeImport } from "./import/describe-import.ts";
import { composeImport, importEnvironment } from "./import/import-environment.ts";
import { prepareImport } from "./import/prepare-import.ts";
import { readyForUse } from "./import/ready-for-use.ts";
import { foreseen } from "./import/repairs.ts";
import { withCompanion } from "./ocx/ocx-package.ts";
import { homePath } from "./places/home-path.ts";
import { openImportPlace } from "./places/import-store.ts";
import { logsOf } from "./places/remote-reading.ts";
import { checkPlatform } from "./reading/check-platform.ts";
import { chooseRoots } from "./reading/choose-roots.ts";
import { openPinned } from "./reading/open-pinned.ts";
import { type BundleContent, emptyLayers, readBundle, summarizeOpened } from "./reading/read-bundle.ts";
import type { BundleSummary } from "./results/bundle-summary.ts";
import type { ImportResult } from "./results/import-result.ts";
import { checkTrust } from "./trust/check-trust.ts";

/** Merges a bundle into a home. Nothing becomes visible before everything is verified. Existing objects are not changed. */
export async function importBundle(
  request: ImportRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<ImportResult> {
  return (await importAndSummarize(request, context, reporter)).result;
}

export interface ImportWithSummary {
  readonly result: ImportResult;
  readonly summary: BundleSummary;
  /** The place that the bundle came from, for people. */
  readonly origin: string;
}

/** As {@link importBundle}; also summarizes the whole bundle, without reading it again. */
export async function importAndSummarize(
  request: ImportRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<ImportWithSummary> {
  const { source, digest, dryRun } = request;
  const home = homePath(request.home, context);
  const wanted = await wantedPlatform(request.platform);
  const behind = await openImportPlace(request, context, reporter);
  await using place = behind.place;
  const opened = await openPinned(place, digest, { platform: wanted });
  const trust = await checkTrust(opened, { source, request: request.trust, home }, context, reporter);
  const content = await readWanted(opened, request.packages, wanted, await defaultRegistry({ ...context, home }));
  const { closure } = content;
  const machine = await checkMachine(home, closure, opened.config.project, request, context);

  const { project } = machine;
  const host = request.platform === undefined ? wanted : await hostPlatform();
  const input = inputOf(opened, content, { home, host, project }, request);
  const plan = await planImport(input);
  // Composed before anything is written, so that a failure leaves the home unchanged.
  const exported = opened.config.project?.groups;
  const wantedEnvironment = importEnvironment({ closure, exported, project }, request);
  const composed = composeImport(wantedEnvironment, input, existsAfter(plan));
  for (const warning of [...machine.warnings, ...plan.warnings]) reporter.warn(warning);
  await using stack = new AsyncDisposableStack();
  const planned = { plan, input, wantedEnvironment };
  const prepared = await prepareImport(opened, planned, request, { context, reporter, stack });
  const { bundle, damage } = prepared;
  const applied = dryRun ? { plan, repairs: foreseen(plan, damage), warnings: [] } : await applyImport(prepared);
  // Reads a stream to its end: otherwise its writer fails with a broken pipe.
  await place.finish();
  if (!dryRun) await behind.keep(bundle, () => referrersOf(bundle, source, context, reporter));

  const use = await readyForUse({ home, closure, bundle }, composed, request, context);
  for (const warning of [...applied.warnings, ...use.warnings]) reporter.warn(warning);
  const { environment } = use;
  const warnings = [...machine.warnings, ...applied.plan.warnings, ...applied.warnings, ...use.warnings];
  const answers = { dryRun, pinned: digest !== undefined, trust, project, environment, warnings };
  return {
    result: describeImport(applied, prepared, answers),
    summary: await summarizeOpened(opened, { ...content, closure: content.whole }),
    origin: place.name,
  };
}

/** The signatures of a bundle for a store. The import has succeeded, so a failure is a warning. Loads what finds them. */
async function referrersOf(
  bundle: Bundle,
  source: Input,
  context: ProcessContext,
  reporter: Reporter,
): Promise<readonly Referrer[]> {
  try {
    const { findReferrers } = await import("./trust/find-referrers.ts");
    const place = { source, context, reading: logsOf(reporter) };
    return await findReferrers(bundle, place, (text) => reporter.say(text));
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    reporter.warn(`The store gets the bundle without its signatures: ${error.lines.join("; ")}`);
    return [];
  }
}

/** Reads the wanted packages, and checks that they run on this machine. */
async function readWanted(
  bundle: Bundle,
  packages: readonly string[],
  wanted: Platform,
  unnamed: string,
): Promise<BundleContent> {
  const content = await readBundle(bundle, {
    choose: (roots, whole) => withCompanion(chooseRoots(roots, packages, unnamed), whole),
    platform: wanted,
  });
  checkPlatform(content.closure, wanted);
  return content;
}

/** Input of the plan: a bundle's packages for a home of this machine, with the policies of the request. */
function inputOf(
  { digest, descriptor, config }: Bundle,
  { closure, read }: BundleContent,
  { home, host, project }: Pick<ImportInput, "home" | "host"> & { readonly project: Project | undefined },
  { shared = false, repair = false, onConflict, select }: ImportRequest,
): ImportInput {
  return {
    home,
    closure,
    read,
    bundle: digest,
    ...(descriptor.digest !== digest && { manifest: descriptor.digest }),
    shared,
    emptyLayers: emptyLayers(config),
    ...(config.ocx !== undefined && { ocx: config.ocx }),
    repair,
    onConflict,
    select,
    host,
    ...(project !== undefined && { project }),
    now: new Date(),
  };
}
