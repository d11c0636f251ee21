import { BundleError } from "../errors.ts";
import { DEFAULT_TAG, isRepositoryName, isTagName, type RegistryReference } from "../oci/reference.ts";

/** The name of an image, as tools have it after they loaded it. */
export interface ImageName {
  /** With a tag: `toolbox:latest`, `ghcr.io/acme/toolbox:1`. */
  readonly short: string;
  /** With a registry too: `docker.io/library/toolbox:latest`. */
  readonly full: string;
}

/** Host of names without one, and the folder of those without an owner. Source: distribution/reference, "normalize.go". */
const DEFAULT_HOST = "docker.io";
const DEFAULT_OWNER = "library";

/** Reads `NAME[:TAG]`, with or without a registry in front. @throws BundleError `OPTION_INVALID` */
export function parseImageName(text: string): ImageName {
  const colon = text.lastIndexOf(":");
  const isTagged = colon > text.lastIndexOf("/");
  const name = isTagged ? text.slice(0, colon) : text;
  const tag = isTagged ? text.slice(colon + 1) : DEFAULT_TAG;
  const [first = "", ...rest] = name.split("/");
  const hasHost = rest.length > 0 && /[.:]|^localhost$/.test(first);
  const repository = hasHost ? rest.join("/") : name;
  if (!isRepositoryName(repository) || !isTagName(tag)) {
    throw new BundleError("OPTION_INVALID", `Cannot name an image "${text}"`, {
      hint: "Write it as NAME:TAG in lower case, for example toolchain:1.2 or ghcr.io/acme/toolchain:1.2.",
    });
  }
  const host = hasHost ? first : DEFAULT_HOST;
  const owner = host === DEFAULT_HOST && !repository.includes("/") ? `${DEFAULT_OWNER}/` : "";
  return { short: `${name}:${tag}`, full: `${host}/${owner}${repository}:${tag}` };
}

/** The name of an image in a registry. */
export function nameOfReference({ host, repository, tag = DEFAULT_TAG }: RegistryReference): ImageName {
  const full = `${host}/${repository}:${tag}`;
  return { short: full, full };
}

/** The name of an image of a bundle: the bundle's own, in lower case. */
export function defaultImageName(bundle: string): ImageName {
  const lower = bundle.toLowerCase();
  const plain = lower.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "");
  return parseImageName(isRepositoryName(lower) ? lower : plain === "" ? "bundle" : plain);
}
