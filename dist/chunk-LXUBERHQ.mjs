import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  stripOf
} from "./chunk-ZVAENZNC.mjs";
import {
  parseManifest
} from "./chunk-4ZU35ENI.mjs";
import {
  parseMetadata
} from "./chunk-DM6LKKWO.mjs";
import {
  inHome,
  targetHome
} from "./chunk-K7OIXQE2.mjs";
import {
  layerPath,
  packagePath,
  refName,
  slug
} from "./chunk-T75H43WP.mjs";
import {
  isAbsent
} from "./chunk-UQ43A2YU.mjs";
import {
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/home/plan/linked-packages.ts
import { readdir, readFile, readlink } from "node:fs/promises";
function linksOf(pkg) {
  const sources = sourcesOf(pkg.registry, pkg.manifest.layers, pkg.metadata);
  return { path: packagePath(pkg.registry, pkg.leaf), sources };
}
function sourcesOf(registry, layers, metadata) {
  return layers.map((layer) => ({
    path: `${layerPath(registry, layer.digest)}/content`,
    strip: stripOf(layer, { metadata }),
    prefix: layer.prefix
  }));
}
async function findLinkedPackages(plan, layers) {
  const { home } = plan;
  const own = new Set(plan.packages.map(({ path }) => path));
  const added = new Set(plan.layers.map(({ path }) => `${path}/content`));
  const found = [];
  for (const [registry, some] of Map.groupBy(layers, (layer) => slug(layer.registry))) {
    for (const path of await packagesIn(home, `packages/${registry}`)) {
      if (own.has(path)) continue;
      const linked = await readLinks(home, registry, { path, layers: some, added });
      if (linked !== void 0) found.push(linked);
    }
  }
  return found;
}
async function packagesIn(home, store) {
  let paths = [store];
  for (let level = 0; level < 3; level++) {
    const below = await Promise.all(
      paths.map(async (path) => (await namesIn(home, path)).map((name) => `${path}/${name}`))
    );
    paths = below.flat();
  }
  return paths;
}
async function readLinks(home, registry, { path, layers, added }) {
  const target = targetHome(home);
  if (!await target.isDirectory(`${path}/content`)) return void 0;
  const named = new Set(await namesIn(home, `${path}/refs/layers`));
  const text = await target.read(`${path}/manifest.json`);
  const listed = Buffer.from(text ?? []).toString();
  const layer = layers.find(({ digest }) => named.has(refName(digest)) || listed.includes(digest));
  if (layer === void 0) return void 0;
  try {
    const manifest = parseManifest(await readFile(inHome(home, `${path}/manifest.json`)), "its manifest.json");
    const metadata = parseMetadata(await readFile(inHome(home, `${path}/metadata.json`)), "its metadata.json");
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
        hint: "Import a bundle that has this package, or remove it with `ocx package uninstall` and `ocx clean`. Then repair again."
      }
    );
  }
}
async function nameOf(home, path) {
  for (const name of await namesIn(home, `${path}/refs/symlinks`)) {
    const link = await readlink(inHome(home, `${path}/refs/symlinks/${name}`)).catch(() => "");
    const [, repository, tag] = /\/symlinks\/(.+)\/(?:candidates\/([^/]+)|current)$/u.exec(link) ?? [];
    if (repository !== void 0) return `${repository}${tag === void 0 ? "" : `:${tag}`} (${path})`;
  }
  return path;
}
async function namesIn(home, path) {
  try {
    return await readdir(inHome(home, path));
  } catch (error) {
    if (isAbsent(error)) return [];
    throw fromSystemError(error, `read ${inHome(home, path)}`);
  }
}

export {
  linksOf,
  findLinkedPackages
};
