import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readToml
} from "./chunk-MHK6QLCY.mjs";
import {
  lookAt
} from "./chunk-UQ43A2YU.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/home/config/config-files.ts
import { lstat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
var SYSTEM_CONFIG = "/etc/ocx/config.toml";
var MANAGED_CONFIG = "state/managed-config/config.toml";
var DEFAULT_REGISTRY = "ocx.sh";
var TRUTHY = /* @__PURE__ */ new Set(["1", "y", "yes", "on", "true"]);
async function readConfigFiles(place) {
  const { home, userHome, variables } = place;
  const userConfig = variables["XDG_CONFIG_HOME"];
  const found = [];
  if (!isSet(variables["OCX_NO_CONFIG"])) {
    const folder = userConfig?.startsWith("/") === true ? userConfig : join(userHome, ".config");
    const user = isAbsolute(folder) ? [join(folder, "ocx", "config.toml")] : [];
    for (const path of [place.system ?? SYSTEM_CONFIG, ...user, join(home, "config.toml")])
      found.push(await readConfig(path, "no links"));
    found.push(await readConfig(join(home, MANAGED_CONFIG)));
  }
  const named = variables["OCX_CONFIG"];
  if (named !== void 0 && named !== "") found.push(await readConfig(named));
  return found.flatMap((file) => file ?? []);
}
async function readConfig(path, links) {
  if (links === "no links" && (await lookAt(path, lstat))?.isSymbolicLink()) return void 0;
  const table = await readToml(path, "CONFIG_INVALID");
  return table === void 0 ? void 0 : { file: path, table };
}
async function defaultRegistry(place) {
  const named = place.variables["OCX_DEFAULT_REGISTRY"];
  if (named !== void 0 && named !== "") return named;
  const files = await readConfigFiles(place).catch((error) => {
    if (error instanceof BundleError) return [];
    throw error;
  });
  const declared = files.map(({ table }) => memberOf(table.value("registry"), "default"));
  return declared.findLast((value) => typeof value === "string") ?? DEFAULT_REGISTRY;
}
function patchSources(variables, files) {
  const patched = files.find(({ table }) => table.value("patches") !== void 0)?.file;
  const set = ["OCX_PATCHES", "OCX_PATCH_SNAPSHOT"].filter((name) => (variables[name] ?? "") !== "");
  return [...patched === void 0 ? [] : [`${patched} has [patches]`], ...set.map((name) => `${name} is set`)];
}
function memberOf(value, key) {
  return typeof value === "object" && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : void 0;
}
function isSet(value) {
  return TRUTHY.has((value ?? "").toLowerCase());
}

export {
  MANAGED_CONFIG,
  readConfigFiles,
  defaultRegistry,
  patchSources,
  memberOf,
  isSet
};
