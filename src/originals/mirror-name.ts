/**
 * A registry as the first part of a repository's name: `ocx.sh`, `localhost_5000`. Repository names have no colons and no capitals.
 */
export function mirrorName(registry: string): string {
  const name = registry
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, "_")
    .replaceAll(/^[._-]+|[._-]+$/g, "");
  return name === "" ? "registry" : name;
}
