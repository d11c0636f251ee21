import { availableParallelism } from "node:os";
import { openEngine } from "../archive/run/engine.ts";
import { type BlobSource, writeCompleted } from "../bundle/complete-delta.ts";
import { type ZstdParameters, zstdParameters } from "../bundle/delta-config.ts";
import { type Bundle, openBundle } from "../bundle/open-bundle.ts";
import type { Delta } from "../bundle/open-delta.ts";
import { roomOf } from "../bundle/plan-bundle.ts";
import { BundleError } from "../errors.ts";
import { openTarWriter } from "../layout/tar-writer.ts";
import type { CompleteRequest } from "../options/delta-requests.ts";
import type { ProcessContext, Reporter } from "../options/requests.ts";
import { openInput } from "./places/open-input.ts";
import { checkReplaceable, fileNameOf, outputPath } from "./places/output-path.ts";
import { logsOf } from "./places/remote-reading.ts";
import { findLayerSources, type LayerSource } from "./reading/attach-bases.ts";
import { layerPrefix } from "./reading/layer-blob.ts";
import { openBases } from "./reading/open-bases.ts";
import { readBundle } from "./reading/read-bundle.ts";
import type { CompleteResult } from "./results/results.ts";

/**
 * Makes the whole bundle of a delta, with the bytes that export wrote. Every blob is checked against the digest in the bundle.
 * @throws BundleError `DELTA_INCOMPLETE` if zstd is another one, `BASE_MISSING`, `BASE_CHANGED`, and what opening and writing throw
 */
export async function completeDelta(
  request: CompleteRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<CompleteResult> {
  const { workers = availableParallelism() } = request;
  const reading = { ...logsOf(reporter), sole: false };
  await using input = await openInput(request.source, context, { ...reading, whole: true });
  const bundle = await openBundle(input);
  const delta = deltaOf(bundle);
  checkZstd(delta.config.zstd, input.name);
  const target = await outputPath(request.output, fileNameOf(bundle.name), context);
  if (request.overwrite !== true) await checkReplaceable(target);
  await using stack = new AsyncDisposableStack();
  const bases = await openBases(request.bases, context, { stack, ...reading });
  const { whole: closure } = await readBundle(bundle);
  const { layers } = bundle.config;
  const found = await findLayerSources(bundle, layers, { home: undefined, bases, closure, takesTrees: true });
  const sources = new Map(
    layers.flatMap((layer) => {
      const source = found.get(layer.blob);
      return source === undefined ? [] : [[layer.blob, blobSource(source, { delta, layer })] as const];
    }),
  );
  await using engine = openEngine({ workers });
  await using writer = await openTarWriter(target, roomOf(bundle));
  const total = layers.reduce((sum, { contentSize }) => sum + contentSize, 0);
  let done = 0;
  const onProgress = (bytes: number): void => {
    context.signal.throwIfAborted();
    reporter.progress("delta", (done += bytes), total);
  };
  const size = await writeCompleted(engine, { bundle, sources, level: delta.config.zstd.level, onProgress }, writer);
  return { bundle: { name: bundle.name, digest: bundle.digest }, file: target, size };
}

function deltaOf({ delta, content }: Bundle): Delta {
  if (delta !== undefined) return delta;
  throw new BundleError("OPTION_INVALID", `Cannot complete ${content.name}: it is a whole bundle, expected a delta`, {
    hint: "Use it as it is.",
  });
}

function blobSource(
  source: LayerSource,
  { delta, layer }: { readonly delta: Delta; readonly layer: Bundle["config"]["layers"][number] },
): BlobSource {
  switch (source.kind) {
    case "patch":
      return { kind: "frames", blob: delta.patched(layer, layerPrefix(layer), source.text) };
    case "blob":
      return source.blob.frames.every(({ digest }, index) => digest === layer.frames[index]?.digest)
        ? { kind: "same", bytes: source.blob.bytes }
        : { kind: "frames", blob: source.blob };
    case "tree":
      return source;
  }
}

/** Another zstd, or other parameters, compress the same content to other bytes. */
function checkZstd(made: ZstdParameters, name: string): void {
  const here = zstdParameters(made.level);
  if (describe(made) === describe(here)) return;
  const found = `its bundle was compressed by zstd ${describe(made)}, and this is zstd ${describe(here)}`;
  throw new BundleError("DELTA_INCOMPLETE", `Cannot complete ${name}: ${found}`, {
    hint: "Import the delta: that needs no other zstd. Or carry the full bundle.",
  });
}

function describe({ version, level, windowLog, hashLog }: ZstdParameters): string {
  const hash = hashLog === undefined ? "" : `, hashLog ${hashLog}`;
  return `${version} (level ${level}, windowLog ${windowLog}${hash})`;
}
