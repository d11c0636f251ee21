import type { TreeEngine } from "../../archive/engine/engine.ts";
import { existsAfter } from "../../home/plan/exists-after.ts";
import type { ImportPlan } from "../../home/plan/import-plan.ts";
import type { StagingPaths } from "../../home/publish/home-staging.ts";
import { assemblePackages, contentLinks, fixLayerModes, stagedLayer } from "../../home/publish/stage-import.ts";
import { openPartial } from "../../io/partial.ts";
import type { Staging } from "../../io/staging.ts";
import { stageExecutable } from "../ocx/stage-executable.ts";
import { layerBlob } from "../reading/layer-blob.ts";
import { type BlobToRead, blobsToRead, inManifestOrder } from "./bundle-layers.ts";
import type { PlannedImport } from "./planned-import.ts";

/** Creates the missing layers and packages in staging: unpacks layers, and links packages from them. Publishes nothing. */
export async function stageBundle(
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
