import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { defaultBundleName } from "../bundle/plan-bundle.ts";
import { hostPlatform } from "../home/platform.ts";
import { openPipe } from "../io/byte-source.ts";
import { lookAt } from "../io/look-at.ts";
import type { Content } from "../layout/content.ts";
import { isDirectoryLayout } from "../layout/directory-layout.ts";
import { openLayout } from "../layout/open-layout.ts";
import { partsDocumentName } from "../layout/parts.ts";
import { openTarLayout } from "../layout/tar-layout.ts";
import { fileNameOf } from "./file-name.ts";
import type { Input, Surroundings } from "./requests.ts";

/**
 * Opens the place that a bundle is read from. A stream is spooled below `spoolDirectory` while it is read.
 * @throws BundleError what opening throws
 */
export async function openInput(
  input: Input,
  { directory }: Surroundings,
  spoolDirectory: string = tmpdir(),
): Promise<Content> {
  switch (input.kind) {
    case "file":
      return openLayout(resolve(directory, input.path), input.name);
    case "directory": {
      const path = resolve(directory, input.path);
      if (await isDirectoryLayout(path)) return openLayout(path, input.name);
      return openLayout(await findIn(path, fileNameOf(input.name ?? defaultBundleName(await hostPlatform()))));
    }
    case "stream":
      return openTarLayout(await openPipe(input.stream, spoolDirectory), { streaming: true });
  }
}

/** The file goes first, as it does in a release. */
async function findIn(directory: string, name: string): Promise<string> {
  const path = join(directory, name);
  const document = join(directory, partsDocumentName(name));
  return (await lookAt(path)) === undefined && (await lookAt(document)) !== undefined ? document : path;
}
