import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fetchAhead,
  fetchRun,
  remoteBytes,
  remoteFile
} from "./chunk-MAKXEYZJ.mjs";
import {
  call,
  explainRefusal,
  fetchManifest,
  nameOf
} from "./chunk-D2V7ECUZ.mjs";
import {
  copyToTar
} from "./chunk-W54BGAAZ.mjs";
import {
  openLayout
} from "./chunk-7H2SUPW2.mjs";
import "./chunk-CQMURBZU.mjs";
import "./chunk-3J4RXAUB.mjs";
import "./chunk-6EIPEB5A.mjs";
import "./chunk-YCQ6WS4O.mjs";
import {
  openBundle
} from "./chunk-QQXCOPHM.mjs";
import "./chunk-25RYL5EJ.mjs";
import {
  IMAGE_INDEX,
  IMAGE_MANIFEST,
  REF_NAME
} from "./chunk-YUE3TQ5N.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-47KHCRBR.mjs";
import "./chunk-J7RN6EX5.mjs";
import {
  readRanges
} from "./chunk-CZ2U25SC.mjs";
import "./chunk-EQADGZVT.mjs";
import {
  REDIRECTS,
  openRegistry
} from "./chunk-MPB7XQAC.mjs";
import "./chunk-PT42CRVS.mjs";
import "./chunk-MPRV557D.mjs";
import {
  formatReference,
  manifestOf
} from "./chunk-KONVVQEL.mjs";
import {
  temporaryDirectory
} from "./chunk-BFFDGZUO.mjs";
import "./chunk-L5QRZHMD.mjs";
import {
  jsonOf,
  parseAnswer
} from "./chunk-X7IOCUMK.mjs";
import {
  HttpError,
  readText
} from "./chunk-4VH6ZU5X.mjs";
import "./chunk-3QTZOCDB.mjs";
import {
  array,
  nullish,
  object,
  string
} from "./chunk-663NMWFT.mjs";
import {
  excerpt
} from "./chunk-PNVSA3GV.mjs";
import "./chunk-JBU255CI.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/open-registry-input.ts
import { mkdtempDisposable } from "node:fs/promises";
import { join } from "node:path";

// src/channels/registry/tags.ts
var MOST_SHOWN = 20;
var MAX_LIST = 4 * 1024 * 1024;
var tagsSchema = object({ tags: nullish(array(string())) });
async function listTags(repository) {
  const { host, repository: name } = repository.name;
  const doing = `list the tags of ${host}/${name}`;
  return call(repository, {
    method: "GET",
    // One more than is shown, to tell whether there are more.
    target: `tags/list?n=${MOST_SHOWN + 1}`,
    accept: [404],
    action: "pull",
    doing,
    async read({ message }) {
      if (message.statusCode === 404) return void 0;
      return parseAnswer(jsonOf(tagsSchema), await readText(message, MAX_LIST), doing).tags ?? [];
    }
  });
}
async function findManifest(repository, reference) {
  const wanted = manifestOf(reference);
  const found = await fetchManifest(repository, wanted);
  if (found !== void 0) return found;
  const tags = await listTags(repository).catch((error) => {
    if (error instanceof BundleError) return [];
    throw error;
  });
  const name = nameOf(repository, wanted);
  if (tags === void 0) {
    throw new BundleError("BUNDLE_NOT_FOUND", `Cannot find ${name}: the registry does not have this repository`, {
      hint: "Correct the reference. A registry also says this of a repository that these credentials may not see."
    });
  }
  throw new BundleError("BUNDLE_NOT_FOUND", `Cannot find ${name}: the repository has ${listOf(tags)}`, {
    hint: "Add one of the tags to the reference, or correct it."
  });
}
function listOf(tags) {
  if (tags.length === 0) return "no tag";
  const shown = tags.slice(0, MOST_SHOWN).map(excerpt).join(", ");
  return `the tags ${shown}${tags.length > MOST_SHOWN ? " and more" : ""}`;
}

// src/channels/registry/registry-content.ts
var SMALL = 4 * 1024 * 1024;
async function openRegistryContent(repository, reference, { name } = {}) {
  const { watch } = repository;
  const found = await findManifest(repository, reference);
  let fetched = found.bytes.byteLength;
  const received = (bytes) => watch.progress(fetched += bytes, Math.max(fetched, size));
  const root = name === void 0 ? found.descriptor : { ...found.descriptor, annotations: { [REF_NAME]: name } };
  const runs = /* @__PURE__ */ new Map();
  let size = 0;
  let ahead;
  let kept;
  const runOf = (blob) => {
    const run = runs.get(blob.digest) ?? { file: blobFile(repository, blob, received), offset: 0, size: blob.size };
    runs.set(blob.digest, run);
    return run;
  };
  const read = async (run, offset, length) => {
    if (ahead?.runs.has(run)) {
      const { located } = ahead;
      const bytes = await readRanges(await located.locate(run, offset, length));
      located.release(run, offset, length);
      return bytes;
    }
    if (run.size > SMALL) return fetchRun(run.file, { offset, length }, watch.signal);
    if (kept?.run !== run)
      kept = { run, bytes: await fetchRun(run.file, { offset: 0, length: run.size }, watch.signal) };
    return kept.bytes.subarray(offset, offset + length);
  };
  return {
    name: formatReference(reference),
    roots: async () => [root],
    async open(blob) {
      const { digest, mediaType } = blob;
      if (digest === root.digest) return inMemory(nameOf(repository, digest), found.bytes);
      if (mediaType !== IMAGE_MANIFEST && mediaType !== IMAGE_INDEX) {
        const run = runOf(blob);
        const bytes = remoteBytes(run, run.file.name, { ahead: () => ahead?.located, signal: watch.signal });
        return { ...bytes, read: (offset, length) => read(run, offset, length) };
      }
      const inner = await fetchManifest(repository, digest);
      received(inner?.bytes.byteLength ?? 0);
      return inner && inMemory(nameOf(repository, digest), inner.bytes);
    },
    async expect(blobs) {
      size = blobs.reduce((sum, blob) => sum + blob.size, 0);
    },
    prefetch(blobs, spool) {
      const wanted = blobs.map(({ digest }) => runs.get(digest)).filter((run) => run !== void 0);
      const located = fetchAhead(wanted, spool);
      ahead = { located, runs: new Set(wanted) };
      return {
        async [Symbol.asyncDispose]() {
          ahead = void 0;
          await located[Symbol.asyncDispose]();
        }
      };
    },
    remote: {
      fetched: () => fetched,
      get size() {
        return size;
      },
      missing: (blobs) => [...new Set(blobs.map(({ digest }) => digest))].reduce((sum, digest) => sum + (runs.get(digest)?.size ?? 0), 0)
    },
    finish: async () => {
    },
    verify: async () => [],
    size: async () => size,
    async [Symbol.asyncDispose]() {
    }
  };
}
function blobFile(repository, { digest, size }, received) {
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
    signal: repository.watch.signal,
    received,
    explain(error, doing) {
      if (!(error instanceof HttpError) || error.status !== 404)
        return explainRefusal(error, repository, { doing, action: "pull" });
      return new BundleError("BUNDLE_INVALID", `Cannot ${doing}: the registry does not have it`, {
        hint: "Push the bundle again: the registry has its manifest, but has lost a blob."
      });
    }
  });
}
function inMemory(name, bytes) {
  return {
    name,
    size: bytes.byteLength,
    locate: () => {
      throw new Error(`${name} is in memory only`);
    },
    read: async (offset, length) => bytes.subarray(offset, offset + length)
  };
}

// src/commands/open-registry-input.ts
async function openRegistryInput(input, context, reading) {
  const { reference, repository } = await openRegistry(input, context, reading);
  const content = await openRegistryContent(repository, reference, { name: input.name });
  return reading.whole === true ? openFetched(content, context, reading) : content;
}
async function openFetched(remote, { signal }, { spoolDirectory = temporaryDirectory() }) {
  var _stack = [];
  try {
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    stack.use(remote);
    const { path } = stack.use(await mkdtempDisposable(join(spoolDirectory, "ocx-bundle-")));
    const file = join(path, "bundle.tar");
    await copyToTar(await openBundle(remote), file, { directory: path, signal });
    const content = stack.use(await openLayout(file));
    const held = stack.move();
    return { ...content, name: remote.name, [Symbol.asyncDispose]: () => held.disposeAsync() };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
export {
  openRegistryInput
};
