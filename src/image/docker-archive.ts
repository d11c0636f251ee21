import * as v from "valibot";
import type { ByteSource } from "../io/byte-source.ts";
import { type Bytes, hashRange, sliceOf } from "../io/bytes.ts";
import type { Member } from "../layout/tar-members.ts";
import { MAX_MANIFEST } from "../limits.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { type Digest, parseDigest } from "../oci/digest.ts";
import { blobPath } from "../oci/layout.ts";
import { LAYER_TAR, LAYER_TAR_GZIP, LAYER_TAR_ZSTD } from "../oci/media-types.ts";
import type { BaseImage } from "./base-image.ts";
import { imageConfigSchema } from "./image-config.ts";
import { parseImageDocument, unusable } from "./image-document.ts";

/** The list of images in an archive of docker. Source: moby, "Docker Image Specification v1.2". */
export const DOCKER_FILE = "manifest.json";

const dockerFileSchema = v.array(v.object({ Config: v.string(), Layers: v.array(v.string()) }));

/** The list with one image, whose blobs lie as in an OCI image layout. */
export function encodeDockerFile(name: string, config: Digest, layers: readonly Descriptor[]): Uint8Array {
  const image = {
    Config: blobPath(config),
    RepoTags: [name],
    Layers: layers.map(({ digest }) => blobPath(digest)),
  };
  return new TextEncoder().encode(JSON.stringify([image]));
}

/**
 * Reads the image in an archive that `docker save` or `podman save` wrote.
 * @param members of the archive, by path
 * @throws BundleError `IMAGE_INVALID`, and what reading throws
 */
export async function readDockerArchive(
  source: ByteSource,
  members: ReadonlyMap<string, Member>,
): Promise<Omit<BaseImage, "digest" | "content">> {
  const { name } = source;
  const find = (path: string): Bytes => {
    const member = members.get(path);
    if (member === undefined) throw unusable(name, `it has no ${path}`);
    return sliceOf(source, member.offset, member.size);
  };
  const read = async <Output>(path: string, schema: v.GenericSchema<unknown, Output>): Promise<Output> => {
    const bytes = find(path);
    if (bytes.size > MAX_MANIFEST)
      throw unusable(name, `${path} has ${bytes.size} bytes, expected at most ${MAX_MANIFEST}`);
    return parseImageDocument(await bytes.read(0, bytes.size), schema, { name, what: path });
  };
  const [image, another] = await read(DOCKER_FILE, dockerFileSchema);
  if (image === undefined || another !== undefined) throw unusable(name, "it has not one image");
  const config = await read(image.Config, imageConfigSchema);
  const layers: BaseImage["layers"][number][] = [];
  for (const path of image.Layers) layers.push(await describeLayer(find(path)));
  return { name, config, layers };
}

async function describeLayer(bytes: Bytes): Promise<BaseImage["layers"][number]> {
  const start = Buffer.from(await bytes.read(0, Math.min(4, bytes.size))).toString("hex");
  const mediaType = start.startsWith("1f8b") ? LAYER_TAR_GZIP : start === "28b52ffd" ? LAYER_TAR_ZSTD : LAYER_TAR;
  const digest = parseDigest(await hashRange(bytes, 0, bytes.size));
  return { descriptor: { mediaType, digest, size: bytes.size }, bytes };
}
