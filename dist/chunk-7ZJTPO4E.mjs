import {
  isRepository_69,
  parseIdentifier_69
} from "./chunk-5LQVMTV5.mjs";
import {
  indexRootPath_57,
  slug_57
} from "./chunk-HEAJCSBZ.mjs";
import {
  parseRootDocument_117
} from "./chunk-P3VSXBJ3.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/home/resolve/registries.ts
import { glob } from "node:fs/promises";
import { join } from "node:path";

// from-joined:src/home/documents/json-tree.ts
import { array_112, boolean_112, compareBytes_112, decodeUtf8_112, formatCompact_112, formatPretty_112, formatPython_112, get_112, integer_112, membersOf_112, object_112, parseJsonTree_112, string_112, textOf_112, withMember_112, withMembers_112 } from "./core.mjs";

// from-joined:src/home/documents/resolved.ts
import { composeResolved_122, formatResolved_122, parseResolved_122 } from "./core.mjs";

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
    const registry = isRepository_69(repository) ? await registryOfRoot(home, name, repository) : void 0;
    if (registry !== void 0) registries.push(registry);
  }
  return registries;
}
async function registryOfRoot(home, name, repository) {
  const path = indexRootPath_57(name, repository);
  const bytes = await home.read(path);
  if (bytes === void 0) return void 0;
  const root = ifReadable(() => parseRootDocument_117(bytes, path));
  if (root === void 0) return void 0;
  const [, registry = ""] = /^oci:\/\/([^/]+)\//u.exec(root.repository) ?? [];
  return slug_57(registry) === name ? registry : void 0;
}
async function registriesOfDependencies(home, name) {
  const registries = [];
  for (const path of await filesBelow(join(home.path, "packages"), "*/*/*/*/resolve.json")) {
    const bytes = await home.read(`packages/${path}`);
    const dependencies = bytes === void 0 ? [] : ifReadable(() => parseResolved_122(bytes, path)) ?? [];
    registries.push(
      ...dependencies.map(
        ({ identifier }) => parseIdentifier_69(identifier, void 0, { code: "DOCUMENT_INVALID" }).registry
      )
    );
  }
  return registries.filter((registry) => slug_57(registry) === name);
}
function ifReadable(parse) {
  try {
    return parse();
  } catch (error) {
    if (error instanceof BundleError) return void 0;
    throw error;
  }
}
async function filesBelow(directory, pattern) {
  const found = await Array.fromAsync(glob(pattern, { cwd: directory }));
  return found.filter((path) => !/(?:^|\/)o\/sha\d+\/[0-9a-f]+\.json$/u.test(path)).toSorted(compareBytes_112);
}

export {
  array_112,
  compareBytes_112,
  formatPretty_112,
  object_112,
  string_112,
  registryFinder
};
