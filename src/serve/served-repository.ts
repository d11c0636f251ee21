import type { Content } from "../layout/content.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";

/** A descriptor, and the place that has its bytes. */
export interface Placed {
  readonly content: Content;
  readonly descriptor: Descriptor;
  /** The manifest of its bundle, if that is another one: a request for this manifest counts as a use of the bundle. */
  readonly root?: Digest;
}

/** One repository of the registry: only what its manifests reach, so nothing else of a place can be asked for. */
export interface ServedRepository {
  readonly tags: Map<string, Digest>;
  readonly manifests: Map<Digest, Placed>;
  readonly blobs: Map<Digest, Placed>;
  /** Descriptors of the manifests that name a subject, by the digest of the subject. */
  readonly referrers: Map<Digest, Descriptor[]>;
  /** True for another name of what the catalog lists. */
  readonly isAlias?: boolean;
  /** True for what the catalog leaves out, although it can be asked for. */
  readonly isUnlisted?: boolean;
}

/** Repositories by name. */
export type Repositories = ReadonlyMap<string, ServedRepository>;

export function emptyRepository({ isAlias = false } = {}): ServedRepository {
  return { tags: new Map(), manifests: new Map(), blobs: new Map(), referrers: new Map(), ...(isAlias && { isAlias }) };
}
