import {
  stripOf_120
} from "./chunk-JEP5C7PX.mjs";
import {
  parseManifest_153
} from "./chunk-LDTUXN33.mjs";
import {
  inHome_48,
  targetHome_48
} from "./chunk-2YNQWNX7.mjs";
import {
  layerPath_57,
  packagePath_57,
  refName_57,
  slug_57
} from "./chunk-HEAJCSBZ.mjs";
import {
  namesIn
} from "./chunk-GJP4ZKXN.mjs";
import {
  readRegularFile_111
} from "./chunk-LL32AUHH.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/home/plan/linked-packages.ts
import { readdir, readlink } from "node:fs/promises";

// from-joined:src/home/documents/metadata.ts
import { METADATA_LIMIT_121, parseMetadata_121 } from "./core.mjs";

// src/home/plan/linked-packages.ts
function linksOf(pkg) {
  const sources = sourcesOf(pkg.registry, pkg.manifest.layers, pkg.metadata);
  return { path: packagePath_57(pkg.registry, pkg.leaf), sources };
}
function sourcesOf(registry, layers, metadata) {
  return layers.map((layer) => ({
    path: `${layerPath_57(registry, layer.digest)}/content`,
    strip: stripOf_120(layer, { metadata }),
    prefix: layer.prefix
  }));
}
async function findLinkedPackages(plan, layers) {
  const { home } = plan;
  const own = new Set(plan.packages.map(({ path }) => path));
  const added = new Set(plan.layers.map(({ path }) => `${path}/content`));
  const found = [];
  for (const [registry, some] of Map.groupBy(layers, (layer) => slug_57(layer.registry))) {
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
      paths.map(async (path) => (await namesIn(inHome_48(home, path))).map((name) => `${path}/${name}`))
    );
    paths = below.flat();
  }
  return paths;
}
async function readLinks(home, registry, { path, layers, added }) {
  const target = targetHome_48(home);
  if (!await target.isDirectory(`${path}/content`)) return void 0;
  const named = new Set(await namesIn(inHome_48(home, `${path}/refs/layers`)));
  const text = await target.read(`${path}/manifest.json`);
  const listed = Buffer.from(text ?? []).toString();
  const layer = layers.find(({ digest }) => named.has(refName_57(digest)) || listed.includes(digest));
  if (layer === void 0) return void 0;
  try {
    const manifest = parseManifest_153(await readRegularFile_111(inHome_48(home, `${path}/manifest.json`)), "its manifest.json");
    const metadata = parseMetadata_121(await readRegularFile_111(inHome_48(home, `${path}/metadata.json`)), "its metadata.json");
    if (manifest.kind !== "leaf") throw new BundleError("DOCUMENT_INVALID", "its manifest.json is an image index");
    const sources = sourcesOf(registry, manifest.layers, metadata);
    for (const source of sources) if (!added.has(source.path)) await readdir(inHome_48(home, source.path));
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
  for (const name of await namesIn(inHome_48(home, `${path}/refs/symlinks`))) {
    const link = await readlink(inHome_48(home, `${path}/refs/symlinks/${name}`)).catch(() => "");
    const [, repository, tag] = /\/symlinks\/(.+)\/(?:candidates\/([^/]+)|current)$/u.exec(link) ?? [];
    if (repository !== void 0) return `${repository}${tag === void 0 ? "" : `:${tag}`} (${path})`;
  }
  return path;
}

export {
  linksOf,
  findLinkedPackages
};
