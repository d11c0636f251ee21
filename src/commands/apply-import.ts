import { openEngine, type TreeEngine } from "../archive/run/engine.ts";
import type { BundleLayer } from "../bundle/config.ts";
import type { Bundle } from "../bundle/open-bundle.ts";
import type { Environment } from "../home/environment/environment.ts";
import { foldersOfPlan } from "../home/import/check-paths.ts";
import { existsAfter } from "../home/import/exists-after.ts";
import type { ImportPlan, LayerChange } from "../home/import/import-plan.ts";
import type { ImportInput } from "../home/import/plan-import.ts";
import { checkRoom, needsOf } from "../home/import/preflight.ts";
import { publishImport } from "../home/import/publish-import.ts";
import {
  assemblePackages,
  contentLinks,
  fixLayerModes,
  openHomeStaging,
  removeLeftovers,
  stagedLayer,
} from "../home/import/stage-import.ts";
import { MOST_SPOOLED } from "../io/fetch-ahead.ts";
import { withNames } from "../io/open-tree.ts";
import { openPartial } from "../io/partial.ts";
import type { Staging } from "../io/staging.ts";
import { inside } from "../io/working-directory.ts";
import type { Reporter } from "../options/requests.ts";
import { layerBlob } from "./layer-blob.ts";

/** Composes the environment for later steps; undefined if none is requested. */
export type Compose = (exists: (path: string) => boolean) => Environment | undefined;

/** Parameters for carrying out a planned import. */
export interface PlannedImport {
  readonly bundle: Bundle;
  readonly input: ImportInput;
  readonly compose: Compose;
  readonly workers: number;
  readonly durable: boolean;
  /** Absolute path of the directory for the bytes of a remote bundle. Default: the home's staging. */
  readonly spoolDirectory?: string | undefined;
  readonly reporter: Pick<Reporter, "progress">;
  /** Aborted when the user cancels. */
  readonly signal: AbortSignal;
}

/**
 * Carries out a plan: unpacks and assembles in staging, then publishes. Writes nothing if the plan changes nothing.
 * @returns the plan as carried out, which differs if other processes have changed the home meanwhile
 */
export async function applyImport(plan: ImportPlan, work: PlannedImport): Promise<ImportPlan> {
  if (plan.changed) return stageAndPublish(plan, work);
  // An earlier import may have died during its cleanup, with all its work done.
  await removeLeftovers(plan.home);
  return plan;
}

async function stageAndPublish(plan: ImportPlan, work: PlannedImport): Promise<ImportPlan> {
  const { bundle, input, workers, durable } = work;
  const expected = plan.layers.map((layer) => listedLayer(bundle, layer));
  await using engine = openEngine({ workers, expected });
  const { bytes, inodes } = needsOf(plan, (layer) => listedLayer(bundle, layer));
  const spooled = work.spoolDirectory === undefined ? spooledBytes(plan, bundle) : 0;
  await checkRoom(input.home, { bytes: bytes + spooled, inodes }, foldersOfPlan(plan));
  await using staging = await openHomeStaging(input.home);
  try {
    await inside(staging.tree, (path) => stageImport(plan, work, { engine, staging: { ...staging, path } }));
    return await publishImport(input, {
      staging,
      durable,
      record: {
        bundle: { name: bundle.name, digest: bundle.digest },
        source: bundle.content.name,
        roots: input.closure.roots.map(({ identifier }) => identifier),
      },
    });
  } catch (error) {
    throw withNames(withNames(error, staging.tree), staging.root);
  }
}

/** Creates the missing layers and packages in staging: unpacks layers, and links packages from them. Publishes nothing. */
export async function stageImport(
  plan: ImportPlan,
  work: PlannedImport,
  { engine, staging }: { readonly engine: TreeEngine; readonly staging: Staging },
): Promise<void> {
  const { bundle, input, compose, reporter, signal } = work;
  await assemblePackages(plan, staging, input.now);
  const links = contentLinks(plan, staging);
  const layers = inManifestOrder(plan, bundle);
  const blobs = layers.map(({ change, listed }) => ({
    ...layerBlob(bundle, listed, input.closure),
    target: stagedLayer(change, staging),
    links: links.from(change),
  }));
  const total = contentOf(plan, bundle);
  await withSpool(layers, work, staging, () =>
    engine.unpack(blobs, (content) => {
      signal.throwIfAborted();
      reporter.progress("import", content, total);
    }),
  );
  await bundle.content.finish();
  await fixLayerModes(plan, staging);
  await engine.link(links.present);
  engine.checkPackages();
  compose(existsAfter(plan, staging));
  signal.throwIfAborted();
}

/** Does `work` while the blobs of a remote bundle arrive in a private directory. */
async function withSpool(
  layers: readonly LayerToAdd[],
  { bundle: { content }, spoolDirectory, signal }: PlannedImport,
  staging: Staging,
  work: () => Promise<void>,
): Promise<void> {
  const spoolsThere = spoolDirectory !== undefined && content.remote !== undefined && layers.length > 0;
  await using spool = spoolsThere ? await openPartial(spoolDirectory) : undefined;
  const directory = spool?.path ?? staging.tree.path;
  await using _ = content.prefetch(
    layers.map(({ listed }) => ({ digest: listed.blob })),
    { directory, signal },
  );
  await work();
}

interface LayerToAdd {
  readonly change: LayerChange;
  readonly listed: BundleLayer;
}

/** The layers to add, in the order in which a bundle's tar has their blobs, so that neighbours are fetched together. */
function inManifestOrder(plan: ImportPlan, bundle: Bundle): readonly LayerToAdd[] {
  const places = new Map(Array.from(bundle.blobs.keys(), (digest, place) => [digest, place]));
  const place = ({ blob }: BundleLayer): number => places.get(blob) ?? 0;
  return plan.layers
    .map((change) => ({ change, listed: listedLayer(bundle, change) }))
    .toSorted((a, b) => place(a.listed) - place(b.listed));
}

/** Finds a layer in the config. It must be there: {@link readBundle} has checked that. */
function listedLayer({ config }: Bundle, { registry, digest }: Pick<LayerChange, "registry" | "digest">): BundleLayer {
  const layer = config.layers.find((candidate) => candidate.registry === registry && candidate.digest === digest);
  if (layer === undefined) throw new Error(`the bundle lacks layer ${digest}`);
  return layer;
}

/** Content in bytes of the layers that an import adds. */
export function contentOf(plan: ImportPlan, bundle: Bundle): number {
  return plan.layers.reduce((sum, layer) => sum + listedLayer(bundle, layer).contentSize, 0);
}

/** Bytes that an import has to fetch for the layers that it adds; undefined for a bundle on this machine. */
export function missingBytes(plan: ImportPlan, bundle: Bundle): number | undefined {
  return bundle.content.remote?.missing(inManifestOrder(plan, bundle).map(({ listed }) => ({ digest: listed.blob })));
}

/** Most bytes that wait on the disk at a time until they are unpacked. */
function spooledBytes(plan: ImportPlan, bundle: Bundle): number {
  return Math.min(missingBytes(plan, bundle) ?? 0, MOST_SPOOLED);
}
