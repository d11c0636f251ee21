import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  call,
  explainRefusal,
  manifestName
} from "./chunk-AEQQDQ3N.mjs";
import {
  remoteFile
} from "./chunk-RCVXNZRP.mjs";
import {
  REDIRECTS
} from "./chunk-U466XGCT.mjs";
import {
  HttpError
} from "./chunk-M4MJTQ5F.mjs";

// src/channels/registry/blob-file.ts
function blobFile(repository, { digest, size }, { received, missing }) {
  const target = `blobs/${digest}`;
  const name = `blob ${manifestName(repository, digest)}`;
  let located = false;
  return remoteFile({
    async locate() {
      if (located) {
        const accept = [...REDIRECTS, 404];
        await call(repository, {
          method: "HEAD",
          target,
          accept,
          action: "pull",
          doing: `fetch ${name}`,
          read: async () => {
          }
        });
      }
      located = true;
      const { url, authorization } = await repository.locate(target);
      return { url, ...authorization !== void 0 && { headers: { authorization } } };
    },
    name,
    size,
    say: repository.watch.say,
    debug: repository.watch.debug,
    signal: repository.watch.signal,
    received,
    explain(error, doing) {
      if (error instanceof HttpError && error.status === 404) return missing(doing);
      return explainRefusal(error, repository, { doing, action: "pull" });
    }
  });
}

export {
  blobFile
};
