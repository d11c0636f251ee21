import {
  isRepository_48,
  parseIdentifier_48
} from "./chunk-ANLMBIVQ.mjs";
import {
  indexRootPath_49,
  slug_49
} from "./chunk-RFLV7I5F.mjs";
import {
  parseRootDocument_125
} from "./chunk-C5SZ4WNQ.mjs";

// src/home/resolve/registries.ts
import { glob } from "node:fs/promises";
import { join } from "node:path";

// from-joined:src/home/documents/json-tree.ts
import { array_115, boolean_115, compareBytes_115, decodeUtf8_115, formatCompact_115, formatPretty_115, formatPython_115, get_115, integer_115, membersOf_115, object_115, parseJsonTree_115, string_115, textOf_115, withMember_115, withMembers_115 } from "./core.mjs";

// from-joined:src/home/documents/resolved.ts
import { composeResolved_46, formatResolved_46, parseResolved_46 } from "./core.mjs";

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
  for (const path of await filesBelow(home, `index/${name}/p`, "**/*.json")) {
    const repository = path.replace(/\.json$/u, "");
    const registry = isRepository_48(repository) ? await registryOfRoot(home, name, repository) : void 0;
    if (registry !== void 0) registries.push(registry);
  }
  return registries;
}
async function registryOfRoot(home, name, repository) {
  const path = indexRootPath_49(name, repository);
  const bytes = await home.read(path);
  if (bytes === void 0) return void 0;
  const [, registry = ""] = /^oci:\/\/([^/]+)\//u.exec(parseRootDocument_125(bytes, path).repository) ?? [];
  return slug_49(registry) === name ? registry : void 0;
}
async function registriesOfDependencies(home, name) {
  const registries = [];
  for (const path of await filesBelow(home, "packages", "*/*/*/*/resolve.json")) {
    const bytes = await home.read(`packages/${path}`);
    const dependencies = bytes === void 0 ? [] : parseResolved_46(bytes, path);
    registries.push(
      ...dependencies.map(
        ({ identifier }) => parseIdentifier_48(identifier, void 0, { code: "DOCUMENT_INVALID" }).registry
      )
    );
  }
  return registries.filter((registry) => slug_49(registry) === name);
}
async function filesBelow(home, directory, pattern) {
  const found = await Array.fromAsync(glob(pattern, { cwd: join(home.path, directory) }));
  return found.filter((path) => !/(?:^|\/)o\/sha\d+\/[0-9a-f]+\.json$/u.test(path)).toSorted(compareBytes_115);
}

export {
  array_115,
  compareBytes_115,
  formatPretty_115,
  object_115,
  string_115,
  registryFinder
};
