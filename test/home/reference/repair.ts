import {
  below,
  bytesAt,
  type ChangingHome,
  type Entry,
  type HomeMap,
  jsonAt,
  layerPath,
  packagePath,
  refName,
  slug,
} from "./home-map.ts";
import { assemble, type LayerUse, layersOf, metadataText, type Package, resolveText } from "./packages.ts";

/** Directory modes with these bits differ only by a umask. */
const OWNER = 0o7700;

/**
 * Puts back what was altered in layers of a bundle, in packages of the bundle, and in packages that are linked to those layers.
 * Lost layers and packages are left to the import itself.
 * @returns the code of the error when a package is in the way
 */
export function repair(home: ChangingHome, source: HomeMap, packages: readonly Package[]): string | undefined {
  const damaged: { readonly registry: string; readonly digest: string }[] = [];
  const uses = packages.flatMap((pkg) => pkg.layers.map(({ digest }) => ({ registry: pkg.registry, digest })));
  for (const { registry, digest } of uses) {
    const path = `${layerPath(registry, digest)}/content`;
    const [right, found] = [below(source, path), below(home.map, path)];
    if (home.map.get(path)?.type !== "directory" || (found.size === 0 && right.size > 0)) continue;
    if (!isSame(found, right)) damaged.push({ registry, digest });
  }
  const own = new Set(packages.map((pkg) => packagePath(pkg.registry, pkg.leaf)));
  const linked = linkedPackages(home.map, damaged).filter(({ path }) => !own.has(path));
  const lacks = linked.some(({ registry, layers }) => {
    const paths = layers?.map(({ digest }) => `${layerPath(registry, digest)}/content`);
    return paths?.every((path) => home.map.get(path)?.type === "directory") !== true;
  });
  if (lacks) return "OBJECT_MISSING";
  for (const { registry, digest } of damaged) {
    const path = `${layerPath(registry, digest)}/content`;
    replaceTree(home, path, below(source, path), true);
  }
  for (const { path, registry, layers } of linked) {
    replaceTree(home, `${path}/content`, assemble(home.map, registry, layers ?? []), false);
  }
  for (const pkg of packages) repairPackage(home, source, pkg);
  return undefined;
}

function repairPackage(home: ChangingHome, source: HomeMap, pkg: Package): void {
  const path = packagePath(pkg.registry, pkg.leaf);
  if (home.map.get(`${path}/content`)?.type !== "directory") return;
  // What is lost is assembled by the import, from the whole layers that the source has.
  replaceTree(home, `${path}/content`, assemble(source, pkg.registry, pkg.layers), false);
  const texts = { metadata: metadataText(pkg.metadata), resolve: resolveText(pkg) };
  for (const [name, text] of Object.entries(texts)) {
    const found = jsonAt(home.map, `${path}/${name}.json`);
    if (found !== undefined && meaning(JSON.stringify(found)) !== meaning(text))
      home.file(`${path}/${name}.json`, text);
  }
}

/** Tags in resolve.json are advisory. */
function meaning(text: string): string {
  return JSON.stringify(JSON.parse(text)).replaceAll(/:[^:@/"]+@/g, "@");
}

interface Linked {
  readonly path: string;
  readonly registry: string;
  /** Undefined when its documents cannot be read. */
  readonly layers: readonly LayerUse[] | undefined;
}

/** Packages of a home, whoever made them, whose files are those of these layers. */
function linkedPackages(
  home: HomeMap,
  layers: readonly { readonly registry: string; readonly digest: string }[],
): readonly Linked[] {
  const found: Linked[] = [];
  for (const [content, entry] of home) {
    const [, path = "", registry] = /^(packages\/([^/]+)\/sha256\/[^/]+\/[^/]+)\/content$/.exec(content) ?? [];
    if (registry === undefined || entry.type !== "directory") continue;
    const manifest = bytesAt(home, `${path}/manifest.json`)?.toString() ?? "";
    const uses = layers.some(
      (layer) =>
        slug(layer.registry) === registry &&
        (home.has(`${path}/refs/layers/${refName(layer.digest)}`) || manifest.includes(layer.digest)),
    );
    if (!uses) continue;
    const [parsed, metadata] = [jsonAt(home, `${path}/manifest.json`), jsonAt(home, `${path}/metadata.json`)];
    const areReadable = parsed !== undefined && metadata !== undefined;
    found.push({ path, registry, layers: areReadable ? layersOf(parsed, metadata) : undefined });
  }
  return found;
}

/** Makes a tree what it should be. Modes of directories of a package are nobody's business. */
function replaceTree(home: ChangingHome, path: string, right: ReadonlyMap<string, Entry>, isLayer: boolean): void {
  const before = below(home.map, path);
  for (const name of before.keys()) home.map.delete(`${path}/${name}`);
  for (const [name, entry] of right) home.put(`${path}/${name}`, kept(before.get(name), entry, isLayer));
}

function kept(before: Entry | undefined, right: Entry, isLayer: boolean): Entry {
  if (before?.type !== "directory" || right.type !== "directory") return right;
  return !isLayer || isByUmask(before.mode, right.mode) ? before : right;
}

function isByUmask(a: number, b: number): boolean {
  return (a & OWNER) === 0o700 && (b & OWNER) === 0o700;
}

function isSame(found: ReadonlyMap<string, Entry>, right: ReadonlyMap<string, Entry>): boolean {
  return found.size === right.size && [...right].every(([name, entry]) => isAlike(found.get(name), entry));
}

function isAlike(a: Entry | undefined, b: Entry): boolean {
  // A umask is no damage, but only the unpacked layer tells. Until then it counts as damaged.
  if (a?.type === "directory" && b.type === "directory") return a.mode === b.mode;
  if (a?.type === "file" && b.type === "file") return a.mode === b.mode && a.bytes.equals(b.bytes);
  return a?.type === "link" && b.type === "link" && a.target === b.target;
}
