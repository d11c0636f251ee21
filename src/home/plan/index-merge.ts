import { BundleError } from "../../errors.ts";
import type { Digest } from "../../oci/digest.ts";
import type { RootDocument } from "../documents/index-documents.ts";
import {
  compareBytes,
  formatPretty,
  formatPython,
  get,
  integer,
  type Json,
  type JsonObject,
  membersOf,
  object,
  parseJsonTree,
  string,
  textOf,
  withMember,
  withMembers,
} from "../documents/json-tree.ts";

const NO_TAGS: JsonObject = { kind: "object", members: [] };

interface RootMerge {
  /** The document in this home; undefined when the repository is new. */
  readonly ours: RootDocument | undefined;
  readonly theirs: RootDocument;
  /** The tags to take from theirs. */
  readonly tags: readonly string[];
  /** The time when this home learned of the tags. Derived entries get it; published ones have their publisher's or none. */
  readonly observed: string;
}

/**
 * The root document with `tags` as theirs has them, and everything else as ours has it. A tag that is new goes to the end of a
 * published document, as if OCX had resolved it last, and to its sorted place in a derived one. A new document keeps theirs'
 * form.
 */
export function mergeRoot({ ours, theirs, tags, observed }: RootMerge): string {
  const base = ours?.tree ?? withMember(theirs.tree, "tags", NO_TAGS);
  const wanted = new Set(tags);
  const taken = membersOf(tagsOf(theirs.tree)).filter(({ key }) => wanted.has(key));
  const entryOf = (value: Json): Json => (theirs.form === "derived" ? withTime(value, observed) : value);
  const merged = withMembers(
    tagsOf(base),
    taken.map(({ key, value }) => ({ key, value: entryOf(value) })),
  );
  switch ((ours ?? theirs).form) {
    case "published":
      return formatPython(withMember(base, "tags", merged));
    case "derived":
      return formatPretty(withMember(base, "tags", sorted(merged)));
  }
}

/**
 * The catalog of a published index with these root documents in it, by repository; undefined when it has them already. An
 * unreadable one is rewritten: only online OCX reads it.
 */
export function mergeCatalog(ours: Uint8Array | undefined, roots: ReadonlyMap<string, Digest>): string | undefined {
  const tree = ours === undefined ? undefined : readCatalog(ours);
  const listed = get(tree, "packages");
  const packages = listed?.kind === "object" ? listed : NO_TAGS;
  const wrong = [...roots].filter(([repository, digest]) => textOf(get(packages, repository)) !== digest);
  if (wrong.length === 0) return undefined;
  const merged = withMembers(
    packages,
    wrong.map(([repository, digest]) => ({ key: repository, value: string(digest) })),
  );
  const envelope = tree ?? object([["format_version", integer(1)]]);
  return formatPython(withMember(envelope, "packages", sorted(merged)));
}

/** The root document without these tags, and everything else as it is. */
export function dropTags({ tree, form }: RootDocument, tags: ReadonlySet<string>): string {
  const kept = membersOf(tagsOf(tree)).filter(({ key }) => !tags.has(key));
  const rest = withMember(tree, "tags", { kind: "object", members: kept });
  return form === "published" ? formatPython(rest) : formatPretty(rest);
}

/** The catalog without a repository; undefined when it does not list it, or cannot be read. */
export function dropFromCatalog(ours: Uint8Array, repository: string): string | undefined {
  const tree = readCatalog(ours);
  const packages = get(tree, "packages");
  if (tree === undefined || packages?.kind !== "object" || get(packages, repository) === undefined) return undefined;
  const kept = membersOf(packages).filter(({ key }) => key !== repository);
  return formatPython(withMember(tree, "packages", { kind: "object", members: kept }));
}

/** `config.json` of a published index. */
export function formatIndexConfig(): string {
  return formatPython(object([["format_version", integer(1)]]));
}

/** A moment as OCX writes it into derived documents: nine digits after the second, and the offset. */
export function formatObserved(moment: Date): string {
  return moment.toISOString().replace("Z", "000000+00:00");
}

function tagsOf(root: JsonObject): JsonObject {
  const tags = get(root, "tags");
  return tags?.kind === "object" ? tags : NO_TAGS;
}

function withTime(entry: Json, observed: string): Json {
  if (entry.kind !== "object" || get(entry, "observed") !== undefined) return entry;
  return withMember(entry, "observed", string(observed));
}

function sorted(tree: JsonObject): JsonObject {
  return { kind: "object", members: membersOf(tree).toSorted((a, b) => compareBytes(a.key, b.key)) };
}

/** Undefined for one that OCX cannot read: without a format, or with anything but texts for its packages. */
function readCatalog(bytes: Uint8Array): JsonObject | undefined {
  try {
    const tree = parseJsonTree(bytes, "a catalog");
    const packages = get(tree, "packages") ?? NO_TAGS;
    const isCatalog =
      get(tree, "format_version")?.kind === "number" &&
      packages.kind === "object" &&
      packages.members.every(({ value }) => value.kind === "string");
    return tree.kind === "object" && isCatalog ? tree : undefined;
  } catch (error) {
    if (error instanceof BundleError) return undefined;
    throw error;
  }
}
