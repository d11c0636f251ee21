import { isDeepStrictEqual } from "node:util";
import type { ClosurePackage } from "../closure/closure.ts";
import type { LayerReference } from "../documents/leaf-manifest.ts";
import { formatResolved } from "../documents/resolved.ts";
import { layerPath, packagePath, refName, storeBlobPath } from "../model/paths.ts";
import type { LinkChange, PackageDocument } from "./changes.ts";
import { formatLauncher, LAUNCHER_MODE, leadsBack } from "./launchers.ts";
import { inHome, type TargetHome } from "./target-home.ts";

/** The mode of files, before the umask. */
export const FILE_MODE = 0o666;

/** All files and links of a package root but its `content/` and its back-references. */
export function packageParts(
  home: string,
  pkg: ClosurePackage,
  now: Date,
): { readonly documents: readonly PackageDocument[]; readonly links: readonly LinkChange[] } {
  const path = packagePath(pkg.registry, pkg.leaf);
  const texts = { metadata: pkg.metadata.text, resolve: formatResolved(pkg.resolved), install: formatInstall(now) };
  const written = Object.entries(texts).map(([name, text]) => ({
    path: `${path}/${name}.json`,
    bytes: Buffer.from(text),
    mode: FILE_MODE,
    isLauncher: false,
  }));
  return {
    documents: [...written, ...packageDocuments(home, pkg)],
    links: [...treeReferences(home, pkg), ...blobReferences(home, pkg)],
  };
}

/** The text of `install.json`: the time when the package was finished, in nanoseconds. */
function formatInstall(now: Date): string {
  return JSON.stringify({ timestamp: now.toISOString().replace("Z", "000000Z"), ok: true }, null, 2);
}

/** Files of a package root that OCX never writes again while the package counts as complete. */
function packageDocuments(home: string, pkg: ClosurePackage): readonly PackageDocument[] {
  const path = packagePath(pkg.registry, pkg.leaf);
  const launcher = Buffer.from(formatLauncher(inHome(home, path)));
  return [
    { path: `${path}/manifest.json`, bytes: Buffer.from(pkg.manifest.text), mode: FILE_MODE, isLauncher: false },
    { path: `${path}/digest`, bytes: Buffer.from(pkg.leaf), mode: FILE_MODE, isLauncher: false },
    ...pkg.metadata.entrypoints.map(({ name }) => ({
      path: `${path}/entrypoints/${name}`,
      bytes: launcher,
      mode: LAUNCHER_MODE,
      isLauncher: true,
    })),
  ];
}

/** The number of levels that a package drops from the top of a layer's tree. */
export function stripOf({ strip }: LayerReference, { metadata }: Pick<ClosurePackage, "metadata">): number {
  return strip ?? metadata.stripComponents ?? 0;
}

/** The links in `refs/layers` and `refs/deps`, which keep its layers and dependencies from `ocx clean`. */
function treeReferences(home: string, pkg: ClosurePackage): readonly LinkChange[] {
  return treeTargets(pkg).map(({ path, target }) => ({ path, target: inHome(home, target) }));
}

/** The same with home-relative targets. */
function treeTargets({ registry, leaf, manifest, dependencies }: ClosurePackage): readonly LinkChange[] {
  const folder = `${packagePath(registry, leaf)}/refs`;
  return [
    ...manifest.layers.map(({ digest }) => ({
      path: `${folder}/layers/${refName(digest)}`,
      target: `${layerPath(registry, digest)}/content`,
    })),
    ...dependencies.map(({ identifier, leaf: digest }) => ({
      path: `${folder}/deps/${refName(digest)}`,
      target: `${packagePath(identifier.registry, digest)}/content`,
    })),
  ];
}

/** The links in `refs/blobs`: every document that this package is reached through. */
export function blobReferences(home: string, { registry, leaf, blobs }: ClosurePackage): readonly LinkChange[] {
  const folder = `${packagePath(registry, leaf)}/refs/blobs`;
  return blobs.map((digest) => ({
    path: `${folder}/${refName(digest)}`,
    target: inHome(home, storeBlobPath(registry, digest)),
  }));
}

/** The documents that a complete package has lost, or whose content cannot work. Another spelling of the home is fine. */
export async function lostDocuments(
  target: TargetHome,
  pkg: ClosurePackage,
  isStrict: boolean,
): Promise<readonly PackageDocument[]> {
  const path = packagePath(pkg.registry, pkg.leaf);
  const lost: PackageDocument[] = [];
  for (const document of packageDocuments(target.path, pkg)) {
    const ours = await target.read(document.path);
    const isGood =
      ours !== undefined &&
      (document.isLauncher ? await leadsBack(target, path, { launcher: ours, isStrict }) : isUsable(document, ours));
    if (!isGood) lost.push(document);
  }
  return isStrict ? [...lost, ...(await alteredDocuments(target, pkg))] : lost;
}

/** The documents with another meaning than OCX gave them, although they can be read. */
async function alteredDocuments(target: TargetHome, pkg: ClosurePackage): Promise<readonly PackageDocument[]> {
  const path = packagePath(pkg.registry, pkg.leaf);
  const expected = [
    { path: `${path}/metadata.json`, text: pkg.metadata.text },
    { path: `${path}/resolve.json`, text: formatResolved(pkg.resolved) },
  ];
  const altered: PackageDocument[] = [];
  for (const { path: document, text } of expected) {
    const ours = Buffer.from((await target.read(document)) ?? []).toString();
    if (!isDeepStrictEqual(meaningOf(ours), meaningOf(text)))
      altered.push({ path: document, bytes: Buffer.from(text), mode: FILE_MODE, isLauncher: false });
  }
  return altered;
}

/** Tags in `resolve.json` are advisory: they depend on what was installed together. */
function meaningOf(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) =>
    key === "identifier" && typeof value === "string" ? value.replace(/:[^:@/]+@/u, "@") : value,
  );
}

/** Nothing reads `manifest.json`, and another version of OCX may write it in another form. */
function isUsable({ path, bytes }: PackageDocument, ours: Uint8Array): boolean {
  return path.endsWith("/manifest.json") || Buffer.from(ours).toString().trim() === Buffer.from(bytes).toString();
}

/** The links that a complete package lacks in `refs/layers` and `refs/deps`, or that lead elsewhere. */
export async function lostReferences(target: TargetHome, pkg: ClosurePackage): Promise<readonly LinkChange[]> {
  const lost: LinkChange[] = [];
  for (const { path, target: place } of treeTargets(pkg)) {
    const text = await target.link(path);
    const wanted = inHome(target.path, place);
    if (text === wanted || (text !== undefined && (await target.leadsTo(text, place)))) continue;
    lost.push({ path, target: wanted });
  }
  return lost;
}
