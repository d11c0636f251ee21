import { type Digest, digestOf } from "../../oci/digest.ts";
import type { DocumentChange, LinkChange } from "../contents/changes.ts";
import { executablePath } from "../contents/executable.ts";
import type { Assignment, AssignmentKey } from "../contents/import-records.ts";
import { assignedValue, configOf, keyOf, type RecordedImport } from "../contents/import-records.ts";
import { type ImportsLog, keptConfigPath, readImportsLog } from "../contents/imports-log.ts";
import { backReference, packageOf } from "../contents/link-target.ts";
import { type TargetHome, targetHome } from "../contents/target-home.ts";
import {
  type RepositoryName,
  type RootDocument,
  readRootDocument,
  rootDocumentReader,
} from "../documents/index-documents.ts";
import { candidatePath, catalogPath, currentPath, indexRootPath, packagePath } from "../model/paths.ts";
import { dropFromCatalog, dropTags, mergeCatalog } from "./index-merge.ts";

/** One thing that the imports of a bundle rely on, and what happens to it when they are forgotten. */
export interface Reliance {
  readonly assignment: Assignment;
  /** `changed`: it has another value, or is gone. `needed`: another import relies on it. `foreign`: no import set it. */
  readonly fate: "removed" | "changed" | "needed" | "foreign";
  /** Names of the bundles that need it. */
  readonly neededBy: readonly string[];
}

/** The changes to a home that forget a bundle. Made by {@link planForget}, carried out by `publishForget`. */
export interface ForgetPlan {
  readonly home: string;
  readonly bundle: RecordedImport["bundle"];
  readonly reliances: readonly Reliance[];
  /** Install links to remove, with the back-reference of each. Home-relative. */
  readonly links: readonly { readonly path: string; readonly kind: "candidate" | "current"; readonly back: string }[];
  /** Root documents and catalogs to write again. */
  readonly documents: readonly DocumentChange[];
  /** Root documents without any tag left, and what describes an older catalog. */
  readonly stale: readonly string[];
  readonly registrations: readonly LinkChange[];
  /** Kept configs that no other import has. Home-relative. */
  readonly configs: readonly string[];
  /** Digests of the executables `ocx` that no other import has. */
  readonly executables: readonly Digest[];
  /** Keys for the log: what is not there any more, also from an earlier attempt. */
  readonly gone: readonly AssignmentKey[];
}

/** Compares tags and links with the values that they have in a home now. Reads each document once. */
export function valueReader(target: TargetHome): (assignment: Assignment) => Promise<"same" | "other" | "absent"> {
  const rootOf = rootDocumentReader(target.read);
  return async (assignment) => {
    const { kind, registry, repository, tag = "", digest } = assignment;
    if (kind === "index") {
      const content = (await rootOf({ registry, repository }))?.tags.get(tag)?.content;
      return content === undefined ? "absent" : content === digest ? "same" : "other";
    }
    const text = await target.link(linkOf(assignment));
    if (text === undefined) return "absent";
    return packageOf(text) === packagePath(registry, digest) ? "same" : "other";
  };
}

function linkOf({ kind, registry, repository, tag = "" }: AssignmentKey): string {
  return kind === "current" ? currentPath(registry, repository) : candidatePath(registry, repository, tag);
}

/**
 * Plans to forget the imports of a bundle. What they set and still has that value goes, unless another import relies on it too.
 * @throws BundleError `DOCUMENT_INVALID` for a broken index, `PATH_UNSAFE`, `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function planForget(home: string, bundle: RecordedImport["bundle"]): Promise<ForgetPlan> {
  const target = targetHome(home);
  const log = await readImportsLog(target);
  const active = log.records.filter(({ forgotten }) => forgotten === undefined);
  const own = active.filter((record) => record.bundle.digest === bundle.digest);
  const others = active.filter((record) => record.bundle.digest !== bundle.digest);
  const relied = new Map(own.flatMap(({ relies }) => relies.map((one) => [assignedValue(one), one])));
  const valueOf = valueReader(target);
  const needers = needersOf(others);
  const dying = new Set(log.unfinished.map(keyOf));
  const reliances: Reliance[] = [];
  const gone: AssignmentKey[] = [];
  for (const assignment of relied.values()) {
    const value = await valueOf(assignment);
    const bundles = [...(needers.get(assignedValue(assignment)) ?? [])];
    const neededBy = dying.has(keyOf(assignment)) ? [...bundles, "an import that died"] : bundles;
    const fate = fateOf(value, neededBy, log.setTo(assignment).includes(assignment.digest));
    reliances.push({ assignment, fate, neededBy });
    if (fate === "removed" || value === "absent") gone.push(keyOnly(assignment));
  }
  const removed = reliances.filter(({ fate }) => fate === "removed").map(({ assignment }) => assignment);
  return {
    home,
    bundle,
    reliances,
    links: removed.flatMap((assignment) => linkRemoval(home, assignment)),
    ...(await planIndexRemoval(target, removed)),
    executables: await planExecutables(target, own, others),
    registrations: await planRegistrations(target, { own, others, log }),
    configs: configsOf(own, others),
    gone,
  };
}

function configsOf(own: readonly RecordedImport[], others: readonly RecordedImport[]): readonly string[] {
  const needed = new Set(others.map(configOf));
  const kept = new Set(own.map(configOf).filter((digest) => !needed.has(digest)));
  return [...kept].map(keptConfigPath);
}

/** The names of the bundles that rely on each value of a tag or link. */
function needersOf(records: readonly RecordedImport[]): ReadonlyMap<string, ReadonlySet<string>> {
  const needers = new Map<string, Set<string>>();
  for (const { bundle, relies } of records) {
    for (const value of relies.map(assignedValue)) {
      const names = needers.get(value) ?? new Set();
      needers.set(value, names.add(bundle.name));
    }
  }
  return needers;
}

function fateOf(value: "same" | "other" | "absent", neededBy: readonly string[], isOwn: boolean): Reliance["fate"] {
  if (value !== "same") return "changed";
  if (neededBy.length > 0) return "needed";
  return isOwn ? "removed" : "foreign";
}

function keyOnly({ kind, registry, repository, tag }: AssignmentKey): AssignmentKey {
  return { kind, registry, repository, ...(tag !== undefined && { tag }) };
}

function linkRemoval(home: string, assignment: Assignment): ForgetPlan["links"] {
  const { kind, registry, digest } = assignment;
  if (kind === "index") return [];
  const path = linkOf(assignment);
  return [{ path, kind, back: backReference(home, packagePath(registry, digest), path).path }];
}

/** The root documents without the tags, and the catalogs without the documents that have no tag left. */
async function planIndexRemoval(
  target: TargetHome,
  removed: readonly Assignment[],
): Promise<Pick<ForgetPlan, "documents" | "stale">> {
  const documents: DocumentChange[] = [];
  const stale: string[] = [];
  const tagged = removed.filter(({ kind }) => kind === "index");
  for (const [registry, ofRegistry] of Map.groupBy(tagged, (one) => one.registry)) {
    let catalog = await target.read(catalogPath(registry));
    const before = catalog;
    for (const [repository, ofRepository] of Map.groupBy(ofRegistry, (one) => one.repository)) {
      const text = await withoutTags(
        target,
        { registry, repository },
        new Set(ofRepository.map(({ tag }) => tag ?? "")),
      );
      const path = indexRootPath(registry, repository);
      if (text === undefined) stale.push(path);
      else documents.push({ path, bytes: Buffer.from(text) });
      if (catalog === undefined) continue;
      const listed =
        text === undefined
          ? dropFromCatalog(catalog, repository)
          : mergeCatalog(catalog, new Map([[repository, digestOf(Buffer.from(text))]]));
      if (listed !== undefined) catalog = Buffer.from(listed);
    }
    if (catalog === undefined || catalog === before) continue;
    documents.push({ path: catalogPath(registry), bytes: catalog });
    const etag = `${catalogPath(registry)}.etag`;
    if (await target.exists(etag)) stale.push(etag);
  }
  return { documents, stale };
}

/** Undefined when no tag is left. */
async function withoutTags(
  target: TargetHome,
  name: RepositoryName,
  tags: ReadonlySet<string>,
): Promise<string | undefined> {
  const document: RootDocument | undefined = await readRootDocument(target.read, name);
  const left = [...(document?.tags.keys() ?? [])].filter((tag) => !tags.has(tag));
  return document === undefined || left.length === 0 ? undefined : dropTags(document, tags);
}

/** The executables of these imports that are there, and that no other import has. */
async function planExecutables(
  target: TargetHome,
  own: readonly RecordedImport[],
  others: readonly RecordedImport[],
): Promise<readonly Digest[]> {
  const kept = new Set(others.map(({ ocx }) => ocx));
  const found: Digest[] = [];
  for (const digest of new Set(own.flatMap(({ ocx }) => ocx ?? []))) {
    if (!kept.has(digest) && (await target.exists(executablePath(digest)))) found.push(digest);
  }
  return found;
}

/** The registrations that an import made, and that no other import needs. */
async function planRegistrations(
  target: TargetHome,
  {
    own,
    others,
    log,
  }: { readonly own: readonly RecordedImport[]; readonly others: readonly RecordedImport[]; readonly log: ImportsLog },
): Promise<readonly LinkChange[]> {
  const made = new Set(log.records.flatMap(({ registration }) => (registration?.isOwn ? [registration.path] : [])));
  const needed = new Set(others.map(({ registration }) => registration?.path));
  const found: LinkChange[] = [];
  for (const registration of new Map(
    own.flatMap((one) => one.registration ?? []).map((one) => [one.path, one]),
  ).values()) {
    const { path, target: directory } = registration;
    if (!made.has(path) || needed.has(path) || (await target.link(path)) !== directory) continue;
    found.push({ path, target: directory });
  }
  return found;
}
