import { BundleError } from "../errors.ts";
import { type Identifier, parseIdentifier } from "../home/model/identifier.ts";
import type { Root } from "../home/model/root.ts";
import { nearest } from "../nearest.ts";

/**
 * Chooses the wanted roots of a bundle, all if none is named. A name without tag and digest means every root of its repository.
 * @throws BundleError `IDENTIFIER_INVALID`, `PACKAGE_NOT_IN_BUNDLE` with all missing names
 */
export function chooseRoots(
  roots: readonly Root[],
  wanted: readonly string[],
  defaultRegistry: string,
): readonly Root[] {
  if (wanted.length === 0) return roots;
  const identifiers = wanted.map((text) => ({ text, identifier: parseIdentifier(text, defaultRegistry) }));
  const absent = identifiers.filter(({ identifier }) => !roots.some((root) => isMeant(identifier, root)));
  if (absent.length > 0) {
    const names = absent.map(({ text }) => text).join(", ");
    const there = roots.map(({ identifier }) => identifier).join(", ");
    const meant = absent.map(({ text }) => nearest(text, roots.flatMap(namesOf))).filter((name) => name !== undefined);
    throw new BundleError("PACKAGE_NOT_IN_BUNDLE", `Cannot find ${names} in the bundle: it has ${there}`, {
      ...(meant.length > 0 && { hint: `Did you mean ${meant.join(", ")}?` }),
    });
  }
  return roots.filter((root) => identifiers.some(({ identifier }) => isMeant(identifier, root)));
}

/** The names by which a root can be given. */
function namesOf({ identifier, registry, repository, tag }: Root): readonly string[] {
  return [identifier, repository, ...(tag === undefined ? [] : [`${repository}:${tag}`]), `${registry}/${repository}`];
}

function isMeant({ registry, repository, tag, digest }: Identifier, root: Root): boolean {
  if (registry !== root.registry || repository !== root.repository) return false;
  if (digest !== undefined) return digest === root.leaf || digest === root.index;
  return tag === undefined || tag === root.tag;
}
