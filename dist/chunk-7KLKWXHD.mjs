import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkStaged,
  packageParts,
  stripOf
} from "./chunk-UT6FTT5X.mjs";
import {
  stagedPath,
  writeNew
} from "./chunk-TJ5UH5SB.mjs";
import {
  mapInBatches
} from "./chunk-BOIK5VYQ.mjs";
import {
  layerPath,
  packagePath
} from "./chunk-ZJCH65HB.mjs";
import {
  formatIdentifier
} from "./chunk-A6NZBLUU.mjs";
import {
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/home/import/assemble.ts
import { chmod, mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
async function assemblePackage(home, pkg, { directory, now }) {
  await mkdir(directory, { recursive: true });
  if (pkg.metadata.entrypoints.length > 0) await mkdir(join(directory, "entrypoints"));
  const root = `${packagePath(pkg.registry, pkg.leaf)}/`;
  const { documents, links } = packageParts(home, pkg, now);
  for (const { path, bytes, mode, isLauncher } of documents) {
    const place = join(directory, path.slice(root.length));
    await writeText(place, bytes, mode);
    if (isLauncher) await chmod(place, mode);
  }
  for (const name of ["layers", "blobs", ...pkg.dependencies.length > 0 ? ["deps"] : []])
    await mkdir(join(directory, "refs", name), { recursive: true });
  for (const { path, target } of links) await symlink(target, join(directory, path.slice(root.length)));
}
function checkLaunchers(home, packages) {
  const listed = packages.find(({ metadata }) => metadata.env.some(({ type }) => type === "path"));
  if (listed !== void 0 && home.includes(":")) {
    const name = `${listed.registry}/${listed.repositories[0] ?? ""}`;
    const message2 = `Cannot import ${name} into ${home}: its directories go into PATH or a similar list, where a colon separates them`;
    throw new BundleError("HOME_INVALID", message2, { hint: "Choose a home without a colon in its path." });
  }
  const [pkg] = packages.filter(({ metadata }) => metadata.entrypoints.length > 0);
  if (pkg === void 0 || !/['"\n\r\0]/u.test(home)) return;
  const message = `Cannot import ${pkg.registry}/${pkg.repositories[0] ?? ""} into ${JSON.stringify(home)}: its launchers cannot hold a quote or line break`;
  throw new BundleError("HOME_INVALID", message, { hint: "Choose a home without quotes and line breaks in its path." });
}
async function writeText(path, text, mode) {
  await writeNew(path, text, mode).catch((error) => {
    throw fromSystemError(error, `write ${path}`);
  });
}

// src/home/import/stage-import.ts
import { chmod as chmod2, mkdir as mkdir2 } from "node:fs/promises";
import { join as join2 } from "node:path";
var FILE_MODE = 438;
function stagedLayer({ path }, staging) {
  return stagedPath(staging.path, path);
}
async function fixLayerModes(plan, staging) {
  const { home, layers } = plan;
  await checkStaged({ home, layers, packages: [] }, staging);
  const mode = FILE_MODE & ~process.umask();
  await mapInBatches(plan.layers, async (layer) => {
    const path = `${stagedLayer(layer, staging)}/digest`;
    await chmod2(path, mode).catch((error) => {
      throw fromSystemError(error, `change the mode of ${path}`);
    });
  });
}
async function assemblePackages(plan, staging, now) {
  await mapInBatches(incomplete(plan), async ({ package: pkg, path }) => {
    const directory = stagedPath(staging.tree.path, path);
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
    ({ package: pkg, path }) => layerLinks(pkg, `${stagedPath(staging.path, path)}/content`)
  );
  const staged = new Set(plan.layers.map(({ path }) => path));
  return {
    from: ({ path }) => links.filter(({ layer }) => layer === path).map(({ link }) => ({ ...link, strip: link.strip + 1 })),
    present: links.filter(({ layer }) => !staged.has(layer)).map(({ layer, link }) => ({ ...link, path: `${staging.root.path}/${layer}/content` }))
  };
}
function layerLinks(pkg, content) {
  return pkg.manifest.layers.map((layer) => ({
    layer: layerPath(pkg.registry, layer.digest),
    link: { owner: packageName(pkg), content, strip: stripOf(layer, pkg), prefix: layer.prefix }
  }));
}
function packageName({ registry, repositories, leaf }) {
  return formatIdentifier({ registry, repository: repositories[0] ?? "", digest: leaf });
}
function incomplete({ packages }) {
  return packages.filter(({ state }) => state !== "complete");
}

export {
  checkLaunchers,
  stagedLayer,
  fixLayerModes,
  assemblePackages,
  contentLinks,
  layerLinks
};
