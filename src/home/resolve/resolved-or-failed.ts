import { BundleError } from "../../errors.ts";
import { formatPlatform } from "../../oci/platform.ts";
import type { Identifier } from "../model/identifier.ts";
import type { Root } from "../model/root.ts";
import type { Resolution } from "./resolve-reference.ts";

/** The result for one declared package. */
export type ResolvedOrFailed =
  | { readonly kind: "root"; readonly root: Root; readonly warning?: string }
  | {
      readonly kind: "absent";
      readonly identifier: string;
      readonly reason: string;
      /** The project's groups that have it. */
      readonly groups?: readonly string[];
      /** True when OCX defers its install to its first run. */
      readonly deferred?: boolean;
    }
  | { readonly kind: "failed"; readonly failure: BundleError };

/** The facts about a root that come from its declaration, not from its resolution. */
export type RootFacts = Pick<Root, "identifier" | "current" | "declaredBy"> & Partial<Pick<Root, "name" | "groups">>;

/** Turns a resolution into a root, or into the finding that the package is absent. */
export function toFinding(
  { registry, repository, tag }: Identifier,
  resolution: Resolution,
  facts: RootFacts,
): ResolvedOrFailed {
  if (resolution.kind === "absent") return { kind: "absent", identifier: facts.identifier, reason: resolution.reason };
  const { leaf, index, platform, lacking } = resolution;
  const root = {
    ...facts,
    registry,
    repository,
    leaf,
    ...(tag === undefined ? {} : { tag }),
    ...(index === undefined ? {} : { index }),
    ...(platform === undefined ? {} : { platform: formatPlatform(platform) }),
  };
  if (lacking === undefined) return { kind: "root", root };
  const warning = `${facts.identifier} is the package for ${root.platform}: OCX takes the one for ${formatPlatform(lacking)}, which the home lacks`;
  return { kind: "root", root, warning };
}

/** Turns a BundleError into a finding, so that the other packages are still resolved. Other errors are bugs and pass. */
export async function catchFailure(find: () => Promise<ResolvedOrFailed>): Promise<ResolvedOrFailed> {
  try {
    return await find();
  } catch (failure) {
    if (failure instanceof BundleError) return { kind: "failed", failure };
    throw failure;
  }
}
