import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openLayout
} from "./chunk-55ZUACTJ.mjs";
import {
  isDirectoryLayout
} from "./chunk-ZFEVZWS2.mjs";
import {
  fileNameOf,
  hostPlatform
} from "./chunk-M7SIO7OB.mjs";
import {
  defaultBundleName
} from "./chunk-6ZRXCNM6.mjs";
import {
  openTarLayout
} from "./chunk-AE5OU4D2.mjs";
import {
  partsDocumentName
} from "./chunk-F6RVCG2V.mjs";
import {
  openPipe
} from "./chunk-CMAWYLIG.mjs";
import {
  lookAt
} from "./chunk-UQ43A2YU.mjs";
import {
  temporaryDirectory,
  userPath
} from "./chunk-MIBTUUXS.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/commands/places/open-input.ts
import { join } from "node:path";
async function openInput(input, context, reading = {}) {
  const spoolDirectory = reading.spoolDirectory && userPath(reading.spoolDirectory, context);
  switch (input.kind) {
    case "file": {
      const path = userPath(input.path, context);
      return openLayout(path, input.name);
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
      const { openChannelFile } = await import("./open-channel-file-J3AVE6B2.mjs");
      return openChannelFile(input, context, { ...reading, spoolDirectory });
    }
    case "url": {
      const { openUrl } = await import("./open-url-LKLQWJDJ.mjs");
      return openUrl(input, context, { ...reading, spoolDirectory });
    }
    case "registry": {
      const { openRegistryInput } = await import("./open-registry-input-KMYLG46Y.mjs");
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
