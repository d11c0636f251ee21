import { availableParallelism } from "node:os";
import { openEngine, type TreeEngine } from "../archive/engine/engine.ts";
import { limitYoungGeneration } from "../archive/engine/young-generation.ts";
import type { ComposedTree } from "../archive/frames/composed.ts";
import { DEFAULT_LEVEL } from "../archive/frames/frame-codec.ts";
import type { BundleConfig } from "../bundle/config.ts";
import type { Bundle } from "../bundle/open-bundle.ts";
import { checkLaunchers } from "../home/contents/launchers.ts";
import { existsAfter } from "../home/plan/exists-after.ts";
import { type ImportInput, planNewHome } from "../home/plan/plan-import.ts";
import { type ImagePlan, roomOfImage, type WrittenImage, writeImage } from "../image/write-image.ts";
import type { Spool } from "../io/fetch-ahead.ts";
import { openPartial } from "../io/partial.ts";
import { watchItems } from "../io/watch-items.ts";
import { NOTHING_AHEAD } from "../layout/content.ts";
import type { ContentWriter } from "../layout/content-writer.ts";
import { parsePlatform } from "../oci/platform.ts";
import { formatPinned } from "../oci/reference.ts";
import type { ImageRequest } from "../options/requests/image-request.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import { composer, imageVariables } from "./image/image-environment.ts";
import { blobsOfImage, chooseLayers, composeLayers, existsInImage } from "./image/image-layers.ts";
import { findImageTarget, type ImageTarget, writeTo } from "./image/image-target.ts";
import { openBase } from "./image/open-base.ts";
import { checkExecutable } from "./ocx/check-executable.ts";
import { warnOfExport } from "./ocx/launcher-warnings.ts";
import { openInput } from "./places/open-input.ts";
import { logsOf } from "./places/remote-reading.ts";
import { temporaryDirectory, userPath } from "./places/user-path.ts";
import { openPinned } from "./reading/open-pinned.ts";
import { type BundleContent, emptyLayers, readBundle } from "./reading/read-bundle.ts";
import { refuseDelta } from "./reading/refuse-delta.ts";
import type { ImageResult } from "./results/image-results.ts";

/** Time of what the home records: the same bundle must give the same image. */
const NO_TIME = new Date(0);

/**
 * Makes a container image of a bundle: its home assembled at a path, and its environment. No home of this machine is read or
 * changed, and nothing is unpacked: the layers of the bundle are decoded, and packed again with other paths.
 */
export async function imageBundle(
  request: ImageRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<ImageResult> {
  using _ = limitYoungGeneration();
  const spoolDirectory = userPath(request.spoolDirectory ?? temporaryDirectory(), context);
  const reading = { ...logsOf(reporter), sole: namesOneServer(request) };
  await using stack = new AsyncDisposableStack();
  const place = stack.use(await openInput(request.source, context, { ...reading, spoolDirectory }));
  const platform = request.platform === undefined ? undefined : parsePlatform(request.platform);
  const bundle = await openPinned(place, request.digest, { platform });
  refuseDelta(bundle, "make an image of");
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
  // Composed before anything is read, and checked again when everything is.
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
  const trees = composeLayers(layers, { bundle, plan, closure, isWhole: base === undefined, now: NO_TIME });
  const isFar = place.remote !== undefined || base?.content !== undefined;
  const directory = isFar ? stack.use(await openPartial(spoolDirectory)).path : spoolDirectory;
  const spool = { directory, signal: context.signal };
  const check = async (engine: TreeEngine): Promise<void> => {
    await checkExecutable(bundle);
    compose(existsInImage(plan, closure, engine));
    engine.checkPackages();
    await place.finish();
    context.signal.throwIfAborted();
  };
  const blobs = blobsOfImage(layers, bundle);
  const packing = { image, bundle, blobs, trees, spool, workers, level, check };
  // Opened first: a place that cannot be written to is found before anything is read.
  const written = await writeTo(target, roomOfImage(image), (writer) => packImage(packing, writer, reporter));
  return { ...describe(image, written, { bundle, home }), ...placeOf(target, written), warnings };
}

interface Packing {
  readonly image: ImagePlan;
  readonly bundle: Bundle;
  /** The blobs of the bundle that are read. */
  readonly blobs: ReturnType<typeof blobsOfImage>;
  /** One for each layer of the image. */
  readonly trees: readonly ComposedTree[];
  readonly spool: Spool;
  readonly workers: number;
  readonly level: number;
  /** Called when all layers are packed, before the documents that make the image visible are written. */
  readonly check: (engine: TreeEngine) => Promise<void>;
}

/** Packs the layers of an image from the frames of a bundle, while the bytes of remote blobs arrive. */
async function packImage(
  { image, bundle, blobs, trees, spool, workers, level, check }: Packing,
  writer: ContentWriter,
  reporter: Reporter,
): Promise<WrittenImage> {
  const { base, compression } = image;
  await using engine = openEngine({ workers, expected: bundle.config.layers });
  await using ahead = new AsyncDisposableStack();
  ahead.use(bundle.content.prefetch(blobs, spool));
  ahead.use(base?.content?.prefetch(blobsOf(base), spool) ?? NOTHING_AHEAD);
  const stream = engine.stream(trees, { kind: compression, level });
  const pieces = watchItems(stream, {
    sizeOf: ({ content }) => content.byteLength,
    tell: progressOf(bundle.config, reporter),
    signal: spool.signal,
  });
  return await writeImage(
    image,
    followedBy(pieces, () => check(engine)),
    writer,
  );
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

function blobsOf({ layers }: NonNullable<ImagePlan["base"]>) {
  return [...new Map(layers.map(({ descriptor }) => [descriptor.digest, descriptor])).values()];
}

function progressOf({ layers }: BundleConfig, reporter: Reporter): (done: number) => void {
  const total = layers.reduce((sum, { contentSize }) => sum + contentSize, 0);
  return (done) => reporter.progress("image", Math.min(done, total), total);
}

async function* followedBy<Piece>(pieces: AsyncIterable<Piece>, work: () => Promise<void>): AsyncGenerator<Piece> {
  yield* pieces;
  await work();
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
