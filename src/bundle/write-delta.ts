import type { TreeEngine } from "../archive/engine/engine.ts";
import type { TextSource } from "../archive/frames/text.ts";
import type { Bytes } from "../io/bytes.ts";
import type { BlobWriter } from "../layout/content-writer.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { type Digest, digester, parseDigest } from "../oci/digest.ts";
import { DELTA_BESIDE, DELTA_PATCH, LAYER_TAR_ZSTD } from "../oci/media-types.ts";
import { HOME_PREFIX } from "./config.ts";
import {
  DELTA_VERSION,
  type DeltaConfig,
  type LayerPatch,
  type PatchBase,
  type PatchRow,
  type ZstdParameters,
} from "./delta-config.ts";
import { type BundleDocuments, type DeltaHead, describeDelta, omittedBeside, verbatimOf } from "./delta-documents.ts";
import { type DeltaSpool, openDeltaSpool, type SpooledBlobs } from "./delta-spool.ts";
import { writeBeside } from "./manifests-beside.ts";
import type { Bundle } from "./open-bundle.ts";

/** How a layer travels in a delta. */
export type LayerChoice =
  | { readonly kind: "omitted" }
  | { readonly kind: "whole" }
  | {
      readonly kind: "patched";
      readonly base: PatchBase;
      readonly text: TextSource;
      /** For each frame the range of the text that is its dictionary. */
      readonly ranges: LayerPatchRanges;
      /** A patch with more bytes than this share of the blob does not pay: the layer then travels whole. */
      readonly maxShare: number;
    };
type LayerPatchRanges = readonly ({ readonly offset: number; readonly length: number } | undefined)[];

export interface DeltaInput {
  readonly bundle: Bundle;
  readonly documents: BundleDocuments;
  /** By the digest of the layer blob. */
  readonly choices: ReadonlyMap<Digest, LayerChoice>;
  readonly zstd: ZstdParameters;
  /** Path of a file that does not exist, for the patches. */
  readonly spool: string;
  /** Called with the content bytes that were compared with a base. */
  readonly onProgress: (contentBytes: number) => void;
}

/** A delta that can be written to any place. */
export interface PreparedDelta extends DeltaHead, AsyncDisposable {
  readonly config: DeltaConfig;
  /** In the order of its manifest. */
  readonly blobs: ReadonlyMap<Digest, Bytes>;
}

/**
 * Makes the patches of a delta and its documents.
 * @throws BundleError what reading the bundle and the bases throws
 */
export async function prepareDelta(engine: TreeEngine, input: DeltaInput): Promise<PreparedDelta> {
  const { bundle, choices } = input;
  const verbatim = verbatimOf(input.documents);
  const patches: LayerPatch[] = [];
  const omitted: Digest[] = [];
  const blobs: DeltaBlob[] = [];
  await using spool = await openDeltaSpool(input.spool);
  for (const { mediaType, digest, bytes } of verbatim.documents) {
    await spool.write(bytes);
    blobs.push({ mediaType, digest, size: spool.keep(digest) });
  }
  for (const [digest, { size }] of bundle.blobs) {
    const choice = choices.get(digest) ?? { kind: "whole" };
    if (choice.kind === "omitted") {
      omitted.push(digest);
      continue;
    }
    const patch = choice.kind === "patched" ? await patchLayer(engine, input, { digest, choice, spool }) : undefined;
    if (patch !== undefined && choice.kind === "patched" && spool.size() <= size * choice.maxShare) {
      patches.push(patch);
      blobs.push({ mediaType: DELTA_PATCH, digest: patch.patch, size: spool.keep(patch.patch) });
    } else {
      spool.drop();
      blobs.push({ mediaType: LAYER_TAR_ZSTD, digest, size });
    }
  }
  const { beside } = input.documents.beside ?? {};
  if (beside !== undefined) {
    const written = omittedBeside(input.documents, bundle.blobs.keys());
    await writeBeside({ blob: async () => besideWriter(spool, blobs) }, verbatim.manifests, beside.copyBlob, written);
  }
  const delta: DeltaConfig = {
    deltaVersion: DELTA_VERSION,
    requires: [],
    bundle: verbatim.bundle,
    omitted,
    patches,
    zstd: input.zstd,
  };
  const head = describeDelta(input.documents, delta, blobs);
  const spooled = await spool.read();
  return {
    ...head,
    config: delta,
    blobs: new Map(blobs.map(({ digest }) => [digest, bytesOf(digest, spooled, bundle)])),
    [Symbol.asyncDispose]: () => spooled[Symbol.asyncDispose](),
  };
}

/** A blob in the order of the manifest of a delta. */
type DeltaBlob = Pick<Descriptor, "mediaType" | "digest" | "size">;

/** Writes a blob that travels beside the bundle. */
function besideWriter(spool: DeltaSpool, blobs: DeltaBlob[]): BlobWriter {
  const hash = digester();
  return {
    async write(bytes) {
      hash.update(bytes);
      await spool.write(bytes);
    },
    async commit() {
      const digest = hash.digest();
      const size = spool.keep(digest);
      blobs.push({ mediaType: DELTA_BESIDE, digest, size });
      return { digest, size };
    },
  };
}

function bytesOf(digest: Digest, spooled: SpooledBlobs, bundle: Bundle): Bytes {
  const bytes = spooled.bytesOf(digest) ?? bundle.blobs.get(digest);
  if (bytes === undefined) throw new Error(`a delta names ${digest} and has no bytes of it`);
  return bytes;
}

interface Patching {
  /** Of the layer blob. */
  readonly digest: Digest;
  readonly choice: Extract<LayerChoice, { readonly kind: "patched" }>;
  readonly spool: DeltaSpool;
}

async function patchLayer(
  engine: TreeEngine,
  { bundle, onProgress }: DeltaInput,
  { digest, choice: { base, text, ranges }, spool }: Patching,
): Promise<LayerPatch> {
  const layer = bundle.config.layers.find(({ blob }) => blob === digest);
  if (layer === undefined) throw new Error(`a patch is made of ${digest}, which is no layer`);
  const hash = digester();
  const frames: PatchRow[] = [];
  for await (const frame of engine.patch({ ...bundle.layer(layer, HOME_PREFIX), patched: { text, ranges } })) {
    const { size, range, bytes } = frame;
    hash.update(bytes);
    await spool.write(bytes);
    onProgress(layer.frames[frames.length]?.contentSize ?? 0);
    frames.push({ size, digest: parseDigest(frame.digest), ...(range !== undefined && { dictionary: range }) });
  }
  return { blob: digest, patch: hash.digest(), base, frames };
}
