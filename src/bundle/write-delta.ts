import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { TextSource } from "../archive/frames/text.ts";
import type { TreeEngine } from "../archive/run/engine.ts";
import { type ByteSource, openFile } from "../io/byte-source.ts";
import { type Bytes, sliceOf } from "../io/bytes.ts";
import type { DocumentToWrite } from "../layout/content-writer.ts";
import { writeAt } from "../layout/tar-writer.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { type Digest, digestOf, parseDigest } from "../oci/digest.ts";
import { encodeManifest } from "../oci/manifest.ts";
import {
  BUNDLE_CONFIG,
  DELTA_ARTIFACT,
  DELTA_CONFIG,
  DELTA_PATCH,
  FULL_MANIFEST,
  IMAGE_MANIFEST,
  LAYER_TAR_ZSTD,
} from "../oci/media-types.ts";
import { HOME_PREFIX } from "./config.ts";
import {
  DELTA_VERSION,
  type DeltaConfig,
  encodeDelta,
  type LayerPatch,
  type PatchBase,
  type PatchRow,
  type ZstdParameters,
} from "./delta-config.ts";
import { describeManifest, documentOf } from "./head.ts";
import { type Bundle, readConfig, readManifest } from "./open-bundle.ts";

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
    };
type LayerPatchRanges = readonly ({ readonly offset: number; readonly length: number } | undefined)[];

export interface DeltaInput {
  readonly bundle: Bundle;
  /** By the digest of the layer blob. */
  readonly choices: ReadonlyMap<Digest, LayerChoice>;
  readonly zstd: ZstdParameters;
  /** Path of a file that does not exist, for the patches. */
  readonly spool: string;
  /** Called with the content bytes that were compared with a base. */
  readonly onProgress: (contentBytes: number) => void;
}

/** A delta that can be written to any place. */
export interface PreparedDelta extends AsyncDisposable {
  readonly config: DeltaConfig;
  readonly root: Descriptor;
  readonly documents: readonly DocumentToWrite[];
  /** In the order of its manifest. */
  readonly blobs: ReadonlyMap<Digest, Bytes>;
}

/** A patch pays up to this share of the blob. */
const MOST_OF_BLOB = 0.9;

/**
 * Makes the patches of a delta and its documents.
 * @throws BundleError what reading the bundle and the bases throws
 */
export async function prepareDelta(engine: TreeEngine, input: DeltaInput): Promise<PreparedDelta> {
  const { bundle, choices, spool } = input;
  const manifest = await readManifest(bundle.content, bundle.descriptor);
  const config = await readConfig(bundle.content, bundle.manifest.config);
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
    for (const [mediaType, bytes] of [[FULL_MANIFEST, manifest] as const, [BUNDLE_CONFIG, config] as const]) {
      const start = end;
      await put(bytes);
      keep(mediaType, digestOf(bytes), start);
    }
    for (const [digest, { size }] of bundle.blobs) {
      const choice = choices.get(digest) ?? { kind: "whole" };
      if (choice.kind === "omitted") {
        omitted.push(digest);
        continue;
      }
      const start = end;
      const patch = choice.kind === "patched" ? await patchLayer(engine, input, { digest, choice, put }) : undefined;
      if (patch !== undefined && end - start <= size * MOST_OF_BLOB) {
        patches.push(patch);
        keep(DELTA_PATCH, patch.patch, start);
      } else {
        end = start;
        blobs.push({ mediaType: LAYER_TAR_ZSTD, digest, size });
      }
    }
    await file.truncate(end);
  }
  const delta: DeltaConfig = {
    deltaVersion: DELTA_VERSION,
    requires: [],
    bundle: digestOf(manifest),
    omitted,
    patches,
    zstd: input.zstd,
  };
  const { root, documents } = describeDelta(bundle, delta, blobs);
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

function describeDelta(
  bundle: Bundle,
  delta: DeltaConfig,
  layers: readonly Pick<Descriptor, "mediaType" | "digest" | "size">[],
): { readonly root: Descriptor; readonly documents: readonly DocumentToWrite[] } {
  const config = encodeDelta(delta);
  const manifest = encodeManifest({
    artifactType: DELTA_ARTIFACT,
    config: { mediaType: DELTA_CONFIG, digest: digestOf(config), size: config.byteLength },
    layers,
  });
  const root = describeManifest(bundle.name, manifest, { ...bundle.config, artifactType: DELTA_ARTIFACT });
  return { root, documents: [documentOf(IMAGE_MANIFEST, manifest), documentOf(DELTA_CONFIG, config)] };
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
  const hash = createHash("sha256");
  const frames: PatchRow[] = [];
  for await (const frame of engine.patch({ ...bundle.layer(layer, HOME_PREFIX), patched: { text, ranges } })) {
    const { size, range, bytes } = frame;
    hash.update(bytes);
    await put(bytes);
    onProgress(layer.frames[frames.length]?.contentSize ?? 0);
    frames.push({ size, digest: parseDigest(frame.digest), ...(range !== undefined && { dictionary: range }) });
  }
  return { blob: digest, patch: parseDigest(`sha256:${hash.digest("hex")}`), base, frames };
}
