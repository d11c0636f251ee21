import { basename, dirname } from "node:path";
import { openPartial } from "../io/partial.ts";
import { fromSystemError } from "../io/system-error.ts";
import type { ContentWriter } from "./content-writer.ts";
import { checkPartedName } from "./parts.ts";
import { openPartsFile, publishParts } from "./parts-file.ts";
import { tarWriterOver } from "./tar-writer.ts";

/**
 * Writes a tar layout in parts of `partSize` bytes, beside `target`, which names the whole file. The parts appear when all are
 * written, and their document last. Without `finish` no file is left.
 * @param room bytes kept for the head, in front of the first blob
 * @throws BundleError `LIMIT_EXCEEDED` for too many parts, `OPTION_INVALID`, `IO_FAILED`, `DISK_FULL`, `PERMISSION_DENIED`,
 * `FILE_NOT_FOUND`
 */
export async function openPartsWriter(target: string, room: number, partSize: number): Promise<ContentWriter> {
  const [directory, name] = [dirname(target), basename(target)];
  checkPartedName(name);
  try {
    await using stack = new AsyncDisposableStack();
    const staging = stack.use(await openPartial(directory));
    const parts = stack.use(openPartsFile({ directory: staging.path, name, partSize, head: room }));
    const { blob, finish } = tarWriterOver(parts, room);
    const opened = stack.move();
    return {
      blob,
      async finish(documents, root) {
        const size = await finish(documents, root);
        await publishParts(staging.path, directory, { name, size, parts: await parts.finish(size) });
        return size;
      },
      [Symbol.asyncDispose]: () => opened.disposeAsync(),
    };
  } catch (error) {
    throw fromSystemError(error, `write bundle ${target}`);
  }
}
