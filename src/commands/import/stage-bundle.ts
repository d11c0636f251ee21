import type { TreeEngine } from "../../archive/engine/engine.ts";
import { existsAfter } from "../../home/plan/exists-after.ts";
import { checkFreeSpace } from "../../home/plan/free-space.ts";
import type { StagingPaths } from "../../home/publish/home-staging.ts";
import {
  assemblePackages,
  type ContentLinks,
  contentLinks,
  fixLayerModes,
  stagedLayer,
} from "../../home/publish/stage-import.ts";
import { openPartial } from "../../io/partial.ts";
import type { Staging } from "../../io/staging.ts";
import { stageExecutable } from "../ocx/stage-executable.ts";
import { layerBlob } from "../reading/layer-blob.ts";
import { spooledBytes } from "./bundle-layers.ts";
import { composeImport } from "./import-environment.ts";
import type { PlannedImport } from "./planned-import.ts";

/** Creates the missing layers and packages in staging: unpacks layers, and links packages from them. Publishes nothing. */
export async function stageBundle(
  planned: PlannedImport,
  { engine, staging }: { readonly engine: TreeEngine; readonly staging: Staging & StagingPaths },
): Promise<void> {
  const { plan, bundle, input, part, wantedEnvironment, signal } = planned;
  await assemblePackages(plan, staging, input.now);
  const links = contentLinks(plan, staging);
  await unpackPart(planned, { engine, staging, links });
  await bundle.content.finish();
  await fixLayerModes({ home: plan.home, layers: part.layers.map(({ change }) => change) }, staging);
  await engine.link(links.present);
  engine.checkPackages();
  composeImport(wantedEnvironment, input, existsAfter(plan, staging));
  signal.throwIfAborted();
}

/** Unpacks what is needed of a bundle, while the bytes of a remote one arrive in a private directory. */
async function unpackPart(
  { plan, bundle, input, part, spoolDirectory, concurrency, reporter, signal }: PlannedImport,
  {
    engine,
    staging,
    links,
  }: { readonly engine: TreeEngine; readonly staging: Staging & StagingPaths; readonly links: ContentLinks },
): Promise<void> {
  const { content } = bundle;
  const { layers, blobs } = part;
  const spoolsThere = spoolDirectory !== undefined && content.remote !== undefined && blobs.length > 0;
  await using spool = spoolsThere ? await openPartial(spoolDirectory) : undefined;
  if (spool !== undefined)
    await checkFreeSpace(spool.path, { bytes: spooledBytes(blobs, bundle), inodes: 0 }, `fetch into ${spoolDirectory}`);
  const directory = spool?.path ?? staging.tree.path;
  const limits = concurrency === undefined ? {} : { limits: { inFlight: concurrency } };
  await using _ = content.prefetch(blobs, { directory, signal, ...limits });
  const framed = layers.map(({ change, listed, isDamaged }) => ({
    ...layerBlob(bundle, listed, input.closure),
    target: stagedLayer(change, staging),
    // Packages are linked from a damaged layer that stays in the home: its files are replaced in both.
    ...(isDamaged ? { checksContent: true } : { links: links.from(change) }),
  }));
  const total = layers.reduce((sum, { listed }) => sum + listed.contentSize, 0);
  await engine.unpack(framed, (done) => {
    signal.throwIfAborted();
    reporter.progress("import", done, total);
  });
  if (plan.ocx !== undefined && plan.ocx.state !== "present") await stageExecutable(bundle, plan.ocx, staging);
}
