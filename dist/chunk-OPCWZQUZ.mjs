import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isDirectoryLayout,
  openLayout
} from "./chunk-B72G32SU.mjs";
import {
  fileNameOf,
  hostPlatform
} from "./chunk-2PJXGMJF.mjs";
import {
  openTarLayout
} from "./chunk-5UNACQVU.mjs";
import {
  partsDocumentName
} from "./chunk-F6RVCG2V.mjs";
import {
  defaultBundleName
} from "./chunk-7WC2TNXI.mjs";
import {
  openPipe
} from "./chunk-TUPD2LI7.mjs";
import {
  lookAt
} from "./chunk-JH3NGZWR.mjs";
import {
  temporaryDirectory,
  userPath
} from "./chunk-PDOXIJT4.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/commands/places/open-input.ts
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
      const { openChannelFile } = await import("./open-channel-file-AIRMGBEB.mjs");
      return openChannelFile(input, context, { ...reading, spoolDirectory });
    }
    case "url": {
      const { openUrl } = await import("./open-url-IBPSJ6CN.mjs");
      return openUrl(input, context, { ...reading, spoolDirectory });
    }
    case "registry": {
      const { openRegistryInput } = await import("./open-registry-input-5KAFPGGP.mjs");
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
