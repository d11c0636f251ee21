import * as v from "valibot";
import type { Bytes } from "../io/bytes.ts";
import type { Content } from "../layout/content.ts";
import { MAX_CANDIDATES, MAX_MANIFEST } from "../limits.ts";
import { type Descriptor, descriptorSchema } from "../oci/descriptor.ts";
import { type Digest, digestOf, isDigestOf } from "../oci/digest.ts";
import { isManifestType } from "../oci/links.ts";
import {
  DOCKER_CONFIG,
  DOCKER_LAYER,
  DOCKER_LAYER_GZIP,
  DOCKER_MANIFEST_LIST,
  IMAGE_CONFIG,
  IMAGE_INDEX,
  LAYER_TAR,
  LAYER_TAR_GZIP,
  LAYER_TAR_ZSTD,
} from "../oci/media-types.ts";
import { excerpt } from "../printable.ts";
import { type ImageConfig, imageConfigSchema } from "./image-config.ts";
import { parseImageDocument, unusable } from "./image-document.ts";

/** An image that another one is built on. */
export interface BaseImage {
  /** For messages. */
  readonly name: string;
  /** Digest of its manifest, if it has one. */
  readonly digest?: Digest;
  readonly config: ImageConfig;
  /** With OCI's media types, in order. The bytes are checked when they are copied. */
  readonly layers: readonly { readonly descriptor: Descriptor; readonly bytes: Bytes }[];
  /** The place that has it, if bytes are fetched from there. */
  readonly content?: Pick<Content, "prefetch">;
}

const indexSchema = v.object({ manifests: v.array(descriptorSchema) });
const manifestSchema = v.object({ config: descriptorSchema, layers: v.array(descriptorSchema) });

/** OCI's media types, by what a layer may have. Docker's own names mean the same bytes. */
const LAYER_TYPES: Readonly<Record<string, string>> = {
  [LAYER_TAR]: LAYER_TAR,
  [LAYER_TAR_GZIP]: LAYER_TAR_GZIP,
  [LAYER_TAR_ZSTD]: LAYER_TAR_ZSTD,
  [DOCKER_LAYER]: LAYER_TAR,
  [DOCKER_LAYER_GZIP]: LAYER_TAR_GZIP,
};

interface Machine {
  readonly os: string;
  readonly architecture: string;
}

/**
 * Reads the one image for a machine, of an OCI image layout or a registry.
 * @throws BundleError `IMAGE_INVALID`, and what reading throws
 */
export async function readBase(content: Content, machine: Machine): Promise<BaseImage> {
  const { name } = content;
  const manifests: Descriptor[] = [];
  for (const root of (await content.roots()).filter(({ mediaType }) => isManifestType(mediaType))) {
    if (root.mediaType !== IMAGE_INDEX && root.mediaType !== DOCKER_MANIFEST_LIST) manifests.push(root);
    else manifests.push(...(await chooseFrom(content, root, machine)));
  }
  const [descriptor, another] = new Map(manifests.map((one) => [one.digest, one])).values();
  if (descriptor === undefined) throw unusable(name, "it has no image");
  if (another !== undefined)
    throw unusable(name, "it has several images", "Copy one of them to a place of its own, for example with skopeo.");
  const manifest = await readDocument(content, descriptor, { schema: manifestSchema, what: "manifest" });
  const { mediaType: type } = manifest.config;
  if (type !== IMAGE_CONFIG && type !== DOCKER_CONFIG)
    throw unusable(name, `it is not a container image: its config has type ${excerpt(type)}`);
  const config = await readDocument(content, manifest.config, { schema: imageConfigSchema, what: "config" });
  await content.expect([descriptor, manifest.config, ...manifest.layers]);
  const layers: BaseImage["layers"][number][] = [];
  for (const { mediaType, digest, size } of manifest.layers) {
    const known = LAYER_TYPES[mediaType];
    if (known === undefined) throw unusable(name, `it has a layer of type ${excerpt(mediaType)}`);
    const layer = { mediaType: known, digest, size };
    layers.push({ descriptor: layer, bytes: await open(content, layer, "layer") });
  }
  return { name, digest: descriptor.digest, config, layers, ...(content.remote !== undefined && { content }) };
}

/** Checks that a base is for a machine, and whole. @throws BundleError `IMAGE_INVALID` */
export function checkBase<Base extends BaseImage>(base: Base, { os, architecture }: Machine): Base {
  const { name, config, layers } = base;
  if (config.os !== os || config.architecture !== architecture) {
    const found = `it is for ${excerpt(`${config.os}/${config.architecture}`)}, expected ${os}/${architecture}`;
    throw unusable(name, found, "Use a base for the platform of the bundle.");
  }
  const { diff_ids: diffs } = config.rootfs;
  if (diffs.length !== layers.length)
    throw unusable(name, `its config has ${diffs.length} layers, its manifest ${layers.length}`);
  for (const [index, { descriptor }] of layers.entries()) {
    // Without compression, both are digests of the same bytes: an archive of docker has no others.
    if (descriptor.mediaType !== LAYER_TAR || descriptor.digest === diffs[index]) continue;
    throw unusable(name, `layer ${index + 1} is ${descriptor.digest}, its config has ${diffs[index]}`);
  }
  return base;
}

/** The manifests of an image index for a machine: the first, if its entries differ only in a variant. */
async function chooseFrom(
  content: Content,
  root: Descriptor,
  { os, architecture }: Machine,
): Promise<readonly Descriptor[]> {
  const { manifests } = await readDocument(content, root, { schema: indexSchema, what: "image index" });
  const images = manifests.filter(({ mediaType }) => isManifestType(mediaType)).slice(0, MAX_CANDIDATES);
  const fitting = images.filter(({ platform }) => platform?.os === os && platform.architecture === architecture);
  if (fitting.length > 0) return fitting.slice(0, 1);
  if (images.length === 1 && images[0]?.platform === undefined) return images;
  const offered = images.map(({ platform }) =>
    platform === undefined ? "unknown" : `${platform.os}/${platform.architecture}`,
  );
  throw unusable(
    content.name,
    `it is for ${excerpt(offered.join(", "))}, expected ${os}/${architecture}`,
    "Use a base for the platform of the bundle.",
  );
}

interface Wanted<Output> {
  readonly schema: v.GenericSchema<unknown, Output>;
  readonly what: string;
}

async function readDocument<Output>(
  content: Content,
  descriptor: Descriptor,
  { schema, what }: Wanted<Output>,
): Promise<Output> {
  const { name } = content;
  const bytes = await open(content, descriptor, what);
  if (bytes.size > MAX_MANIFEST)
    throw unusable(name, `its ${what} has ${bytes.size} bytes, expected at most ${MAX_MANIFEST}`);
  const document = await bytes.read(0, bytes.size);
  if (!isDigestOf(descriptor.digest, document))
    throw unusable(name, `its ${what} is ${digestOf(document)}, expected ${descriptor.digest}`);
  return parseImageDocument(document, schema, { name, what });
}

async function open(content: Content, descriptor: Descriptor, what: string): Promise<Bytes> {
  const { digest, size } = descriptor;
  const bytes = await content.open(descriptor);
  if (bytes === undefined) throw unusable(content.name, `its ${what} ${digest} is missing`);
  if (bytes.size === size) return bytes;
  throw unusable(content.name, `its ${what} ${digest} has ${bytes.size} bytes, expected ${size}`);
}
