import type { ByteString } from "../../tar/byte-string.ts";
import { depthOf, leavesRoot } from "../../tar/entry-rules.ts";

/** A path below some root, and what the symlink there says. */
export type SymlinkEntry = readonly [path: ByteString, target: ByteString];

/** A place below the root. Only symlinks and the directories above them are kept. */
class Place {
  readonly parent: Place | undefined;
  children: Map<string, Place> | undefined;
  /** What it says, when it is a symlink. */
  target: ByteString | undefined;
  /** Where that leads in the end; undefined when it leads round in a circle, or is not known yet. */
  end: Place | undefined;
  /** Directories below `end` that no symlink lies in: only how many matters. */
  below = 0;
  state: "new" | "open" | "known" = "new";

  constructor(parent: Place | undefined) {
    this.parent = parent;
  }
}

/** A symlink that is being followed. */
interface Walk {
  readonly link: Place;
  readonly segments: readonly string[];
  next: number;
  at: Place;
  below: number;
}

/**
 * All symlinks of one tree, followed the way the kernel does it: step by step, and through each other. Every one is followed once, so
 * the work is no more than the text that they have.
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

  /** True when the symlink at `path`, which was added, leaves the root; a target that only looks as if it did leaves it too. */
  leaves(path: ByteString, target: ByteString): boolean {
    if (leavesRoot(target, depthOf(path))) return true;
    let link = this.#root;
    for (const segment of path.split("/")) link = link.children?.get(segment) ?? link;
    return link.state === "new" && !follow(link);
  }
}

/** Finds the end of a symlink, and of those that it leads through; false when one of them leaves the root. */
function follow(first: Place): boolean {
  const open = [walkFrom(first)];
  for (let walk = open.at(-1); walk !== undefined; walk = open.at(-1)) {
    const stop = advance(walk);
    if (stop === "outside") return false;
    if (stop instanceof Place && stop.state === "new") {
      open.push(walkFrom(stop));
      continue;
    }
    // A symlink that is still open leads back to itself: the kernel gives up there, and so nothing is reached.
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

/** Goes on to the end, or to a symlink whose end has to be known first, or is none. */
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

/** The first symlink that leaves the root that all of them are below. */
export function findEscape(symlinks: readonly SymlinkEntry[]): SymlinkEntry | undefined {
  const tree = new SymlinkTree();
  for (const [path, target] of symlinks) tree.add(path, target);
  return symlinks.find(([path, target]) => tree.leaves(path, target));
}
