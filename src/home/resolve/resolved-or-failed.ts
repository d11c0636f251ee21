import { BundleError } from "../../errors.ts";
import { formatPlatform } from "../../oci/platform.ts";
import type { Identifier } from "../model/identifier.ts";
import type { Root } from "../model/root.ts";
import type { Resolution } from "./resolve-reference.ts";

/** What became of one declared package. */
export type ResolvedOrFailed =
  | { readonly kind: "root"; readonly root: Root; readonly warning?: string }
  | {
      readonly kind: "absent";
      readonly identifier: string;
      readonly reason: string;
      /** The project's groups that have it. */
      readonly groups?: readonly string[];
      /** True when OCX is to install it on first use. */
      readonly deferred?: boolean;
    }
  | { readonly kind: "failed"; readonly failure: BundleError };

/** What a declaration says of a root beside where it is. */
export type RootFacts = Pick<Root, "identifier" | "current" | "declaredBy"> & Partial<Pick<Root, "name" | "groups">>;

/** The root that a resolution gives, or what it lacks. */
export function toFinding(
  { registry, repository, tag }: Identifier,
  resolution: Resolution,
  facts: RootFacts,
): ResolvedOrFailed {
  if (resolution.kind === "absent") return { kind: "absent", identifier: facts.identifier, reason: resolution.reason };
  const { leaf, index, platform } = resolution;
  const root = {
    ...facts,
    registry,
    repository,
    leaf,
    ...(tag === undefined ? {} : { tag }),
    ...(index === undefined ? {} : { index }),
    ...(platform === undefined ? {} : { platform: formatPlatform(platform) }),
  };
  return { kind: "root", root };
}

/** Keeps a failure as a finding, so that the others are still looked at. Bugs pass. */
export async function catchFailure(find: () => Promise<ResolvedOrFailed>): Promise<ResolvedOrFailed> {
  try {
    return await find();
  } catch (failure) {
    if (failure instanceof BundleError) return { kind: "failed", failure };
    throw failure;
  }
}
