import { asByteString, type ByteString } from "./byte-string.ts";
import { planTree } from "./plan-tree.ts";
import { runSteps, type Step, shares, step } from "./schedule.ts";
import type { Tree, TreePlan } from "./tree.ts";
import type { WalkPiece, WalkResult, WalkTask } from "./walk-tree.ts";
import type { Executor } from "./worker-pool.ts";

/** Entries that one task walks before it hands the rest back for others to take. */
const BUDGET = 2000;

/** Entries that are walked on the calling thread before threads are started: about a thread's start in time. */
const INLINE_BUDGET = 1000;

/** What is in a directory, as far as it is known. */
interface Listing {
  pieces: readonly (Uint8Array | Listing)[];
}

interface Unwalked {
  readonly directory: ByteString;
  readonly listing: Listing;
}

/**
 * Walks all trees and cuts them into frames.
 * @param threads is asked for once it is clear that there is enough to do for them
 */
export async function planTrees(
  trees: readonly Tree[],
  inline: Executor,
  threads: () => Executor,
): Promise<TreePlan[]> {
  const tops = trees.map((): Listing => ({ pieces: [] }));
  const open: { readonly tree: Tree; readonly unwalked: readonly Unwalked[] }[] = [];
  let left = INLINE_BUDGET;
  for (const [index, tree] of trees.entries()) {
    if (tree.directory === undefined) continue;
    const top = [{ directory: asByteString(""), listing: tops[index] as Listing }];
    if (left <= 0) {
      open.push({ tree, unwalked: top });
      continue;
    }
    const result = await inline.run(walkTask(tree, top, left));
    left -= result.entryCount + 1;
    open.push({ tree, unwalked: receive(result, top) });
  }
  if (open.some(({ unwalked }) => unwalked.length > 0)) {
    const executor = threads();
    const queue: Step[] = [];
    const later = (tree: Tree, unwalked: readonly Unwalked[]): void => {
      for (const some of shares(unwalked, executor.depth)) {
        queue.push(step(walkTask(tree, some, BUDGET), (result) => later(tree, receive(result, some))));
      }
    };
    for (const { tree, unwalked } of open) later(tree, unwalked);
    await runSteps(executor, queue);
  }
  return trees.map((tree, index) => planTree(tree, recordsOf(tops[index] as Listing)));
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

/** Files what was found under the listings of the directories asked for; returns those that are still to be walked. */
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

/** All records below a listing, in order. */
function recordsOf(top: Listing): Uint8Array[] {
  const records: Uint8Array[] = [];
  const open: (Uint8Array | Listing)[] = [top];
  for (let piece = open.pop(); piece !== undefined; piece = open.pop()) {
    if (piece instanceof Uint8Array) records.push(piece);
    else for (let i = piece.pieces.length - 1; i >= 0; i--) open.push(piece.pieces[i] as Uint8Array | Listing);
  }
  return records;
}
