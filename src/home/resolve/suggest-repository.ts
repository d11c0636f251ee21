import { glob } from "node:fs/promises";
import { similarName } from "../../similar-name.ts";
import { type Identifier, isRepository } from "../model/identifier.ts";
import type { Home } from "../model/open-home.ts";
import { slug } from "../model/paths.ts";
import { registryFinder } from "./registries.ts";

/** A repository of the local index with a similar name; undefined when none is similar, or when the index has this very name. */
export async function suggestRepository(
  home: Home,
  { registry, repository }: Pick<Identifier, "registry" | "repository">,
): Promise<string | undefined> {
  const known = await knownRepositories(home);
  const here = known.filter((place) => place.slug === slug(registry)).map((place) => place.repository);
  if (here.includes(repository)) return undefined;
  const meant = similarName(
    repository,
    here.filter(
      (other) => isNear(namespaceOf(repository), namespaceOf(other)) && isNear(lastOf(repository), lastOf(other)),
    ),
  );
  if (meant !== undefined) return `${registry}/${meant}`;
  // The name alone, without the namespace or in another registry: `cmake` for ocx.sh/kitware/cmake.
  const namesake = known.find((place) => lastOf(place.repository) === lastOf(repository));
  if (namesake === undefined) return undefined;
  return `${await registryFinder(home)(namesake.slug, namesake.repository)}/${namesake.repository}`;
}

function namespaceOf(repository: string): string {
  return repository.slice(0, Math.max(0, repository.lastIndexOf("/")));
}

function lastOf(repository: string): string {
  return repository.slice(repository.lastIndexOf("/") + 1);
}

/** Part by part: a namespace that is right would hide that the name is another. */
function isNear(text: string, other: string): boolean {
  return similarName(text, [other]) !== undefined;
}

interface KnownRepository {
  readonly slug: string;
  readonly repository: string;
}

/** Every root document of the index, sorted. Dispatch objects lie beside them. */
async function knownRepositories(home: Home): Promise<readonly KnownRepository[]> {
  const paths = await Array.fromAsync(glob("*/p/**/*.json", { cwd: home.index }));
  return paths.toSorted().flatMap((path) => {
    const [, registry = "", repository = ""] = /^([^/]+)\/p\/(.+)\.json$/.exec(path) ?? [];
    return isRepository(repository) && !/(?:^|\/)o\/sha\d+\//.test(repository) ? [{ slug: registry, repository }] : [];
  });
}
