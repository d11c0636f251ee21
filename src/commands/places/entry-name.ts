import { BundleError } from "../../errors.ts";
import { DEFAULT_TAG, isRepositoryName, isTagName } from "../../oci/reference.ts";
import type { EntryName } from "../../store/publish-entry.ts";

/** Most characters of a name: with the host of a server, clients take 255. */
const LONGEST = 200;

/** Name and tag in a store, from `NAME[:TAG]` in any case; undefined if a registry would not take it. */
export function findEntryName(text: string): EntryName | undefined {
  const [, name = "", tag = DEFAULT_TAG] = /^([^:]*)(?::(.*))?$/.exec(text) ?? [];
  const repository = name.toLowerCase();
  const isName = isRepositoryName(repository) && repository.length <= LONGEST;
  return isName && isTagName(tag) ? { repository, tag } : undefined;
}

/** As {@link findEntryName}. @throws BundleError `OPTION_INVALID` */
export function parseEntryName(text: string): EntryName {
  const name = findEntryName(text);
  if (name !== undefined) return name;
  throw new BundleError("OPTION_INVALID", `Cannot add the bundle as "${text}": that is not a name and a tag`, {
    hint: `Set \`--as\` to a name of letters and digits, with single dots, dashes, underscores and slashes between them, of at most ${LONGEST} characters.`,
  });
}
