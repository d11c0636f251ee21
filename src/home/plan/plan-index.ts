import { BundleError } from "../../errors.ts";
import { mapInBatches } from "../../io/batches.ts";
import { type Digest, digestOf } from "../../oci/digest.ts";
import type { Closure } from "../closure/closure.ts";
import type { DocumentChange } from "../contents/changes.ts";
import type { TargetHome } from "../contents/target-home.ts";
import {
  formOf,
  isPublished,
  parseRootDocument,
  type RepositoryName,
  type RootForm,
  readReferenced,
} from "../documents/index-documents.ts";
import type { ReadDocument } from "../model/open-home.ts";
import { catalogPath, dispatchPath, indexConfigPath, indexRootPath } from "../model/paths.ts";
import { isTagRoot } from "../model/root.ts";
import { formatIndexConfig, formatObserved, mergeCatalog, mergeRoot } from "./index-merge.ts";
import type { RootPlan } from "./plan-roots.ts";

/** The changes to the local index. */
export interface IndexPlan {
  readonly dispatchObjects: readonly DocumentChange[];
  /** Formats, root documents, catalogs: in the order in which they must appear. */
  readonly indexDocuments: readonly DocumentChange[];
  readonly stale: readonly string[];
}

interface IndexWish {
  readonly target: TargetHome;
  readonly closure: Closure;
  /** Reads the bundle's documents. */
  readonly read: ReadDocument;
  readonly roots: readonly RootPlan[];
  readonly now: Date;
}

/** Merges the tags that the roots bring into the index of a home, repository by repository. */
export async function planIndex(input: IndexWish): Promise<IndexPlan> {
  const parts: RegistryPlan[] = [];
  for (const { registry, published } of input.closure.sources) {
    const roots = input.roots.filter(({ root, keeps }) => root.registry === registry && isTagRoot(root) && !keeps);
    if (roots.length > 0) parts.push(await planRegistry(input, registry, published, roots));
  }
  return {
    dispatchObjects: await planDispatchObjects(input),
    indexDocuments: [
      ...parts.flatMap(({ formats }) => formats),
      ...parts.flatMap((part) => part.roots),
      ...parts.flatMap((part) => part.catalogs),
    ],
    stale: parts.flatMap((part) => part.stale),
  };
}

interface RegistryPlan {
  readonly formats: readonly DocumentChange[];
  readonly roots: readonly DocumentChange[];
  readonly catalogs: readonly DocumentChange[];
  readonly stale: readonly string[];
}

async function planRegistry(
  input: IndexWish,
  registry: string,
  published: boolean,
  plans: readonly RootPlan[],
): Promise<RegistryPlan> {
  const { target } = input;
  const documents = await mapInBatches([...tagsByRepository(plans)], ([repository, tags]) =>
    planRepository(input, { registry, repository }, tags),
  );
  const roots = documents.flatMap(({ change }) => change ?? []);
  // An index that OCX derived here stays derived, whatever form the bundle has.
  const isDerivedHere = documents.some((document) => document.isOurs && document.form === "derived");
  if (!(await isPublished(target.read, registry)) && (!published || isDerivedHere))
    return { formats: [], roots, catalogs: [], stale: [] };
  const config = indexConfigPath(registry);
  const isNew = published && (await target.read(config)) === undefined;
  const catalog = mergeCatalog(
    await target.read(catalogPath(registry)),
    new Map(documents.map(({ repository, digest }) => [repository, digest])),
  );
  const etag = `${catalogPath(registry)}.etag`;
  return {
    formats: isNew ? [{ path: config, bytes: Buffer.from(formatIndexConfig()) }] : [],
    roots,
    catalogs: catalog === undefined ? [] : [{ path: catalogPath(registry), bytes: Buffer.from(catalog) }],
    stale: catalog !== undefined && (await target.exists(etag)) ? [etag] : [],
  };
}

interface RepositoryDocument {
  readonly repository: string;
  /** The digest of the root document after the import. */
  readonly digest: Digest;
  readonly form: RootForm;
  readonly isOurs: boolean;
  readonly change?: DocumentChange;
}

async function planRepository(
  { target, read, now }: IndexWish,
  location: RepositoryName,
  tags: readonly string[],
): Promise<RepositoryDocument> {
  const path = indexRootPath(location.registry, location.repository);
  const ours = await target.read(path);
  const { repository } = location;
  if (ours !== undefined && tags.length === 0)
    return { repository, form: formOf(ours), isOurs: true, digest: digestOf(ours) };
  const theirs = await read(path);
  if (theirs === undefined)
    throw new BundleError("BUNDLE_INVALID", `Cannot import ${repository}: the bundle lacks ${path}`);
  const text = mergeRoot({
    ours: ours === undefined ? undefined : parseRootDocument(ours, path),
    theirs: parseRootDocument(theirs, path),
    tags,
    observed: formatObserved(now),
  });
  const bytes = Buffer.from(text);
  const facts = { repository, form: formOf(bytes), isOurs: ours !== undefined };
  return { ...facts, digest: digestOf(bytes), change: { path, bytes } };
}

/** The tags to take, by repository; none for a repository whose tags are here already. */
function tagsByRepository(plans: readonly RootPlan[]): ReadonlyMap<string, readonly string[]> {
  const tags = new Map<string, string[]>();
  for (const { root, takesTag } of plans) {
    const taken = tags.get(root.repository) ?? [];
    tags.set(root.repository, taken);
    if (takesTag && root.tag !== undefined) taken.push(root.tag);
  }
  return tags;
}

/** Copies of the image indexes that tags and pins name, each under the repository that it is named with. */
async function planDispatchObjects({ target, closure, read, roots }: IndexWish): Promise<readonly DocumentChange[]> {
  const byRoots = roots.filter(({ keeps }) => !keeps).map(({ root }) => root);
  const byPins = closure.packages.flatMap(({ dependencies }) =>
    dependencies.map(({ identifier, index }) => ({ ...identifier, index })),
  );
  const wanted = [...byRoots, ...byPins].flatMap(({ registry, repository, index }) =>
    index === undefined ? [] : { registry, repository, index, path: dispatchPath(registry, repository, index) },
  );
  const unique = [...new Map(wanted.map((object) => [object.path, object])).values()];
  const changes = await mapInBatches(unique, async ({ index, path, ...location }) => {
    const bytes = await readReferenced(read, location, index);
    if (bytes === undefined) {
      throw new BundleError("BUNDLE_INVALID", `Cannot import ${location.repository}: the bundle lacks ${index}`);
    }
    const ours = await target.read(path);
    return ours !== undefined && Buffer.compare(ours, bytes) === 0 ? [] : [{ path, bytes }];
  });
  return changes.flat();
}
