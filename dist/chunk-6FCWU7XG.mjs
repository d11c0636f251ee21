import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  call,
  explainRefusal,
  nameOf
} from "./chunk-VXHLTEV4.mjs";
import {
  remoteFile
} from "./chunk-5TUO57EK.mjs";
import {
  REDIRECTS
} from "./chunk-YBZVJ2GJ.mjs";
import {
  HttpError
} from "./chunk-B7ZDVMLZ.mjs";

// src/channels/registry/blob-file.ts
function blobFile(repository, { digest, size }, { received, missing }) {
  const target = `blobs/${digest}`;
  const name = `blob ${nameOf(repository, digest)}`;
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
