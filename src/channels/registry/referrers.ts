import * as v from "valibot";
import { BundleError } from "../../errors.ts";
import { followAddress } from "../../http/follow-address.ts";
import { readBytes } from "../../http/read-body.ts";
import { bytesOf } from "../../http/request.ts";
import { MAX_MANIFEST } from "../../limits.ts";
import { type Descriptor, descriptorSchema } from "../../oci/descriptor.ts";
import { algorithmOf, type Digest, digestOf, hexOf } from "../../oci/digest.ts";
import { parseDocument } from "../../oci/document.ts";
import { encodeImageIndex, imageIndexSchema } from "../../oci/manifest.ts";
import { IMAGE_INDEX, IMAGE_MANIFEST } from "../../oci/media-types.ts";
import { call } from "./call.ts";
import { fetchManifest, manifestName, putManifest } from "./manifests.ts";
import { isSameOrigin } from "./registry-url.ts";
import type { RepositoryClient } from "./repository-client.ts";

/** Most referrers of one manifest that are read, and most pages of a list of them. */
const MAX_REFERRERS = 100;

/** Most entries of all pages together: some may be there twice, or be of other kinds. */
const MAX_LISTED = 10 * MAX_REFERRERS;

/** Most attempts to add to the list under a tag while others do the same. */
const MOST_RACES = 3;

/** Statuses of registries without the API: GitHub's redirects to its web site. */
const UNSUPPORTED = [301, 302, 303, 307, 308, 400, 404, 405, 406, 429, 501];

/** A manifest that names another one as its subject: a signature, an SBOM. Nobody vouches for it but its own content. */
export interface FetchedReferrer {
  readonly descriptor: Descriptor;
  /** The manifest's own, else the media type of its config. */
  readonly artifactType: string;
  readonly bytes: Uint8Array;
}

const referrerSchema = v.object({
  mediaType: v.exactOptional(v.string()),
  artifactType: v.exactOptional(v.string()),
  config: v.object({ mediaType: v.string() }),
  subject: v.exactOptional(descriptorSchema),
  annotations: v.exactOptional(v.record(v.string(), v.string())),
});

/** Registries that are written in Go may have null for an empty list. */
const referrersSchema = v.object({ manifests: v.nullish(v.array(descriptorSchema), []) });

/**
 * Reads the referrers of a manifest: by the API, else by the tag that stands for it. What a list says of them is not believed: each
 * is fetched, and must itself name the subject.
 * Source: OCI distribution specification 1.1, "Listing Referrers".
 * @throws BundleError `LIMIT_EXCEEDED` for more than 100, and what {@link call} throws
 */
export async function readReferrers(
  repository: RepositoryClient,
  subject: Digest,
): Promise<readonly FetchedReferrer[]> {
  const listed = (await listByApi(repository, subject)) ?? (await listByTag(repository, subject));
  const digests = new Set(listed.filter(({ mediaType }) => mediaType === IMAGE_MANIFEST).map(({ digest }) => digest));
  if (digests.size > MAX_REFERRERS) throw tooMany(repository, subject, digests.size);
  const referrers: FetchedReferrer[] = [];
  for (const digest of digests) {
    const fetched = await fetchManifest(repository, digest);
    const referrer = fetched && describe(fetched.bytes);
    if (referrer !== undefined && referrer.subject?.digest === subject) referrers.push(referrer);
  }
  return referrers;
}

function tooMany(repository: RepositoryClient, subject: Digest, count: number): BundleError {
  const found = `it has ${count}, expected at most ${MAX_REFERRERS}`;
  return new BundleError(
    "LIMIT_EXCEEDED",
    `Cannot read the referrers of ${manifestName(repository, subject)}: ${found}`,
  );
}

/**
 * How a registry lists a referrer by the API: with its artifact type, as the specification wants it, with another one, or not at all.
 * @throws BundleError what {@link call} throws
 */
export async function howListed(
  repository: RepositoryClient,
  referrer: Uint8Array,
): Promise<"typed" | "untyped" | "absent"> {
  const { descriptor, artifactType, subject } = describe(referrer);
  const rows = subject && (await listByApi(repository, subject.digest));
  const row = rows?.find(({ digest }) => digest === descriptor.digest);
  if (row === undefined) return "absent";
  return row.artifactType === artifactType ? "typed" : "untyped";
}

/** Undefined for a registry without the API. */
async function listByApi(repository: RepositoryClient, subject: Digest): Promise<readonly Descriptor[] | undefined> {
  const found: Descriptor[] = [];
  let target: string | URL | undefined = `referrers/${subject}`;
  for (let pages = 0; target !== undefined && pages < MAX_REFERRERS; pages++) {
    const page: Page | undefined = await listPage(repository, target);
    if (page === undefined) return pages === 0 ? undefined : found;
    found.push(...page.manifests);
    // A list whose pages never end must not fill the memory.
    if (found.length > MAX_LISTED) throw tooMany(repository, subject, found.length);
    target = page.next;
  }
  return found;
}

interface Page {
  readonly manifests: readonly Descriptor[];
  readonly next: URL | undefined;
}

function listPage(repository: RepositoryClient, target: string | URL): Promise<Page | undefined> {
  return call(repository, {
    method: "GET",
    target,
    headers: { accept: IMAGE_INDEX },
    accept: UNSUPPORTED,
    action: "pull",
    doing: `list referrers in ${repository.name.host}/${repository.name.repository}`,
    async read({ message, url }) {
      const type = message.headers["content-type"]?.split(";")[0]?.trim();
      if (message.statusCode !== 200 || type !== IMAGE_INDEX) return undefined;
      const { manifests } = parseDocument(
        await readBytes(bytesOf(message), MAX_MANIFEST),
        referrersSchema,
        "list of referrers",
      );
      const [, link] = /<([^>]*)>\s*;\s*rel="?next"?/.exec(message.headers["link"]?.toString() ?? "") ?? [];
      const next = link === undefined ? undefined : followAddress(link, url);
      return { manifests, next: next !== undefined && isSameOrigin(next, url) ? next : undefined };
    },
  });
}

/** The tag that stands for the list of referrers where there is no API. Source: "Referrers Tag Schema". */
export function referrersTag(subject: Digest): string {
  return `${algorithmOf(subject).slice(0, 32)}-${hexOf(subject).slice(0, 64)}`;
}

/** Some registries resolve that tag to the subject itself: only an image index is a list. */
async function listByTag(repository: RepositoryClient, subject: Digest): Promise<readonly Descriptor[]> {
  const found = await fetchManifest(repository, referrersTag(subject));
  if (found?.descriptor.mediaType !== IMAGE_INDEX) return [];
  return parseDocument(found.bytes, imageIndexSchema, "list of referrers").manifests;
}

/**
 * Writes a manifest that names a subject, whose blobs must be there. A registry that keeps no referrers gets them listed under a tag.
 * @throws BundleError `SERVICE_FAILED` when others change that list at the same time again and again; what {@link call} throws
 */
export async function pushReferrer(repository: RepositoryClient, bytes: Uint8Array): Promise<Digest> {
  const { descriptor, artifactType, subject, annotations } = describe(bytes);
  if (subject === undefined) throw new Error(`Cannot push referrer ${descriptor.digest}: it names no subject`);
  const { digest, mediaType } = descriptor;
  const kept = await putManifest(repository, { reference: digest, mediaType, bytes });
  if (kept !== undefined) return digest;
  const entry = { ...descriptor, artifactType, ...(annotations && { annotations }) };
  const reference = referrersTag(subject.digest);
  for (let races = 0; races < MOST_RACES; races++) {
    const listed = await listByTag(repository, subject.digest);
    if (listed.some((other) => other.digest === digest)) return digest;
    await putManifest(repository, { reference, mediaType: IMAGE_INDEX, bytes: encodeImageIndex([...listed, entry]) });
    if ((await listByTag(repository, subject.digest)).some((other) => other.digest === digest)) return digest;
  }
  throw new BundleError(
    "SERVICE_FAILED",
    `Cannot add a referrer to ${manifestName(repository, reference)}: others change it too`,
  );
}

type Described = FetchedReferrer & Pick<v.InferOutput<typeof referrerSchema>, "subject" | "annotations">;

function describe(bytes: Uint8Array): Described {
  const { subject, annotations, ...manifest } = parseDocument(bytes, referrerSchema, "referrer");
  return {
    descriptor: { mediaType: IMAGE_MANIFEST, digest: digestOf(bytes), size: bytes.byteLength },
    artifactType: manifest.artifactType ?? manifest.config.mediaType,
    bytes,
    ...(subject && { subject }),
    ...(annotations && { annotations }),
  };
}
