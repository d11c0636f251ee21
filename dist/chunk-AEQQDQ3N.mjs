import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isManifestType
} from "./chunk-5UEIVGCP.mjs";
import {
  DOCKER_MANIFEST,
  DOCKER_MANIFEST_LIST,
  IMAGE_INDEX,
  IMAGE_MANIFEST
} from "./chunk-L7XR4U4C.mjs";
import {
  MAX_MANIFEST
} from "./chunk-Z2KHX2NZ.mjs";
import {
  HttpError,
  bytesOf,
  fromHttpError,
  fromStorageError,
  readBytes,
  retry,
  transientHttp
} from "./chunk-M4MJTQ5F.mjs";
import {
  excerpt
} from "./chunk-PNVSA3GV.mjs";
import {
  digestOf,
  isDigest,
  isDigestOf
} from "./chunk-4LCJ56VL.mjs";
import {
  array,
  exactOptional,
  nullable,
  object,
  optional,
  parseJson,
  pipe,
  safeParse,
  string,
  unknown
} from "./chunk-6YTQYSGA.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/channels/registry/manifests.ts
import { Readable } from "node:stream";

// src/channels/registry/advice.ts
var ADVISORS = [
  {
    host: /^ghcr\.io$/,
    access: ({ action }) => action === "push" ? "Give the job `permissions: packages: write`. If the package was first pushed by hand, link it to the repository: package settings, Manage Actions access. Outside of a job, use a token with write:packages." : "Give the job `permissions: packages: read`, and the repository access in the settings of the package. Outside of a job, use a token with read:packages."
  },
  {
    host: /\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$|^public\.ecr\.aws$/,
    access: ({ host }) => `Log in again, since a login lasts 12 hours: \`aws ecr get-login-password | docker login --username AWS --password-stdin ${host}\`.`,
    missing: ({ repository }) => `Create the repository first: \`aws ecr create-repository --repository-name ${repository}\`.`
  },
  {
    host: /\.pkg\.dev$|^(?:[a-z]+\.)?gcr\.io$/,
    access: ({ host }) => `Log in with \`gcloud auth configure-docker ${host}\`; writing needs the role Artifact Registry Writer.`,
    missing: () => "Create the repository first: `gcloud artifacts repositories create`."
  },
  {
    host: /\.azurecr\.io$/,
    access: ({ host }) => `Log in with \`az acr login --name ${host.split(".")[0]}\`; writing needs the role AcrPush.`
  },
  {
    host: /^(?:registry-1\.|index\.)?docker\.io$/,
    access: () => "Log in with `docker login` and an access token of Docker Hub; writing needs the permission Read & Write."
  },
  {
    host: /(?:^|\.)gitlab\./,
    access: () => "Log in with a deploy token or CI_JOB_TOKEN that has read_registry, and write_registry to push."
  }
];
var UNKNOWN_TYPE = /unknown media type|media ?type.*not (?:supported|allowed)|unsupported media ?type/i;
function adviceFor({ status, message }, name) {
  const advisor = ADVISORS.find(({ host }) => host.test(name.host));
  if (status === 401 || status === 403) return advisor?.access(name) ?? defaultAccess(name);
  if (name.action === "pull") return void 0;
  if (status === 413)
    return "A proxy in front of the registry limits the size of requests. Send chunks with `--chunk-size 90MiB` (input `chunk-size`), or raise the limit (nginx: client_max_body_size).";
  if (status === 416)
    return "This registry takes no chunks of this size. Leave out `--chunk-size` (input `chunk-size`), or give a smaller one: ghcr.io takes at most 4MiB.";
  if (UNKNOWN_TYPE.test(message))
    return "This registry takes only media types that it knows, as GitLab's does. Use another registry, or carry the bundle as a file.";
  if (status === 404) return advisor?.missing?.(name) ?? "Create the repository or project first, and check its name.";
  return void 0;
}
function defaultAccess({ host, action }) {
  const right = action === "push" ? "may push to" : "may pull from";
  return `Log in with \`docker login ${host}\` or \`podman login ${host}\`, or set OCX_BUNDLE_USERNAME and OCX_BUNDLE_PASSWORD, as a user who ${right} this repository.`;
}

// src/channels/registry/registry-errors.ts
var TRANSIENT = [499, 522];
var LONGEST_LINE = 200;
var errorsSchema = object({
  errors: array(
    object({
      code: exactOptional(string()),
      message: exactOptional(nullable(string())),
      detail: optional(unknown())
    })
  )
});
function readRefusal({ status, text }) {
  const parsed = safeParse(pipe(string(), parseJson(), errorsSchema), text);
  const first = parsed.success ? parsed.output.errors[0] : void 0;
  if (first !== void 0) return { status, code: first.code ?? "", message: messageOf(first) };
  const line = text.trim().split("\n")[0] ?? "";
  return { status, code: "", message: /^[<{[]/.test(line) ? "" : line.slice(0, LONGEST_LINE) };
}
function messageOf({ message, detail }) {
  const more = typeof detail === "string" ? detail : JSON.stringify(detail ?? null);
  return [message ?? "", /^(?:null|\{\}|)$/.test(more) ? "" : more].filter((text) => text !== "").join(": ");
}
function transientIn(repository) {
  return (error) => {
    const known = transientHttp(error);
    const own = error instanceof HttpError && mayPass(error, repository) ? { reason: error.message } : void 0;
    const transient = known ?? own;
    return transient && { ...transient, reason: repository.authorizer.redact(transient.reason) };
  };
}
function mayPass(error, repository) {
  return isOfStorage(error, repository) ? isDenied(error) : TRANSIENT.includes(error.status);
}
function isOfStorage({ url }, { registry }) {
  return url !== "" && new URL(url).origin !== registry.origin;
}
async function fromRegistryError(error, repository, failed) {
  if (error instanceof HttpError && isDenied(error)) await repository.authorizer.search();
  return explainRefusal(error, repository, failed);
}
function explainRefusal(error, repository, failed) {
  const { doing, action, code = "SERVICE_FAILED" } = failed;
  const { name, authorizer } = repository;
  if (!(error instanceof HttpError)) return fromHttpError(error, doing);
  if (isOfStorage(error, repository)) return fromStorageError(error, { doing, url: error.url });
  const refusal = readRefusal(error);
  const limited = fromHttpError(error, doing);
  if (limited instanceof BundleError && limited.code === "RATE_LIMITED")
    return new BundleError(limited.code, authorizer.redact(limited.message));
  const said = authorizer.redact([refusal.code, refusal.message].filter((text) => text !== "").join(": "));
  const found = `${name.host} answers with status ${refusal.status}${said === "" ? "" : ` (${excerpt(said)})`}`;
  const hint = adviceFor(refusal, { ...name, action });
  const options = hint === void 0 ? {} : { hint };
  if (!isDenied(error)) return new BundleError(code, `Cannot ${doing}: ${found}`, options);
  const { credential, looked = [] } = authorizer.searched ?? {};
  const used = credential === void 0 ? `without credentials (looked in: ${looked.join(", ")})` : `with the credentials from ${credential.source}`;
  return new BundleError(deniedCode(error, credential !== void 0), `Cannot ${doing}: ${found}, ${used}`, options);
}
function isDenied({ status }) {
  return status === 401 || status === 403;
}
function deniedCode({ status }, known) {
  if (!known) return "TOKEN_MISSING";
  return status === 401 ? "TOKEN_REJECTED" : "ACCESS_DENIED";
}

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
var ACCEPT = `${IMAGE_MANIFEST}, ${IMAGE_INDEX}`;
var ACCEPT_DOCKER = `${ACCEPT}, ${DOCKER_MANIFEST}, ${DOCKER_MANIFEST_LIST}`;
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
      const isOurs = docker ? isManifestType(mediaType) : mediaType === IMAGE_MANIFEST || mediaType === IMAGE_INDEX;
      if (!isOurs) throw anotherType(what, mediaType);
      const digest = isDigest(reference) ? reference : digestOf(bytes);
      if (isDigestOf(digest, bytes)) return { descriptor: { mediaType, digest, size: bytes.byteLength }, bytes };
      throw new BundleError("DIGEST_MISMATCH", `Cannot read ${what}: got ${digestOf(bytes)}, expected ${digest}`);
    }
  });
}
function manifestName({ name: { host, repository } }, reference) {
  return `${host}/${repository}${isDigest(reference) ? "@" : ":"}${reference}`;
}
function anotherType(what, mediaType) {
  const found = `it is ${mediaType === "" ? "of no media type" : excerpt(mediaType)}, expected ${IMAGE_MANIFEST} or ${IMAGE_INDEX}`;
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
  if (typeof digest === "string" && isDigest(digest)) return digest;
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
  transientIn,
  fromRegistryError,
  explainRefusal,
  call,
  fetchManifest,
  manifestName,
  resolveManifest,
  putManifest
};
