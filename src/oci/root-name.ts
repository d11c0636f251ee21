import { basename } from "node:path";
import type { Descriptor } from "./descriptor.ts";
import { REF_NAME, STORE_NAME, STORE_TAG } from "./media-types.ts";
import { DEFAULT_TAG, isRepositoryName, isTagName } from "./reference.ts";

/** The name of a manifest in an `index.json`, as a registry would have it. */
export interface RootName {
  readonly repository: string;
  /** Absent in a store, when a newer manifest got the tag. */
  readonly tag?: string;
}

/**
 * Reads the name of a descriptor: `toolchain` means `toolchain:latest`, `toolchain:1.2` stays as it is. A store has its names
 * in annotations of its own. Undefined without a name, and for one that registries do not take.
 */
export function readRootName({ annotations = {} }: Descriptor): RootName | undefined {
  const own = annotations[STORE_NAME];
  const name = own ?? annotations[REF_NAME];
  if (name === undefined) return undefined;
  const colon = own === undefined ? name.lastIndexOf(":") : -1;
  const repository = (colon === -1 ? name : name.slice(0, colon)).toLowerCase();
  const after = colon === -1 ? DEFAULT_TAG : name.slice(colon + 1);
  const tag = own === undefined ? after : annotations[STORE_TAG];
  if (!isRepositoryName(repository) || (tag !== undefined && !isTagName(tag))) return undefined;
  return { repository, ...(tag !== undefined && { tag }) };
}

/** Name of the repository for manifests without one: that of the file or directory. */
export function repositoryOfPlace(place: string): string {
  const stem = basename(place)
    .toLowerCase()
    .replace(/(\.tar)?(\.parts\.json)?$/, "");
  const name = stem.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "");
  return name === "" ? "bundle" : name;
}
