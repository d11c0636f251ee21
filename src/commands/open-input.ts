import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { defaultBundleName } from "../bundle/plan-bundle.ts";
import { hostPlatform } from "../home/platform.ts";
import { type ByteSource, openFile, openPipe } from "../io/byte-source.ts";
import { fileNameOf } from "./file-name.ts";
import type { Input, Surroundings } from "./requests.ts";

/** Opens what a bundle is read from. A stream is spooled below `spoolDirectory` while it is read. */
export async function openInput(
  input: Input,
  { directory }: Surroundings,
  spoolDirectory: string = tmpdir(),
): Promise<ByteSource> {
  switch (input.kind) {
    case "file":
      return openFile(resolve(directory, input.path));
    case "directory":
      return openFile(
        resolve(directory, input.path, fileNameOf(input.name ?? defaultBundleName(await hostPlatform()))),
      );
    case "stream":
      return openPipe(input.stream, spoolDirectory);
  }
}
