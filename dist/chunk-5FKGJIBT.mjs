import {
  checkStaged,
  packageParts_130,
  stagedPath_56,
  stripOf_130,
  writeNew
} from "./chunk-25CY6E6E.mjs";
import {
  formatIdentifier_50
} from "./chunk-GLT4JWU7.mjs";
import {
  layerPath_51,
  packagePath_51
} from "./chunk-KRM37I2B.mjs";
import {
  mapInBatches_58
} from "./chunk-XIZFDP4Y.mjs";
import {
  fromSystemError
} from "./chunk-SYEQ5NUD.mjs";

// src/home/publish/stage-import.ts
import { chmod as chmod2, mkdir as mkdir2 } from "node:fs/promises";
import { join as join2 } from "node:path";

// src/home/publish/assemble.ts
import { chmod, mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
async function assemblePackage(home, pkg, { directory, now }) {
  await mkdir(directory, { recursive: true });
  if (pkg.metadata.entrypoints.length > 0) await mkdir(join(directory, "entrypoints"));
  const root = `${packagePath_51(pkg.registry, pkg.leaf)}/`;
  const { documents, links } = packageParts_130(home, pkg, now);
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
  return stagedPath_56(staging.path, path);
}
async function fixLayerModes({ home, layers }, staging) {
  await checkStaged({ home, layers, packages: [] }, staging);
  const mode = FILE_MODE & ~process.umask();
  await mapInBatches_58(layers, async (layer) => {
    const path = `${stagedLayer(layer, staging)}/digest`;
    await chmod2(path, mode).catch((error) => {
      throw fromSystemError(error, `change the mode of ${path}`);
    });
  });
}
async function assemblePackages(plan, staging, now) {
  await mapInBatches_58(incomplete(plan), async ({ package: pkg, path }) => {
    const directory = stagedPath_56(staging.tree.path, path);
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
    ({ package: pkg, path }) => layerLinks(pkg, `${stagedPath_56(staging.path, path)}/content`)
  );
  const staged = new Set(plan.layers.map(({ path }) => path));
  return {
    from: ({ path }) => links.filter(({ layer }) => layer === path).map(({ link }) => ({ ...link, strip: link.strip + 1 })),
    present: links.filter(({ layer }) => !staged.has(layer)).map(({ layer, link }) => ({ ...link, path: `${staging.root.path}/${layer}/content` }))
  };
}
function layerLinks(pkg, content) {
  return pkg.manifest.layers.map((layer) => ({
    layer: layerPath_51(pkg.registry, layer.digest),
    link: { owner: packageName(pkg), content, strip: stripOf_130(layer, pkg), prefix: layer.prefix }
  }));
}
function packageName({ registry, repositories, leaf }) {
  return formatIdentifier_50({ registry, repository: repositories[0] ?? "", digest: leaf });
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
