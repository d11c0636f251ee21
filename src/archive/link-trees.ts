import { mkdir } from "node:fs/promises";
import { asFailure } from "../io/failure.ts";
import { asByteString, toByteString } from "./byte-string.ts";
import { checkSegments } from "./entry-rules.ts";
import type { LinkItem } from "./link-tree.ts";
import { runSteps, type Step, shares, step } from "./schedule.ts";
import type { LinkJob } from "./tree.ts";
import type { Executor } from "./worker-pool.ts";

/** Entries that one task links before it hands the rest back for others to take. */
const BUDGET = 1000;

/** Entries that are linked on the calling thread before threads are started: about a thread's start in time. */
const INLINE_BUDGET = 1000;

/**
 * Builds the content of packages, all at once: the file system refuses whoever comes second to a path.
 * @param threads is asked for once it is clear that there is enough to do for them
 */
export async function linkTrees(jobs: readonly LinkJob[], inline: Executor, threads: () => Executor): Promise<void> {
  const items: LinkItem[] = [];
  for (const job of jobs) {
    await mkdir(job.content).catch((error: unknown) => {
      throw asFailure(error, `create ${job.content}`);
    });
    items.push(...itemsOf(job));
  }
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

function itemsOf({ content, layers }: LinkJob): LinkItem[] {
  return layers.map(({ path, strip, prefix }) => {
    if (prefix !== "") checkSegments(toByteString(prefix));
    return {
      from: toByteString(path),
      content: toByteString(content),
      to: asByteString(prefix === "" ? "" : `${toByteString(prefix)}/`),
      strip,
      isTop: true,
    };
  });
}
