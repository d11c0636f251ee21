import { array, type Json, membersOf, string } from "../documents/json-tree.ts";
import type { Dependency } from "../documents/metadata.ts";
import { formatIdentifier } from "../model/identifier.ts";
import { refuseConflicts } from "./conflicts.ts";
import { type EnvironmentEntry, resolveVariables } from "./environment-entries.ts";
import {
  documentsOf,
  type InstalledPackages,
  identityOf,
  type PackageDocuments,
  type PinnedIdentifier,
  packageRootOf,
  visibleOf,
} from "./installed-packages.ts";
import { interpolate, type Room, roomOfEnvironment, type TemplateScope } from "./interpolate.ts";

/** A command that a package offers. */
export interface Claim {
  readonly name: string;
  /** The package's identifier in display form, with its digest. */
  readonly package: string;
}

/** Data of a package for one tool that OCX itself does not know. */
export interface Integration {
  readonly namespace: string;
  readonly package: string;
  readonly payload: Json;
}

/** OCX's composition of some packages. Entries are applied in order, so the last `PATH` entry is searched first. */
export interface Environment {
  readonly entries: readonly EnvironmentEntry[];
  readonly binaries: readonly Claim[];
  readonly entrypoints: readonly Claim[];
  readonly integrations: readonly Integration[];
}

/** The home and the packages from which an environment is composed. */
export interface Composition {
  /** The home's path, spelled as its users spell it. */
  readonly home: string;
  readonly packages: InstalledPackages;
  readonly exists: (path: string) => boolean;
}

/**
 * The environment for users of the roots: each root's visible dependencies in the order of its resolve.json, then the root.
 * @throws BundleError `ENVIRONMENT_CONFLICT`, `METADATA_INVALID`, `REQUIRED_PATH_MISSING`, `PACKAGE_NOT_INSTALLED`, `LIMIT_EXCEEDED`
 */
export function composeEnvironment(roots: readonly PinnedIdentifier[], composition: Composition): Environment {
  refuseConflicts(roots, composition.packages);
  const room = roomOfEnvironment();
  const parts = contributorsOf(roots, composition.packages).map((identifier) =>
    contributionOf(identifier, composition, room),
  );
  return {
    entries: parts.flatMap(({ entries }) => entries),
    binaries: parts.flatMap(({ binaries }) => binaries),
    entrypoints: parts.flatMap(({ entrypoints }) => entrypoints),
    integrations: parts.flatMap(({ integrations }) => integrations),
  };
}

/** A dependency that is a root as well waits for its turn as a root; apart from that the first visit counts. */
function contributorsOf(roots: readonly PinnedIdentifier[], packages: InstalledPackages): readonly PinnedIdentifier[] {
  const isRoot = new Set(roots.map(identityOf));
  const contributors = new Map<string, PinnedIdentifier>();
  const visit = (identifier: PinnedIdentifier): void => {
    const identity = identityOf(identifier);
    if (!contributors.has(identity)) contributors.set(identity, identifier);
  };
  for (const root of roots) {
    for (const dependency of visibleOf(documentsOf(packages, root))) {
      if (!isRoot.has(identityOf(dependency))) visit(dependency);
    }
    visit(root);
  }
  return [...contributors.values()];
}

function contributionOf(
  identifier: PinnedIdentifier,
  { home, packages, exists }: Composition,
  room: Room,
): Environment {
  const documents = documentsOf(packages, identifier);
  const { metadata } = documents;
  const name = formatIdentifier(identifier);
  const root = packageRootOf(home, identifier);
  const dependencies = contentsOf(documents, home);
  const scope: TemplateScope = { subject: name, installPath: `${root}/content`, dependencies, room };
  const claim = (claimed: string): Claim => ({ name: claimed, package: name });
  const entrypoints = metadata.entrypoints.map((entrypoint) => claim(entrypoint.name));
  const integrations = metadata.integrations.map(({ key, value }) => ({
    namespace: key,
    package: name,
    payload: interpolateTexts(value, { ...scope, subject: `${key} of ${name}`, exists }),
  }));
  const variables = resolveVariables(metadata.env, scope, exists);
  // After the package's own directories, and so searched before them: a launcher wins over the binary that it launches.
  const launchers: EnvironmentEntry = { key: "PATH", value: `${root}/entrypoints`, type: "path" };
  return {
    entries: entrypoints.length === 0 ? variables : [...variables, launchers],
    binaries: (metadata.binaries ?? []).map(claim),
    entrypoints,
    integrations,
  };
}

/** The `content/` of each declared dependency by its name. The pin may name an index: resolve.json knows the leaf. */
function contentsOf({ metadata, closure }: PackageDocuments, home: string): ReadonlyMap<string, string> {
  const leaves = new Map(closure.map(({ identifier }) => [repositoryOf(identifier), identifier]));
  return new Map(
    metadata.dependencies.map((dependency) => {
      const identifier = leaves.get(repositoryOf(dependency.identifier)) ?? dependency.identifier;
      return [nameOf(dependency), `${packageRootOf(home, identifier)}/content`];
    }),
  );
}

function repositoryOf({ registry, repository }: PinnedIdentifier): string {
  return formatIdentifier({ registry, repository });
}

/** The name of a dependency: its own, else the last segment of its repository, adapted to the grammar of names. */
function nameOf({ name, identifier }: Dependency): string {
  if (name !== undefined) return name;
  const last = identifier.repository.slice(identifier.repository.lastIndexOf("/") + 1);
  const bent = last.replaceAll(/[^a-z0-9_-]/g, "-").slice(0, 64);
  return /^[a-z0-9]/.test(bent) ? bent : "dep";
}

/** Replaces tokens in every text of a payload, but not in its keys. */
function interpolateTexts(payload: Json, scope: TemplateScope): Json {
  switch (payload.kind) {
    case "string":
      return string(interpolate(payload.value, scope));
    case "array":
      return array(payload.items.map((item) => interpolateTexts(item, scope)));
    case "object": {
      const members = membersOf(payload).map(({ key, value }) => ({ key, value: interpolateTexts(value, scope) }));
      return { kind: "object", members };
    }
    default:
      return payload;
  }
}
