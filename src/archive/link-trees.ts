import { toByteString } from "./byte-string.ts";
import { linkPrefix } from "./link-entry.ts";
import type { LinkItem } from "./link-tree.ts";
import { runSteps, type Step, shares, step } from "./schedule.ts";
import type { LinkTree } from "./tree.ts";
import type { Executor } from "./worker-pool.ts";

/** Entries that one task links before it hands the rest back for others to take. */
const BUDGET = 1000;

/** Entries that are linked on the calling thread before threads are started: about a thread's start in time. */
const INLINE_BUDGET = 1000;

/**
 * Links trees into packages, all at once: the file system refuses whoever comes second to a path.
 * @param threads is asked for once it is clear that there is enough to do for them
 */
export async function linkTrees(trees: readonly LinkTree[], inline: Executor, threads: () => Executor): Promise<void> {
  const items = trees.map(
    (tree): LinkItem => ({
      from: toByteString(tree.path),
      content: toByteString(tree.content),
      to: linkPrefix(tree),
      strip: tree.strip,
      isTop: true,
    }),
  );
  const rest = await inline.run({ kind: "link", items, budget: INLINE_BUDGET });
  if (rest.length === 0) return;
  const executor = threads();
  const queue: Step[] = [];
  const later = (open: readonly LinkItem[]): void => {
    for (const some of shares(open, executor.depth))
      queue.push(step({ kind: "link", items: some, budget: BUDGET }, later));
  };
  later(rest);
  await runSteps(executor, queue);
}
