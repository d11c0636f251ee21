import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import prettyBytes from "pretty-bytes";
import { openEngine } from "../archive/run/engine.ts";
import type { Bundle } from "../bundle/open-bundle.ts";
import { defaultRegistry } from "../home/config/config-files.ts";
import { checkConfiguration } from "../home/config/ocx-config.ts";
import { packagesOf } from "../home/environment/installed-packages.ts";
import { composeWhole } from "../home/environment/read-environment.ts";
import { hostPlatform } from "../home/host/host-platform.ts";
import { checkLaunchers } from "../home/import/assemble.ts";
import { existsAfter } from "../home/import/exists-after.ts";
import type { ImportPlan, PackagePlan } from "../home/import/import-plan.ts";
import { type ImportInput, planImport } from "../home/import/plan-import.ts";
import { checkHome } from "../home/import/preflight.ts";
import { warnOfClosedFolders } from "../home/import/shared-files.ts";
import { inHome, targetHome } from "../home/import/target-home.ts";
import { formatIdentifier } from "../home/model/identifier.ts";
import { indexRootPath } from "../home/model/paths.ts";
import type { Root } from "../home/model/root.ts";
import type { Project } from "../home/project/project.ts";
import { formatPlatform, type Platform } from "../oci/platform.ts";
import type { ImportRequest, ProcessContext, Reporter } from "../options/requests.ts";
import {
  applyImport,
  blobsToRead,
  type Compose,
  contentOf,
  missingBytes,
  type PlannedImport,
} from "./import/apply-import.ts";
import { importDisk } from "./import/import-disk.ts";
import { importEnvironment } from "./import/import-environment.ts";
import { type Damage, describeRepairs, findDamage, foreseen } from "./import/repair-home.ts";
import { broughtOcx } from "./ocx/brought-ocx.ts";
import { warnOfEnvironment, warnOfImport } from "./ocx/launcher-warnings.ts";
import { withOwnOcx } from "./ocx/ocx-on-path.ts";
import { withCompanion } from "./ocx/ocx-package.ts";
import { findLockedProject } from "./places/find-declared.ts";
import { homePath } from "./places/home-path.ts";
import { openBehindStore } from "./places/import-store.ts";
import { openInput } from "./places/open-input.ts";
import { logsOf } from "./places/remote-reading.ts";
import { userPath } from "./places/user-path.ts";
import { attachBases } from "./reading/attach-bases.ts";
import { chooseRoots } from "./reading/choose-roots.ts";
import { openBases } from "./reading/open-bases.ts";
import { openPinned } from "./reading/open-pinned.ts";
import { checkPlatform, wantedPlatform } from "./reading/platforms.ts";
import { type BundleContent, emptyLayers, readBundle, summarizeOpened } from "./reading/read-bundle.ts";
import type { BundleSummary } from "./results/bundle-summary.ts";
import type { ImportedPackage, ImportResult } from "./results/results.ts";
import { nameOf } from "./results/summarize-bundle.ts";
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
  const home = homePath(request.home, context);
  const { spoolDirectory } = request;
  const behind = await openBehindStore(request, { context, say: reporter.say }, () =>
    openInput(request.source, context, { spoolDirectory, ...logsOf(reporter) }),
  );
  await using place = behind.place;
  const wanted = await wantedPlatform(request.platform);
  const opened = await openPinned(place, request.digest, { platform: wanted });
  const question = { source: request.source, request: request.trust, home };
  const trust = await checkTrust(opened, question, context, reporter);
  const content = await readWanted(opened, request.packages, wanted, await defaultRegistry({ ...context, home }));
  await checkHome(home);
  checkLaunchers(home, content.closure.packages);
  const project = await findLockedProject(request.project, opened.config.project, { ...context, home });
  const settings = { ...context, home, ...(project !== undefined && { project: project.directory }) };
  const configured = await checkConfiguration(settings, content.closure.packages, request.allowUnverified);

  const input: ImportInput = {
    home,
    ...content,
    bundle: opened.digest,
    ...(opened.descriptor.digest !== opened.digest && { manifest: opened.descriptor.digest }),
    shared: request.shared === true,
    emptyLayers: emptyLayers(opened.config),
    ...(opened.config.ocx !== undefined && { ocx: opened.config.ocx }),
    repair: request.repair === true,
    onConflict: request.onConflict,
    select: request.select,
    host: request.platform === undefined ? wanted : await hostPlatform(),
    ...(project !== undefined && { project }),
    now: new Date(),
  };
  const plan = await planImport(input);
  // Composed before anything is written, so that a failure leaves the home unchanged.
  const compose = composer(opened, { ...input, project }, request);
  const composed = compose(existsAfter(plan));
  for (const warning of [...configured, ...plan.warnings]) reporter.warn(warning);
  const { durable, workers = availableParallelism() } = request;
  const damage = request.repair === true ? await lookForDamage(plan, opened, workers) : undefined;
  await using stack = new AsyncDisposableStack();
  const bases = await openBases(request.bases ?? [], context, { stack, ...logsOf(reporter) });
  const needed = [...plan.layers, ...(damage?.layers ?? [])];
  const bundle = await attachBases(opened, needed, { home, bases, closure: content.closure });
  const missing = missingBytes(blobsToRead(plan, needed, bundle), bundle);
  if (missing !== undefined && (plan.changed || missing > 0)) announce(missing, bundle, request, reporter);
  const planned: PlannedImport = {
    bundle,
    input,
    compose,
    workers,
    durable,
    concurrency: request.concurrency,
    ...(spoolDirectory !== undefined && { spoolDirectory: userPath(spoolDirectory, context) }),
    ...(damage !== undefined && { damage }),
    reporter,
    signal: context.signal,
  };
  // Of the plan that was made here: another import may do some of it meanwhile.
  const disk = importDisk({ ...plan, layers: [...plan.layers, ...(damage?.layers ?? [])] }, planned);
  const { plan: done, repairs } = request.dryRun
    ? { plan, repairs: foreseen(plan, damage) }
    : await applyImport(plan, planned);
  // Reads a stream to its end: otherwise its writer fails with a broken pipe.
  await place.finish();
  if (!request.dryRun) await behind.keep(bundle);

  const ocx = broughtOcx(content.closure.roots, bundle.config);
  const places = { home, brought: ocx && { ...ocx, isComing: request.dryRun } };
  const environment = composed && (await withOwnOcx(composed, places, { ...context, form: "job" }));
  const launching = await (environment === undefined
    ? warnOfImport(content.closure, places, context)
    : warnOfEnvironment(environment, context));
  const closed = request.shared === true ? await warnOfClosedFolders(targetHome(home), content.closure) : [];
  for (const warning of [...launching, ...closed]) reporter.warn(warning);
  const { remote } = place;
  const result: ImportResult = {
    ...describe(done, bundle, content),
    ...(damage !== undefined && describeRepairs(done, repairs)),
    dryRun: request.dryRun,
    disk,
    ...(remote !== undefined && {
      fetched: {
        bytes: remote.fetched(),
        ...(remote.size !== undefined && { size: remote.size }),
        ...(missing !== undefined && { missing }),
      },
    }),
    pinned: request.digest !== undefined,
    ...(trust !== undefined && { trust }),
    needsOffline: content.closure.roots.some((root) => root.declaredBy === "lock" && !isIndexed(home, root)),
    ...(project !== undefined && {
      project: { directory: project.directory, groups: bundle.config.project?.groups ?? [] },
    }),
    ...(environment !== undefined && { environment }),
    warnings: [...configured, ...done.warnings, ...launching, ...closed],
  };
  return { result, summary: await summarizeOpened(opened, { ...content, closure: content.whole }), origin: place.name };
}

/** Says how much will be fetched, before it is. */
function announce(missing: number, { content }: Bundle, { dryRun }: ImportRequest, reporter: Reporter): void {
  const amount = `${prettyBytes(missing)} of ${prettyBytes(content.remote?.size ?? missing)}`;
  reporter.say(`${dryRun ? "Would fetch" : "Fetching"} ${amount} from ${content.name}`);
}

/** True if the home knows the registry's location of a repository. */
function isIndexed(home: string, { registry, repository }: Root): boolean {
  return existsSync(inHome(home, indexRootPath(registry, repository)));
}

async function lookForDamage(plan: ImportPlan, bundle: Bundle, workers: number): Promise<Damage> {
  await using engine = openEngine({ workers });
  return await findDamage(engine, plan, bundle.config.layers);
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

function composer(
  bundle: Bundle,
  { home, closure, project }: Pick<ImportInput, "home" | "closure"> & { readonly project: Project | undefined },
  request: ImportRequest,
): Compose {
  if (request.environment === undefined) return () => undefined;
  const source = importEnvironment({ closure, exported: bundle.config.project?.groups, project }, request);
  return (exists) => composeWhole(source, { home, packages: packagesOf(closure), exists });
}

function describe(
  plan: ImportPlan,
  bundle: Bundle,
  { closure }: BundleContent,
): Omit<
  ImportResult,
  "dryRun" | "disk" | "warnings" | "project" | "environment" | "fetched" | "needsOffline" | "pinned" | "trust"
> {
  const describePackage = ({ package: pkg, path, state, isDamaged }: PackagePlan): ImportedPackage => ({
    identifier: nameOf(pkg, closure.roots),
    digest: pkg.leaf,
    path: inHome(plan.home, path),
    status: isDamaged ? "repaired" : STATUS[state],
  });
  return {
    home: plan.home,
    bundle: { ...nameBundle(bundle), platform: formatPlatform(bundle.config.platform) },
    changed: plan.changed,
    packages: plan.packages.map(describePackage),
    ...plan.counts,
    bytesAdded: contentOf(plan, bundle),
    links: plan.links.map(({ path, status }) => ({ path: inHome(plan.home, path), status })),
    conflicts: plan.conflicts,
    ...(plan.ocx !== undefined && {
      ocx: { path: inHome(plan.home, plan.ocx.path), digest: plan.ocx.digest, status: OCX_STATUS[plan.ocx.state] },
    }),
    roots: closure.roots.map(({ registry, repository, tag, leaf }) =>
      formatIdentifier({ registry, repository, ...(tag !== undefined && { tag }), digest: leaf }),
    ),
  };
}

/** The name and digest of a bundle, and the digest of its manifest where that is another one. */
function nameBundle({ name, digest, descriptor }: Bundle): Omit<ImportResult["bundle"], "platform"> {
  return { name, digest, ...(descriptor.digest !== digest && { manifestDigest: descriptor.digest }) };
}

const OCX_STATUS = { missing: "added", altered: "repaired", present: "present" } as const;
const STATUS = { missing: "added", incomplete: "repaired", complete: "present" } as const;
