import { openEngine, type TreeEngine } from "../../archive/engine/engine.ts";
import type { Frame } from "../../archive/frames/frame-table.ts";
import type { TreePlan } from "../../archive/frames/tree.ts";
import type { CompareResult, Difference } from "../../archive/worker/compare-tree.ts";
import type { BundleLayer } from "../../bundle/config.ts";
import type { Bundle } from "../../bundle/open-bundle.ts";
import type { LayerChange } from "../../home/contents/changes.ts";
import { inHome } from "../../home/contents/target-home.ts";
import type { ImportPlan } from "../../home/plan/import-plan.ts";
import { findLinkedPackages, type LinkedPackage, linksOf } from "../../home/plan/linked-packages.ts";
import { replaceEntries } from "../../home/publish/replace-entries.ts";
import { stagedLayer } from "../../home/publish/stage-import.ts";
import type { Staging } from "../../io/staging.ts";
import { planLayer } from "../reading/plan-layer.ts";
import type { RepairedEntry } from "../results/import-result.ts";
import type { HomeDamage, Repairs } from "./repairs.ts";
import { retryWhileChanging } from "./retry-while-changing.ts";

/**
 * Reads all layer trees and packages of a bundle that the home has. Writes nothing.
 * @throws BundleError `OBJECT_MISSING` when a package that is linked to a damaged layer could not be linked again
 */
export async function findDamage(plan: ImportPlan, bundle: Bundle, workers: number): Promise<HomeDamage> {
  await using engine = openEngine({ workers });
  const { layers } = bundle.config;
  const missing = new Set(plan.layers.map(({ path }) => path));
  const used = new Map(plan.packages.flatMap(layersOfPackage).map((layer) => [layer.path, layer]));
  const present = [...used.values()].filter(({ path }) => !missing.has(path));
  const damaged = await retryWhileChanging(() => findDamagedLayers(engine, plan.home, { present, layers }));
  await retryWhileChanging(() => findLinkedPackages(plan, damaged));
  const packages: RepairedEntry[] = [];
  for (const { package: pkg, state } of plan.packages) {
    const linked = linksOf(pkg);
    const isWhole = state === "complete" && layersOfPackage({ package: pkg }).every(({ path }) => !missing.has(path));
    if (!isWhole) continue;
    const { differences } = await retryWhileChanging(() => compare(engine, plan.home, linked));
    packages.push(...named(linked, differences));
  }
  return { layers: damaged, packages };
}

function layersOfPackage({ package: pkg }: Pick<ImportPlan["packages"][number], "package">): readonly LayerChange[] {
  return pkg.manifest.layers.map(({ digest }, index) => ({
    registry: pkg.registry,
    digest,
    path: linksOf(pkg).sources[index]?.path.replace(/\/content$/u, "") ?? "",
  }));
}

async function findDamagedLayers(
  engine: TreeEngine,
  home: string,
  { present, layers }: { readonly present: readonly LayerChange[]; readonly layers: readonly BundleLayer[] },
): Promise<readonly LayerChange[]> {
  const plans: TreePlan[] = [];
  const planned: LayerChange[] = [];
  const damaged: LayerChange[] = [];
  for (const layer of present) {
    const plan = await planLayer(engine, home, layer);
    if (plan === undefined) damaged.push(layer);
    else {
      plans.push(plan);
      planned.push(layer);
    }
  }
  const found: Frame[][] = plans.map(() => []);
  for await (const { tree, frame } of engine.digestFrames(plans)) found[tree]?.push(frame);
  for (const [index, layer] of planned.entries()) {
    const listed = layers.find(({ registry, digest }) => registry === layer.registry && digest === layer.digest);
    if (listed !== undefined && !isSameContent(found[index] ?? [], listed.frames)) damaged.push(layer);
  }
  return damaged;
}

/** Frames of another writer may have other borders; then the trees are compared file by file. */
function isSameContent(found: readonly Frame[], listed: readonly Frame[]): boolean {
  return (
    found.length === listed.length &&
    found.every(({ contentDigest, fileOffset }, index) => {
      const frame = listed[index];
      return (
        frame?.contentDigest !== undefined && frame.contentDigest === contentDigest && frame.fileOffset === fileOffset
      );
    })
  );
}

/**
 * Replaces what differs in every package that is linked to the damaged layers and in all packages of the bundle, and then in the
 * layers themselves, from their staged trees. Called under the lock of the home. Each file is replaced by one rename. The layers
 * come last: as long as one is damaged, a repair that died is begun again.
 */
export async function repairHome(
  engine: TreeEngine,
  plan: ImportPlan,
  { layers, staging }: { readonly layers: readonly LayerChange[]; readonly staging: Staging },
): Promise<Repairs> {
  const { home } = plan;
  const linked = await findLinkedPackages(plan, layers);
  const entries: RepairedEntry[] = [];
  const notes: string[] = [];
  const apply = async (tree: string, { differences }: CompareResult): Promise<void> => {
    const changes = differences.map(({ path, expected }) => ({
      path: `${tree}/${path}`,
      ...(expected !== undefined && { expected }),
    }));
    await replaceEntries(changes, staging);
    entries.push(...differences.map(({ path, change }) => ({ path: inHome(home, `${tree}/${path}`), change })));
  };
  const staged = new Map(layers.map((layer) => [`${layer.path}/content`, `${stagedLayer(layer, staging)}/content`]));
  const ofBundle = plan.packages.map(({ package: pkg }) => linksOf(pkg));
  const packages = new Map([...linked, ...ofBundle].map((one) => [one.path, one]));
  for (const one of packages.values()) await apply(`${one.path}/content`, await compare(engine, home, one, staged));
  for (const [tree, path] of staged) {
    const sources = [{ path, strip: 0, prefix: "" }];
    const result = await engine.compare({ sources, found: inHome(home, tree), isLayer: true });
    await apply(tree, result);
    if (result.otherUmask > 0) notes.push(umaskNote(inHome(home, tree), result.otherUmask));
  }
  return { entries, notes };
}

/** @param staged whole trees of damaged layers, by their home-relative path */
function compare(
  engine: TreeEngine,
  home: string,
  { path, sources }: LinkedPackage,
  staged: ReadonlyMap<string, string> = new Map(),
): Promise<CompareResult> {
  return engine.compare({
    sources: sources.map((source) => ({ ...source, path: staged.get(source.path) ?? inHome(home, source.path) })),
    found: inHome(home, `${path}/content`),
    isLayer: false,
  });
}

function named({ path: tree }: LinkedPackage, differences: readonly Difference[]): readonly RepairedEntry[] {
  return differences.map(({ path, change }) => ({ path: `${tree}/content/${path}`, change }));
}

function umaskNote(path: string, directories: number): string {
  const what = directories === 1 ? "1 directory has" : `${directories} directories have`;
  return `${path}: ${what} another mode than in the bundle, as another umask gives it. This is no damage, and stays.`;
}
