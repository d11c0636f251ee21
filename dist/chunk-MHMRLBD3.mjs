import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  parseResolved
} from "./chunk-ZVUNG3OG.mjs";
import {
  parseRootDocument
} from "./chunk-JMPCFPP2.mjs";
import {
  indexRootPath,
  slug
} from "./chunk-T75H43WP.mjs";
import {
  compareBytes,
  isRepository,
  parseIdentifier
} from "./chunk-M6FOAHYW.mjs";

// src/home/resolve/registries.ts
import { glob } from "node:fs/promises";
import { join } from "node:path";
function registryFinder(home) {
  const known = /* @__PURE__ */ new Map();
  return async (name, repository) => {
    if (!name.includes("_")) return name;
    const own = await registryOfRoot(home, name, repository);
    if (own !== void 0) return own;
    const found = known.get(name) ?? searchRegistry(home, name);
    known.set(name, found);
    return found;
  };
}
async function searchRegistry(home, name) {
  const [found] = [...await registriesOfRoots(home, name), ...await registriesOfDependencies(home, name)];
  return found ?? name.replace(/_(\d+)$/u, ":$1");
}
async function registriesOfRoots(home, name) {
  const registries = [];
  for (const path of await filesBelow(home, `index/${name}/p`, "**/*.json")) {
    const repository = path.replace(/\.json$/u, "");
    const registry = isRepository(repository) ? await registryOfRoot(home, name, repository) : void 0;
    if (registry !== void 0) registries.push(registry);
  }
  return registries;
}
async function registryOfRoot(home, name, repository) {
  const path = indexRootPath(name, repository);
  const bytes = await home.read(path);
  if (bytes === void 0) return void 0;
  const [, registry = ""] = /^oci:\/\/([^/]+)\//u.exec(parseRootDocument(bytes, path).repository) ?? [];
  return slug(registry) === name ? registry : void 0;
}
async function registriesOfDependencies(home, name) {
  const registries = [];
  for (const path of await filesBelow(home, "packages", "*/*/*/*/resolve.json")) {
    const bytes = await home.read(`packages/${path}`);
    const dependencies = bytes === void 0 ? [] : parseResolved(bytes, path);
    registries.push(
      ...dependencies.map(
        ({ identifier }) => parseIdentifier(identifier, void 0, { code: "DOCUMENT_INVALID" }).registry
      )
    );
  }
  return registries.filter((registry) => slug(registry) === name);
}
async function filesBelow(home, directory, pattern) {
  const found = await Array.fromAsync(glob(pattern, { cwd: join(home.path, directory) }));
  return found.filter((path) => !/(?:^|\/)o\/sha\d+\/[0-9a-f]+\.json$/u.test(path)).toSorted(compareBytes);
}

export {
  registryFinder
};
