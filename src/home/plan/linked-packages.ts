import { readdir, readlink } from "node:fs/promises";
import { BundleError } from "../../errors.ts";
import { namesIn } from "../../io/look-at.ts";
import { readRegularFile } from "../../io/read-regular-file.ts";
import type { ClosurePackage } from "../closure/closure.ts";
import type { LayerChange } from "../contents/changes.ts";
import { stripOf } from "../contents/package-parts.ts";
import { inHome, targetHome } from "../contents/target-home.ts";
import { type LayerReference, parseManifest } from "../documents/leaf-manifest.ts";
import { type Metadata, parseMetadata } from "../documents/metadata.ts";
import { layerPath, packagePath, refName, slug } from "../model/paths.ts";
import type { ImportPlan } from "./import-plan.ts";

/** A package of a home, and the parts of layer trees that its `content/` is made of. Paths are home-relative. */
export interface LinkedPackage {
  readonly path: string;
  readonly sources: readonly LinkedLayer[];
}

interface LinkedLayer {
  /** The `content/` of the layer. */
  readonly path: string;
  readonly strip: number;
  readonly prefix: string;
}

/** The links of a package of a bundle. */
export function linksOf(pkg: ClosurePackage): LinkedPackage {
  const sources = sourcesOf(pkg.registry, pkg.manifest.layers, pkg.metadata);
  return { path: packagePath(pkg.registry, pkg.leaf), sources };
}

function sourcesOf(registry: string, layers: readonly LayerReference[], metadata: Metadata): readonly LinkedLayer[] {
  return layers.map((layer) => ({
    path: `${layerPath(registry, layer.digest)}/content`,
    strip: stripOf(layer, { metadata }),
    prefix: layer.prefix,
  }));
}

/**
 * Finds every package of a home whose files are links to these layers, and which the plan has not: its own are assembled from the
 * bundle's documents.
 * @throws BundleError `OBJECT_MISSING` with the name of a package that could not be linked again
 */
export async function findLinkedPackages(
  plan: Pick<ImportPlan, "home" | "layers" | "packages">,
  layers: readonly LayerChange[],
): Promise<readonly LinkedPackage[]> {
  const { home } = plan;
  const own = new Set(plan.packages.map(({ path }) => path));
  const added = new Set(plan.layers.map(({ path }) => `${path}/content`));
  const found: LinkedPackage[] = [];
  for (const [registry, some] of Map.groupBy(layers, (layer) => slug(layer.registry))) {
    for (const path of await packagesIn(home, `packages/${registry}`)) {
      if (own.has(path)) continue;
      const linked = await readLinks(home, registry, { path, layers: some, added });
      if (linked !== undefined) found.push(linked);
    }
  }
  return found;
}

async function packagesIn(home: string, store: string): Promise<readonly string[]> {
  let paths: readonly string[] = [store];
  // Algorithm, two digits, thirty digits.
  for (let level = 0; level < 3; level++) {
    const below = await Promise.all(
      paths.map(async (path) => (await namesIn(inHome(home, path))).map((name) => `${path}/${name}`)),
    );
    paths = below.flat();
  }
  return paths;
}

interface LinksToRead {
  readonly path: string;
  readonly layers: readonly LayerChange[];
  /** The `content/` of layers that the home is about to get. */
  readonly added: ReadonlySet<string>;
}

async function readLinks(
  home: string,
  registry: string,
  { path, layers, added }: LinksToRead,
): Promise<LinkedPackage | undefined> {
  const target = targetHome(home);
  if (!(await target.isDirectory(`${path}/content`))) return undefined;
  const named = new Set(await namesIn(inHome(home, `${path}/refs/layers`)));
  const text = await target.read(`${path}/manifest.json`);
  const listed = Buffer.from(text ?? []).toString();
  const layer = layers.find(({ digest }) => named.has(refName(digest)) || listed.includes(digest));
  if (layer === undefined) return undefined;
  try {
    const manifest = parseManifest(await readRegularFile(inHome(home, `${path}/manifest.json`)), "its manifest.json");
    const metadata = parseMetadata(await readRegularFile(inHome(home, `${path}/metadata.json`)), "its metadata.json");
    if (manifest.kind !== "leaf") throw new BundleError("DOCUMENT_INVALID", "its manifest.json is an image index");
    const sources = sourcesOf(registry, manifest.layers, metadata);
    for (const source of sources) if (!added.has(source.path)) await readdir(inHome(home, source.path));
    return { path, sources };
  } catch (error) {
    const name = await nameOf(home, path);
    const reason = error instanceof Error ? error.message : String(error);
    throw new BundleError(
      "OBJECT_MISSING",
      `Cannot repair ${layer.path}: ${name} is linked to it and cannot be linked again: ${reason}`,
      {
        cause: error,
        hint: "Import a bundle that has this package, or remove it with `ocx package uninstall` and `ocx clean`. Then repair again.",
      },
    );
  }
}

/** The name of a package by its install links, as `registry/repository:tag (path)`; else its path. */
async function nameOf(home: string, path: string): Promise<string> {
  for (const name of await namesIn(inHome(home, `${path}/refs/symlinks`))) {
    const link = await readlink(inHome(home, `${path}/refs/symlinks/${name}`)).catch(() => "");
    const [, repository, tag] = /\/symlinks\/(.+)\/(?:candidates\/([^/]+)|current)$/u.exec(link) ?? [];
    if (repository !== undefined) return `${repository}${tag === undefined ? "" : `:${tag}`} (${path})`;
  }
  return path;
}
