import { BundleError } from "../../errors.ts";
import { type Digest, isDigest, isDigestOf } from "../../oci/digest.ts";
import { isRegistry, isRepository, looksLikeHost } from "../model/identifier.ts";
import type { ReadDocument } from "../model/open-home.ts";
import { catalogPath, dispatchPath, indexConfigPath, indexRootPath, storeBlobPath } from "../model/paths.ts";
import { type Fields, fieldsOf } from "./fields.ts";
import { type JsonObject, parseJsonTree } from "./json-tree.ts";

/** The format of the local index that this version reads. */
const FORMAT_VERSION = "1";

/** The name of a repository. Image indexes are looked up by repository, blobs by registry only. */
export interface RepositoryName {
  readonly registry: string;
  readonly repository: string;
}

/** Published documents keep the form and the times of their publisher, derived ones have OCX's own. */
export type RootForm = "published" | "derived";

/** The last byte of a published document. Only this tells the forms apart. */
const NEWLINE = 0x0a;

/** The tag table of a repository. */
export interface RootDocument {
  /** The whole document, with every field that ocx-bundle does not know. */
  readonly tree: JsonObject;
  readonly form: RootForm;
  /** The physical location of the repository: `oci://host/path`. */
  readonly repository: string;
  readonly tags: ReadonlyMap<string, RootTag>;
  /** True when the publisher withdrew the whole repository. */
  readonly yanked: boolean;
}

export interface RootTag {
  /** An image index, or a leaf. */
  readonly content: Digest;
  readonly yanked: boolean;
}

/**
 * The tags that the local index knows of a repository; undefined when it knows none.
 * @throws BundleError `DOCUMENT_INVALID` for a format or a document that OCX refuses too.
 */
export async function readRootDocument(
  read: ReadDocument,
  { registry, repository }: RepositoryName,
): Promise<RootDocument | undefined> {
  await checkFormat(read, registry);
  const path = indexRootPath(registry, repository);
  const bytes = await read(path);
  if (bytes === undefined) return undefined;
  try {
    return parseRootDocument(bytes, path);
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    const hint =
      "OCX takes no tag from it. In a home, delete the file: an import or `ocx index update` writes it again, with the tags of its own.";
    throw new BundleError(error.code, error.message, { cause: error, hint });
  }
}

/** Reads root documents, each once: a repository may have thousands of tags, and each of them is looked up. */
export function rootDocumentReader(
  read: ReadDocument,
): (location: RepositoryName) => Promise<RootDocument | undefined> {
  const documents = new Map<string, Promise<RootDocument | undefined>>();
  return (location) => {
    const path = indexRootPath(location.registry, location.repository);
    const known = documents.get(path) ?? readRootDocument(read, location);
    documents.set(path, known);
    return known;
  };
}

/**
 * Reads a root document. One field that OCX cannot read makes it refuse all tags of the repository.
 * Source: OCX, `index/wire.rs` and `parse_physical_repository`.
 * @throws BundleError `DOCUMENT_INVALID`
 */
export function parseRootDocument(bytes: Uint8Array, what: string): RootDocument {
  const fields = fieldsOf(parseJsonTree(bytes, what), what, "DOCUMENT_INVALID");
  const repository = fields.requiredText("repository");
  if (!isLocation(repository)) return fields.refuse(`its repository is "${repository}", expected oci://host/path`);
  const table = fields.optional("tags") ?? { kind: "object", members: [] };
  const members = fieldsOf(table, `the tags in ${what}`, "DOCUMENT_INVALID").tree.members;
  const tags = members.map(({ key, value }): [string, RootTag] => {
    const tag = fieldsOf(value, `tag ${key} in ${what}`, "DOCUMENT_INVALID");
    const content = tag.requiredText("content");
    if (!isDigest(content)) return tag.refuse(`"${content}" is not a digest`);
    return [key, { content, yanked: isYanked(tag, `tag ${key} in ${what}`) }];
  });
  for (const key of ["deprecated_message", "superseded_by"]) optionalText(fields, key);
  return {
    tree: fields.tree,
    form: formOf(bytes),
    repository,
    tags: new Map(tags),
    yanked: optionalText(fields, "status") === "yanked",
  };
}

/** True for the address of a repository: `oci://`, what OCX reads as a registry in a name, and a repository. */
function isLocation(text: string): boolean {
  const [, host = "", path = ""] = /^oci:\/\/([^/]+)\/(.+)$/su.exec(text) ?? [];
  return looksLikeHost(host) && isRegistry(host) && isRepository(path);
}

function isYanked(tag: Fields, what: string): boolean {
  const yanked = tag.optional("yanked");
  if (yanked === undefined || yanked.kind === "null") return false;
  const marker = fieldsOf(yanked, `the withdrawal of ${what}`, "DOCUMENT_INVALID");
  marker.text("reason");
  marker.text("at");
  return true;
}

/** A string; undefined when absent or null. */
function optionalText(fields: Fields, key: string): string | undefined {
  return fields.optional(key)?.kind === "null" ? undefined : fields.text(key);
}

/** The form of a root document, from its bytes. */
export function formOf(bytes: Uint8Array): RootForm {
  return bytes.at(-1) === NEWLINE ? "published" : "derived";
}

/** True when the index of a registry was published as files; else OCX derived it from the registry itself. */
export async function isPublished(read: ReadDocument, registry: string): Promise<boolean> {
  return (await read(indexConfigPath(registry))) !== undefined || (await read(catalogPath(registry))) !== undefined;
}

/**
 * The document that a tag, a pin or a digest refers to: the index's own copy wins over the blob, as in OCX.
 * Undefined when the home has neither.
 * @throws BundleError `DOCUMENT_INVALID` when its bytes do not match the digest.
 */
export async function readReferenced(
  read: ReadDocument,
  location: RepositoryName,
  digest: Digest,
): Promise<Uint8Array | undefined> {
  const path = dispatchPath(location.registry, location.repository, digest);
  const bytes = await read(path);
  return bytes === undefined ? await readBlob(read, location.registry, digest) : verified(bytes, digest, path);
}

/**
 * The bytes of a blob; undefined when the home does not have it. An empty file counts as absent, as in OCX.
 * @throws BundleError `DOCUMENT_INVALID` when its bytes do not match the digest.
 */
export async function readBlob(read: ReadDocument, registry: string, digest: Digest): Promise<Uint8Array | undefined> {
  const path = storeBlobPath(registry, digest);
  const bytes = await read(path);
  return bytes === undefined || bytes.byteLength === 0 ? undefined : verified(bytes, digest, path);
}

function verified(bytes: Uint8Array, digest: Digest, path: string): Uint8Array {
  if (isDigestOf(digest, bytes)) return bytes;
  throw new BundleError("DOCUMENT_INVALID", `Cannot use ${path}: its content does not match ${digest}`, {
    hint: "The file is damaged: delete it, then install the package again with `ocx package install`.",
  });
}

/** Checks the format of an index, as OCX does before it looks at any tag of a registry. */
async function checkFormat(read: ReadDocument, registry: string): Promise<void> {
  const path = indexConfigPath(registry);
  const bytes = await read(path);
  if (bytes === undefined) return;
  const config = fieldsOf(parseJsonTree(bytes, path), path, "DOCUMENT_INVALID");
  const version = config.optional("format_version");
  if (config.integer("name_segments", 2 ** 32 - 1) === 0) return config.refuse('"name_segments" is 0');
  if (version?.kind === "number" && version.text === FORMAT_VERSION) return;
  throw new BundleError("DOCUMENT_INVALID", `Cannot use ${path}: expected format_version ${FORMAT_VERSION}`);
}
