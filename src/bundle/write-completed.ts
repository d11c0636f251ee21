import type { TreeEngine } from "../archive/engine/engine.ts";
import type { EncodedFrame } from "../archive/engine/patch-blobs.ts";
import type { FramedBlob } from "../archive/frames/frame-table.ts";
import type { TreePlan } from "../archive/frames/tree.ts";
import { BundleError } from "../errors.ts";
import type { Bytes } from "../io/bytes.ts";
import type { BlobWriter, ContentWriter } from "../layout/content-writer.ts";
import { copyPieces } from "../layout/copy-blobs.ts";
import type { Digest } from "../oci/digest.ts";
import { describeManifest, headDocuments } from "./bundle-documents.ts";
import type { BundleLayer } from "./config.ts";
import { type CopyBlob, type Documents, type ManifestBeside, withIndex, writeBeside } from "./manifests-beside.ts";
import { type Bundle, readConfig, readOwnManifest } from "./open-bundle.ts";

/** The source of a blob of the whole bundle. */
export type BlobSource =
  /** The blob itself, in another place. */
  | { readonly kind: "same"; readonly bytes: Bytes }
  /** Frames with the same borders, to be compressed again. */
  | { readonly kind: "frames"; readonly blob: FramedBlob }
  | { readonly kind: "tree"; readonly plan: TreePlan };

interface Completion {
  readonly bundle: Bundle;
  readonly documents: Documents;
  /** For each layer blob that the delta lacks. */
  readonly sources: ReadonlyMap<Digest, BlobSource>;
  /** Manifests beside the bundle, with the blobs that are not blobs of the bundle itself. */
  readonly beside: { readonly manifests: readonly ManifestBeside[]; readonly blobs: ReadonlyMap<Digest, Bytes> };
  readonly level: number;
  /** Called with the content bytes done. */
  readonly onProgress: (contentBytes: number) => void;
}

/** The documents of the whole bundle of a delta. */
export async function wholeDocuments(bundle: Bundle, manifests: readonly ManifestBeside[]): Promise<Documents> {
  const manifest = await readOwnManifest(bundle);
  const config = await readConfig(bundle.content, bundle.manifest.config);
  const root = describeManifest(bundle.name, manifest, bundle.config);
  const own = { root, documents: headDocuments({ root, manifest, config }) };
  return manifests.length === 0 ? own : withIndex(own, manifests);
}

/**
 * Writes the whole bundle of a delta. Every blob must get the digest that the bundle has for it.
 * @returns size in the place, in bytes
 * @throws BundleError `DELTA_INCOMPLETE` if zstd gives other bytes, `DIGEST_MISMATCH`, and what reading and the writer throw
 */
export async function writeCompleted(engine: TreeEngine, work: Completion, writer: ContentWriter): Promise<number> {
  const { bundle, sources } = work;
  const layers = new Map(bundle.config.layers.map((layer) => [layer.blob, layer]));
  for (const descriptor of bundle.manifest.layers) {
    const { digest } = descriptor;
    if (await writer.has?.(descriptor)) {
      work.onProgress(layers.get(digest)?.contentSize ?? 0);
      continue;
    }
    const own = bundle.blobs.get(digest);
    const source = own === undefined ? sources.get(digest) : ({ kind: "same", bytes: own } as const);
    const layer = layers.get(digest);
    if (source === undefined) throw new Error(`nothing is known of blob ${digest}`);
    const blob = await writer.blob();
    if (source.kind === "same") await copyPieces(source.bytes, (piece) => blob.write(piece));
    else if (layer !== undefined) await encode(engine, work, { source, layer, blob });
    const found = (await blob.commit()).digest;
    if (found !== digest)
      throw new BundleError("DIGEST_MISMATCH", `Cannot complete the bundle: got blob ${found}, expected ${digest}`);
    work.onProgress(layer?.contentSize ?? 0);
  }
  const { manifests, blobs } = work.beside;
  const copyBlob: CopyBlob = async ({ digest }, write) => {
    const bytes = blobs.get(digest);
    if (bytes === undefined) throw new Error(`nothing is known of blob ${digest}`);
    await copyPieces(bytes, write);
  };
  await writeBeside(writer, manifests, copyBlob, new Set(bundle.manifest.layers.map(({ digest }) => digest)));
  const { root, documents } = work.documents;
  return writer.finish(documents, root);
}

interface Encoding {
  readonly source: Exclude<BlobSource, { readonly kind: "same" }>;
  readonly layer: BundleLayer;
  readonly blob: BlobWriter;
}

async function encode(engine: TreeEngine, { level }: Completion, { source, layer, blob }: Encoding): Promise<void> {
  let index = 0;
  for await (const { digest, bytes } of framesOf(engine, source, level)) {
    const expected = layer.frames[index]?.digest;
    if (digest !== expected) {
      const found = `frame ${index} of ${layer.blob} gets the digest ${digest}, expected ${expected}`;
      throw new BundleError("DELTA_INCOMPLETE", `Cannot complete the bundle: ${found}`, {
        hint: "The base is not as it was when the delta was made, or zstd compresses otherwise here. Give another `--base`, or carry the full bundle.",
      });
    }
    await blob.write(bytes);
    index += 1;
  }
}

async function* framesOf(engine: TreeEngine, source: Encoding["source"], level: number): AsyncGenerator<EncodedFrame> {
  if (source.kind === "frames") yield* engine.recode(source.blob, level);
  else for await (const { frame, bytes } of engine.pack([source.plan], level)) yield { ...frame, bytes };
}
