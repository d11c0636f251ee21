import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  slugOfPart
} from "./chunk-T75H43WP.mjs";
import {
  MANAGED_CONFIG,
  isSet,
  memberOf,
  patchSources,
  readConfigFiles
} from "./chunk-O33FM3KH.mjs";
import {
  readToml
} from "./chunk-MHK6QLCY.mjs";
import {
  lookAt
} from "./chunk-UQ43A2YU.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/home/config/ocx-config.ts
import { lstat } from "node:fs/promises";
import { join } from "node:path";

// src/home/config/trust-policy.ts
function findPolicy(files, packages) {
  for (const config of files) {
    for (const scope of scopesIn(config)) {
      const name = packages.find((candidate) => covers(scope, candidate));
      if (name !== void 0) return { file: config.file, name };
    }
  }
  return void 0;
}
function scopesIn({ file, table }) {
  const refuse = (reason) => {
    throw new BundleError("CONFIG_INVALID", `Cannot read ${file}: ${reason}`);
  };
  const trust = table.value("trust") ?? {};
  if (!isRecord(trust)) return refuse("trust is not a table");
  const policies = trust["policy"] ?? [];
  if (!Array.isArray(policies)) return refuse("trust.policy is not an array of tables");
  return policies.map((policy) => {
    if (!isRecord(policy)) return refuse("a trust.policy is not a table");
    const scope = policy["scope"] ?? {};
    if (typeof scope === "string") return { include: [scope], exclude: [] };
    if (!isRecord(scope)) return refuse("the scope of a trust.policy is neither a string nor a table");
    const { include = [], exclude = [] } = scope;
    if (!areTexts(include) || !areTexts(exclude))
      return refuse("include or exclude of a scope is not a list of strings");
    return { include, exclude };
  });
}
function covers({ include, exclude }, name) {
  const twin = name.replace(/^([^/]*)_(\d+)(?=\/)/, "$1:$2");
  return (include.length === 0 || include.some((pattern) => matches(slugged(pattern), slugged(name)))) && ![name, twin].every((candidate) => exclude.some((pattern) => matches(pattern, candidate)));
}
function matches(pattern, name) {
  const star = pattern.indexOf("*");
  if (pattern === "") return true;
  return star === -1 ? name === pattern || name.startsWith(`${pattern}/`) : name.startsWith(pattern.slice(0, star));
}
function slugged(name) {
  const registry = /^[^/*]*/.exec(name)?.[0] ?? "";
  return `${slugOfPart(registry)}${name.slice(registry.length)}`;
}
function areTexts(value) {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/home/config/ocx-config.ts
async function checkConfiguration(place, packages, allowUnverified) {
  const { variables } = place;
  const warnings = [];
  const files = await readConfigFiles(place);
  warnings.push(...await managedWarnings(place, files), ...otherWarnings(variables, files));
  const project = place.project === void 0 ? void 0 : await readToml(join(place.project, "ocx.toml"), "PROJECT_INVALID");
  if (variables["OCX_LAZY_MODE"] === "always" || project?.value("lazy-mode") === "always") {
    warnings.push("Lazy mode is always on: `ocx env` puts OCX's own shims on PATH, not the imported packages");
  }
  const names = packages.flatMap(({ registry, repositories }) => repositories.map((name) => `${registry}/${name}`));
  const policy = findPolicy(files, names);
  if (policy === void 0) return warnings;
  const covered = `${policy.file} has a trust policy for ${policy.name}, and an import cannot check signatures`;
  if (isSet(variables["OCX_NO_VERIFY"])) return [...warnings, `${covered}; OCX_NO_VERIFY is set`];
  if (allowUnverified) return [...warnings, `${covered}; allowed`];
  throw new BundleError("TRUST_POLICY", `Cannot import ${policy.name}: ${covered}`);
}
async function warnOfPatches(place) {
  const files = await readConfigFiles(place).catch((error) => {
    if (error instanceof BundleError && error.code === "CONFIG_INVALID") return [];
    throw error;
  });
  return patchSources(place.variables, files).map(
    (source) => `${source}: patches do not travel, and the packages are exported without them`
  );
}
var MANAGED_SNAPSHOT = "state/managed-config/snapshot.json";
async function managedWarnings({ home, variables }, files) {
  const managed = files.filter(({ file }) => file !== join(home, MANAGED_CONFIG)).map(({ table }) => table.value("managed"));
  const last = (key) => managed.map((value) => memberOf(value, key)).findLast((value) => value !== void 0);
  const overridden = isSet(variables["OCX_NO_CONFIG"]) ? void 0 : variables["OCX_MANAGED_CONFIG"];
  const source = overridden === void 0 || overridden === "" ? last("source") : overridden;
  if (typeof source !== "string" || last("required") === false) return [];
  if (await lookAt(join(home, MANAGED_SNAPSHOT), lstat) && await lookAt(join(home, MANAGED_CONFIG), lstat))
    return [];
  return [
    `OCX requires the managed configuration ${source}, which ${home} does not have: its commands will fail with exit code 78 unless OCX_NO_CONFIG=1 is set`
  ];
}
function otherWarnings(variables, files) {
  const warnings = [];
  const index = variables["OCX_INDEX"];
  if (index !== void 0 && index !== "")
    warnings.push(`OCX_INDEX is ${index}: OCX will not use the index of the home, so it will not find imported tags`);
  for (const source of patchSources(variables, files))
    warnings.push(
      `${source}: patches do not travel in a bundle, and OCX may refuse to compose an environment without them`
    );
  return warnings;
}

export {
  checkConfiguration,
  warnOfPatches
};
