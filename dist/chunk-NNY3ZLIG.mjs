import {
  isManifestType_78
} from "./chunk-NGU3A6MU.mjs";
import {
  DOCKER_MANIFEST_134,
  DOCKER_MANIFEST_LIST_134,
  IMAGE_INDEX_134,
  IMAGE_MANIFEST_134
} from "./chunk-OO2FR422.mjs";
import {
  digestOf_81,
  isDigestOf_81,
  isDigest_81
} from "./chunk-L3CNCDPX.mjs";
import {
  MAX_MANIFEST
} from "./chunk-P25APHHE.mjs";
import {
  fromRegistryError,
  transientIn
} from "./chunk-XW7YW4AN.mjs";
import {
  bytesOf,
  readBytes,
  retry
} from "./chunk-4MBXII24.mjs";
import {
  excerpt
} from "./chunk-JWMHGH6Y.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";

// src/channels/registry/manifests.ts
import { Readable } from "node:stream";

// src/channels/registry/call.ts
async function call(repository, { doing, read, ...wanted }) {
  const attempt = async () => {
    const answer = await repository.send(wanted);
    try {
      return await read(answer);
    } finally {
      answer.message.destroy();
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
var ACCEPT = `${IMAGE_MANIFEST_134}, ${IMAGE_INDEX_134}`;
var ACCEPT_DOCKER = `${ACCEPT}, ${DOCKER_MANIFEST_134}, ${DOCKER_MANIFEST_LIST_134}`;
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
      const isOurs = docker ? isManifestType_78(mediaType) : mediaType === IMAGE_MANIFEST_134 || mediaType === IMAGE_INDEX_134;
      if (!isOurs) throw anotherType(what, mediaType);
      const digest = isDigest_81(reference) ? reference : digestOf_81(bytes);
      if (isDigestOf_81(digest, bytes)) return { descriptor: { mediaType, digest, size: bytes.byteLength }, bytes };
      throw new BundleError("DIGEST_MISMATCH", `Cannot read ${what}: got ${digestOf_81(bytes)}, expected ${digest}`);
    }
  });
}
function manifestName({ name: { host, repository } }, reference) {
  return `${host}/${repository}${isDigest_81(reference) ? "@" : ":"}${reference}`;
}
function anotherType(what, mediaType) {
  const found = `it is ${mediaType === "" ? "of no media type" : excerpt(mediaType)}, expected ${IMAGE_MANIFEST_134} or ${IMAGE_INDEX_134}`;
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
  if (typeof digest === "string" && isDigest_81(digest)) return digest;
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
