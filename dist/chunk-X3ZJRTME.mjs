import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isDirectoryLayout,
  openLayout
} from "./chunk-H6JET2QB.mjs";
import {
  fileNameOf,
  hostPlatform
} from "./chunk-BBSF7FXB.mjs";
import {
  openTarLayout
} from "./chunk-6J6BVQZ3.mjs";
import {
  partsDocumentName
} from "./chunk-SHEJKYR5.mjs";
import {
  defaultBundleName
} from "./chunk-G5M7KRR3.mjs";
import {
  openPipe
} from "./chunk-3QQAQMWO.mjs";
import {
  lookAt
} from "./chunk-RCTERZSS.mjs";
import {
  temporaryDirectory,
  userPath
} from "./chunk-YAHHWPPK.mjs";
import {
  BundleError
} from "./chunk-3O6M6KTH.mjs";

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
      const { openChannelFile } = await import("./open-channel-file-C3JV6TNH.mjs");
      return openChannelFile(input, context, { ...reading, spoolDirectory });
    }
    case "url": {
      const { openUrl } = await import("./open-url-MGVBYE76.mjs");
      return openUrl(input, context, { ...reading, spoolDirectory });
    }
    case "registry": {
      const { openRegistryInput } = await import("./open-registry-input-7DRDM7EV.mjs");
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
