import {
  checkStaged,
  packageParts_120,
  stagedPath_47,
  stripOf_120,
  writeNew
} from "./chunk-JEP5C7PX.mjs";
import {
  formatIdentifier_69
} from "./chunk-5LQVMTV5.mjs";
import {
  layerPath_57,
  packagePath_57
} from "./chunk-HEAJCSBZ.mjs";
import {
  mapInBatches_49
} from "./chunk-OJOIADCF.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";

// src/home/publish/stage-import.ts
import { chmod as chmod2, mkdir as mkdir2 } from "node:fs/promises";
import { join as join2 } from "node:path";

// src/home/publish/assemble.ts
import { chmod, mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
async function assemblePackage(home, pkg, { directory, now }) {
  await mkdir(directory, { recursive: true });
  if (pkg.metadata.entrypoints.length > 0) await mkdir(join(directory, "entrypoints"));
  const root = `${packagePath_57(pkg.registry, pkg.leaf)}/`;
  const { documents, links } = packageParts_120(home, pkg, now);
  for (const { path, bytes, mode, isLauncher } of documents) {
    const place = join(directory, path.slice(root.length));
    await writeText(place, bytes, mode);
    if (isLauncher) await chmod(place, mode);
  }
  for (const name of ["layers", "blobs", ...pkg.dependencies.length > 0 ? ["deps"] : []])
    await mkdir(join(directory, "refs", name), { recursive: true });
  for (const { path, target } of links) await symlink(target, join(directory, path.slice(root.length)));
}
async function writeText(path, text, mode) {
  await writeNew(path, text, mode).catch((error) => {
    throw fromSystemError(error, `write ${path}`);
  });
}

// src/home/publish/stage-import.ts
var FILE_MODE = 438;
function stagedLayer({ path }, staging) {
  return stagedPath_47(staging.path, path);
}
async function fixLayerModes({ home, layers }, staging) {
  await checkStaged({ home, layers, packages: [] }, staging);
  const mode = FILE_MODE & ~process.umask();
  await mapInBatches_49(layers, async (layer) => {
    const path = `${stagedLayer(layer, staging)}/digest`;
    await chmod2(path, mode).catch((error) => {
      throw fromSystemError(error, `change the mode of ${path}`);
    });
  });
}
async function assemblePackages(plan, staging, now) {
  await mapInBatches_49(incomplete(plan), async ({ package: pkg, path }) => {
    const directory = stagedPath_47(staging.tree.path, path);
    try {
      await assemblePackage(plan.home, pkg, { directory, now });
      await mkdir2(join2(directory, "content"));
    } catch (error) {
      throw fromSystemError(error, `assemble ${pkg.registry}/${pkg.repositories[0] ?? pkg.leaf}`);
    }
  });
}
function contentLinks(plan, staging) {
  const links = incomplete(plan).flatMap(
    ({ package: pkg, path }) => layerLinks(pkg, `${stagedPath_47(staging.path, path)}/content`)
  );
  const staged = new Set(plan.layers.map(({ path }) => path));
  return {
    from: ({ path }) => links.filter(({ layer }) => layer === path).map(({ link }) => ({ ...link, strip: link.strip + 1 })),
    present: links.filter(({ layer }) => !staged.has(layer)).map(({ layer, link }) => ({ ...link, path: `${staging.root.path}/${layer}/content` }))
  };
}
function layerLinks(pkg, content) {
  return pkg.manifest.layers.map((layer) => ({
    layer: layerPath_57(pkg.registry, layer.digest),
    link: { owner: packageName(pkg), content, strip: stripOf_120(layer, pkg), prefix: layer.prefix }
  }));
}
function packageName({ registry, repositories, leaf }) {
  return formatIdentifier_69({ registry, repository: repositories[0] ?? "", digest: leaf });
}
function incomplete({ packages }) {
  return packages.filter(({ state }) => state !== "complete");
}

export {
  stagedLayer,
  fixLayerModes,
  assemblePackages,
  contentLinks,
  layerLinks
};
