import type { TreePlan } from "../frames/tree.ts";
import type { ContentHashName } from "../worker/content-hash.ts";
import type { ListedTree } from "./listed-tree.ts";
import { runSteps, type Step, step } from "./schedule.ts";
import type { TaskExecutor } from "./worker-pool.ts";

interface Hashing {
  readonly algorithm: ContentHashName;
  /** Called with the content bytes done so far, of all trees. */
  readonly onProgress: (contentBytes: number) => void;
}

/** Hashes the files of planned trees, a frame's files in one task. One listed tree for each plan. */
export async function hashTrees(
  plans: readonly TreePlan[],
  { algorithm, onProgress }: Hashing,
  executor: TaskExecutor,
): Promise<ListedTree[]> {
  const queue: Step[] = [];
  let done = 0;
  const trees = plans.map(({ tree: { directory }, frames }) => {
    if (directory === undefined) throw new Error("a tree without a directory has no files to read");
    // A frame that continues a file has the record of that file once more.
    const whole = frames.filter(({ fileOffset }) => fileOffset === undefined);
    const records: Uint8Array[][] = whole.map(() => []);
    for (const [place, frame] of whole.entries()) {
      const task = { kind: "hash" as const, algorithm, directory, records: joined(frame.records) };
      queue.push(
        step(task, (result) => {
          if (result !== undefined) records[place] = [result];
          done += frame.contentSize;
          onProgress(done);
        }),
      );
    }
    return records;
  });
  await runSteps(executor, queue, { atATime: executor.width });
  return trees.map((records) => ({ records: records.flat() }));
}

function joined(records: readonly Uint8Array[]): Uint8Array {
  return records.length === 1 ? (records[0] as Uint8Array) : Buffer.concat(records);
}
