import type { Digest } from "../../oci/digest.ts";

/** A declared package once resolved. */
export interface Root {
  /** Display form as declared, the tag normalised and written out: `ocx.sh/acme/hello:2.0.0`, `…@sha256:…`. */
  readonly identifier: string;
  readonly registry: string;
  readonly repository: string;
  /** The tag of its install link. Absent for a digest alone, a lock, and a package that is only `current`. */
  readonly tag?: string;
  readonly leaf: Digest;
  /** The image index that it was reached through. */
  readonly index?: Digest;
  /** Whether the repository's `current` link points at it. Never for a lock's: it gets no links. */
  readonly current: boolean;
  /**
   * `identifier`: named by tag or digest. `lock`: from a project's lock. `link`: found by an install link with which the
   * local index no longer agrees.
   */
  readonly declaredBy: "identifier" | "lock" | "link";
  /** The name of the tool in the project; only for a root from a lock. */
  readonly name?: string;
  /** The project's groups that have it; only for a root from a lock. */
  readonly groups?: readonly string[];
  /** The platform of the leaf, if the image index or the lock states it. */
  readonly platform?: string;
}

/** True when the tag was looked up in the local index, so that its entry there travels with the root. */
export function isTagRoot(root: Pick<Root, "declaredBy" | "tag" | "identifier">): boolean {
  return root.declaredBy === "identifier" && root.tag !== undefined && !root.identifier.includes("@");
}
