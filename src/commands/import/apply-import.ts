import { openEngine, type TreeEngine } from "../../archive/run/engine.ts";
import { type BundleLayer, encodeConfig } from "../../bundle/config.ts";
import type { Bundle } from "../../bundle/open-bundle.ts";
import { BundleError } from "../../errors.ts";
import type { Environment } from "../../home/environment/environment.ts";
import { foldersOfPlan, writtenFolders, writtenPaths } from "../../home/import/check-paths.ts";
import { existsAfter } from "../../home/import/exists-after.ts";
import { checkFoldedLayer, tryFileSystem } from "../../home/import/file-system.ts";
import { openHomeStaging, removeLeftovers, type StagingPaths } from "../../home/import/home-staging.ts";
import type { ImportPlan, LayerChange } from "../../home/import/import-plan.ts";
import type { ImportInput } from "../../home/import/plan-import.ts";
import { checkRoom, needsOf } from "../../home/import/preflight.ts";
import { type Publication, publishImport } from "../../home/import/publish-import.ts";
import { assemblePackages, contentLinks, fixLayerModes, stagedLayer } from "../../home/import/stage-import.ts";
import { withNames } from "../../io/open-tree.ts";
import { openPartial } from "../../io/partial.ts";
import type { Staging } from "../../io/staging.ts";
import { inside } from "../../io/working-directory.ts";
import { MAX_SPOOLED } from "../../limits.ts";
import type { Descriptor } from "../../oci/descriptor.ts";
import type { Digest } from "../../oci/digest.ts";
import type { Reporter } from "../../options/requests.ts";
import { stageExecutable } from "../ocx/stage-executable.ts";
import { layerBlob } from "../reading/layer-blob.ts";
import { type HomeDamage, NO_REPAIRS, type Repairs, repairHome } from "./repair-home.ts";

/** Composes the environment for later steps; undefined if none is requested. */
export type Compose = (exists: (path: string) => boolean) => Environment | undefined;

/** Parameters for carrying out a planned import. */
export interface PlannedImport {
  readonly bundle: Bundle;
  readonly input: ImportInput;
  readonly compose: Compose;
  readonly workers: number;
  /** That has walked the bases of a delta. Default: one with these workers. */
  readonly engine?: TreeEngine;
  readonly durable: boolean;
  /** Absolute path of the directory for the bytes of a remote bundle. Default: the home's staging. */
  readonly spoolDirectory?: string | undefined;
  /** Requests to a remote bundle at the same time. */
  readonly concurrency?: number | undefined;
  readonly reporter: Pick<Reporter, "progress" | "say">;
  /** Damage to repair; absent without `--repair`. */
  readonly damage?: HomeDamage;
  /** Aborted when the user cancels. */
  readonly signal: AbortSignal;
}

/** A plan as carried out, and what was repaired. */
export interface AppliedImport {
  /** Differs from the given one if other processes have changed the home meanwhile. */
  readonly plan: ImportPlan;
  readonly repairs: Repairs;
  readonly warnings: readonly string[];
}

/** Carries out a plan: unpacks and assembles in staging, then publishes. Writes nothing if there is nothing to change. */
export async function applyImport(plan: ImportPlan, work: PlannedImport): Promise<AppliedImport> {
  if (plan.changed || isDamaged(work.damage)) return stageAndPublish(plan, work);
  if (plan.isUnrecorded) await recordImport(plan, work);
  // An earlier import may have died during its cleanup, with all its work done.
  await removeLeftovers(plan.home);
  return { plan, repairs: NO_REPAIRS, warnings: [] };
}

function isDamaged({ layers, packages }: HomeDamage = { layers: [], packages: [] }): boolean {
  return layers.length > 0 || packages.length > 0;
}

/**
 * Adds an import that changed nothing else to the log of imports. Another user may import what is there, but not write to the
 * home: then there is no record.
 */
async function recordImport({ home }: ImportPlan, work: PlannedImport): Promise<void> {
  try {
    await using staging = await openHomeStaging(home);
    await publishImport(work.input, { staging, ...recordOf(work) });
  } catch (error) {
    if (!(error instanceof BundleError) || error.code !== "PERMISSION_DENIED") throw error;
    work.reporter.say(`The import is not recorded, because this user cannot write to ${home}`);
  }
}

function recordOf({ bundle, input, durable }: PlannedImport): Pick<Publication, "durable" | "record" | "config"> {
  return {
    durable,
    config: encodeConfig(bundle.config),
    record: {
      bundle: { name: bundle.name, digest: bundle.digest },
      ...(input.manifest !== undefined && { manifest: input.manifest }),
      source: bundle.content.name,
      roots: input.closure.roots.map(({ identifier }) => identifier),
    },
  };
}

async function stageAndPublish(plan: ImportPlan, work: PlannedImport): Promise<AppliedImport> {
  const { bundle, input, workers, damage } = work;
  const layers = [...plan.layers, ...(damage?.layers ?? [])];
  const expected = layers.map((layer) => listedLayer(bundle, layer));
  await using engine = work.engine ?? openEngine({ workers, expected });
  const { bytes, inodes } = needsOf({ ...plan, layers }, (layer) => listedLayer(bundle, layer));
  const spooled = work.spoolDirectory === undefined ? spooledBytes(blobsToRead(plan, layers, bundle), bundle) : 0;
  const folders = { linked: foldersOfPlan(plan), written: writtenFolders(plan) };
  await checkRoom(input.home, { bytes: bytes + spooled, inodes }, folders);
  await using staging = await openHomeStaging(input.home);
  const { foldsNames, warnings } = await tryFileSystem(staging.tree, { home: input.home, paths: writtenPaths(plan) });
  let repairs = NO_REPAIRS;
  const repair = async (current: ImportPlan): Promise<readonly string[]> => {
    repairs = await repairHome(engine, current, { layers: damage?.layers ?? [], staging });
    return repairs.entries.map(({ path }) => path);
  };
  try {
    await inside(staging.tree, (path) => stageImport(plan, work, { engine, staging: { ...staging, path } }));
    if (foldsNames) await checkFoldedLayers(input.home, layers, { bundle, staging });
    const done = await publishImport(input, {
      staging,
      // Also without damage so far: a package whose layer was lost can only be compared now.
      ...(damage !== undefined && { repair }),
      ...recordOf(work),
    });
    return { plan: done, repairs, warnings };
  } catch (error) {
    throw withNames(withNames(error, staging.tree), staging.root);
  }
}

async function checkFoldedLayers(
  home: string,
  layers: readonly LayerChange[],
  { bundle, staging }: { readonly bundle: Bundle; readonly staging: StagingPaths },
): Promise<void> {
  for (const layer of layers) {
    const { entryCount } = listedLayer(bundle, layer);
    await checkFoldedLayer(home, { staged: stagedLayer(layer, staging), digest: layer.digest, entryCount });
  }
}

/** Creates the missing layers and packages in staging: unpacks layers, and links packages from them. Publishes nothing. */
export async function stageImport(
  plan: ImportPlan,
  work: PlannedImport,
  { engine, staging }: { readonly engine: TreeEngine; readonly staging: Staging & StagingPaths },
): Promise<void> {
  const { bundle, input, compose, reporter, signal, damage } = work;
  await assemblePackages(plan, staging, input.now);
  const links = contentLinks(plan, staging);
  const damaged = damage?.layers ?? [];
  const layers = inManifestOrder([...plan.layers, ...damaged], bundle);
  const blobs = layers.map(({ change, listed }) => ({
    ...layerBlob(bundle, listed, input.closure),
    target: stagedLayer(change, staging),
    // Packages are linked from a damaged layer that stays in the home: its files are replaced in both.
    ...(damaged.includes(change) ? { checksContent: true } : { links: links.from(change) }),
  }));
  const total = layers.reduce((sum, { listed }) => sum + listed.contentSize, 0);
  await withSpool(blobsToRead(plan, [...plan.layers, ...damaged], bundle), work, staging, async () => {
    await engine.unpack(blobs, (content) => {
      signal.throwIfAborted();
      reporter.progress("import", content, total);
    });
    if (plan.ocx !== undefined && plan.ocx.state !== "present") await stageExecutable(bundle, plan.ocx, staging);
  });
  await bundle.content.finish();
  await fixLayerModes({ ...plan, layers: [...plan.layers, ...damaged] }, staging);
  await engine.link(links.present);
  engine.checkPackages();
  compose(existsAfter(plan, staging));
  signal.throwIfAborted();
}

/** Digests of the blobs that an import reads, in the order in which it reads them: that of a bundle's tar. */
export function blobsToRead(
  { ocx }: Pick<ImportPlan, "ocx">,
  layers: readonly LayerChange[],
  bundle: Bundle,
): readonly BlobToRead[] {
  const { config } = bundle;
  return [
    ...carriersOf(inManifestOrder(layers, bundle), bundle),
    ...(ocx === undefined || ocx.state === "present" || config.ocx === undefined ? [] : [{ digest: config.ocx.blob }]),
  ];
}

export type BlobToRead = Pick<Descriptor, "digest">;

/** Does `work` while the blobs of a remote bundle arrive in a private directory. */
async function withSpool(
  blobs: readonly BlobToRead[],
  { bundle: { content }, spoolDirectory, concurrency, signal }: PlannedImport,
  staging: Staging,
  work: () => Promise<void>,
): Promise<void> {
  const spoolsThere = spoolDirectory !== undefined && content.remote !== undefined && blobs.length > 0;
  await using spool = spoolsThere ? await openPartial(spoolDirectory) : undefined;
  const directory = spool?.path ?? staging.tree.path;
  const limits = concurrency === undefined ? {} : { limits: { inFlight: concurrency } };
  await using _ = content.prefetch(blobs, { directory, signal, ...limits });
  await work();
}

interface LayerToUnpack {
  readonly change: LayerChange;
  readonly listed: BundleLayer;
}

/** Layers in the order in which a bundle's tar has their blobs, so that neighbours are fetched together. */
function inManifestOrder(changes: readonly LayerChange[], bundle: Bundle): readonly LayerToUnpack[] {
  const places = new Map<Digest | undefined, number>(
    Array.from(bundle.stored.blobs.keys(), (digest, at) => [digest, at]),
  );
  const place = (layer: BundleLayer): number => places.get(bundle.carrierOf(layer)) ?? 0;
  return changes
    .map((change) => ({ change, listed: listedLayer(bundle, change) }))
    .toSorted((a, b) => place(a.listed) - place(b.listed));
}

/** The stored blobs that layers are made from. */
function carriersOf(layers: readonly LayerToUnpack[], bundle: Bundle): readonly { readonly digest: Digest }[] {
  const carriers = layers.map(({ listed }) => bundle.carrierOf(listed)).filter((digest) => digest !== undefined);
  return carriers.map((digest) => ({ digest }));
}

/** Finds a layer in the config. It must be there: {@link readBundle} has checked that. */
export function listedLayer(
  { config }: Bundle,
  { registry, digest }: Pick<LayerChange, "registry" | "digest">,
): BundleLayer {
  const layer = config.layers.find((candidate) => candidate.registry === registry && candidate.digest === digest);
  if (layer === undefined) throw new Error(`the bundle lacks layer ${digest}`);
  return layer;
}

/** Content in bytes of the layers that an import adds. */
export function contentOf(plan: Pick<ImportPlan, "layers">, bundle: Bundle): number {
  return plan.layers.reduce((sum, layer) => sum + listedLayer(bundle, layer).contentSize, 0);
}

/** Bytes that an import has to fetch for these blobs; undefined for a bundle on this machine. */
export function missingBytes(blobs: readonly BlobToRead[], { content }: Bundle): number | undefined {
  return content.remote?.missing(blobs);
}

/** Most bytes that wait on the disk at a time until they are unpacked. */
export function spooledBytes(blobs: readonly BlobToRead[], bundle: Bundle): number {
  return Math.min(missingBytes(blobs, bundle) ?? 0, MAX_SPOOLED);
}
