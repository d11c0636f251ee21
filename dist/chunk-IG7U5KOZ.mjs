import {
  fetchAhead,
  remoteBytes
} from "./chunk-U35L4R44.mjs";
import {
  blobFile
} from "./chunk-GQE4GOVD.mjs";
import {
  readReferrers
} from "./chunk-25VC2GC5.mjs";
import {
  fetchRun
} from "./chunk-FWEIS5KZ.mjs";
import {
  call,
  fetchManifest,
  manifestName
} from "./chunk-MHALAELM.mjs";
import {
  isManifestType_79
} from "./chunk-SJ3DJ5W3.mjs";
import {
  IMAGE_INDEX_136,
  IMAGE_MANIFEST_136,
  REF_NAME_136
} from "./chunk-PN52QW44.mjs";
import {
  bytesInMemory,
  readRanges
} from "./chunk-CYMBCZ23.mjs";
import {
  jsonOf,
  parseAnswer
} from "./chunk-MU7OTYLB.mjs";
import {
  readText
} from "./chunk-3E74XSBN.mjs";
import {
  formatReference_119,
  manifestOf_119
} from "./chunk-HNLNHLU6.mjs";
import {
  array,
  nullish,
  object,
  string
} from "./chunk-JKTDTWAH.mjs";
import {
  excerpt
} from "./chunk-JWMHGH6Y.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

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
async function findManifest(repository, reference, options = {}) {
  const wanted = manifestOf_119(reference);
  const found = await fetchManifest(repository, wanted, options);
  if (found !== void 0) return found;
  const tags = await listTags(repository).catch((error) => {
    if (error instanceof BundleError) return [];
    throw error;
  });
  const name = manifestName(repository, wanted);
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
  const named = tags.filter((tag) => !/^sha256-[0-9a-f]{64}/.test(tag));
  if (named.length === 0) return "no tag";
  const shown = named.slice(0, MOST_SHOWN).map(excerpt).join(", ");
  return `the tags ${shown}${named.length > MOST_SHOWN ? " and more" : ""}`;
}

// src/channels/registry/registry-content.ts
var SMALL = 4 * 1024 * 1024;
async function openRegistryContent(repository, reference, { name, docker = false } = {}) {
  const { watch } = repository;
  const found = await findManifest(repository, reference, { docker });
  let fetched = found.bytes.byteLength;
  const received = (bytes) => watch.progress(fetched += bytes, Math.max(fetched, size));
  const root = name === void 0 ? found.descriptor : { ...found.descriptor, annotations: { [REF_NAME_136]: name } };
  const runs = /* @__PURE__ */ new Map();
  const announced = /* @__PURE__ */ new Set();
  let size = 0;
  let ahead;
  let kept;
  const runOf = (blob) => {
    const run = runs.get(blob.digest) ?? {
      file: blobFile(repository, blob, { received, missing }),
      offset: 0,
      size: blob.size
    };
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
  const content = {
    name: formatReference_119(reference),
    roots: async () => [root],
    async open(blob) {
      const { digest, mediaType } = blob;
      if (digest === root.digest) return bytesInMemory(manifestName(repository, digest), found.bytes);
      const isManifest = docker ? isManifestType_79(mediaType) : mediaType === IMAGE_MANIFEST_136 || mediaType === IMAGE_INDEX_136;
      if (!isManifest) {
        const run = runOf(blob);
        const bytes = remoteBytes(run, run.file.name, { ahead: () => ahead?.located, signal: watch.signal });
        return { ...bytes, read: (offset, length) => read(run, offset, length) };
      }
      const inner = await fetchManifest(repository, digest, { docker });
      received(inner?.bytes.byteLength ?? 0);
      return inner && bytesInMemory(manifestName(repository, digest), inner.bytes);
    },
    async expect(blobs) {
      for (const { digest, size: more } of blobs) {
        if (!announced.has(digest)) size += more;
        announced.add(digest);
      }
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
    referrers: {
      name: formatReference_119(reference),
      of: async (subject) => (await readReferrers(repository, subject)).map(({ bytes }) => bytes),
      open: (blob) => content.open(blob)
    },
    async [Symbol.asyncDispose]() {
    }
  };
  return content;
}
function missing(doing) {
  return new BundleError("BUNDLE_INVALID", `Cannot ${doing}: the registry does not have it`, {
    hint: "Push the bundle again: the registry has its manifest, but has lost a blob."
  });
}

export {
  openRegistryContent
};
