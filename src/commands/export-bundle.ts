import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_LEVEL, type PackedFrame } from "../archive/frames/frames.ts";
import type { Tree, TreePlan } from "../archive/frames/tree.ts";
import { openEngine, type TreeEngine } from "../archive/run/engine.ts";
import { HOME_PREFIX } from "../bundle/config.ts";
import { type BundleFacts, type BundlePlan, defaultBundleName, planBundle } from "../bundle/plan-bundle.ts";
import { streamBundle } from "../bundle/stream-bundle.ts";
import { type WrittenBundle, writeBundle, writeBundleFile } from "../bundle/write-bundle.ts";
import { BundleError, type ErrorCode, FAILURES } from "../errors.ts";
import { checkLayers } from "../home/closure/check-layers.ts";
import { type Closure, type ClosureLayer, collectClosure } from "../home/closure/closure.ts";
import { collectDocuments } from "../home/closure/store-documents.ts";
import { patchSources, readConfigFiles } from "../home/config/config-files.ts";
import { layerLinks } from "../home/import/stage-import.ts";
import { type Home, openHome } from "../home/model/open-home.ts";
import { layerPath, packagePath } from "../home/model/paths.ts";
import { type Declared, resolvePackages } from "../home/resolve/resolve-packages.ts";
import { openDirectoryWriter } from "../layout/directory-writer.ts";
import { familyOf, formatPlatform, type Platform, parsePlatform } from "../oci/platform.ts";
import type { ExportRequest, Output, ProcessContext, Reporter } from "../options/requests.ts";
import { findDeclared } from "./find-declared.ts";
import { homePath } from "./home-path.ts";
import { warnOfExport } from "./launcher-warnings.ts";
import { layerPrefix } from "./layer-blob.ts";
import { checkReplaceable, fileNameOf, outputPath } from "./output-path.ts";
import { wantedPlatform } from "./platforms.ts";
import type { ExportResult } from "./results.ts";
import { type LayerFigures, nameOf, summarizeBundle, summarizeLayers } from "./summarize-bundle.ts";
import { userPath } from "./user-path.ts";

/** Exports declared packages, with everything they need, as one offline bundle. Changes nothing in the home. */
export async function exportBundle(
  request: ExportRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<ExportResult> {
  const home = await openHome(homePath(request.home, context));
  const wanted = await wantedPlatform(request.platform);
  const declared = await findDeclared(request.declaration, home.path, context);
  const resolved = await resolvePackages(home, declared, wanted);
  const { roots } = resolved;
  const closure = await collectClosure(home.read, roots, wanted);
  const warnings = [...resolved.warnings, ...warnOfExport(closure), ...(await warnOfPatches(home.path, context))];
  for (const warning of warnings) reporter.warn(warning);
  await checkLayers(home, closure);

  const facts = factsOf(closure, declared, wanted);
  const name = request.name ?? defaultBundleName(facts.platform);
  const target = request.dryRun ? undefined : await targetOf(request, name, context);

  await using engine = openEngine({ workers: request.workers ?? availableParallelism() });
  const trees = await treesOf(home, closure);
  const [store, ...layers] = await planTrees(engine, [trees.store, ...trees.layers], closure);
  if (store === undefined) throw new Error("the engine planned no store layer");
  const plan = planBundle({
    name,
    facts,
    store,
    layers: closure.layers.map((layer, position) => ({ ...layer, plan: planAt(layers, position) })),
  });

  const total = plan.trees.reduce((sum, { contentSize }) => sum + contentSize, 0);
  const written =
    target &&
    (await write(
      plan,
      watched(engine.pack(plan.trees, request.level ?? DEFAULT_LEVEL), context.signal, (done) =>
        reporter.progress("export", done, total),
      ),
      target,
    ));
  const bundle = summarizeBundle(closure, {
    name: plan.name,
    platform: formatPlatform(facts.platform),
    layers: written === undefined ? plannedLayers(plan) : summarizeLayers(written.config),
    ...(written !== undefined && { digest: written.digest, size: written.size }),
    ...(facts.project !== undefined && { project: facts.project }),
  });
  return {
    home: home.path,
    dryRun: request.dryRun,
    bundle,
    ...(target?.kind === "file" && { file: target.path }),
    ...(target?.kind === "layout" && { directory: target.path }),
    warnings,
  };
}

/** Plans the trees, and checks the packages that they make as an import would. */
async function planTrees(engine: TreeEngine, trees: readonly Tree[], closure: Closure): Promise<readonly TreePlan[]> {
  try {
    const plans = await engine.plan(trees);
    engine.checkPackages();
    return plans;
  } catch (error) {
    throw nameUnsupported(error, closure);
  }
}

/** Failures of what lies in a layer: of what cannot travel, or what an import would refuse. */
const UNSUPPORTED: readonly ErrorCode[] = ["FILE_UNSUPPORTED", "PATH_UNSAFE"];

/** Says which packages have the layer that holds what cannot travel; here it is not a bundle that is to blame. */
function nameUnsupported(error: unknown, { layers, packages, roots }: Closure): unknown {
  if (!(error instanceof BundleError) || !UNSUPPORTED.includes(error.code)) return error;
  const layer = layers.find(({ registry, digest }) => error.message.includes(`${layerPath(registry, digest)}/`));
  const users = packages.filter(
    ({ registry, manifest }) =>
      registry === layer?.registry && manifest.layers.some(({ digest }) => digest === layer.digest),
  );
  const names = users.map((user) => nameOf(user, roots)).join(", ");
  const message = names === "" ? error.message : `${error.message} (layer of ${names})`;
  return new BundleError(error.code, message, { hint: FAILURES.FILE_UNSUPPORTED.hint, cause: error });
}

/** What patches change of a package is nowhere in it: the other home gets the package as it was published. */
async function warnOfPatches(home: string, context: ProcessContext): Promise<readonly string[]> {
  const files = await readConfigFiles({ ...context, home }).catch((error: unknown) => {
    // Only an import has to know what a broken configuration forbids.
    if (error instanceof BundleError && error.code === "CONFIG_INVALID") return [];
    throw error;
  });
  return patchSources(context.variables, files).map(
    (source) => `${source}: patches do not travel, and the packages are exported without them`,
  );
}

/** The trees that become blobs: the small documents as one, and one for each layer. */
async function treesOf(
  home: Home,
  closure: Closure,
): Promise<{ readonly store: Tree; readonly layers: readonly Tree[] }> {
  const store = { prefix: HOME_PREFIX, documents: await collectDocuments(home.read, closure) };
  const links = Map.groupBy(
    closure.packages.flatMap((pkg) => layerLinks(pkg, packagePath(pkg.registry, pkg.leaf))),
    ({ layer }) => layer,
  );
  return { store, layers: closure.layers.map((layer) => layerTree(home, layer, links)) };
}

function layerTree(home: Home, layer: ClosureLayer, links: ReadonlyMap<string, ReturnType<typeof layerLinks>>): Tree {
  const packages = links.get(layerPath(layer.registry, layer.digest)) ?? [];
  return {
    // The directory at the top is dropped first.
    links: packages.map(({ link }) => ({ ...link, strip: link.strip + 1 })),
    prefix: layerPrefix(layer),
    directory: { name: "content", path: join(home.path, layerPath(layer.registry, layer.digest), "content") },
    documents: [{ name: "digest", bytes: Buffer.from(layer.digest) }],
  };
}

function factsOf({ roots, packages, sources }: Closure, declared: Declared, wanted: Platform): BundleFacts {
  return {
    platform: {
      os: wanted.os,
      architecture: wanted.architecture,
      features: featuresOf(
        packages.map(({ platform }) => platform),
        wanted,
      ),
    },
    roots,
    packages: packages.map(({ registry, leaf, repositories, platform }) => ({
      registry,
      leaf,
      repositories,
      platform,
    })),
    sources,
    ...(declared.kind === "project" && {
      project: { declarationHash: declared.project.declarationHash, groups: declared.groups },
    }),
  };
}

/**
 * What the packages demand of a machine, and not what this one has: another exporter writes the same. Of rivals, such as two libcs,
 * the one that was wanted, since it decided wherever a package is offered for both.
 */
function featuresOf(platforms: readonly string[], wanted: Platform): readonly string[] {
  const known = platforms.filter((platform) => platform !== "unknown").map((platform) => parsePlatform(platform));
  const demanded = new Set(known.flatMap(({ features }) => features));
  const decided = wanted.features.filter((feature) => demanded.has(feature));
  const families = new Set(decided.map(familyOf));
  return [...decided, ...[...demanded].filter((feature) => !families.has(familyOf(feature)))].toSorted();
}

type Target = Exclude<Output, { kind: "directory" }>;

/** Where the bundle goes, with an absolute path. @throws BundleError `FILE_EXISTS`, `OPTION_INVALID` */
async function targetOf({ output, force }: ExportRequest, name: string, context: ProcessContext): Promise<Target> {
  switch (output?.kind) {
    case "file":
    case "directory": {
      const place = output.kind === "directory" ? join(output.path, "/") : output.path;
      const path = await outputPath(place, fileNameOf(name), context);
      if (force !== true) await checkReplaceable(path);
      return { kind: "file", path };
    }
    case "layout":
      return { kind: "layout", path: userPath(output.path, context) };
    case "stream":
      return output;
    case undefined:
      throw new BundleError("OPTION_INVALID", "Cannot export: no output is named", {
        hint: "Pass `--output FILE`, or `--dry-run`.",
      });
  }
}

async function write(plan: BundlePlan, frames: AsyncIterable<PackedFrame>, target: Target): Promise<WrittenBundle> {
  switch (target.kind) {
    case "file":
      return writeBundleFile(plan, frames, target.path);
    case "layout": {
      await using writer = await openDirectoryWriter(target.path);
      return await writeBundle(plan, frames, writer);
    }
    case "stream":
      return streamBundle(plan, frames, { stream: target.stream, spoolDirectory: tmpdir() });
  }
}

/** Tells how far the export is, and ends it when the user gives up. */
async function* watched(
  frames: AsyncIterable<PackedFrame>,
  signal: AbortSignal,
  tell: (contentBytes: number) => void,
): AsyncGenerator<PackedFrame> {
  let done = 0;
  for await (const packed of frames) {
    signal.throwIfAborted();
    yield packed;
    done += packed.frame.contentSize;
    tell(done);
  }
}

function plannedLayers({ layers, trees }: BundlePlan): readonly LayerFigures[] {
  return layers.map(({ registry, digest, tree }) => {
    const { contentSize, entryCount, frames } = planAt(trees, tree);
    return { registry, digest, contentSize, entryCount, frameCount: frames.length };
  });
}

function planAt(plans: readonly TreePlan[], position: number): TreePlan {
  const plan = plans[position];
  if (plan === undefined) throw new Error(`the engine made no plan ${position}`);
  return plan;
}
