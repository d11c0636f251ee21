import { toByteString } from "../../tar/byte-string.ts";
import type { LinkTree } from "../frames/tree.ts";
import { linkPrefix } from "../worker/link-entry.ts";
import type { LinkItem } from "../worker/link-tree.ts";
import type { PackageSymlinks } from "./package-symlinks.ts";
import { runSteps, type Step, shares, step } from "./schedule.ts";
import type { TaskExecutor } from "./worker-pool.ts";

/** Most entries that one task links; it returns the rest for other tasks. */
const BUDGET = 1000;

/** Entries that the calling thread links before threads are started; takes about as long as a thread's start. */
const INLINE_BUDGET = 1000;

/**
 * Links trees into packages, all in parallel. When two layers have the same path, the file system refuses the second.
 * @param packages collects the symlinks
 * @param threads called when there is enough work for threads
 */
export async function linkTrees(
  trees: readonly LinkTree[],
  packages: PackageSymlinks,
  inline: TaskExecutor,
  threads: () => TaskExecutor,
): Promise<void> {
  const items = trees.map(
    (tree): LinkItem => ({
      owner: tree.owner,
      from: toByteString(tree.path),
      content: toByteString(tree.content),
      to: linkPrefix(tree),
      strip: tree.strip,
      isTop: true,
      isPrefixed: tree.prefix !== "",
    }),
  );
  const { rest, symlinks } = await inline.run({ kind: "link", items, budget: INLINE_BUDGET });
  packages.addPlaced(symlinks);
  if (rest.length === 0) return;
  const executor = threads();
  const queue: Step[] = [];
  const later = (open: readonly LinkItem[]): void => {
    for (const some of shares(open, executor.depth)) {
      queue.push(
        step({ kind: "link", items: some, budget: BUDGET }, (result) => {
          packages.addPlaced(result.symlinks);
          later(result.rest);
        }),
      );
    }
  };
  later(rest);
  await runSteps(executor, queue);
}
