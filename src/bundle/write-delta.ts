import { open } from "node:fs/promises";
import type { TreeEngine } from "../archive/engine/engine.ts";
import type { TextSource } from "../archive/frames/text.ts";
import { type ByteSource, openFile } from "../io/byte-source.ts";
import { type Bytes, sliceOf } from "../io/bytes.ts";
import type { BlobWriter } from "../layout/content-writer.ts";
import { writeAt } from "../layout/tar-writer.ts";
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
  const { bundle, choices, spool } = input;
  const verbatim = verbatimOf(input.documents);
  const spooled = new Map<Digest, { readonly start: number; readonly size: number }>();
  const patches: LayerPatch[] = [];
  const blobs: { readonly mediaType: string; readonly digest: Digest; readonly size: number }[] = [];
  const omitted: Digest[] = [];
  {
    await using file = await open(spool, "wx", 0o600);
    let end = 0;
    const put = async (bytes: Uint8Array): Promise<void> => {
      await writeAt(file, bytes, end);
      end += bytes.byteLength;
    };
    const keep = (mediaType: string, digest: Digest, start: number): void => {
      spooled.set(digest, { start, size: end - start });
      blobs.push({ mediaType, digest, size: end - start });
    };
    for (const { mediaType, digest, bytes } of verbatim.documents) {
      const start = end;
      await put(bytes);
      keep(mediaType, digest, start);
    }
    for (const [digest, { size }] of bundle.blobs) {
      const choice = choices.get(digest) ?? { kind: "whole" };
      if (choice.kind === "omitted") {
        omitted.push(digest);
        continue;
      }
      const start = end;
      const patch = choice.kind === "patched" ? await patchLayer(engine, input, { digest, choice, put }) : undefined;
      if (patch !== undefined && choice.kind === "patched" && end - start <= size * choice.maxShare) {
        patches.push(patch);
        keep(DELTA_PATCH, patch.patch, start);
      } else {
        end = start;
        blobs.push({ mediaType: LAYER_TAR_ZSTD, digest, size });
      }
    }
    const blob = async (): Promise<BlobWriter> => {
      const hash = digester();
      const start = end;
      return {
        async write(bytes) {
          hash.update(bytes);
          await put(bytes);
        },
        async commit() {
          const digest = hash.digest();
          keep(DELTA_BESIDE, digest, start);
          return { digest, size: end - start };
        },
      };
    };
    const { beside } = input.documents.beside ?? {};
    if (beside !== undefined)
      await writeBeside(
        { blob },
        verbatim.manifests,
        beside.copyBlob,
        omittedBeside(input.documents, bundle.blobs.keys()),
      );
    // A patch that did not pay was written too.
    await file.truncate(end);
  }
  const delta: DeltaConfig = {
    deltaVersion: DELTA_VERSION,
    requires: [],
    bundle: verbatim.bundle,
    omitted,
    patches,
    zstd: input.zstd,
  };
  const { root, documents } = describeDelta(input.documents, delta, blobs);
  const source = await openFile(spool);
  return {
    config: delta,
    root,
    documents,
    blobs: new Map(blobs.map(({ digest }) => [digest, bytesOf(digest, { bundle, spooled, source })])),
    [Symbol.asyncDispose]: () => source[Symbol.asyncDispose](),
  };
}

function bytesOf(
  digest: Digest,
  {
    bundle,
    spooled,
    source,
  }: {
    readonly bundle: Bundle;
    readonly spooled: ReadonlyMap<Digest, { readonly start: number; readonly size: number }>;
    readonly source: ByteSource;
  },
): Bytes {
  const place = spooled.get(digest);
  const bytes = place === undefined ? bundle.blobs.get(digest) : sliceOf(source, place.start, place.size);
  if (bytes === undefined) throw new Error(`a delta names ${digest} and has no bytes of it`);
  return bytes;
}

interface Patching {
  /** Of the layer blob. */
  readonly digest: Digest;
  readonly choice: Extract<LayerChoice, { readonly kind: "patched" }>;
  readonly put: (bytes: Uint8Array) => Promise<void>;
}

async function patchLayer(
  engine: TreeEngine,
  { bundle, onProgress }: DeltaInput,
  { digest, choice: { base, text, ranges }, put }: Patching,
): Promise<LayerPatch> {
  const layer = bundle.config.layers.find(({ blob }) => blob === digest);
  if (layer === undefined) throw new Error(`a patch is made of ${digest}, which is no layer`);
  const hash = digester();
  const frames: PatchRow[] = [];
  for await (const frame of engine.patch({ ...bundle.layer(layer, HOME_PREFIX), patched: { text, ranges } })) {
    const { size, range, bytes } = frame;
    hash.update(bytes);
    await put(bytes);
    onProgress(layer.frames[frames.length]?.contentSize ?? 0);
    frames.push({ size, digest: parseDigest(frame.digest), ...(range !== undefined && { dictionary: range }) });
  }
  return { blob: digest, patch: hash.digest(), base, frames };
}
