import {
  isRepository_68,
  parseIdentifier_68
} from "./chunk-E6UD6ZKU.mjs";
import {
  indexRootPath_56,
  slug_56
} from "./chunk-JFBJI7SK.mjs";
import {
  parseRootDocument_116
} from "./chunk-HKJQRGYO.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";

// src/home/resolve/registries.ts
import { glob } from "node:fs/promises";
import { join } from "node:path";

// from-joined:src/home/documents/json-tree.ts
import { array_111, boolean_111, compareBytes_111, decodeUtf8_111, formatCompact_111, formatPretty_111, formatPython_111, get_111, integer_111, membersOf_111, object_111, parseJsonTree_111, string_111, textOf_111, withMember_111, withMembers_111 } from "./core.mjs";

// from-joined:src/home/documents/resolved.ts
import { composeResolved_121, formatResolved_121, parseResolved_121 } from "./core.mjs";

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
    const registry = isRepository_68(repository) ? await registryOfRoot(home, name, repository) : void 0;
    if (registry !== void 0) registries.push(registry);
  }
  return registries;
}
async function registryOfRoot(home, name, repository) {
  const path = indexRootPath_56(name, repository);
  const bytes = await home.read(path);
  if (bytes === void 0) return void 0;
  const root = ifReadable(() => parseRootDocument_116(bytes, path));
  if (root === void 0) return void 0;
  const [, registry = ""] = /^oci:\/\/([^/]+)\//u.exec(root.repository) ?? [];
  return slug_56(registry) === name ? registry : void 0;
}
async function registriesOfDependencies(home, name) {
  const registries = [];
  for (const path of await filesBelow(join(home.path, "packages"), "*/*/*/*/resolve.json")) {
    const bytes = await home.read(`packages/${path}`);
    const dependencies = bytes === void 0 ? [] : ifReadable(() => parseResolved_121(bytes, path)) ?? [];
    registries.push(
      ...dependencies.map(
        ({ identifier }) => parseIdentifier_68(identifier, void 0, { code: "DOCUMENT_INVALID" }).registry
      )
    );
  }
  return registries.filter((registry) => slug_56(registry) === name);
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
  return found.filter((path) => !/(?:^|\/)o\/sha\d+\/[0-9a-f]+\.json$/u.test(path)).toSorted(compareBytes_111);
}

export {
  array_111,
  compareBytes_111,
  formatPretty_111,
  object_111,
  string_111,
  registryFinder
};
