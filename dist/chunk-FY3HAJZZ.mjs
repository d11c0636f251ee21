import {
  isRepository_50,
  parseIdentifier_50
} from "./chunk-GLT4JWU7.mjs";
import {
  indexRootPath_51,
  slug_51
} from "./chunk-KRM37I2B.mjs";
import {
  parseRootDocument_127
} from "./chunk-R45GEM5S.mjs";

// src/home/resolve/registries.ts
import { glob } from "node:fs/promises";
import { join } from "node:path";

// from-joined:src/home/documents/json-tree.ts
import { array_117, boolean_117, compareBytes_117, decodeUtf8_117, formatCompact_117, formatPretty_117, formatPython_117, get_117, integer_117, membersOf_117, object_117, parseJsonTree_117, string_117, textOf_117, withMember_117, withMembers_117 } from "./core.mjs";

// from-joined:src/home/documents/resolved.ts
import { composeResolved_48, formatResolved_48, parseResolved_48 } from "./core.mjs";

// src/home/resolve/registries.ts
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
  for (const path of await filesBelow(join(home.index, name, "p"), "**/*.json")) {
    const repository = path.replace(/\.json$/u, "");
    const registry = isRepository_50(repository) ? await registryOfRoot(home, name, repository) : void 0;
    if (registry !== void 0) registries.push(registry);
  }
  return registries;
}
async function registryOfRoot(home, name, repository) {
  const path = indexRootPath_51(name, repository);
  const bytes = await home.read(path);
  if (bytes === void 0) return void 0;
  const [, registry = ""] = /^oci:\/\/([^/]+)\//u.exec(parseRootDocument_127(bytes, path).repository) ?? [];
  return slug_51(registry) === name ? registry : void 0;
}
async function registriesOfDependencies(home, name) {
  const registries = [];
  for (const path of await filesBelow(join(home.path, "packages"), "*/*/*/*/resolve.json")) {
    const bytes = await home.read(`packages/${path}`);
    const dependencies = bytes === void 0 ? [] : parseResolved_48(bytes, path);
    registries.push(
      ...dependencies.map(
        ({ identifier }) => parseIdentifier_50(identifier, void 0, { code: "DOCUMENT_INVALID" }).registry
      )
    );
  }
  return registries.filter((registry) => slug_51(registry) === name);
}
async function filesBelow(directory, pattern) {
  const found = await Array.fromAsync(glob(pattern, { cwd: directory }));
  return found.filter((path) => !/(?:^|\/)o\/sha\d+\/[0-9a-f]+\.json$/u.test(path)).toSorted(compareBytes_117);
}

export {
  array_117,
  compareBytes_117,
  formatPretty_117,
  object_117,
  string_117,
  registryFinder
};
