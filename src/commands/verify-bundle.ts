import { availableParallelism, devNull } from "node:os";
import { join } from "node:path";
import type { FramedBlob } from "../archive/frames/frames.ts";
import type { LinkDestination } from "../archive/frames/tree.ts";
import { openEngine } from "../archive/run/engine.ts";
import type { Bundle } from "../bundle/open-bundle.ts";
import { verifyBlobs } from "../bundle/verify-blobs.ts";
import type { Closure } from "../home/closure/closure.ts";
import type { ImportPlan } from "../home/import/import-plan.ts";
import { planImport } from "../home/import/plan-import.ts";
import { contentLinks } from "../home/import/stage-import.ts";
import { layerPath } from "../home/model/paths.ts";
import type { ProcessContext, Reporter, VerifyRequest } from "../options/requests.ts";
import { checkTrust } from "./check-trust.ts";
import { homePath } from "./home-path.ts";
import { layerBlob } from "./layer-blob.ts";
import { openInput } from "./open-input.ts";
import { openPinned } from "./open-pinned.ts";
import { type BundleContent, readBundle } from "./read-bundle.ts";
import { logsOf, type RemoteReading } from "./remote-reading.ts";
import type { VerifyResult } from "./results.ts";
import { verifyHome } from "./verify-home.ts";

/** A home that is empty and cannot be created: an import plan for it depends on the bundle alone. */
const EMPTY_HOME = join(devNull, "home");

/** Most entries of packages whose paths are compared in one round, at 8 bytes each. */
const ROUND = 4_000_000;

/**
 * Checks every byte of a bundle: the frames, as an import does, and the digests of whole blobs, which an import does not compute.
 * Also refuses every bundle that no home could import: it plans an import into an empty home, and assembles the packages from
 * their layers without writing them.
 * With a home, compares the layers and packages there with those of the bundle.
 * @throws BundleError for the first fault of the bundle, or for everything that is damaged in the home
 */
export async function verifyBundle(
  request: VerifyRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<VerifyResult> {
  await using input = await openInput(request.source, context, wholly(reporter));
  let done = 0;
  let goal = request.source.kind === "stream" ? 0 : await input.size();
  const advance = (more: number): void => {
    context.signal.throwIfAborted();
    reporter.progress("verify", (done += more), goal);
  };
  for (const warning of await input.verify(advance)) reporter.warn(warning);
  const bundle = await openPinned(input, request.digest);
  const ofHome = request.home === undefined ? undefined : homePath(request.home, context);
  const question = { source: request.source, request: request.trust, home: ofHome };
  const trust = await checkTrust(bundle, question, context, reporter);
  const content = await readBundle(bundle);
  const plan = await planIntoEmptyHome(bundle, content);
  const { layers, store } = bundle.config;
  const tables = [store, ...layers];
  const sum = (of: (table: (typeof tables)[number]) => number): number =>
    tables.reduce((total, table) => total + of(table), 0);
  // Every blob is read twice: as a whole for its own digest, and frame by frame.
  const stored = [...bundle.blobs.values()].reduce((sizes, { size }) => sizes + size, 0);
  goal = done + stored + sum(({ contentSize }) => contentSize);
  await verifyBlobs(bundle, advance);

  await using engine = openEngine({ workers: request.workers ?? availableParallelism() });
  const [first = [], ...rest] = assemblyRounds(bundle, plan, content.closure);
  const read = done;
  await engine.unpack([bundle.store, ...first], (unpacked) => advance(read + unpacked - done));
  engine.checkPackages();
  for (const blobs of rest) {
    await engine.unpack(blobs, () => context.signal.throwIfAborted());
    engine.checkPackages();
  }
  const home =
    ofHome === undefined
      ? undefined
      : await verifyHome({ path: ofHome, bundle, closure: content.closure, engine }, context, reporter);
  return {
    bundle: { name: bundle.name, digest: bundle.digest },
    size: await input.size(),
    blobs: bundle.blobs.size,
    frames: sum(({ frames }) => frames.length),
    entries: sum(({ entryCount }) => entryCount),
    // The same number as in inspect and export: content of the layers only.
    contentSize: layers.reduce((sizes, { contentSize }) => sizes + contentSize, 0),
    pinned: request.digest !== undefined,
    ...(trust !== undefined && { trust }),
    ...(home !== undefined && { home }),
  };
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
    if (parts.length === 1 && parts[0]?.link.strip === 1) continue;
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

/** Every byte is read twice, so a remote bundle is fetched first. */
function wholly(reporter: Reporter): RemoteReading {
  return {
    whole: true,
    ...logsOf(reporter),
    progress: (done, total) => reporter.progress("fetch", done, total),
  };
}
