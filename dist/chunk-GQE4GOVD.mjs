import {
  remoteFile
} from "./chunk-FWEIS5KZ.mjs";
import {
  call,
  manifestName
} from "./chunk-MHALAELM.mjs";
import {
  REDIRECTS,
  explainRefusal
} from "./chunk-PBA2ENII.mjs";
import {
  HttpError
} from "./chunk-3E74XSBN.mjs";

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
