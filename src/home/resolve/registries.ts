import { glob } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../../errors.ts";
import { parseRootDocument } from "../documents/index-documents.ts";
import { compareBytes } from "../documents/json-tree.ts";
import { parseResolved } from "../documents/resolved.ts";
import { isRepository, parseIdentifier } from "../model/identifier.ts";
import type { Home } from "../model/open-home.ts";
import { indexRootPath, slug } from "../model/paths.ts";

/** Turns the directory name of a registry back into the registry. */
export type FindRegistry = (slug: string, repository: string) => Promise<string>;

/**
 * A slug without "_" is the registry itself. For any other the documents of the home name the registry: root documents that OCX
 * derived from it, else the dependencies of packages. As a last resort `host_5000` is read as a host and a port, since the name
 * of a host has no underscore.
 */
export function registryFinder(home: Home): FindRegistry {
  const known = new Map<string, Promise<string>>();
  return async (name, repository) => {
    if (!name.includes("_")) return name;
    const own = await registryOfRoot(home, name, repository);
    if (own !== undefined) return own;
    const found = known.get(name) ?? searchRegistry(home, name);
    known.set(name, found);
    return found;
  };
}

async function searchRegistry(home: Home, name: string): Promise<string> {
  const [found] = [...(await registriesOfRoots(home, name)), ...(await registriesOfDependencies(home, name))];
  return found ?? name.replace(/_(\d+)$/u, ":$1");
}

async function registriesOfRoots(home: Home, name: string): Promise<readonly string[]> {
  const registries: string[] = [];
  for (const path of await filesBelow(join(home.index, name, "p"), "**/*.json")) {
    const repository = path.replace(/\.json$/u, "");
    const registry = isRepository(repository) ? await registryOfRoot(home, name, repository) : undefined;
    if (registry !== undefined) registries.push(registry);
  }
  return registries;
}

/** The registry in a derived root document, which names repository and registry as they are. */
async function registryOfRoot(home: Home, name: string, repository: string): Promise<string | undefined> {
  const path = indexRootPath(name, repository);
  const bytes = await home.read(path);
  if (bytes === undefined) return undefined;
  const root = ifReadable(() => parseRootDocument(bytes, path));
  if (root === undefined) return undefined;
  const [, registry = ""] = /^oci:\/\/([^/]+)\//u.exec(root.repository) ?? [];
  return slug(registry) === name ? registry : undefined;
}

async function registriesOfDependencies(home: Home, name: string): Promise<readonly string[]> {
  const registries: string[] = [];
  for (const path of await filesBelow(join(home.path, "packages"), "*/*/*/*/resolve.json")) {
    const bytes = await home.read(`packages/${path}`);
    const dependencies = bytes === undefined ? [] : (ifReadable(() => parseResolved(bytes, path)) ?? []);
    registries.push(
      ...dependencies.map(
        ({ identifier }) => parseIdentifier(identifier, undefined, { code: "DOCUMENT_INVALID" }).registry,
      ),
    );
  }
  return registries.filter((registry) => slug(registry) === name);
}

/** Reads one document. Undefined if it is damaged, since another one may name the registry too. */
function ifReadable<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof BundleError) return undefined;
    throw error;
  }
}

/** Files below a directory, sorted; dispatch objects are not root documents. */
async function filesBelow(directory: string, pattern: string): Promise<readonly string[]> {
  const found = await Array.fromAsync(glob(pattern, { cwd: directory }));
  return found.filter((path) => !/(?:^|\/)o\/sha\d+\/[0-9a-f]+\.json$/u.test(path)).toSorted(compareBytes);
}
