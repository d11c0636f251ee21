import { BundleError } from "../errors.ts";
import { excerpt } from "../printable.ts";
import { type Digest, isDigest } from "./digest.ts";

/** Source: OCI distribution specification 1.1, "Pulling manifests": the grammars of a tag and of a repository name. */
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const REPOSITORY = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);

/** A DNS name or an address, with a port if one is given. */
const HOST = /^(?:\[[0-9a-f:]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::[0-9]{1,5})?$/;

/** Most characters of host and repository together that clients and registries take. */
const MAX_NAME = 255;

/** Registry whose owners may have capitals, which its repository names may not. */
const GITHUB_HOST = "ghcr.io";

/** Registry whose repositories without an owner are in a namespace that all tools leave out. */
const DOCKER_HUB = "docker.io";

/** Prefix of a reference where a path or an address could stand as well. */
const OCI_SCHEME = "oci://";

/** A manifest in a repository of a registry. */
export interface RegistryReference {
  /** With the port, if one is given: `ghcr.io`, `127.0.0.1:5000`. */
  readonly host: string;
  readonly repository: string;
  /** Without one, and without a digest, {@link DEFAULT_TAG} is meant. */
  readonly tag?: string;
  /** Decides over the tag, which is then only a comment. */
  readonly digest?: Digest;
  /** How the reference was changed to make it valid, for the user. */
  readonly note?: string;
}

/** Tag of a reference without tag and digest. */
export const DEFAULT_TAG = "latest";

/** True when a registry accepts `text` as a tag. */
export function isTagName(text: string): boolean {
  return TAG.test(text);
}

/** True when a registry accepts `text` as the name of a repository. */
export function isRepositoryName(text: string): boolean {
  return REPOSITORY.test(text);
}

/**
 * Reads `HOST/REPOSITORY[:TAG][@DIGEST]`, with or without `oci://` in front.
 * @throws BundleError `OPTION_INVALID`; never quotes user information, which may be a password
 */
export function parseReference(text: string): RegistryReference {
  const plain = text.startsWith(OCI_SCHEME) ? text.slice(OCI_SCHEME.length) : text;
  const slash = plain.indexOf("/");
  const host = plain.slice(0, Math.max(slash, 0)).toLowerCase();
  const refuse = (found: string, hint = HINT): never => {
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
  const tag = colon === -1 ? undefined : named.slice(colon + 1);
  const repository = canonical(host, given);
  if (more.length > 0 || (digest !== undefined && !isDigest(digest)))
    return refuse("a digest has the form sha256: and 64 lower case hex digits");
  if (tag !== undefined && !isTagName(tag))
    return refuse("a tag has up to 128 letters, digits, dots, dashes and underscores");
  if (!isRepositoryName(repository)) return refuse(whyNoRepository(repository));
  if (host.length + 1 + repository.length > MAX_NAME)
    return refuse(`host and repository have more than ${MAX_NAME} characters`);
  return {
    host,
    repository,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
    ...(repository !== given && { note: `Using ${host}/${repository} for ${host}/${given}, as ${host} names it` }),
  };
}

/** The name of a repository at its registry. */
function canonical(host: string, repository: string): string {
  if (host === GITHUB_HOST) return repository.toLowerCase();
  return host === DOCKER_HUB && /^[^/]+$/.test(repository) ? `library/${repository}` : repository;
}

const HINT = "Write it as HOST/REPOSITORY:TAG, for example ghcr.io/acme/toolchain:1.2.";

function shortNameHint(name: string): string {
  return /^[\w./:@-]+$/.test(name)
    ? `Name the registry too, for example ghcr.io/${name} or docker.io/${name.includes("/") ? name : `library/${name}`}.`
    : HINT;
}

function whyNoRepository(repository: string): string {
  if (repository === "") return "it has no repository";
  if (/[A-Z]/.test(repository)) return "a repository has no capitals";
  return "a repository has lower case letters and digits, separated by single dots, dashes, underscores and slashes";
}

function withCredentials(): BundleError {
  return new BundleError("OPTION_INVALID", "Cannot use the reference: it has a user name or password in it", {
    hint: "Set OCX_BUNDLE_USERNAME and OCX_BUNDLE_PASSWORD, or log in with `docker login`.",
  });
}

/** The manifest that a reference means: its digest, else its tag, else {@link DEFAULT_TAG}. */
export function manifestOf({ digest, tag = DEFAULT_TAG }: RegistryReference): string {
  return digest ?? tag;
}

/** A reference as users write it. */
export function formatReference(reference: RegistryReference): string {
  const { host, repository, digest } = reference;
  return `${host}/${repository}${digest === undefined ? ":" : "@"}${manifestOf(reference)}`;
}

/** The reference by which exactly this bundle is found again, with its tag for people. */
export function formatPinned({ host, repository, tag = DEFAULT_TAG }: RegistryReference, digest: string): string {
  return `${host}/${repository}:${tag}@${digest}`;
}
