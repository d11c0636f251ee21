import { openEngine } from "../../archive/engine/engine.ts";
import { DEFAULT_LEVEL } from "../../archive/frames/frame-codec.ts";
import { buildHead, headDocuments } from "../../bundle/bundle-documents.ts";
import { type BlobTable, type BundleConfig, HOME_PREFIX, parseConfig } from "../../bundle/config.ts";
import type { CopiedBeside, CopiedBlob, Copy } from "../../bundle/copy-bundle.ts";
import { blobsOf } from "../../bundle/find-bundle.ts";
import { withIndex } from "../../bundle/manifests-beside.ts";
import type { Bundle } from "../../bundle/open-bundle.ts";
import { inFixedOrder, roomOf } from "../../bundle/plan-bundle.ts";
import { collectDocuments } from "../../home/closure/store-documents.ts";
import { bytesInMemory } from "../../io/bytes.ts";
import type { Descriptor } from "../../oci/descriptor.ts";
import { type Digest, digestOf } from "../../oci/digest.ts";
import { LAYER_TAR_ZSTD } from "../../oci/media-types.ts";
import type { BundleContent } from "../reading/read-bundle.ts";
import { factsOf, planAt } from "./plan-export.ts";

interface Subset {
  readonly bundle: Bundle;
  readonly name: string;
  /** With the closure of the wanted roots. */
  readonly read: BundleContent;
  /** Manifests beside the bundle, once the descriptor of its own manifest is known. */
  readonly besideOf: ((bundle: Descriptor) => Promise<CopiedBeside>) | undefined;
}

/**
 * A bundle with some of the packages of another, as an export of them writes it. Layer blobs stay as they are; only the small
 * store layer is made anew.
 * @throws BundleError `OBJECT_MISSING`, `DOCUMENT_INVALID`, `LIMIT_EXCEEDED`
 */
export async function copyOfSubset({ bundle, name, read, besideOf }: Subset): Promise<Copy> {
  const store = await packStore(read);
  const config = configOf(bundle, read, store.table);
  const used = new Set<Digest>(
    [...config.layers, ...(config.ocx === undefined ? [] : [config.ocx])].map(({ blob }) => blob),
  );
  const layers = blobsOf([bundle.manifest]).filter(({ digest }) => used.has(digest));
  const { annotations } = bundle.manifest;
  const row = { mediaType: LAYER_TAR_ZSTD, digest: store.table.blob, size: store.bytes.byteLength };
  const head = buildHead({ name, config, blobs: [row, ...layers], ...(annotations && { annotations }) });
  // Refuses to write a config that a reader would refuse.
  parseConfig(head.config);
  const { content } = bundle;
  const blobs = new Map<Digest, CopiedBlob>([[row.digest, { bytes: bytesInMemory("the store layer", store.bytes) }]]);
  for (const { digest } of layers) {
    const bytes = bundle.blobs.get(digest);
    if (bytes !== undefined) blobs.set(digest, { bytes, content });
  }
  const manifest = { ...bundle.manifest, layers: [row, ...layers] };
  const own = { root: head.root, documents: headDocuments(head) };
  const beside = await besideOf?.(head.root);
  if (beside === undefined) return { ...own, blobs, room: roomOf({ name, config, manifest }) };
  const index = withIndex(own, beside.manifests);
  return { ...index, blobs, beside, room: roomOf({ name, config, manifest, index }) };
}

function configOf({ config }: Bundle, { closure }: BundleContent, store: BlobTable): BundleConfig {
  const { project: _, ...facts } = factsOf(closure, { kind: "all" }, config.platform);
  const needed = new Set(closure.layers.map(({ registry, digest }) => `${registry} ${digest}`));
  return {
    formatVersion: config.formatVersion,
    requires: config.requires,
    ...inFixedOrder({
      ...facts,
      // Groups are those of the whole project, whose packages are not all here.
      roots: facts.roots.map(({ groups: _groups, name: _name, ...root }) => root),
      // Without a tag, documents do not tell whether an index is published.
      sources: config.sources.filter(({ registry }) => facts.sources.some((source) => source.registry === registry)),
    }),
    layers: config.layers.filter(({ registry, digest }) => needed.has(`${registry} ${digest}`)),
    store,
    ...(config.ocx !== undefined && { ocx: config.ocx }),
  };
}

/** Packs the documents of the closure. They fit into memory, as all documents of the whole bundle do. */
async function packStore({ read, closure }: BundleContent) {
  await using engine = openEngine({ workers: 1 });
  const plan = planAt(
    await engine.plan([{ prefix: HOME_PREFIX, documents: await collectDocuments(read, closure) }]),
    0,
  );
  const frames = [];
  const pieces: Uint8Array[] = [];
  for await (const { frame, bytes } of engine.pack([plan], DEFAULT_LEVEL)) {
    frames.push(frame);
    pieces.push(bytes);
  }
  const bytes = Buffer.concat(pieces);
  const { entryCount, contentSize } = plan;
  const table: BlobTable = { blob: digestOf(bytes), entryCount, contentSize, frames };
  return { table, bytes };
}
