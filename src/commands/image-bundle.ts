import { mkdtempDisposable } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { DEFAULT_LEVEL } from "../archive/frames/frame-codec.ts";
import { openEngine } from "../archive/run/engine.ts";
import type { PackedPiece } from "../archive/run/pack-trees.ts";
import type { BundleConfig } from "../bundle/config.ts";
import type { Bundle } from "../bundle/open-bundle.ts";
import type { LayerChange } from "../home/contents/changes.ts";
import { checkLaunchers } from "../home/contents/launchers.ts";
import { existsAfter } from "../home/plan/exists-after.ts";
import { type ImportInput, planNewHome } from "../home/plan/plan-import.ts";
import { checkSpace, needsOf } from "../home/plan/preflight.ts";
import type { StagingPaths } from "../home/publish/home-staging.ts";
import { type ImagePlan, roomOfImage, type WrittenImage, writeImage } from "../image/write-image.ts";
import { openStaging, type Staging } from "../io/staging.ts";
import { inside } from "../io/working-directory.ts";
import { NOTHING_AHEAD } from "../layout/content.ts";
import type { ContentWriter } from "../layout/content-writer.ts";
import { parsePlatform } from "../oci/platform.ts";
import { formatPinned } from "../oci/reference.ts";
import type { ImageRequest } from "../options/requests/image-request.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import { composer, imageVariables } from "./image/image-environment.ts";
import { chooseLayers, composeLayers } from "./image/image-layers.ts";
import { findImageTarget, type ImageTarget, writeTo } from "./image/image-target.ts";
import { openBase } from "./image/open-base.ts";
import { stageBundle } from "./import/stage-bundle.ts";
import { warnOfExport } from "./ocx/launcher-warnings.ts";
import { openInput } from "./places/open-input.ts";
import { logsOf } from "./places/remote-reading.ts";
import { temporaryDirectory, userPath } from "./places/user-path.ts";
import { openPinned } from "./reading/open-pinned.ts";
import { type BundleContent, emptyLayers, readBundle } from "./reading/read-bundle.ts";
import type { ImageResult } from "./results/image-results.ts";

/** Time of what the home records: the same bundle must give the same image. */
const NO_TIME = new Date(0);

/**
 * Makes a container image of a bundle: its home assembled at a path, and its environment. No home of this machine is read or
 * changed: the packages are unpacked in a private directory.
 */
export async function imageBundle(
  request: ImageRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<ImageResult> {
  const spoolDirectory = userPath(request.spoolDirectory ?? temporaryDirectory(), context);
  const reading = { ...logsOf(reporter), sole: namesOneServer(request) };
  await using stack = new AsyncDisposableStack();
  const place = stack.use(await openInput(request.source, context, { ...reading, spoolDirectory }));
  const platform = request.platform === undefined ? undefined : parsePlatform(request.platform);
  const bundle = await openPinned(place, request.digest, { platform });
  const { os, architecture } = bundle.config.platform;
  const content = await readBundle(bundle);
  const { closure } = content;
  const { homePath: home, groups, compression, level = DEFAULT_LEVEL } = request;
  checkLaunchers(home, closure.packages);
  const target = await findImageTarget(request, bundle.name, { context, reading });
  const base = request.base && stack.use(await openBase(request.base, { os, architecture }, { context, reading }));

  const input = inputOf(bundle, content, home);
  const plan = await planNewHome(input);
  const layers = chooseLayers(bundle, closure, base?.layers.length ?? 0);
  // Composed before anything is unpacked, and checked again when it is.
  const compose = composer({ home, bundle, closure, groups });
  const variables = base?.config.config?.Env ?? [];
  const environment = imageVariables({ home, bundle, closure }, compose(existsAfter(plan)), variables);
  const launching = bundle.config.ocx === undefined ? warnOfExport(closure) : [];
  const warnings = [...launching, ...environment.warnings];
  for (const warning of warnings) reporter.warn(warning);
  const image: ImagePlan = {
    name: target.name,
    os,
    architecture,
    bundle: bundle.digest,
    base,
    variables: environment.variables,
    comments: layers.map(({ comment }) => comment),
    compression,
  };

  const { workers = availableParallelism() } = request;
  await checkSpace(spoolDirectory, needsOf(plan, sizesIn(bundle.config)), `unpack into ${spoolDirectory}`);
  const directory = stack.use(await mkdtempDisposable(join(spoolDirectory, "ocx-bundle-")));
  const staging = stack.use(await openStaging({ root: directory.path, folder: "staging" }));
  const progress = halves(bundle.config, reporter);
  const spool = { directory: directory.path, signal: context.signal };
  const unpack = async (staged: Staging & StagingPaths): Promise<void> => {
    await using engine = openEngine({ workers, expected: bundle.config.layers });
    const unpacking = { say: () => {}, progress: (_: unknown, done: number) => progress.first(done) };
    const work = { bundle, input, compose, workers, durable: false, reporter: unpacking, signal: context.signal };
    await stageBundle(plan, work, { engine, staging: staged });
  };
  const build = async (writer: ContentWriter, path: string): Promise<WrittenImage> => {
    await unpack({ ...staging, path, near: () => path });
    // Another engine: the memory for unpacking is free by now.
    await using engine = openEngine({ workers });
    const trees = await composeLayers(
      layers,
      { plan, closure, config: bundle.config, staging: path, now: NO_TIME },
      { engine, isWhole: base === undefined },
    );
    const pieces = watched(engine.stream(trees, { kind: compression, level }), context.signal, progress.second);
    await using _ = base?.content?.prefetch(blobsOf(base), spool) ?? NOTHING_AHEAD;
    return await writeImage(image, pieces, writer);
  };
  // Opened first: a place that cannot be written to is found before anything is unpacked.
  const written = await writeTo(target, roomOfImage(image), (writer) =>
    inside(staging.tree, (path) => build(writer, path)),
  );
  await place.finish();
  return { ...describe(image, written, { bundle, home }), ...placeOf(target, written), warnings };
}

/** Whether one server is named at most, so that variables say for which one they are. */
function namesOneServer({ source, output, base }: ImageRequest): boolean {
  const servers = [source, output, base].filter((one) => one?.kind === "registry" || one?.kind === "url");
  return servers.length < 2;
}

/** The import that makes the home: into a new one, on a machine of the bundle's platform. */
function inputOf({ config }: Bundle, content: BundleContent, home: string): ImportInput {
  const host = config.platform;
  return {
    home,
    ...content,
    emptyLayers: emptyLayers(config),
    ...(config.ocx !== undefined && { ocx: config.ocx }),
    onConflict: "keep",
    select: false,
    host,
    now: NO_TIME,
  };
}

function sizesIn({ layers }: BundleConfig) {
  return ({ registry, digest }: LayerChange) => {
    const layer = layers.find((one) => one.registry === registry && one.digest === digest);
    if (layer === undefined) throw new Error(`the bundle lacks layer ${digest}`);
    return layer;
  };
}

function blobsOf({ layers }: NonNullable<ImagePlan["base"]>) {
  return [...new Map(layers.map(({ descriptor }) => [descriptor.digest, descriptor])).values()];
}

/** Packages are unpacked, then packed: each is one half of the work. */
function halves({ layers }: BundleConfig, reporter: Reporter) {
  const total = layers.reduce((sum, { contentSize }) => sum + contentSize, 0);
  const tell = (done: number): void => reporter.progress("image", Math.min(done, 2 * total), 2 * total);
  return { first: (done: number) => tell(done), second: (done: number) => tell(total + done) };
}

/** Reports progress, and stops when the user cancels. */
async function* watched(
  pieces: AsyncIterable<PackedPiece>,
  signal: AbortSignal,
  tell: (contentBytes: number) => void,
): AsyncGenerator<PackedPiece> {
  let done = 0;
  for await (const piece of pieces) {
    signal.throwIfAborted();
    yield piece;
    done += piece.content.byteLength;
    tell(done);
  }
}

function describe(
  { name, os, architecture }: ImagePlan,
  { digest, size, layers }: WrittenImage,
  { bundle, home }: { readonly bundle: Bundle; readonly home: string },
): Pick<ImageResult, "bundle" | "image" | "home"> {
  return {
    bundle: { name: bundle.name, digest: bundle.digest },
    image: { name: name.short, digest, platform: `${os}/${architecture}`, size, layers },
    home,
  };
}

function placeOf(target: ImageTarget, { digest }: WrittenImage): Pick<ImageResult, "file" | "directory" | "reference"> {
  switch (target.kind) {
    case "file":
      return { file: target.path };
    case "layout":
      return { directory: target.path };
    case "registry":
      return { reference: formatPinned(target.opened.reference, digest) };
    case "stream":
      return {};
  }
}
