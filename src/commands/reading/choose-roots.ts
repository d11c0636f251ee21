import { BundleError } from "../../errors.ts";
import { type Identifier, parseIdentifier } from "../../home/model/identifier.ts";
import type { Root } from "../../home/model/root.ts";
import { isDigest } from "../../oci/digest.ts";
import { isBeginningOf, type PartialDigest, parsePartialDigest } from "../../oci/partial-digest.ts";
import { similarName } from "../../similar-name.ts";

/** The roots that a text names. */
interface Match {
  readonly text: string;
  readonly roots: readonly Root[];
  /** True if it names them by a part of a digest, which must not fit several packages. */
  readonly isPartial: boolean;
}

/**
 * Chooses the wanted roots of a bundle, all if none is named. A name without tag and digest means every root of its repository.
 * A digest, or at least four hex digits of one, means the roots with that leaf manifest or image index.
 * @throws BundleError `IDENTIFIER_INVALID`; `PACKAGE_NOT_IN_BUNDLE` with all missing names; `NAME_AMBIGUOUS` with the candidates
 */
export function chooseRoots(
  roots: readonly Root[],
  wanted: readonly string[],
  defaultRegistry: string,
): readonly Root[] {
  if (wanted.length === 0) return roots;
  const matches = wanted.map((text) => match(text, roots, defaultRegistry));
  refuseAbsent(matches, roots);
  refuseAmbiguous(matches);
  const chosen = new Set(matches.flatMap((found) => found.roots));
  return roots.filter((root) => chosen.has(root));
}

/** An identifier wins over a digest: `cafe` is a repository if the bundle has one of that name. */
function match(text: string, roots: readonly Root[], defaultRegistry: string): Match {
  const at = text.indexOf("@");
  const partial = at === -1 ? undefined : parsePartialDigest(text.slice(at + 1));
  if (partial !== undefined && !isDigest(text.slice(at + 1))) {
    const identifier = parseIdentifier(text.slice(0, at), defaultRegistry);
    const found = roots.filter((root) => isMeant(identifier, root) && hasDigest(root, partial));
    return { text, roots: found, isPartial: true };
  }
  const digest = parsePartialDigest(text);
  const identifier = parseIdentifier(text, defaultRegistry);
  const named = roots.filter((root) => isMeant(identifier, root));
  if (named.length > 0 || digest === undefined) return { text, roots: named, isPartial: false };
  return { text, roots: roots.filter((root) => hasDigest(root, digest)), isPartial: !isDigest(text) };
}

function isMeant({ registry, repository, tag, digest }: Identifier, root: Root): boolean {
  if (registry !== root.registry || repository !== root.repository) return false;
  if (digest !== undefined) return digest === root.leaf || digest === root.index;
  return tag === undefined || tag === root.tag;
}

function hasDigest({ leaf, index }: Root, digest: PartialDigest): boolean {
  return isBeginningOf(digest, leaf) || (index !== undefined && isBeginningOf(digest, index));
}

function refuseAbsent(matches: readonly Match[], roots: readonly Root[]): void {
  const absent = matches.filter((found) => found.roots.length === 0);
  if (absent.length === 0) return;
  const names = absent.map(({ text }) => text).join(", ");
  const there = roots.map(({ identifier }) => identifier).join(", ");
  const meant = absent
    .map(({ text }) => similarName(text, roots.flatMap(namesOf)))
    .filter((name) => name !== undefined);
  throw new BundleError("PACKAGE_NOT_IN_BUNDLE", `Cannot find ${names} in the bundle: it has ${there}`, {
    ...(meant.length > 0 && { hint: `Did you mean ${meant.join(", ")}?` }),
  });
}

/** The names by which a root can be given. */
function namesOf({ identifier, registry, repository, tag }: Root): readonly string[] {
  return [identifier, repository, ...(tag === undefined ? [] : [`${repository}:${tag}`]), `${registry}/${repository}`];
}

function refuseAmbiguous(matches: readonly Match[]): void {
  const lines = matches.flatMap((found) => {
    const packages = Map.groupBy(found.roots, ({ registry, leaf }) => `${registry} ${leaf}`);
    if (!found.isPartial || packages.size < 2) return [];
    const candidates = found.roots.map(({ identifier, leaf }) =>
      identifier.includes("@") ? identifier : `${identifier} (${leaf})`,
    );
    return `Cannot choose ${found.text} from the bundle: it fits ${candidates.join(", ")}`;
  });
  if (lines.length > 0) throw new BundleError("NAME_AMBIGUOUS", lines);
}
