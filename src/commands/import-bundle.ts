import { availableParallelism } from "node:os";
import { openEngine, type TreeEngine } from "../archive/run/engine.ts";
import type { BundleLayer } from "../bundle/config.ts";
import type { Bundle } from "../bundle/open-bundle.ts";
import { defaultRegistry } from "../home/config/config-files.ts";
import { readSettings } from "../home/config/ocx-config.ts";
import type { Environment } from "../home/environment/environment.ts";
import { packagesOf } from "../home/environment/installed-packages.ts";
import { composeWhole } from "../home/environment/read-environment.ts";
import { hostPlatform } from "../home/host/host-platform.ts";
import { checkLaunchers } from "../home/import/assemble.ts";
import { foldersOfPlan } from "../home/import/check-paths.ts";
import { existsAfter } from "../home/import/exists-after.ts";
import type { ImportPlan, LayerChange, PackagePlan } from "../home/import/import-plan.ts";
import { type ImportWish, planImport } from "../home/import/plan-import.ts";
import { checkHome, checkRoom, needsOf } from "../home/import/preflight.ts";
import { publishImport } from "../home/import/publish-import.ts";
import {
  assemblePackages,
  contentLinks,
  openStaging,
  removeLeftovers,
  settleLayers,
  stagedLayer,
} from "../home/import/stage-import.ts";
import { inHome } from "../home/import/target-home.ts";
import { formatIdentifier } from "../home/model/identifier.ts";
import { withNames } from "../io/open-tree.ts";
import type { Staging } from "../io/staging.ts";
import { formatPlatform } from "../oci/platform.ts";
import type { ImportRequest, Listener, Surroundings } from "../options/requests.ts";
import { chooseRoots } from "./choose-roots.ts";
import { findLockedProject } from "./find-declared.ts";
import { homePath } from "./home-path.ts";
import { importEnvironment } from "./import-environment.ts";
import { warnOfEnvironment, warnOfImport } from "./launcher-warnings.ts";
import { layerBlob } from "./layer-blob.ts";
import { openInput } from "./open-input.ts";
import { openPinned } from "./open-pinned.ts";
import { checkPlatform, wantedPlatform } from "./platforms.ts";
import { type BundleContent, readBundle } from "./read-bundle.ts";
import type { ImportedPackage, ImportResult } from "./results.ts";
import { nameOf } from "./summarize-bundle.ts";

/** Merges a bundle into a home. Nothing becomes visible before everything is verified; what is there already is left alone. */
export async function importBundle(
  request: ImportRequest,
  around: Surroundings,
  listener: Listener,
): Promise<ImportResult> {
  const home = homePath(request.home, around);
  const wanted = await wantedPlatform(request.platform);
  await using input = await openInput(request.source, around);
  const bundle = await openPinned(input, request.digest, {
    platform: wanted,
  });
  const unnamed = await defaultRegistry({ ...around, home });
  const content = await readBundle(bundle, {
    choose: (roots) => chooseRoots(roots, request.packages, unnamed),
    platform: wanted,
  });
  checkPlatform(content.closure, wanted);
  await checkHome(home);
  checkLaunchers(home, content.closure.packages);

  const project = await findLockedProject(request.project, bundle.config.project, { ...around, home });
  const settings = await readSettings(
    {
      home,
      userHome: around.userHome,
      variables: around.variables,
      ...(project !== undefined && { project: project.directory }),
    },
    content.closure.packages.flatMap(({ registry, repositories }) =>
      repositories.map((repository) => `${registry}/${repository}`),
    ),
    request,
  );
  for (const refusal of settings.refusals) throw refusal;
  const wish: ImportWish = {
    home,
    ...content,
    onConflict: request.onConflict,
    select: request.select,
    host: await hostPlatform(),
    ...(project !== undefined && { project }),
    now: new Date(),
  };
  const planned = await planImport(wish);
  // Before anything is made: an environment that cannot be composed leaves the home as it was.
  const source =
    request.environment &&
    importEnvironment({ closure: content.closure, exported: bundle.config.project?.groups, project }, request);
  const compose: Compose = (exists) =>
    source && composeWhole(source, { home, packages: packagesOf(content.closure), exists });
  const environment = compose(existsAfter(planned));
  for (const warning of [...settings.warnings, ...planned.warnings]) listener.warn(warning);
  const done = request.dryRun ? planned : await carryOut(planned, { request, around, listener, bundle, wish, compose });
  // Whoever writes the stream must be able to write all of it, or a shell takes the pipe for broken.
  await bundle.content.finish();
  const launching =
    environment === undefined
      ? await warnOfImport(content.closure, around)
      : await warnOfEnvironment(environment, around);
  for (const warning of launching) listener.warn(warning);
  return {
    ...describe(done, bundle, content),
    dryRun: request.dryRun,
    ...(project !== undefined && {
      project: { directory: project.directory, groups: bundle.config.project?.groups ?? [] },
    }),
    ...(environment !== undefined && { environment }),
    warnings: [...settings.warnings, ...done.warnings, ...launching],
  };
}

interface Work {
  readonly request: ImportRequest;
  readonly around: Surroundings;
  readonly listener: Listener;
  readonly bundle: Bundle;
  readonly wish: ImportWish;
  readonly compose: Compose;
}

/** Composes what later steps get, where that is wanted. */
type Compose = (exists: (path: string) => boolean) => Environment | undefined;

async function carryOut(plan: ImportPlan, work: Work): Promise<ImportPlan> {
  if (plan.changed) return stageAndPublish(plan, work);
  // An import that died while it cleaned up left nothing else to do.
  await removeLeftovers(plan.home);
  return plan;
}

async function stageAndPublish(plan: ImportPlan, work: Work): Promise<ImportPlan> {
  const { request, bundle, wish } = work;
  const expected = plan.layers.map((layer) => listedLayer(bundle, layer));
  await using engine = openEngine({ workers: request.workers ?? availableParallelism(), expected });
  const needs = needsOf(plan, (layer) => listedLayer(bundle, layer));
  await checkRoom(wish.home, needs, foldersOfPlan(plan));
  await using staging = await openStaging(wish.home);
  try {
    return await fillAndPublish(plan, work, { engine, staging });
  } catch (error) {
    throw withNames(withNames(error, staging.tree), staging.root);
  }
}

async function fillAndPublish(
  plan: ImportPlan,
  { request, around: { signal }, listener, bundle, wish, compose }: Work,
  { engine, staging }: { readonly engine: TreeEngine; readonly staging: Staging },
): Promise<ImportPlan> {
  await assemblePackages(plan, staging, wish.now);
  const links = contentLinks(plan, staging);
  const blobs = plan.layers.map((layer) => ({
    ...layerBlob(bundle, listedLayer(bundle, layer), wish.closure),
    target: stagedLayer(layer, staging),
    links: links.from(layer),
  }));
  const total = contentOf(plan, bundle);
  await engine.unpack(blobs, (content) => {
    signal.throwIfAborted();
    listener.progress("import", content, total);
  });
  await bundle.content.finish();
  await settleLayers(plan, staging);
  await engine.link(links.present);
  engine.checkPackages();
  compose(existsAfter(plan, staging));
  signal.throwIfAborted();
  return await publishImport(wish, {
    staging,
    durable: request.durable,
    record: {
      bundle: { name: bundle.name, digest: bundle.digest },
      source: bundle.content.name,
      roots: wish.closure.roots.map(({ identifier }) => identifier),
    },
  });
}

/** The blob of a layer that is to be written; {@link readBundle} has made sure that there is one. */
function listedLayer({ config }: Bundle, { registry, digest }: Pick<LayerChange, "registry" | "digest">): BundleLayer {
  const layer = config.layers.find((candidate) => candidate.registry === registry && candidate.digest === digest);
  if (layer === undefined) throw new Error(`the bundle lacks layer ${digest}`);
  return layer;
}

function contentOf(plan: ImportPlan, bundle: Bundle): number {
  return plan.layers.reduce((sum, layer) => sum + listedLayer(bundle, layer).contentSize, 0);
}

function describe(
  plan: ImportPlan,
  bundle: Bundle,
  { closure }: BundleContent,
): Omit<ImportResult, "dryRun" | "warnings" | "project" | "environment"> {
  const describePackage = ({ package: unit, path, state }: PackagePlan): ImportedPackage => ({
    identifier: nameOf(unit, closure.roots),
    digest: unit.leaf,
    path: inHome(plan.home, path),
    status: STATUS[state],
  });
  return {
    home: plan.home,
    bundle: { name: bundle.name, digest: bundle.digest, platform: formatPlatform(bundle.config.platform) },
    changed: plan.changed,
    packages: plan.packages.map(describePackage),
    ...plan.counts,
    bytesAdded: contentOf(plan, bundle),
    links: plan.links.map(({ path, status }) => ({ path: inHome(plan.home, path), status })),
    conflicts: plan.conflicts,
    roots: closure.roots.map(({ registry, repository, tag, leaf }) =>
      formatIdentifier({ registry, repository, ...(tag !== undefined && { tag }), digest: leaf }),
    ),
  };
}

const STATUS = { missing: "added", incomplete: "repaired", complete: "present" } as const;
