import { asByteString, type ByteString, toByteString } from "../../tar/byte-string.ts";
import type { LinkDestination } from "../frames/tree.ts";
import { checkPrefixed, type LinkContent, linkDirectory, linkPrefix } from "./link-entry.ts";

/** A place in a package. */
export interface LinkPlace extends LinkContent {
  /** Below `content`: "" or ending with "/". */
  readonly below: ByteString;
}

/**
 * Makes a tree's directory in each package. Returns its places there, without the packages that drop its level.
 * @param directory below the tree's top: "" or ending with "/"
 * @param made directories that are known to exist
 * @throws BundleError `LAYER_OVERLAP`, `IO_FAILED`, `PERMISSION_DENIED`
 */
export function enterDestinations(
  targets: readonly LinkDestination[],
  directory: ByteString,
  made: Set<string>,
): LinkPlace[] {
  return targets.flatMap((target) => {
    const below = placeBelow(target, directory);
    if (below === undefined) return [];
    const place = { owner: target.owner, content: toByteString(target.content), below };
    makeBelow(place.content, place.below.slice(0, -1), made);
    return [place];
  });
}

/** Path in a package for a directory of a tree: "" or ending with "/"; undefined when the directory is on a dropped level. @throws BundleError `LIMIT_EXCEEDED` */
export function placeBelow(
  target: Pick<LinkDestination, "strip" | "prefix">,
  directory: ByteString,
): ByteString | undefined {
  const kept = behindLevels(directory, target.strip);
  if (kept === undefined) return undefined;
  const path = asByteString(linkPrefix(target) + directory.slice(kept));
  return target.prefix === "" ? path : checkPrefixed(path);
}

/** Offset in a path behind its first `levels` directories; undefined when it has fewer. */
function behindLevels(directory: ByteString, levels: number): number | undefined {
  let at = 0;
  for (let level = 0; level < levels; level++) {
    at = directory.indexOf("/", at) + 1;
    if (at === 0) return undefined;
  }
  return at;
}

/** Makes directories from the top down, so that each level is known to be a directory before the next is made in it. */
function makeBelow(content: ByteString, below: string, made: Set<string>): void {
  if (below === "") return;
  const path = asByteString(`${content}/${below}`);
  if (made.has(path)) return;
  makeBelow(content, below.slice(0, Math.max(0, below.lastIndexOf("/"))), made);
  linkDirectory(path);
  made.add(path);
}
