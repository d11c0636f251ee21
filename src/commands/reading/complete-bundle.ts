import type { TreeEngine } from "../../archive/engine/engine.ts";
import type { BundleLayer } from "../../bundle/config.ts";
import { type ZstdParameters, zstdParameters } from "../../bundle/delta-config.ts";
import type { Documents } from "../../bundle/manifests-beside.ts";
import type { Bundle } from "../../bundle/open-bundle.ts";
import type { Delta } from "../../bundle/open-delta.ts";
import { type BlobSource, wholeDocuments, writeCompleted } from "../../bundle/write-completed.ts";
import { BundleError } from "../../errors.ts";
import type { ContentWriter } from "../../layout/content-writer.ts";
import type { Digest } from "../../oci/digest.ts";
import { findLayerSources, type LayerSource } from "./attach-bases.ts";
import { findBeside } from "./find-manifests-beside.ts";
import { layerPrefix } from "./layer-blob.ts";
import type { Base } from "./open-bases.ts";
import { readBundle } from "./read-bundle.ts";

/** A delta to complete, and what it was made against. */
export interface Completing {
  readonly bundle: Bundle;
  readonly delta: Delta;
  readonly bases: readonly Base[];
  /** The layers that the place of the writer lacks. */
  readonly layers: readonly BundleLayer[];
  /** All blobs that the place of the writer lacks. Default: it has none. */
  readonly missing?: ReadonlySet<Digest>;
  readonly engine: TreeEngine;
  readonly signal: AbortSignal;
  /** Gets bytes of content, and their number in the end. */
  readonly onProgress: (done: number, total: number) => void;
}

/** A delta whose bases were found. */
export interface Completion {
  /** Of the whole bundle. */
  readonly documents: Documents;
  /** Writes the whole bundle. Returns its size in the place, in bytes. */
  write(writer: ContentWriter): Promise<number>;
}

/**
 * Finds all that a delta was made against, before anything is written. Every blob will be checked against the digest in the bundle.
 * @throws BundleError `DELTA_INCOMPLETE` if zstd is another one, `BASE_MISSING`, `BASE_CHANGED`
 */
export async function planCompletion(completing: Completing): Promise<Completion> {
  const { bundle, delta, bases, layers, missing, engine, signal, onProgress } = completing;
  const { whole: closure } = await readBundle(bundle);
  const beside = await findBeside(bundle, bases);
  const lacking = beside.lacking
    .filter(({ digest }) => missing?.has(digest) !== false)
    .map(({ digest }) => `original ${digest}, which the delta omits`);
  const given = { engine, home: undefined, bases, closure, takesTrees: true, lacking };
  const found = await findLayerSources(bundle, layers, given);
  const sources = new Map(
    layers.flatMap((layer) => {
      const source = found.get(layer.blob);
      return source === undefined ? [] : [[layer.blob, blobSource(source, { delta, layer })] as const];
    }),
  );
  if ([...sources.values()].some(({ kind }) => kind !== "same")) checkZstd(delta.config.zstd, bundle.content.name);
  const total = bundle.config.layers.reduce((sum, { contentSize }) => sum + contentSize, 0);
  const documents = await wholeDocuments(bundle, beside.manifests);
  const { level } = delta.config.zstd;
  return {
    documents,
    async write(writer) {
      let done = 0;
      const count = (bytes: number): void => {
        signal.throwIfAborted();
        onProgress((done += bytes), total);
      };
      return await writeCompleted(engine, { bundle, documents, sources, beside, level, onProgress: count }, writer);
    },
  };
}

function blobSource(
  source: LayerSource,
  { delta, layer }: { readonly delta: Delta; readonly layer: BundleLayer },
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
