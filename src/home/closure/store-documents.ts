import { BundleError } from "../../errors.ts";
import { type Digest, digestOf } from "../../oci/digest.ts";
import { checkDocuments } from "../documents/document-limits.ts";
import { type RepositoryName, readBlob, readReferenced, readRootDocument } from "../documents/index-documents.ts";
import {
  compareBytes,
  formatPretty,
  formatPython,
  integer,
  type Json,
  membersOf,
  object,
  string,
  withMember,
} from "../documents/json-tree.ts";
import type { ReadDocument } from "../model/open-home.ts";
import { catalogPath, dispatchPath, indexConfigPath, indexRootPath, storeBlobPath } from "../model/paths.ts";
import { isTagRoot } from "../model/root.ts";
import type { Closure } from "./closure.ts";

/** A small file of a home: a home-relative path and its bytes. */
export interface StoreDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A repository with the tags of it that travel. */
interface TaggedRepository extends RepositoryName {
  readonly tags: readonly string[];
}

/** The format of a published index. */
const INDEX_FORMAT = 1;

/**
 * Collects the documents of `blobs/` and `index/` for a bundle: image index, leaf manifest and config of every package, and the
 * part of the local index that the roots were looked up in. The result depends on what is declared and installed, not on when or
 * in which order that happened. Sorted by name.
 * @throws BundleError `OBJECT_MISSING`, `DOCUMENT_INVALID`, `LIMIT_EXCEEDED`
 */
export async function collectDocuments(read: ReadDocument, closure: Closure): Promise<readonly StoreDocument[]> {
  const documents = [
    ...(await blobsOf(read, closure)),
    ...(await imageIndexesOf(read, closure)),
    ...(await indexOf(read, closure)),
  ];
  const byName = new Map(documents.map((document) => [document.name, document]));
  const sorted = [...byName.values()].toSorted((a, b) => compareBytes(a.name, b.name));
  checkDocuments(sorted.map(({ bytes }) => bytes));
  return sorted;
}

async function blobsOf(read: ReadDocument, closure: Closure): Promise<readonly StoreDocument[]> {
  const documents: StoreDocument[] = [];
  for (const { registry, leaf, manifest } of closure.packages) {
    for (const digest of [leaf, manifest.config]) {
      const bytes = (await readBlob(read, registry, digest)) ?? missing(registry, digest);
      documents.push({ name: storeBlobPath(registry, digest), bytes });
    }
  }
  return documents;
}

/** The image indexes, each twice: as a blob, and as a dispatch object of every repository that refers to it. */
async function imageIndexesOf(read: ReadDocument, closure: Closure): Promise<readonly StoreDocument[]> {
  const references = [
    ...closure.roots,
    ...closure.packages.flatMap(({ dependencies }) =>
      dependencies.map(({ identifier, index }) => ({ ...identifier, index })),
    ),
  ];
  const documents: StoreDocument[] = [];
  for (const { registry, repository, index } of references) {
    if (index === undefined) continue;
    const bytes =
      (await readReferenced(read, { registry, repository }, index)) ?? missing(`${registry}/${repository}`, index);
    documents.push(
      { name: storeBlobPath(registry, index), bytes },
      { name: dispatchPath(registry, repository, index), bytes },
    );
  }
  return documents;
}

/** The root documents of packages declared by tag; for a published source, its catalog and format too. */
async function indexOf(read: ReadDocument, closure: Closure): Promise<readonly StoreDocument[]> {
  const documents: StoreDocument[] = [];
  for (const { registry, published } of closure.sources) {
    const repositories = taggedRepositories(closure).filter((tagged) => tagged.registry === registry);
    const roots = await Promise.all(repositories.map((tagged) => cutRootDocument(read, tagged, published)));
    for (const root of roots) documents.push(root);
    if (!published || roots.length === 0) continue;
    const catalog = repositories.map(({ repository }, i): [string, Json] => [
      repository,
      string(digestOf(roots[i]?.bytes ?? new Uint8Array())),
    ]);
    documents.push(
      {
        name: catalogPath(registry),
        bytes: python(
          object([
            ["format_version", integer(INDEX_FORMAT)],
            ["packages", object(catalog)],
          ]),
        ),
      },
      { name: indexConfigPath(registry), bytes: python(object([["format_version", integer(INDEX_FORMAT)]])) },
    );
  }
  return documents;
}

/** The repositories of the tag roots. Sorted, with their tags, so that the order of installs leaves no trace. */
function taggedRepositories(closure: Closure): readonly TaggedRepository[] {
  const tagRoots = closure.roots.filter(isTagRoot);
  const byName = Map.groupBy(tagRoots, ({ registry, repository }) => `${registry}/${repository}`);
  const names = [...byName.keys()].toSorted(compareBytes);
  return names.flatMap((name) => {
    const roots = byName.get(name) ?? [];
    const tags = new Set(roots.flatMap(({ tag }) => tag ?? []));
    return roots
      .slice(0, 1)
      .map(({ registry, repository }) => ({ registry, repository, tags: [...tags].toSorted(compareBytes) }));
  });
}

/**
 * A root document with only these tags. The rest of a published one is unchanged, even if only its form shows that it was
 * published. One that OCX derived loses `observed`, the time when that home learned of the tag, and names no other place than its own:
 * OCX would fetch from there, or refuse each update.
 */
async function cutRootDocument(
  read: ReadDocument,
  { registry, repository, tags }: TaggedRepository,
  published: boolean,
): Promise<StoreDocument> {
  const name = indexRootPath(registry, repository);
  const root = await readRootDocument(read, { registry, repository });
  if (root === undefined) throw new BundleError("OBJECT_MISSING", `Cannot read ${name}: it is missing`);
  const own = `oci://${registry}/${repository}`;
  if (!published && root.form === "derived" && root.repository !== own)
    throw new BundleError(
      "DOCUMENT_INVALID",
      `Cannot use ${name}: its repository is ${root.repository}, expected ${own}, since it was not published`,
    );
  const table = membersOf(root.tree).find(({ key }) => key === "tags")?.value;
  const entries = new Map((table?.kind === "object" ? membersOf(table) : []).map(({ key, value }) => [key, value]));
  const isVerbatim = published || root.form === "published";
  const members = tags.map((key) => {
    const value = entries.get(key);
    if (value === undefined) throw new BundleError("OBJECT_MISSING", `Cannot read ${name}: tag ${key} is missing`);
    return { key, value: isVerbatim ? value : withoutObserved(value) };
  });
  const tree = withMember(root.tree, "tags", { kind: "object", members });
  return { name, bytes: isVerbatim ? python(tree) : new TextEncoder().encode(formatPretty(tree)) };
}

function withoutObserved(tag: Json): Json {
  return tag.kind === "object"
    ? { kind: "object", members: membersOf(tag).filter(({ key }) => key !== "observed") }
    : tag;
}

function python(tree: Json): Uint8Array {
  return new TextEncoder().encode(formatPython(tree));
}

function missing(place: string, digest: Digest): never {
  throw new BundleError("OBJECT_MISSING", `Cannot read ${digest} of ${place}: it is missing`);
}
