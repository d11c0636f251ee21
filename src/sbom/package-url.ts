import type { SbomPackage } from "./facts.ts";

/**
 * The package URL of an OCI artifact, with its qualifiers in order.
 * Source: package-url/purl-spec, types-doc/oci-definition.md
 */
export function packageUrl({ registry, repository, digest, tag, platform }: SbomPackage): string {
  const name = repository.slice(repository.lastIndexOf("/") + 1).toLowerCase();
  const [, architecture] = platform.split(/[/+]/);
  const qualifiers = [
    ["arch", architecture],
    ["repository_url", `${registry}/${repository}`],
    ["tag", tag],
  ];
  const query = qualifiers.flatMap(([key, value]) => (value === undefined ? [] : `${key}=${encode(value)}`)).join("&");
  return `pkg:oci/${encode(name)}@${encode(digest)}?${query}`;
}

/** Percent-encodes all but letters, digits and `-_.~`. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
