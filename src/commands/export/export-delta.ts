import { mkdtempDisposable } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openEngine } from "../../archive/engine/engine.ts";
import type { PackedFrame } from "../../archive/frames/frame-table.ts";
import { writeCopy } from "../../bundle/copy-bundle.ts";
import { zstdParameters } from "../../bundle/delta-config.ts";
import { type BundleDocuments, verbatimOf } from "../../bundle/delta-documents.ts";
import { blobsBeside } from "../../bundle/manifests-beside.ts";
import { type Bundle, openBundle, readConfig, readOwnManifest } from "../../bundle/open-bundle.ts";
import { outlineDelta } from "../../bundle/outline-delta.ts";
import type { BundlePlan } from "../../bundle/plan-bundle.ts";
import { type WrittenBundle, writeBundle, writeBundleFile } from "../../bundle/write-bundle.ts";
import { type LayerChoice, prepareDelta } from "../../bundle/write-delta.ts";
import { openPartial, type PartialDirectory } from "../../io/partial.ts";
import type { DocumentToWrite } from "../../layout/content-writer.ts";
import { blobMeter } from "../../layout/meters.ts";
import { openLayout } from "../../layout/open-layout.ts";
import { sizeOfHead } from "../../layout/tar-head.ts";
import type { Digest } from "../../oci/digest.ts";
import { parseDocument } from "../../oci/document.ts";
import { manifestSchema } from "../../oci/manifest.ts";
import { temporaryDirectory } from "../places/user-path.ts";
import { besideOfBases } from "../reading/find-manifests-beside.ts";
import type { DeltaSummary } from "../results/bundle-summary.ts";
import { summarizeDelta } from "../results/summarize-bundle.ts";
import { chooseDeltaLayers, type LayersToChoose } from "./choose-delta-layers.ts";
import { type ExportPlace, meterOf, openWriter, type Target } from "./write-export.ts";

export interface DeltaExport extends LayersToChoose {
  readonly frames: AsyncIterable<PackedFrame>;
  /** The engine that makes the frames. It is closed once they are written, because its threads take memory. */
  readonly packer: AsyncDisposable;
  readonly level: number;
  readonly workers: number;
  readonly signal: AbortSignal;
}

/** A delta as it was written; digest and config are those of the bundle. */
export interface WrittenDelta extends WrittenBundle {
  /** Digest of the delta's own manifest. */
  readonly stored: Digest;
  readonly delta: DeltaSummary;
}

/**
 * Writes a delta: makes the whole bundle in a private directory, then what of it the bases lack. Of what travels beside it, only that
 * is fetched.
 * @throws BundleError what writing the bundle, reading the bases and the writer of the target throw
 */
export async function exportDelta(input: DeltaExport, target: Target): Promise<WrittenDelta> {
  const { frames } = input;
  await using directory = await spoolDirectory(target);
  const path = join(directory.path, "bundle.tar");
  const full = await writeBundleFile(alone(input.plan), frames, path);
  await input.packer[Symbol.asyncDispose]();
  await using content = await openLayout(path);
  const bundle = await openBundle(content);
  await using engine = openEngine({ workers: input.workers });
  const choices = await chooseDeltaLayers(engine, bundle.config, input);
  const total = sizeOf(bundle, choices);
  let done = 0;
  const documents: BundleDocuments = {
    name: bundle.name,
    config: bundle.config,
    manifestBytes: await readOwnManifest(bundle),
    configBytes: await readConfig(content, bundle.manifest.config),
    beside: await besideOf(input),
  };
  await using delta = await prepareDelta(engine, {
    bundle,
    documents,
    choices,
    zstd: zstdParameters(input.level),
    spool: join(directory.path, "patches"),
    onProgress(bytes) {
      input.signal.throwIfAborted();
      input.reporter.progress("delta", (done += bytes), total);
    },
  });
  const blobs = new Map(Array.from(delta.blobs, ([digest, bytes]) => [digest, { bytes }]));
  const size = await openWriter(target, delta, (writer) =>
    writeCopy({ ...delta, blobs, room: sizeOfHead(delta) }, writer),
  );
  return {
    ...full,
    size,
    digest: delta.config.bundle,
    stored: delta.root.digest,
    delta: summarizeDelta({
      config: bundle.config,
      blobs: bundle.manifest.layers,
      delta: delta.config,
      carried: Array.from(delta.blobs, ([digest, bytes]) => ({ digest, size: bytes.size })),
      beside: blobsBeside(verbatimOf(documents).manifests),
    }),
  };
}

/**
 * Tells a delta before its patches are made, and writes nothing. Its size is the most that the real run can write.
 * @throws BundleError what reading the bases throws
 */
export async function outlineExport(input: DeltaExport, place: ExportPlace | undefined): Promise<WrittenDelta> {
  const { plan, level } = input;
  let written: readonly DocumentToWrite[] = [];
  const meter = blobMeter();
  const full = await writeBundle(alone(plan), input.frames, {
    ...meter,
    async finish(documents, root) {
      written = documents;
      return meter.finish(documents, root);
    },
  });
  await input.packer[Symbol.asyncDispose]();
  const [manifest, config] = written;
  if (manifest === undefined || config === undefined) throw new Error("a bundle has a manifest and a config");
  await using engine = openEngine({ workers: input.workers });
  const choices = await chooseDeltaLayers(engine, full.config, input);
  const documents: BundleDocuments = {
    name: plan.name,
    config: full.config,
    manifestBytes: manifest.bytes,
    configBytes: config.bytes,
    beside: await besideOf(input),
  };
  const { layers } = parseDocument(manifest.bytes, manifestSchema, "manifest");
  const outline = outlineDelta(documents, layers, { choices, zstd: zstdParameters(level) });
  const size = await measure(outline, place);
  const summary = summarizeDelta({
    config: full.config,
    blobs: layers,
    delta: outline.config,
    carried: outline.blobs,
    beside: blobsBeside(verbatimOf(documents).manifests),
  });
  return {
    config: full.config,
    digest: outline.config.bundle,
    size,
    stored: outline.root.digest,
    delta: { ...summary, isBound: true },
  };
}

async function measure(outline: ReturnType<typeof outlineDelta>, place: ExportPlace | undefined): Promise<number> {
  await using meter = await meterOf(place, sizeOfHead(outline));
  for (const blob of outline.blobs) await meter.has?.(blob);
  return await meter.finish(outline.documents, outline.root);
}

/** The bundle without what travels beside it. */
function alone(plan: BundlePlan): BundlePlan {
  const { beside, ...rest } = plan;
  return beside === undefined ? plan : rest;
}

async function besideOf({ plan: { beside }, bases }: DeltaExport): Promise<BundleDocuments["beside"]> {
  return beside && { beside, held: new Set((await besideOfBases(bases)).keys()) };
}

/** Beside the output, where there is room for a bundle; for a stream or a registry among the temporary files. */
async function spoolDirectory(target: Target): Promise<PartialDirectory> {
  if (target.kind === "file" || target.kind === "parts") return await openPartial(dirname(target.path));
  return await mkdtempDisposable(join(temporaryDirectory(), "ocx-bundle-")).then((made) => ({
    path: made.path,
    [Symbol.asyncDispose]: () => made[Symbol.asyncDispose](),
  }));
}

function sizeOf({ config }: Bundle, choices: ReadonlyMap<Digest, LayerChoice>): number {
  const patched = config.layers.filter(({ blob }) => choices.get(blob)?.kind === "patched");
  return patched.reduce((sum, { contentSize }) => sum + contentSize, 0);
}
