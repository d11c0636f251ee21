import { join } from "node:path";
import { defaultBundleName } from "../../bundle/bundle-name.ts";
import { BundleError } from "../../errors.ts";
import { hostPlatform } from "../../home/host/host-platform.ts";
import { openPipe } from "../../io/byte-source.ts";
import { lookAt } from "../../io/look-at.ts";
import type { Content } from "../../layout/content.ts";
import { isDirectoryLayout } from "../../layout/directory-layout.ts";
import { openLayout } from "../../layout/open-layout.ts";
import { partsDocumentName } from "../../layout/parts.ts";
import { openTarLayout } from "../../layout/tar-layout.ts";
import type { Input } from "../../options/requests/input.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import { withInputHint } from "./hint-for-input.ts";
import { fileNameOf } from "./output-path.ts";
import type { RemoteReading } from "./remote-reading.ts";
import { temporaryDirectory, userPath } from "./user-path.ts";

/**
 * Opens the file, directory, stream or address with the bundle. A stream is spooled in a directory while it is read.
 * @throws BundleError what opening throws
 */
export async function openInput(input: Input, context: ProcessContext, reading: RemoteReading = {}): Promise<Content> {
  const spoolDirectory = reading.spoolDirectory && userPath(reading.spoolDirectory, context);
  switch (input.kind) {
    case "file": {
      const path = userPath(input.path, context);
      return await openLayout(path, input.name).catch(async (error: unknown) => {
        throw await withInputHint(error, input.path, path);
      });
    }
    case "directory": {
      const path = userPath(input.path, context);
      if (await isDirectoryLayout(path)) return openLayout(path, input.name);
      const file = await findIn(path, fileNameOf(input.name ?? defaultBundleName(await hostPlatform())));
      return openLayout(file);
    }
    case "stream":
      return openTarLayout(await openPipe(input.stream, spoolDirectory ?? temporaryDirectory()), { streaming: true });
    case "channel": {
      const { openChannelFile } = await import("./open-channel-file.ts");
      return openChannelFile(input, context, { ...reading, spoolDirectory });
    }
    case "url": {
      const { openUrl } = await import("./open-url.ts");
      return openUrl(input, context, { ...reading, spoolDirectory });
    }
    case "registry": {
      const { openRegistryInput } = await import("./open-registry-input.ts");
      return openRegistryInput(input, context, { ...reading, spoolDirectory });
    }
  }
}

/** Finds the bundle under its default name: the file first, then its parts document, as in a release. */
async function findIn(directory: string, name: string): Promise<string> {
  const path = join(directory, name);
  if ((await lookAt(path)) !== undefined) return path;
  const document = join(directory, partsDocumentName(name));
  if ((await lookAt(document)) !== undefined) return document;
  const found = "`from` is file, `file` is not set, and this file does not exist";
  throw new BundleError("FILE_NOT_FOUND", `Cannot read bundle ${path}: ${found}`, {
    hint: "Set `from` to the channel that has the bundle (artifact, release, cache, registry or url), or `file` to its path.",
  });
}
