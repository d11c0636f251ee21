import { BundleError } from "../../errors.ts";
import { lookAt } from "../../io/look-at.ts";
import type { Digest } from "../../oci/digest.ts";
import type { Closure } from "../closure/closure.ts";
import { DEFERRED_HINT, isDeferred } from "../closure/deferred-installs.ts";
import { type Metadata, parseMetadata } from "../documents/metadata.ts";
import { parseResolved, type ResolvedDependency } from "../documents/resolved.ts";
import { hasInterface, type Visibility } from "../documents/visibility.ts";
import { formatIdentifier, type Identifier, parseIdentifier } from "../model/identifier.ts";
import type { Home } from "../model/open-home.ts";
import { packagePath } from "../model/paths.ts";

/** A package's name together with the leaf that it stands for. */
export type PinnedIdentifier = Identifier & { readonly digest: Digest };

/** The documents in a package's directory. */
export interface PackageDocuments {
  readonly metadata: Metadata;
  /** All its dependencies, direct or not, before their dependents, with their visibility from here. */
  readonly closure: readonly { readonly identifier: PinnedIdentifier; readonly visibility: Visibility }[];
}

/** Documents by {@link packagePath}: repositories that share a leaf share a directory. */
export type InstalledPackages = ReadonlyMap<string, PackageDocuments>;

/**
 * Reads the roots, and the dependencies that are visible to their users.
 * @throws BundleError `PACKAGE_NOT_INSTALLED` with all that are missing, `METADATA_INVALID`, `DOCUMENT_INVALID`
 */
export async function loadPackages(home: Home, roots: readonly PinnedIdentifier[]): Promise<InstalledPackages> {
  const loaded = new Map<string, PackageDocuments>();
  const missing = new Map<string, PinnedIdentifier>();
  const load = async (identifier: PinnedIdentifier): Promise<void> => {
    const path = pathOf(identifier);
    if (loaded.has(path)) return;
    const documents = await readPackage(home, path);
    if (documents) loaded.set(path, documents);
    else missing.set(path, identifier);
  };
  for (const root of roots) await load(root);
  for (const dependency of Array.from(loaded.values(), visibleOf).flat()) await load(dependency);
  if (missing.size > 0) throw await notInstalled(home, roots, [...missing.values()]);
  return loaded;
}

/** The documents that the packages of a closure will have once they are installed. */
export function packagesOf({ packages }: Closure): InstalledPackages {
  return new Map(
    packages.map(({ registry, leaf, metadata, resolved }) => [
      packagePath(registry, leaf),
      { metadata, closure: resolved.map(toClosureEntry) },
    ]),
  );
}

/** The documents of a package that was loaded. */
export function documentsOf(packages: InstalledPackages, identifier: PinnedIdentifier): PackageDocuments {
  const documents = packages.get(pathOf(identifier));
  if (!documents) throw new Error(`${formatIdentifier(identifier)} was not loaded`);
  return documents;
}

/** The part of a package's closure that is visible to its users. */
export function visibleOf({ closure }: PackageDocuments): readonly PinnedIdentifier[] {
  return closure.filter(({ visibility }) => hasInterface(visibility)).map(({ identifier }) => identifier);
}

/** A key that is equal for identifiers of the same package: the tag does not count. */
export function identityOf({ registry, repository, digest }: PinnedIdentifier): string {
  return formatIdentifier({ registry, repository, digest });
}

/** The package root, in the home's own spelling. */
export function packageRootOf(home: string, identifier: PinnedIdentifier): string {
  return `${home}/${pathOf(identifier)}`;
}

function pathOf({ registry, digest }: PinnedIdentifier): string {
  return packagePath(registry, digest);
}

/** Reads an installed package; undefined unless it has `metadata.json`, `resolve.json` and `content/`, as OCX requires. */
async function readPackage(home: Home, path: string): Promise<PackageDocuments | undefined> {
  const metadata = await home.read(`${path}/metadata.json`);
  const resolved = await home.read(`${path}/resolve.json`);
  if (!metadata || !resolved || !(await lookAt(`${home.path}/${path}/content`))) return undefined;
  const closure = parseResolved(resolved, `${path}/resolve.json`);
  return { metadata: parseMetadata(metadata, `${path}/metadata.json`), closure: closure.map(toClosureEntry) };
}

function toClosureEntry({ identifier, visibility }: ResolvedDependency): PackageDocuments["closure"][number] {
  return { identifier: parsePinned(identifier), visibility };
}

function parsePinned(text: string): PinnedIdentifier {
  const { digest, ...identifier } = parseIdentifier(text, undefined, { code: "DOCUMENT_INVALID" });
  if (digest === undefined)
    throw new BundleError("DOCUMENT_INVALID", `Cannot read resolve.json: "${text}" has no digest`);
  return { ...identifier, digest };
}

async function notInstalled(
  home: Home,
  roots: readonly PinnedIdentifier[],
  missing: readonly PinnedIdentifier[],
): Promise<BundleError> {
  const names = missing.map(formatIdentifier).join(", ");
  // A dependency comes with its root: installing that again brings it back.
  const cure = missing.every((identifier) => roots.includes(identifier)) ? missing : roots;
  const isLazy = await Promise.all(
    missing.map(({ registry, repository, digest }) => isDeferred(home.path, registry, [repository], digest)),
  );
  return new BundleError("PACKAGE_NOT_INSTALLED", `Cannot compose the environment: ${home.path} has no ${names}`, {
    hint: isLazy.includes(true)
      ? DEFERRED_HINT
      : `Run \`ocx package install ${cure.map(formatIdentifier).join(" ")}\`.`,
  });
}
