import type { Mirror, RegistryAccess } from "../home/config/registry-access.ts";
import { parseRootDocument, type RepositoryName, readRootDocument } from "../home/documents/index-documents.ts";
import type { ReadDocument } from "../home/model/open-home.ts";

/** A repository in the registry that is really asked. */
export interface LocatedRepository {
  readonly host: string;
  readonly repository: string;
  readonly plainHttp: boolean;
  /** The place in the published index, if it differs from the name. A mirror may stand for it. */
  readonly location?: RepositoryName;
}

export interface LocateOptions {
  readonly read: ReadDocument;
  readonly access: RegistryAccess;
  /** Fetches a document of a published index; undefined when it is not there. */
  readonly fetchDocument: (address: string, mirror: Mirror | undefined) => Promise<Uint8Array | undefined>;
}

/**
 * Finds where OCX would fetch a repository's archives from: the location in the home's index, else in the published index of its
 * registry, else the registry that its name has; and instead of that, a mirror.
 * @throws BundleError `DOCUMENT_INVALID`, and what fetching throws
 */
export async function locateRepository(name: RepositoryName, options: LocateOptions): Promise<LocatedRepository> {
  const { access } = options;
  const location = (await publishedLocation(name, options)) ?? name;
  const { registry, repository } = location;
  const mirror = access.mirrors.get(registry)?.registry;
  const isElsewhere = registry !== name.registry || repository !== name.repository;
  const told = isElsewhere ? { location } : {};
  if (mirror === undefined) return { host: registry, repository, plainHttp: access.insecure.has(registry), ...told };
  const path = mirror.prefix === "" ? repository : `${mirror.prefix}/${repository}`;
  return { host: mirror.host, repository: path, plainHttp: mirror.plainHttp, ...told };
}

async function publishedLocation(
  name: RepositoryName,
  { read, access, fetchDocument }: LocateOptions,
): Promise<RepositoryName | undefined> {
  const root = await readRootDocument(read, name);
  if (root !== undefined) return parseLocation(root.repository);
  const index = access.indexes.get(name.registry);
  if (index === undefined) return undefined;
  const host = URL.parse(index)?.host ?? "";
  const address = `${index.replace(/\/$/, "")}/p/${name.repository}.json`;
  const bytes = await fetchDocument(address, access.mirrors.get(host)?.index);
  return bytes && parseLocation(parseRootDocument(bytes, address).repository);
}

/** Reads `oci://HOST/PATH`, whose form was checked. */
function parseLocation(text: string): RepositoryName {
  const [, registry = "", repository = ""] = /^oci:\/\/([^/]+)\/(.+)$/.exec(text) ?? [];
  return { registry, repository };
}
