import { createHash } from "node:crypto";
import { MAX_FRAME_CONTENT } from "../../limits.ts";
import type { TextSource } from "../frames/text.ts";
import { runSteps, type Step, step } from "./schedule.ts";
import type { TaskExecutor } from "./worker-pool.ts";

/** Bytes of a text that are digested at a time. */
const PIECE = MAX_FRAME_CONTENT;

/**
 * The digest of each text: the sha256 digest of the sha256 digests of its pieces of 8 MiB, which many threads can make.
 * @param onProgress called with the bytes done so far, of all texts
 */
export async function hashTexts(
  texts: readonly TextSource[],
  run: number,
  executor: TaskExecutor,
  onProgress: (bytes: number) => void,
): Promise<string[]> {
  const queue: Step[] = [];
  let done = 0;
  const digests = texts.map((text) => {
    const pieces: string[] = [];
    for (let offset = 0; offset < text.size; offset += PIECE) {
      const length = Math.min(PIECE, text.size - offset);
      const place = offset / PIECE;
      queue.push({
        async start(threads) {
          const task = { kind: "text" as const, run, pieces: await text.pieces({ offset, length }) };
          const receive = (digest: string): void => {
            pieces[place] = digest;
            done += length;
            onProgress(done);
          };
          await step(task, receive).start(threads);
        },
      });
    }
    return pieces;
  });
  await runSteps(executor, queue, { atATime: executor.width });
  return digests.map((pieces) => {
    const hash = createHash("sha256");
    for (const digest of pieces) hash.update(Buffer.from(digest.replace("sha256:", ""), "hex"));
    return `sha256:${hash.digest("hex")}`;
  });
}
