import * as v from "valibot";
import { BundleError } from "../../errors.ts";
import { jsonOf, parseAnswer } from "../../http/parse-answer.ts";
import { readText } from "../../http/request.ts";
import { manifestOf, type RegistryReference } from "../../oci/reference.ts";
import { excerpt } from "../../printable.ts";
import { call } from "./call.ts";
import { type FetchedManifest, fetchManifest, type ManifestOptions, manifestName } from "./manifests.ts";
import type { RepositoryClient } from "./repository-client.ts";

/** Most tags that an error shows. */
const MOST_SHOWN = 20;

/** Most bytes of a list of tags. Registries that ignore `n` send all of them. */
const MAX_LIST = 4 * 1024 * 1024;

const tagsSchema = v.object({ tags: v.nullish(v.array(v.string())) });

/** The first tags of a repository; undefined when the registry does not have it. @throws BundleError what {@link call} throws */
async function listTags(repository: RepositoryClient): Promise<readonly string[] | undefined> {
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
      if (message.statusCode === 404) return undefined;
      return parseAnswer(jsonOf(tagsSchema), await readText(message, MAX_LIST), doing).tags ?? [];
    },
  });
}

/**
 * Fetches the manifest that a reference means.
 * @throws BundleError `BUNDLE_NOT_FOUND`, which lists the tags that are there; and what {@link fetchManifest} throws
 */
export async function findManifest(
  repository: RepositoryClient,
  reference: RegistryReference,
  options: Pick<ManifestOptions, "docker"> = {},
): Promise<FetchedManifest> {
  const wanted = manifestOf(reference);
  const found = await fetchManifest(repository, wanted, options);
  if (found !== undefined) return found;
  const tags = await listTags(repository).catch((error: unknown) => {
    // The missing tag is the cause; a list of its neighbours is only help.
    if (error instanceof BundleError) return [];
    throw error;
  });
  const name = manifestName(repository, wanted);
  if (tags === undefined) {
    throw new BundleError("BUNDLE_NOT_FOUND", `Cannot find ${name}: the registry does not have this repository`, {
      hint: "Correct the reference. A registry also says this of a repository that these credentials may not see.",
    });
  }
  throw new BundleError("BUNDLE_NOT_FOUND", `Cannot find ${name}: the repository has ${listOf(tags)}`, {
    hint: "Add one of the tags to the reference, or correct it.",
  });
}

function listOf(tags: readonly string[]): string {
  // Tags of the other form stand for the referrers API.
  const named = tags.filter((tag) => !/^sha256-[0-9a-f]{64}/.test(tag));
  if (named.length === 0) return "no tag";
  const shown = named.slice(0, MOST_SHOWN).map(excerpt).join(", ");
  return `the tags ${shown}${named.length > MOST_SHOWN ? " and more" : ""}`;
}
