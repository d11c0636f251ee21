import {
  stripOf_119
} from "./chunk-CVE46XH5.mjs";
import {
  parseManifest_150
} from "./chunk-BI4CRZFR.mjs";
import {
  inHome_47,
  targetHome_47
} from "./chunk-KXTUQ2H5.mjs";
import {
  layerPath_56,
  packagePath_56,
  refName_56,
  slug_56
} from "./chunk-JFBJI7SK.mjs";
import {
  namesIn
} from "./chunk-2GKCAWFE.mjs";
import {
  readRegularFile_110
} from "./chunk-SKYFWSHQ.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";

// src/home/plan/linked-packages.ts
import { readdir, readlink } from "node:fs/promises";

// from-joined:src/home/documents/metadata.ts
import { METADATA_LIMIT_120, parseMetadata_120 } from "./core.mjs";

// src/home/plan/linked-packages.ts
function linksOf(pkg) {
  const sources = sourcesOf(pkg.registry, pkg.manifest.layers, pkg.metadata);
  return { path: packagePath_56(pkg.registry, pkg.leaf), sources };
}
function sourcesOf(registry, layers, metadata) {
  return layers.map((layer) => ({
    path: `${layerPath_56(registry, layer.digest)}/content`,
    strip: stripOf_119(layer, { metadata }),
    prefix: layer.prefix
  }));
}
async function findLinkedPackages(plan, layers) {
  const { home } = plan;
  const own = new Set(plan.packages.map(({ path }) => path));
  const added = new Set(plan.layers.map(({ path }) => `${path}/content`));
  const found = [];
  for (const [registry, some] of Map.groupBy(layers, (layer) => slug_56(layer.registry))) {
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
      paths.map(async (path) => (await namesIn(inHome_47(home, path))).map((name) => `${path}/${name}`))
    );
    paths = below.flat();
  }
  return paths;
}
async function readLinks(home, registry, { path, layers, added }) {
  const target = targetHome_47(home);
  if (!await target.isDirectory(`${path}/content`)) return void 0;
  const named = new Set(await namesIn(inHome_47(home, `${path}/refs/layers`)));
  const text = await target.read(`${path}/manifest.json`);
  const listed = Buffer.from(text ?? []).toString();
  const layer = layers.find(({ digest }) => named.has(refName_56(digest)) || listed.includes(digest));
  if (layer === void 0) return void 0;
  try {
    const manifest = parseManifest_150(await readRegularFile_110(inHome_47(home, `${path}/manifest.json`)), "its manifest.json");
    const metadata = parseMetadata_120(await readRegularFile_110(inHome_47(home, `${path}/metadata.json`)), "its metadata.json");
    if (manifest.kind !== "leaf") throw new BundleError("DOCUMENT_INVALID", "its manifest.json is an image index");
    const sources = sourcesOf(registry, manifest.layers, metadata);
    for (const source of sources) if (!added.has(source.path)) await readdir(inHome_47(home, source.path));
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
  for (const name of await namesIn(inHome_47(home, `${path}/refs/symlinks`))) {
    const link = await readlink(inHome_47(home, `${path}/refs/symlinks/${name}`)).catch(() => "");
    const [, repository, tag] = /\/symlinks\/(.+)\/(?:candidates\/([^/]+)|current)$/u.exec(link) ?? [];
    if (repository !== void 0) return `${repository}${tag === void 0 ? "" : `:${tag}`} (${path})`;
  }
  return path;
}

export {
  linksOf,
  findLinkedPackages
};
