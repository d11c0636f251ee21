import type { ByteString } from "../../tar/byte-string.ts";
import { depthOf, leavesRoot } from "../../tar/entry-path.ts";

/** A symlink: its path below a root, and its target. */
export type SymlinkEntry = readonly [path: ByteString, target: ByteString];

/** A path below the root: a symlink, or a directory above one. Other paths are not kept. */
class Place {
  readonly parent: Place | undefined;
  children: Map<string, Place> | undefined;
  /** Target, if it is a symlink. */
  target: ByteString | undefined;
  /** Place that the symlink leads to in the end; undefined for a loop, or when it is not known yet. */
  end: Place | undefined;
  /** Number of directories that the symlink goes on below `end`, where there are no symlinks. */
  below = 0;
  state: "new" | "open" | "known" = "new";

  constructor(parent: Place | undefined) {
    this.parent = parent;
  }
}

/** State of following one symlink. */
interface Walk {
  readonly link: Place;
  readonly segments: readonly string[];
  next: number;
  at: Place;
  below: number;
}

/**
 * All symlinks of one tree, followed as the kernel does: step by step, and through each other. Each is followed only once, so
 * the time is linear in the length of their targets.
 */
class SymlinkTree {
  readonly #root = new Place(undefined);

  add(path: ByteString, target: ByteString): void {
    let at = this.#root;
    for (const segment of path.split("/")) {
      at.children ??= new Map();
      let next = at.children.get(segment);
      if (next === undefined) {
        next = new Place(at);
        at.children.set(segment, next);
      }
      at = next;
    }
    at.target = target;
  }

  /** True when the added symlink at `path` leaves the root, by its text alone or through other symlinks. */
  leaves(path: ByteString, target: ByteString): boolean {
    if (leavesRoot(target, depthOf(path))) return true;
    let link = this.#root;
    for (const segment of path.split("/")) link = link.children?.get(segment) ?? link;
    return link.state === "new" && !follow(link);
  }
}

/** Finds the end of a symlink and of all that it leads through; false when one of them leaves the root. */
function follow(first: Place): boolean {
  const open = [walkFrom(first)];
  for (let walk = open.at(-1); walk !== undefined; walk = open.at(-1)) {
    const stop = advance(walk);
    if (stop === "outside") return false;
    if (stop instanceof Place && stop.state === "new") {
      open.push(walkFrom(stop));
      continue;
    }
    // A symlink that is still open leads back to itself. The kernel refuses such loops, so it reaches nothing.
    walk.link.end = stop === "arrived" ? walk.at : undefined;
    walk.link.below = walk.below;
    walk.link.state = "known";
    open.pop();
  }
  return true;
}

function walkFrom(link: Place): Walk {
  link.state = "open";
  return { link, segments: (link.target ?? "").split("/"), next: 0, at: link.parent ?? link, below: 0 };
}

/** Advances to the end of the target, or to a symlink that must be followed first or is a loop. */
function advance(walk: Walk): "arrived" | "outside" | Place {
  if (walk.link.target?.startsWith("/") === true) return "outside";
  for (; walk.next < walk.segments.length; walk.next++) {
    const segment = walk.segments[walk.next] as string;
    if (segment === "" || segment === ".") continue;
    if (segment === "..") {
      if (walk.below > 0) walk.below -= 1;
      else if (walk.at.parent === undefined) return "outside";
      else walk.at = walk.at.parent;
      continue;
    }
    const next = walk.below > 0 ? undefined : walk.at.children?.get(segment);
    if (next === undefined) {
      walk.below += 1;
      continue;
    }
    if (next.target !== undefined && next.end === undefined) return next;
    walk.at = next.end ?? next;
    walk.below = next.below;
  }
  return "arrived";
}

/** Finds the first symlink that leaves the common root. */
export function findEscape(symlinks: readonly SymlinkEntry[]): SymlinkEntry | undefined {
  const tree = new SymlinkTree();
  for (const [path, target] of symlinks) tree.add(path, target);
  return symlinks.find(([path, target]) => tree.leaves(path, target));
}
