import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openLayout
} from "./chunk-7H2SUPW2.mjs";
import {
  fileNameOf,
  hostPlatform
} from "./chunk-DBHZBBRJ.mjs";
import {
  defaultBundleName
} from "./chunk-QQXCOPHM.mjs";
import {
  isDirectoryLayout
} from "./chunk-25RYL5EJ.mjs";
import {
  openTarLayout
} from "./chunk-YUE3TQ5N.mjs";
import {
  partsDocumentName
} from "./chunk-47KHCRBR.mjs";
import {
  openPipe
} from "./chunk-CZ2U25SC.mjs";
import {
  lookAt
} from "./chunk-EQADGZVT.mjs";
import {
  temporaryDirectory,
  userPath
} from "./chunk-BFFDGZUO.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";

// src/commands/open-input.ts
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
      return openTarLayout(await openPipe(input.stream, spoolDirectory ?? temporaryDirectory()), { streaming: true });
    case "channel": {
      const { openChannelFile } = await import("./open-channel-file-JHPJ3TVA.mjs");
      return openChannelFile(input, context, { ...reading, spoolDirectory });
    }
    case "url": {
      const { openUrl } = await import("./open-url-NICQUL47.mjs");
      return openUrl(input, context, { ...reading, spoolDirectory });
    }
    case "registry": {
      const { openRegistryInput } = await import("./open-registry-input-2CCWZU56.mjs");
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
