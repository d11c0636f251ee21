import { asByteString, type ByteString } from "../../tar/byte-string.ts";
import type { Tree, TreePlan } from "../frames/tree.ts";
import type { WalkPiece, WalkResult, WalkTask } from "../worker/walk-tree.ts";
import { planTree } from "./cut-frames.ts";
import type { PackageSymlinks } from "./package-symlinks.ts";
import { runSteps, type Step, shares, step } from "./schedule.ts";
import type { TaskExecutor } from "./worker-pool.ts";

/** Most entries that one task walks; it returns the rest for other tasks. */
const BUDGET = 2000;

/** Entries that the calling thread walks before threads are started; takes about as long as a thread's start. */
const INLINE_BUDGET = 1000;

/** Content of a directory as far as it was walked. */
interface Listing {
  pieces: readonly (Uint8Array | Listing)[];
}

interface Unwalked {
  readonly directory: ByteString;
  readonly listing: Listing;
}

/** A tree that is being walked. */
interface Walk {
  readonly tree: Tree;
  readonly top: Listing;
  /** Number of directories that were not walked yet. */
  left: number;
  plan: TreePlan | undefined;
}

/**
 * Walks all trees, and cuts each into frames as soon as it is complete, while other walks continue.
 * @param packages collects the symlinks
 * @param threads called when there is enough work for threads
 */
export async function planTrees(
  trees: readonly Tree[],
  packages: PackageSymlinks,
  inline: TaskExecutor,
  threads: () => TaskExecutor,
): Promise<TreePlan[]> {
  const walks = trees.map((tree): Walk => ({ tree, top: { pieces: [] }, left: 0, plan: undefined }));
  const found = (walk: Walk, result: WalkResult, asked: readonly Unwalked[]): Unwalked[] => {
    const unwalked = receive(result, asked);
    walk.left += unwalked.length - asked.length;
    if (walk.left === 0) walk.plan = planWalked(walk, packages);
    return unwalked;
  };
  const open: { readonly walk: Walk; readonly unwalked: readonly Unwalked[] }[] = [];
  let budget = INLINE_BUDGET;
  for (const walk of walks) {
    if (walk.tree.directory === undefined) continue;
    const top = [{ directory: asByteString(""), listing: walk.top }];
    walk.left = top.length;
    if (budget <= 0) {
      open.push({ walk, unwalked: top });
      continue;
    }
    const result = await inline.run(walkTask(walk.tree, top, budget));
    budget -= result.entryCount + 1;
    open.push({ walk, unwalked: found(walk, result, top) });
  }
  if (open.some(({ unwalked }) => unwalked.length > 0)) {
    const executor = threads();
    const queue: Step[] = [];
    const stepsOf = (walk: Walk, unwalked: readonly Unwalked[]): Step[] =>
      shares(unwalked, executor.depth).map((some) =>
        step(walkTask(walk.tree, some, BUDGET), (result) => {
          // Ahead of other trees' directories, so that trees are completed one after the other.
          queue.unshift(...stepsOf(walk, found(walk, result, some)));
        }),
      );
    for (const { walk, unwalked } of open) queue.push(...stepsOf(walk, unwalked));
    await runSteps(executor, queue);
  }
  return walks.map((walk) => walk.plan ?? planWalked(walk, packages));
}

function planWalked({ tree, top }: Walk, packages: PackageSymlinks): TreePlan {
  return planTree(tree, recordsOf(top), packages);
}

function walkTask(tree: Tree, unwalked: readonly Unwalked[], budget: number): WalkTask {
  const { name, path: root } = tree.directory as NonNullable<Tree["directory"]>;
  return {
    kind: "walk",
    root,
    name,
    prefix: tree.prefix,
    directories: unwalked.map(({ directory }) => directory),
    budget,
  };
}

/** Stores the results in the listings of the walked directories; returns the directories that remain to be walked. */
function receive({ directories }: WalkResult, asked: readonly Unwalked[]): Unwalked[] {
  const unwalked: Unwalked[] = [];
  const resolve = (piece: WalkPiece): Uint8Array | Listing => {
    if (typeof piece !== "string") return piece;
    const listing: Listing = { pieces: [] };
    unwalked.push({ directory: piece, listing });
    return listing;
  };
  for (const [index, { listing }] of asked.entries()) listing.pieces = (directories[index] ?? []).map(resolve);
  return unwalked;
}

/** Collects all records below a listing, in order. */
function recordsOf(top: Listing): Uint8Array[] {
  const records: Uint8Array[] = [];
  const open: (Uint8Array | Listing)[] = [top];
  for (let piece = open.pop(); piece !== undefined; piece = open.pop()) {
    if (piece instanceof Uint8Array) records.push(piece);
    else for (const inner of piece.pieces.toReversed()) open.push(inner);
  }
  return records;
}
