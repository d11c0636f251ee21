import { Readable } from "node:stream";
import { BundleError } from "../../errors.ts";
import { readBytes } from "../../http/read-body.ts";
import { bytesOf } from "../../http/request.ts";
import { MAX_MANIFEST } from "../../limits.ts";
import type { Descriptor } from "../../oci/descriptor.ts";
import { type Digest, digestOf, isDigest, isDigestOf } from "../../oci/digest.ts";
import { isManifestType } from "../../oci/links.ts";
import { DOCKER_MANIFEST, DOCKER_MANIFEST_LIST, IMAGE_INDEX, IMAGE_MANIFEST } from "../../oci/media-types.ts";
import { excerpt } from "../../printable.ts";
import { call } from "./call.ts";
import type { RepositoryClient } from "./repository-client.ts";

/** A manifest or an image index, with the bytes that its digest is of. */
export interface FetchedManifest {
  readonly descriptor: Descriptor;
  readonly bytes: Uint8Array;
}

/** Asks for the types that can be read; a registry may convert others. */
const ACCEPT = `${IMAGE_MANIFEST}, ${IMAGE_INDEX}`;
const ACCEPT_DOCKER = `${ACCEPT}, ${DOCKER_MANIFEST}, ${DOCKER_MANIFEST_LIST}`;

export interface ManifestOptions {
  /** Name of the manifest in messages. */
  readonly what?: string;
  /** Also take Docker's own forms. */
  readonly docker?: boolean;
}

/**
 * Fetches a manifest or an image index by tag or digest, and checks it against the digest.
 * @returns undefined when the registry does not have it
 * @throws BundleError `DIGEST_MISMATCH`, `BUNDLE_INVALID`, and what {@link call} throws
 */
export async function fetchManifest(
  repository: RepositoryClient,
  reference: string,
  { what = manifestName(repository, reference), docker = false }: ManifestOptions = {},
): Promise<FetchedManifest | undefined> {
  return call(repository, {
    method: "GET",
    target: `manifests/${reference}`,
    headers: { accept: docker ? ACCEPT_DOCKER : ACCEPT, "accept-encoding": "identity" },
    accept: [404],
    action: "pull",
    doing: `read ${what}`,
    async read({ message }) {
      if (message.statusCode === 404) return undefined;
      const mediaType = (message.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
      const bytes = await readBytes(bytesOf(message), MAX_MANIFEST);
      const isOurs = docker ? isManifestType(mediaType) : mediaType === IMAGE_MANIFEST || mediaType === IMAGE_INDEX;
      if (!isOurs) throw anotherType(what, mediaType);
      const digest = isDigest(reference) ? reference : digestOf(bytes);
      if (isDigestOf(digest, bytes)) return { descriptor: { mediaType, digest, size: bytes.byteLength }, bytes };
      throw new BundleError("DIGEST_MISMATCH", `Cannot read ${what}: got ${digestOf(bytes)}, expected ${digest}`);
    },
  });
}

/** The name of a manifest in a repository, for messages. */
export function manifestName({ name: { host, repository } }: RepositoryClient, reference: string): string {
  return `${host}/${repository}${isDigest(reference) ? "@" : ":"}${reference}`;
}

function anotherType(what: string, mediaType: string): BundleError {
  const found = `it is ${mediaType === "" ? "of no media type" : excerpt(mediaType)}, expected ${IMAGE_MANIFEST} or ${IMAGE_INDEX}`;
  return new BundleError("BUNDLE_INVALID", `Cannot read ${what}: ${found}`, {
    hint: "Name a bundle: other content, and images in Docker's own format, cannot be read.",
  });
}

/** The digest that a registry has for a tag or digest; undefined when it has none. */
export async function resolveManifest(repository: RepositoryClient, reference: string): Promise<Digest | undefined> {
  const doing = `look for ${manifestName(repository, reference)}`;
  const digest = await call(repository, {
    method: "HEAD",
    target: `manifests/${reference}`,
    headers: { accept: ACCEPT },
    // An answer to HEAD has no body to explain a refusal, so others are asked again by GET.
    accept: [404],
    action: "pull",
    doing,
    read: async ({ message }) => (message.statusCode === 404 ? null : (message.headers["docker-content-digest"] ?? "")),
  }).catch((error: unknown) => {
    if (error instanceof BundleError && error.code === "NETWORK_FAILED") throw error;
    return "";
  });
  if (digest === null) return undefined;
  if (typeof digest === "string" && isDigest(digest)) return digest;
  return (await fetchManifest(repository, reference))?.descriptor.digest;
}

export interface ManifestToPut {
  /** Tag or digest. */
  readonly reference: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/**
 * Writes a manifest, whose blobs must be there.
 * @returns the digest of its subject, if the registry keeps referrers of it
 * @throws BundleError what {@link call} throws
 */
export async function putManifest(
  repository: RepositoryClient,
  { reference, mediaType, bytes }: ManifestToPut,
): Promise<string | undefined> {
  return call(repository, {
    method: "PUT",
    target: `manifests/${reference}`,
    headers: { "content-type": mediaType, "content-length": bytes.byteLength },
    body: () => Readable.from([bytes], { objectMode: false }),
    action: "push",
    doing: `write ${manifestName(repository, reference)}`,
    read: async ({ message }) => message.headers["oci-subject"]?.toString(),
  });
}
