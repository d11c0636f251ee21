import { BundleError } from "../../errors.ts";
import type { Closure, ClosurePackage } from "../../home/closure/closure.ts";
import { type Identifier, parseIdentifier } from "../../home/model/identifier.ts";
import { similarName } from "../../similar-name.ts";
import { packageName } from "./summarize-bundle.ts";

/**
 * Finds the one package of a bundle that an identifier means: a root by its tag or digest, or a dependency by its digest.
 * @throws BundleError `IDENTIFIER_INVALID`, `OPTION_INVALID` for several, `PACKAGE_NOT_IN_BUNDLE`
 */
export function choosePackage(closure: Closure, text: string, defaultRegistry: string): ClosurePackage {
  const identifier = parseIdentifier(text, defaultRegistry);
  const found = closure.packages.filter((pkg) => isMeant(identifier, pkg, closure));
  const [one, second] = found;
  if (one !== undefined && second === undefined) return one;
  const names = (packages: readonly ClosurePackage[]): readonly string[] =>
    packages.map((pkg) => packageName(pkg, closure.roots));
  if (second !== undefined) {
    const what = `it means ${names(found).join(", ")}, expected one package`;
    throw new BundleError("OPTION_INVALID", `Cannot use package ${text}: ${what}`, {
      hint: "Add the tag or the digest.",
    });
  }
  const meant = similarName(text, names(closure.packages));
  throw new BundleError(
    "PACKAGE_NOT_IN_BUNDLE",
    `Cannot find ${text} in the bundle: it has ${names(closure.packages).join(", ")}`,
    meant === undefined ? {} : { hint: `Did you mean ${meant}?` },
  );
}

function isMeant({ registry, repository, tag, digest }: Identifier, pkg: ClosurePackage, { roots }: Closure): boolean {
  if (registry !== pkg.registry || !pkg.repositories.includes(repository)) return false;
  const own = roots.filter((root) => root.registry === registry && root.leaf === pkg.leaf);
  if (digest !== undefined) return digest === pkg.leaf || own.some(({ index }) => index === digest);
  return tag === undefined || own.some((root) => root.repository === repository && root.tag === tag);
}
