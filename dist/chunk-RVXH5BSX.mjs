import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  excerpt
} from "./chunk-PNVSA3GV.mjs";
import {
  isDigest
} from "./chunk-4LCJ56VL.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/oci/reference.ts
var TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
var COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
var REPOSITORY = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
var HOST = /^(?:\[[0-9a-f:]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::[0-9]{1,5})?$/;
var MAX_NAME = 255;
var GITHUB_HOST = "ghcr.io";
var OCI_SCHEME = "oci://";
var DEFAULT_TAG = "latest";
function isTagName(text) {
  return TAG.test(text);
}
function isRepositoryName(text) {
  return REPOSITORY.test(text);
}
function parseReference(text) {
  const plain = text.startsWith(OCI_SCHEME) ? text.slice(OCI_SCHEME.length) : text;
  const slash = plain.indexOf("/");
  const host = plain.slice(0, Math.max(slash, 0)).toLowerCase();
  const refuse = (found, hint = HINT) => {
    throw new BundleError("OPTION_INVALID", `Cannot read reference "${excerpt(plain)}": ${found}`, { hint });
  };
  if (host.includes("@")) throw withCredentials();
  if (/^[a-z][a-z0-9+.-]*:$/.test(host)) return refuse("it is an address with another scheme than oci:");
  if (slash === -1 || !/[.:]|^localhost$/.test(host))
    return refuse("it does not name the registry", shortNameHint(plain));
  if (!HOST.test(host)) return refuse("its first part is not the host of a registry");
  const [named = "", digest, ...more] = plain.slice(slash + 1).split("@");
  const colon = named.indexOf(":");
  const given = colon === -1 ? named : named.slice(0, colon);
  const tag = colon === -1 ? void 0 : named.slice(colon + 1);
  const repository = host === GITHUB_HOST ? given.toLowerCase() : given;
  if (more.length > 0 || digest !== void 0 && !isDigest(digest))
    return refuse("a digest has the form sha256: and 64 lower case hex digits");
  if (tag !== void 0 && !isTagName(tag))
    return refuse("a tag has up to 128 letters, digits, dots, dashes and underscores");
  if (!isRepositoryName(repository)) return refuse(whyNoRepository(repository));
  if (host.length + 1 + repository.length > MAX_NAME)
    return refuse(`host and repository have more than ${MAX_NAME} characters`);
  return {
    host,
    repository,
    ...tag !== void 0 && { tag },
    ...digest !== void 0 && { digest },
    ...repository !== given && { note: `${GITHUB_HOST} takes no capitals: using ${host}/${repository}` }
  };
}
var HINT = "Write it as HOST/REPOSITORY:TAG, for example ghcr.io/acme/toolchain:1.2.";
function shortNameHint(name) {
  return /^[\w./:@-]+$/.test(name) ? `Name the registry too, for example ghcr.io/${name} or docker.io/${name.includes("/") ? name : `library/${name}`}.` : HINT;
}
function whyNoRepository(repository) {
  if (repository === "") return "it has no repository";
  if (/[A-Z]/.test(repository)) return "a repository has no capitals";
  return "a repository has lower case letters and digits, separated by single dots, dashes, underscores and slashes";
}
function withCredentials() {
  return new BundleError("OPTION_INVALID", "Cannot use the reference: it has a user name or password in it", {
    hint: "Set OCX_BUNDLE_USERNAME and OCX_BUNDLE_PASSWORD, or log in with `docker login`."
  });
}
function manifestOf({ digest, tag = DEFAULT_TAG }) {
  return digest ?? tag;
}
function formatReference(reference) {
  const { host, repository, digest } = reference;
  return `${host}/${repository}${digest === void 0 ? ":" : "@"}${manifestOf(reference)}`;
}
function formatPinned({ host, repository, tag = DEFAULT_TAG }, digest) {
  return `${host}/${repository}:${tag}@${digest}`;
}

export {
  DEFAULT_TAG,
  isTagName,
  isRepositoryName,
  parseReference,
  manifestOf,
  formatReference,
  formatPinned
};
