import { BLOCK_SIZE, padding } from "../archive/tar-entries.ts";
import { BundleError } from "../errors.ts";
import { type Descriptor, sameContent } from "../oci/descriptor.ts";
import { algorithmOf, type Digest } from "../oci/digest.ts";
import { blobPath, INDEX_FILE, LAYOUT_FILE } from "../oci/layout.ts";
import { LAYER_TAR_ZSTD } from "../oci/media-types.ts";
import type { Choice } from "./choose-manifest.ts";
import { printable } from "./documents.ts";
import type { Member, MemberScan } from "./members.ts";

/** Where the blobs of a bundle lie, and the check that they really do. */
export interface BlobPlaces {
  readonly blobs: ReadonlyMap<Digest, Member>;
  finish(): Promise<void>;
}

/**
 * Finds the blobs that the manifest names. A file is scanned to its end. In a stream whose head stands as we write it, the
 * places follow from the sizes, so that nothing behind the head is waited for; `finish` then checks them.
 * @throws BundleError `BUNDLE_INVALID`, `BUNDLE_TRUNCATED`, `LIMIT_EXCEEDED`
 */
export async function locateBlobs(scan: MemberScan, choice: Choice, streaming: boolean): Promise<BlobPlaces> {
  const layers = uniqueLayers(choice.manifest.layers);
  const blobs = new Map<Digest, Member>();
  if (!streaming) await scan.finish();
  const expected = streaming ? expectedPlaces(scan, choice, layers) : undefined;
  if (expected) return { blobs: expected, finish: () => checkPlaces(scan, expected) };
  for (const layer of layers) {
    const member = await scan.find(blobPath(layer.digest));
    if (!member) throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: its blob ${layer.digest} is missing`);
    if (member.size !== layer.size) {
      const found = `it has ${member.size} bytes, expected ${layer.size}`;
      throw new BundleError("BUNDLE_INVALID", `Cannot read blob ${layer.digest}: ${found}`);
    }
    blobs.set(layer.digest, member);
  }
  return { blobs, finish: () => scan.finish() };
}

function uniqueLayers(layers: readonly Descriptor[]): readonly Descriptor[] {
  const unique = new Map<Digest, Descriptor>();
  for (const layer of layers) {
    if (layer.mediaType !== LAYER_TAR_ZSTD) {
      const found = `it is ${printable(layer.mediaType)}, expected ${LAYER_TAR_ZSTD}`;
      throw new BundleError("BUNDLE_INVALID", `Cannot read blob ${layer.digest}: ${found}`);
    }
    if (algorithmOf(layer.digest) !== "sha256") {
      throw new BundleError("BUNDLE_INVALID", `Cannot read blob ${layer.digest}: expected a sha256 digest`);
    }
    if (!sameContent(unique.get(layer.digest) ?? layer, layer)) {
      throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: its manifest gives ${layer.digest} two sizes`);
    }
    unique.set(layer.digest, layer);
  }
  return [...unique.values()];
}

/** Where a writer's order puts the blobs; undefined when what was seen of the tar has another order. */
function expectedPlaces(
  scan: MemberScan,
  { digest, manifest }: Choice,
  layers: readonly Descriptor[],
): Map<Digest, Member> | undefined {
  const order = [LAYOUT_FILE, INDEX_FILE, blobPath(digest), blobPath(manifest.config.digest)];
  const seen = [...scan.found];
  if (seen.length !== order.length || seen.some(([path], place) => path !== order[place])) return undefined;
  let end = seen.reduce((sum, [, { size }]) => sum + BLOCK_SIZE + size + padding(size), 0);
  const last = seen.at(-1)?.[1];
  // Headers that we don't write, such as directories, stand between the members.
  if (!last || last.offset + last.size + padding(last.size) !== end) return undefined;
  const places = new Map<Digest, Member>();
  for (const layer of layers) {
    const offset = end + BLOCK_SIZE;
    places.set(layer.digest, { offset, size: layer.size });
    end = offset + layer.size + padding(layer.size);
  }
  return places;
}

async function checkPlaces(scan: MemberScan, expected: ReadonlyMap<Digest, Member>): Promise<void> {
  await scan.finish();
  for (const [digest, { offset, size }] of expected) {
    const member = scan.found.get(blobPath(digest));
    if (member?.offset === offset && member.size === size) continue;
    throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: ${digest} is not where its order puts it`, {
      hint: "Save the stream to a file and import that: its blobs are in another order.",
    });
  }
}
