import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fileNameOf,
  hostPlatform
} from "./chunk-RNGYVW6H.mjs";
import {
  defaultBundleName
} from "./chunk-YVDZAUZI.mjs";
import {
  isDirectoryLayout,
  openLayout
} from "./chunk-A5VO6FJV.mjs";
import {
  openTarLayout
} from "./chunk-5LHHMRT6.mjs";
import {
  userPath
} from "./chunk-DBZ7BEX5.mjs";
import {
  openPipe
} from "./chunk-47A57DVG.mjs";
import {
  lookAt
} from "./chunk-5VA2KXAO.mjs";
import {
  partsDocumentName
} from "./chunk-WGBZ4EWO.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";

// src/commands/open-input.ts
import { tmpdir } from "node:os";
import { join } from "node:path";
async function openInput(input, context, reading = {}) {
  const spoolDirectory = reading.spoolDirectory && userPath(reading.spoolDirectory, context);
  switch (input.kind) {
    case "file":
      return openLayout(userPath(input.path, context), input.name);
    case "directory": {
      const path = userPath(input.path, context);
      if (await isDirectoryLayout(path)) return openLayout(path, input.name);
      return openLayout(await findIn(path, fileNameOf(input.name ?? defaultBundleName(await hostPlatform()))));
    }
    case "stream":
      return openTarLayout(await openPipe(input.stream, spoolDirectory ?? tmpdir()), { streaming: true });
    case "channel": {
      const { openChannelFile } = await import("./open-channel-file-7K4ZDNNN.mjs");
      return openChannelFile(input, context, { ...reading, spoolDirectory });
    }
    case "url": {
      const { openUrl } = await import("./open-url-45FQLFMP.mjs");
      return openUrl(input, context, { ...reading, spoolDirectory });
    }
    case "registry": {
      const { openRegistryInput } = await import("./open-registry-input-XNRKKDBJ.mjs");
      return openRegistryInput(input, context, { ...reading, spoolDirectory });
    }
  }
}
async function findIn(directory, name) {
  const path = join(directory, name);
  if (await lookAt(path) !== void 0) return path;
  const document = join(directory, partsDocumentName(name));
  if (await lookAt(document) !== void 0) return document;
  const found = "`from` is file, `file` is not set, and this file does not exist";
  throw new BundleError("FILE_NOT_FOUND", `Cannot read bundle ${path}: ${found}`, {
    hint: "Set `from` to the channel that has the bundle (artifact, release or cache), or `file` to its path."
  });
}

export {
  openInput
};
