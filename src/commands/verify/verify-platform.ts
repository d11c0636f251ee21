import { devNull } from "node:os";
import { join } from "node:path";
import type { TreeEngine } from "../../archive/engine/engine.ts";
import type { FramedBlob } from "../../archive/frames/frame-table.ts";
import type { LinkDestination } from "../../archive/frames/tree.ts";
import type { Bundle } from "../../bundle/open-bundle.ts";
import { verifyBlobs, verifyPatches } from "../../bundle/verify-blobs.ts";
import type { Closure } from "../../home/closure/closure.ts";
import { layerPath } from "../../home/model/paths.ts";
import type { ImportPlan } from "../../home/plan/import-plan.ts";
import { planImport } from "../../home/plan/plan-import.ts";
import { contentLinks } from "../../home/publish/stage-import.ts";
import type { Digest } from "../../oci/digest.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import { checkExecutable } from "../ocx/check-executable.ts";
import { layerBlob } from "../reading/layer-blob.ts";
import { type BundleContent, readBundle } from "../reading/read-bundle.ts";

/** A home that is empty and cannot be created: an import plan for it depends on the bundle alone. */
const EMPTY_HOME = join(devNull, "home");

/** Most entries of packages whose paths are compared in one round, at 8 bytes each. */
const ROUND = 4_000_000;

interface Verification {
  readonly engine: TreeEngine;
  /** Blobs whose digests were checked already. */
  readonly checked: Set<Digest>;
  /** Called with the bytes done since the last call: of blobs, then of content. */
  readonly advance: (bytes: number) => void;
}

/**
 * Checks every byte of a bundle for one platform. Also refuses what no home could import: it plans an import into an empty home,
 * and assembles the packages from their layers without writing them.
 * @throws BundleError for the first fault
 */
export async function verifyPlatform(
  bundle: Bundle,
  { engine, checked, advance }: Verification,
  { signal }: ProcessContext,
): Promise<BundleContent> {
  const content = await readBundle(bundle);
  const plan = await planIntoEmptyHome(bundle, content);
  const blobs = new Map([...bundle.stored.blobs].filter(([digest]) => !checked.has(digest)));
  await verifyBlobs({ ...bundle, blobs }, advance);
  await verifyPatches(bundle);
  for (const digest of blobs.keys()) checked.add(digest);
  await checkExecutable(bundle);
  advance(bundle.config.ocx?.contentSize ?? 0);
  const layers = bundle.config.layers.filter((layer) => bundle.has(layer));
  // The packages of a delta are assembled only if all its layers can be read.
  const isWhole = layers.length === bundle.config.layers.length;
  const [first = [], ...rest] = isWhole
    ? assemblyRounds(bundle, plan, content.closure)
    : [layers.map((layer) => layerBlob(bundle, layer, content.closure))];
  let unpacked = 0;
  await engine.unpack([bundle.store, ...first], (done) => {
    advance(done - unpacked);
    unpacked = done;
  });
  engine.checkPackages();
  for (const round of rest) {
    await engine.unpack(round, () => signal.throwIfAborted());
    engine.checkPackages();
  }
  return content;
}

async function planIntoEmptyHome(bundle: Bundle, content: BundleContent): Promise<ImportPlan> {
  return planImport({
    home: EMPTY_HOME,
    ...content,
    onConflict: "fail",
    select: false,
    host: bundle.config.platform,
    now: new Date(),
  });
}

/**
 * Splits the check of packages into rounds that fit into memory. The first reads all layers; a later one reads the layers
 * of its packages again. A package of one unchanged layer needs no check of its own.
 */
function assemblyRounds(bundle: Bundle, plan: ImportPlan, closure: Closure): readonly (readonly FramedBlob[])[] {
  const { from } = contentLinks(plan, { path: EMPTY_HOME, root: { path: EMPTY_HOME } });
  const blobs = new Map(
    bundle.config.layers.map((layer) => [
      layerPath(layer.registry, layer.digest),
      {
        ...layerBlob(bundle, layer, closure),
        links: from({ ...layer, path: layerPath(layer.registry, layer.digest) }),
      },
    ]),
  );
  const all = [...blobs.values()];
  const packages = Map.groupBy(
    all.flatMap(({ links, entryCount }) => links.map((link) => ({ link, entryCount }))),
    ({ link }) => link.content,
  );
  const rounds: Set<string>[] = [new Set()];
  let entries = 0;
  for (const [content, parts] of packages) {
    if (parts.length === 1 && parts[0]?.link.strip === 1 && parts[0].link.prefix === "") continue;
    const count = parts.reduce((total, { entryCount }) => total + entryCount, 0);
    if (entries > 0 && entries + count > ROUND) {
      rounds.push(new Set());
      entries = 0;
    }
    rounds.at(-1)?.add(content);
    entries += count;
  }
  return rounds.map((contents, round) => {
    const linked = all.map((blob) => ({ ...blob, links: only(blob.links, contents) }));
    return round === 0 ? linked : linked.filter(({ links }) => links.length > 0);
  });
}

function only(links: readonly LinkDestination[], contents: ReadonlySet<string>): readonly LinkDestination[] {
  return links.filter(({ content }) => contents.has(content));
}
