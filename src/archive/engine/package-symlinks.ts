import { BundleError } from "../../errors.ts";
import { ENTRY_OVERHEAD, MAX_SYMLINK_TEXT } from "../../limits.ts";
import { asByteString, type ByteString, quoteBytes, toText } from "../../tar/byte-string.ts";
import type { LinkDestination } from "../frames/tree.ts";
import { placeBelow } from "../worker/destinations.ts";
import type { PlacedSymlink } from "../worker/link-tree.ts";
import { findEscape, type SymlinkEntry } from "./symlink-tree.ts";

/** Most symlinks that the kernel follows in one path. Source: path_resolution(7). */
const MAX_FOLLOWED = 40;

/** Symlinks of one layer, and their place in a package. */
interface Part {
  readonly target: Pick<LinkDestination, "strip" | "prefix">;
  readonly symlinks: readonly SymlinkEntry[];
}

interface Package {
  readonly owner: string;
  readonly parts: Part[];
}

/**
 * Collects the symlinks of layers and of packages. They are checked per package, since a symlink that stays inside its layer can
 * leave the package through a symlink of another layer.
 */
export class PackageSymlinks {
  readonly #packages = new Map<string, Package>();
  #size = 0;

  /** Counts the symlinks that are kept until the end. @throws BundleError `LIMIT_EXCEEDED` */
  count(symlinks: readonly SymlinkEntry[]): void {
    for (const [path, target] of symlinks) this.#size += path.length + target.length + ENTRY_OVERHEAD;
    if (this.#size <= MAX_SYMLINK_TEXT) return;
    const what = `they take over ${MAX_SYMLINK_TEXT} bytes`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot keep the symlinks of all layers: ${what}`);
  }

  /** Adds the symlinks of a layer to each package that contains it. */
  add(targets: readonly LinkDestination[], symlinks: readonly SymlinkEntry[]): void {
    if (symlinks.length === 0) return;
    for (const target of targets) {
      const known = this.#packages.get(target.content) ?? { owner: target.owner, parts: [] };
      known.parts.push({ target, symlinks });
      this.#packages.set(target.content, known);
    }
  }

  /** Adds symlinks that are in packages already. @throws BundleError `LIMIT_EXCEEDED` */
  addPlaced(placed: readonly PlacedSymlink[]): void {
    for (const { owner, content, path, target } of placed) {
      const symlinks: SymlinkEntry[] = [[path, target]];
      this.count(symlinks);
      this.add([{ owner, content: toText(content), strip: 0, prefix: "" }], symlinks);
    }
  }

  /**
   * Follows the symlinks in a path of a package, as the kernel does.
   * @param path below its content
   * @returns the path without symlinks; undefined for a loop
   */
  resolve(content: string, path: ByteString): ByteString | undefined {
    const targets = new Map(this.#packages.get(content)?.parts.flatMap(placedIn));
    const rest = path.split("/").toReversed();
    const at: string[] = [];
    for (let followed = 0, segment = rest.pop(); segment !== undefined; segment = rest.pop()) {
      if (segment === "" || segment === ".") continue;
      if (segment === "..") {
        at.pop();
        continue;
      }
      at.push(segment);
      const target = targets.get(asByteString(at.join("/")));
      if (target === undefined) continue;
      followed += 1;
      if (followed > MAX_FOLLOWED) return undefined;
      at.pop();
      rest.push(...target.split("/").toReversed());
    }
    return asByteString(at.join("/"));
  }

  /** Checks the symlinks that were added, and clears the list. @throws BundleError `PATH_UNSAFE` */
  check(): void {
    for (const { owner, parts } of this.#packages.values()) {
      const escape = findEscape(parts.flatMap(placedIn));
      if (escape !== undefined) throw leaves(escape, `package ${owner}`);
    }
    this.#packages.clear();
    this.#size = 0;
  }
}

function placedIn({ target, symlinks }: Part): SymlinkEntry[] {
  const placed: SymlinkEntry[] = [];
  for (const [path, text] of symlinks) {
    const name = path.lastIndexOf("/") + 1;
    const below = placeBelow(target, asByteString(path.slice(0, name)));
    if (below !== undefined) placed.push([asByteString(below + path.slice(name)), text]);
  }
  return placed;
}

/** Checks the symlinks of one layer alone; each path starts with the directory at its top. @throws BundleError `PATH_UNSAFE` */
export function checkLayerSymlinks(layer: string, symlinks: readonly SymlinkEntry[]): void {
  const below = symlinks.map(([path, target]): SymlinkEntry => [behindTop(path), target]);
  const escape = findEscape(below);
  if (escape === undefined) return;
  throw leaves(escape, `layer ${layer}`);
}

/** Removes the top directory of a layer from the paths: it is the root that no symlink may leave. */
function behindTop(path: ByteString): ByteString {
  return asByteString(path.slice(path.indexOf("/") + 1));
}

function leaves([path, target]: SymlinkEntry, place: string): BundleError {
  const what = `read step by step, it leaves the ${place}`;
  return new BundleError("PATH_UNSAFE", `Cannot use symlink ${quoteBytes(path)} to ${quoteBytes(target)}: ${what}`, {
    hint: "Ask the publisher to correct the package. Do not trust a bundle that contains it.",
  });
}
