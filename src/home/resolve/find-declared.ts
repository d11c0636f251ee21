import { BundleError } from "../../errors.ts";
import { type ConfigPlace, defaultRegistry } from "../config/config-files.ts";
import { isSet } from "../config/config-value.ts";
import { loadProject, type ProjectPlace } from "../project/load-project.ts";
import { type Project, selectGroups } from "../project/project.ts";
import type { Declared, NamedPackages } from "./resolve-packages.ts";

/** Packages as a user declares them. A project without a path is the one that OCX finds. */
export type PackageSelection =
  | { readonly kind: "packages"; readonly identifiers: readonly string[] }
  | { readonly kind: "project"; readonly path?: string; readonly groups: readonly string[] }
  | { readonly kind: "all" };

/** The paths and variables from which OCX finds its configuration and a project. */
type DeclarationPlace = Omit<ConfigPlace, "home"> & Omit<ProjectPlace, "home">;

/**
 * Turns a declaration into the packages to resolve in the home. Without one, uses the project around the working directory.
 * @throws BundleError `NOTHING_DECLARED`, and what reading the project throws
 */
export async function findDeclared(
  declaration: PackageSelection | undefined,
  home: string,
  place: DeclarationPlace,
): Promise<Declared> {
  switch (declaration?.kind) {
    case "packages":
      return namedPackages(declaration.identifiers, home, place);
    case "all":
      return { kind: "all", allowYanked: allowsYanked(place) };
    case "project":
    case undefined: {
      const project = await loadProject(declaration?.path, { ...place, home });
      if (project !== undefined) return declaredBy(project, declaration?.groups ?? []);
      throw new BundleError(
        "NOTHING_DECLARED",
        `Cannot tell what to export: no packages are named and ${place.directory} has no ocx.toml`,
      );
    }
  }
}

/** Packages given by name, with OCX's settings for the default registry and for yanked packages. */
export async function namedPackages(
  identifiers: readonly string[],
  home: string,
  place: DeclarationPlace,
): Promise<NamedPackages> {
  const registry = await defaultRegistry({ ...place, home });
  return { kind: "packages", identifiers, defaultRegistry: registry, allowYanked: allowsYanked(place) };
}

function allowsYanked({ variables }: DeclarationPlace): boolean {
  return isSet(variables["OCX_ALLOW_YANKED"]);
}

function declaredBy(project: Project, requested: readonly string[]): Declared {
  const groups = selectGroups(project, requested);
  if (project.tools.some(({ group }) => groups.includes(group))) return { kind: "project", project, groups };
  const found = `${project.file} has no tools in ${groups.join(", ")}`;
  throw new BundleError("NOTHING_DECLARED", `Cannot tell what to export: ${found}`, {
    hint: "Choose other groups, or add a tool with `ocx add`.",
  });
}
