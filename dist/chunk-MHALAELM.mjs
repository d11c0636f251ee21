import {
  isManifestType_79
} from "./chunk-SJ3DJ5W3.mjs";
import {
  DOCKER_MANIFEST_136,
  DOCKER_MANIFEST_LIST_136,
  IMAGE_INDEX_136,
  IMAGE_MANIFEST_136
} from "./chunk-PN52QW44.mjs";
import {
  digestOf_82,
  isDigestOf_82,
  isDigest_82
} from "./chunk-GX6YAEWI.mjs";
import {
  MAX_MANIFEST
} from "./chunk-M77KPOTZ.mjs";
import {
  fromRegistryError,
  transientIn
} from "./chunk-PBA2ENII.mjs";
import {
  bytesOf,
  discard,
  readBytes,
  retry
} from "./chunk-3E74XSBN.mjs";
import {
  excerpt
} from "./chunk-JWMHGH6Y.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/channels/registry/manifests.ts
import { Readable } from "node:stream";

// src/channels/registry/call.ts
async function call(repository, { doing, read, ...wanted }) {
  const attempt = async () => {
    const answer = await repository.send(wanted);
    try {
      return await read(answer);
    } finally {
      await discard(answer.message);
    }
  };
  const { watch } = repository;
  try {
    return await retry(attempt, { ...watch, transient: transientIn(repository), doing });
  } catch (error) {
    watch.signal.throwIfAborted();
    throw await fromRegistryError(error, repository, { doing, action: wanted.action });
  }
}

// src/channels/registry/manifests.ts
var ACCEPT = `${IMAGE_MANIFEST_136}, ${IMAGE_INDEX_136}`;
var ACCEPT_DOCKER = `${ACCEPT}, ${DOCKER_MANIFEST_136}, ${DOCKER_MANIFEST_LIST_136}`;
async function fetchManifest(repository, reference, { what = manifestName(repository, reference), docker = false } = {}) {
  return call(repository, {
    method: "GET",
    target: `manifests/${reference}`,
    headers: { accept: docker ? ACCEPT_DOCKER : ACCEPT, "accept-encoding": "identity" },
    accept: [404],
    action: "pull",
    doing: `read ${what}`,
    async read({ message }) {
      if (message.statusCode === 404) return void 0;
      const mediaType = (message.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
      const bytes = await readBytes(bytesOf(message), MAX_MANIFEST);
      const isOurs = docker ? isManifestType_79(mediaType) : mediaType === IMAGE_MANIFEST_136 || mediaType === IMAGE_INDEX_136;
      if (!isOurs) throw anotherType(what, mediaType);
      const digest = isDigest_82(reference) ? reference : digestOf_82(bytes);
      if (isDigestOf_82(digest, bytes)) return { descriptor: { mediaType, digest, size: bytes.byteLength }, bytes };
      throw new BundleError("DIGEST_MISMATCH", `Cannot read ${what}: got ${digestOf_82(bytes)}, expected ${digest}`);
    }
  });
}
function manifestName({ name: { host, repository } }, reference) {
  return `${host}/${repository}${isDigest_82(reference) ? "@" : ":"}${reference}`;
}
function anotherType(what, mediaType) {
  const found = `it is ${mediaType === "" ? "of no media type" : excerpt(mediaType)}, expected ${IMAGE_MANIFEST_136} or ${IMAGE_INDEX_136}`;
  return new BundleError("BUNDLE_INVALID", `Cannot read ${what}: ${found}`, {
    hint: "Name a bundle: other content, and images in Docker's own format, cannot be read."
  });
}
async function resolveManifest(repository, reference) {
  const doing = `look for ${manifestName(repository, reference)}`;
  const digest = await call(repository, {
    method: "HEAD",
    target: `manifests/${reference}`,
    headers: { accept: ACCEPT },
    // An answer to HEAD has no body to explain a refusal, so others are asked again by GET.
    accept: [404],
    action: "pull",
    doing,
    read: async ({ message }) => message.statusCode === 404 ? null : message.headers["docker-content-digest"] ?? ""
  }).catch((error) => {
    if (error instanceof BundleError && error.code === "NETWORK_FAILED") throw error;
    return "";
  });
  if (digest === null) return void 0;
  if (typeof digest === "string" && isDigest_82(digest)) return digest;
  return (await fetchManifest(repository, reference))?.descriptor.digest;
}
async function putManifest(repository, { reference, mediaType, bytes }) {
  return call(repository, {
    method: "PUT",
    target: `manifests/${reference}`,
    headers: { "content-type": mediaType, "content-length": bytes.byteLength },
    body: () => Readable.from([bytes], { objectMode: false }),
    action: "push",
    doing: `write ${manifestName(repository, reference)}`,
    read: async ({ message }) => message.headers["oci-subject"]?.toString()
  });
}

export {
  call,
  fetchManifest,
  manifestName,
  resolveManifest,
  putManifest
};
