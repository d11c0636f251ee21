import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isSet
} from "./chunk-O33FM3KH.mjs";
import {
  readToml,
  tableOf
} from "./chunk-MHK6QLCY.mjs";
import {
  compareBytes,
  formatIdentifier,
  parseIdentifier
} from "./chunk-M6FOAHYW.mjs";
import {
  formatPlatform,
  parsePlatform
} from "./chunk-MQGKUEUU.mjs";
import {
  lookAt
} from "./chunk-UQ43A2YU.mjs";
import {
  DEFAULT_TAG
} from "./chunk-RVXH5BSX.mjs";
import {
  isDigest,
  parseDigest
} from "./chunk-4LCJ56VL.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/home/project/declaration.ts
import { createHash } from "node:crypto";
var DEFAULT_GROUP = "default";
var LAZY_MODES = ["never", "always"];
var LAZY_REPORTS = ["silent", "progress"];
function parseDeclaration(file) {
  file.only(["tools", "env", "group", "package", "lazy-mode", "lazy-report", "trust"]);
  checkLaziness(file);
  checkPackages(file.table("package"));
  file.table("trust");
  const named = file.table("group");
  for (const reserved of [DEFAULT_GROUP, "all"]) {
    if (named.keys.includes(reserved)) file.refuse(`no group can be called "${reserved}"`);
  }
  const groups = [
    { name: DEFAULT_GROUP, tools: readTools(file.table("tools")), variables: readVariables(file.table("env")) },
    ...named.keys.toSorted(compareBytes).map((name) => readGroup(name, named.table(name)))
  ];
  return { groups, hash: declarationHash(groups) };
}
function declarationHash(groups) {
  const members = groups.map(({ name, tools }) => {
    const pairs = tools.map((tool) => [tool.name, tool.identifier]);
    return [name === DEFAULT_GROUP ? name : `group.${name}`, JSON.stringify(pairs)];
  });
  const sorted = members.toSorted(([a], [b]) => a < b ? -1 : 1);
  const canonical = `{${sorted.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(",")}}`;
  return parseDigest(`sha256:${createHash("sha256").update(canonical).digest("hex")}`);
}
function readGroup(name, group) {
  group.only(["tools", "env", "lazy-mode"]);
  checkOneOf(group, "lazy-mode", LAZY_MODES);
  return { name, tools: readTools(group.table("tools")), variables: readVariables(group.table("env")) };
}
function readTools(table) {
  return table.keys.toSorted(compareBytes).map((name) => {
    const text = table.text(name);
    const identifier = parseIdentifier(text, void 0, {
      refuse: (reason) => table.refuse(`${name} is "${text}": ${reason}`)
    });
    const unnamed = identifier.tag === void 0 && identifier.digest === void 0;
    return { name, identifier: formatIdentifier(unnamed ? { ...identifier, tag: DEFAULT_TAG } : identifier) };
  });
}
function readVariables(table) {
  return table.keys.toSorted(compareBytes).map((key) => {
    if (/^(?:__)?OCX_/iu.test(key)) return table.refuse(`"${key}" is reserved for OCX`);
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/u.test(key)) return table.refuse(`"${key}" is not a valid name for a variable`);
    return readVariable(key, table.value(key), table);
  });
}
function readVariable(key, value, parent) {
  if (typeof value === "string") return { key, kind: "constant", value };
  if (typeof value !== "object") return parent.refuse(`${key} is neither a string nor a table`);
  const table = tableOf(value, `the variable ${key}`, "PROJECT_INVALID");
  const kind = table.text("type");
  const text = table.text("value");
  switch (kind) {
    case "constant":
    case "path":
      table.only(["type", "value"]);
      return { key, kind, value: text };
    case "list": {
      table.only(["type", "value", "separator"]);
      if (table.value("separator") === void 0) return { key, kind, value: text };
      const separator = table.text("separator");
      if (separator === "" || /[=\n\r]/u.test(separator))
        return table.refuse("its separator is empty or has =, CR or LF in it");
      if (text.startsWith(separator) || text.endsWith(separator))
        return table.refuse("its value has the separator at an end");
      return { key, kind, value: text, separator };
    }
    default:
      return table.refuse(`its type is "${kind}", expected constant, path or list`);
  }
}
function checkPackages(packages) {
  for (const key of packages.keys) {
    parseIdentifier(key, void 0, { refuse: (reason) => packages.refuse(`"${key}": ${reason}`) });
    const settings = packages.table(key);
    settings.only(["no-patches", "lazy-mode", "lazy-report"]);
    if (typeof (settings.value("no-patches") ?? false) !== "boolean")
      settings.refuse("no-patches is neither true nor false");
    checkLaziness(settings);
  }
}
function checkLaziness(table) {
  checkOneOf(table, "lazy-mode", LAZY_MODES);
  checkOneOf(table, "lazy-report", LAZY_REPORTS);
}
function checkOneOf(table, key, allowed) {
  if (table.value(key) !== void 0 && !allowed.includes(table.text(key)))
    table.refuse(`${key} is not one of ${allowed.join(", ")}`);
}

// src/home/project/project.ts
import { dirname, join } from "node:path";

// src/home/project/ocx-lock.ts
var LOCK_VERSION = 3;
var HASH_VERSION = 1;
function parseLock(file) {
  const metadata = file.table("metadata");
  const version = metadata.value("lock_version");
  if (version !== LOCK_VERSION) return file.refuse(`expected lock_version ${LOCK_VERSION}`);
  file.only(["metadata", "tool"]);
  metadata.only(["lock_version", "declaration_hash_version", "declaration_hash", "generated_by", "generated_at"]);
  const hashVersion = metadata.value("declaration_hash_version");
  if (hashVersion !== HASH_VERSION) return metadata.refuse(`expected declaration_hash_version ${HASH_VERSION}`);
  const tools = file.value("tool") ?? [];
  if (!Array.isArray(tools)) return file.refuse("tool is not a list of tables");
  return {
    declarationHash: metadata.text("declaration_hash"),
    tools: tools.map((tool) => readTool(tableOf(tool, "a tool of ocx.lock", "LOCK_INVALID")))
  };
}
function readTool(table) {
  table.only(["name", "group", "repository", "platforms"]);
  const text = table.text("repository");
  const { registry, repository, ...rest } = parseIdentifier(text, void 0, {
    refuse: (reason) => table.refuse(`repository "${text}": ${reason}`)
  });
  if (Object.keys(rest).length > 0) return table.refuse(`repository "${text}" has a tag or a digest`);
  const platforms = table.table("platforms");
  const offers = platforms.keys.toSorted(compareBytes).map((key) => readOffer(key, platforms));
  return { name: table.text("name"), group: table.text("group"), registry, repository, offers };
}
function readOffer(key, platforms) {
  const platform = parsePlatform(key, "LOCK_INVALID");
  if (formatPlatform(platform) !== key)
    return platforms.refuse(`"${key}" is not how OCX writes ${formatPlatform(platform)}`);
  const leaf = platforms.text(key);
  return isDigest(leaf) ? { platform, leaf } : platforms.refuse(`"${leaf}" is not a digest`);
}

// src/home/project/project.ts
var LOCK_FILE = "ocx.lock";
async function readProject(file) {
  const declared = await readToml(file, "PROJECT_INVALID");
  if (declared === void 0)
    throw new BundleError("PROJECT_NOT_FOUND", `Cannot find project ${file}: the file does not exist`);
  const { groups, hash } = parseDeclaration(declared);
  const directory = dirname(file);
  const lockFile = join(directory, LOCK_FILE);
  const locked = await readToml(lockFile, "LOCK_INVALID");
  if (locked === void 0) throw new BundleError("LOCK_INVALID", `Cannot find ${lockFile}: the project is not locked`);
  const { declarationHash: declarationHash2, tools } = parseLock(locked);
  if (declarationHash2 !== hash) {
    throw new BundleError(
      "LOCK_STALE",
      `Cannot use ${lockFile}: it was made for ${declarationHash2}, but ${file} has ${hash}`
    );
  }
  return { file, directory, lockFile, declarationHash: hash, groups, tools };
}
function selectGroups({ file, groups }, requested) {
  const known = groups.map(({ name }) => name);
  const unknown = requested.filter((name) => name !== "all" && !known.includes(name));
  if (unknown.length > 0) {
    throw new BundleError(
      "GROUP_UNKNOWN",
      `Cannot find group ${unknown.join(", ")} in ${file}: expected ${known.join(", ")}`
    );
  }
  const expanded = requested.flatMap((name) => name === "all" ? known : [name]);
  return requested.length === 0 ? known : [...new Set(expanded)];
}
function refuseSharedNames(tools, identify) {
  const known = /* @__PURE__ */ new Map();
  for (const tool of tools) {
    const first = known.get(tool.name) ?? tool;
    known.set(tool.name, first);
    if (identify(first) === identify(tool)) continue;
    const found = `${first.group} and ${tool.group} mean different tools by "${tool.name}"`;
    throw new BundleError("GROUPS_CONFLICT", `Cannot compose the environment: the groups ${found}`);
  }
}
function projectVariables(project, groups) {
  const names = /* @__PURE__ */ new Set([DEFAULT_GROUP, ...groups]);
  const chosen = [...names].flatMap((name) => project.groups.filter((group) => group.name === name));
  return chosen.flatMap(({ variables }) => variables.map((variable) => anchored(variable, project.directory)));
}
function anchored(variable, directory) {
  if (variable.kind !== "path" || variable.value.startsWith("/")) return variable;
  return { ...variable, value: `${directory.replace(/\/$/u, "")}/${variable.value}` };
}

// src/home/project/find-project.ts
import { lstat } from "node:fs/promises";
import { dirname as dirname2, join as join2, resolve } from "node:path";
var PROJECT_FILE = "ocx.toml";
var LOCK_FILE2 = "ocx.lock";
async function findProject(search) {
  if (search.named !== void 0) return namedProject(resolve(search.directory, search.named));
  if (search.none === true) return void 0;
  if (search.global === true && search.home !== void 0) return namedProject(search.home);
  if (search.variable !== void 0 && search.variable !== "")
    return namedProject(resolve(search.directory, search.variable));
  return await walkUp(resolve(search.directory), search.ceiling) ?? await globalProject(search.home);
}
async function globalProject(home) {
  if (home === void 0) return void 0;
  const [file, lock] = [join2(home, PROJECT_FILE), join2(home, LOCK_FILE2)];
  return (await lookAt(file))?.isFile() === true && (await lookAt(lock))?.isFile() === true ? file : void 0;
}
async function namedProject(path) {
  const found = await lookAt(path);
  if (found?.isFile() === true) return path;
  if (found === void 0) throw new BundleError("PROJECT_NOT_FOUND", `Cannot find project ${path}: it does not exist`);
  if (!found.isDirectory()) throw new BundleError("PROJECT_INVALID", `Cannot read project ${path}: it is not a file`);
  const file = join2(path, PROJECT_FILE);
  if ((await lookAt(file))?.isFile() === true) return file;
  throw new BundleError("PROJECT_NOT_FOUND", `Cannot find project ${path}: it has no ${PROJECT_FILE}`);
}
async function walkUp(directory, ceiling) {
  const file = join2(directory, PROJECT_FILE);
  if ((await lookAt(file, lstat))?.isFile() === true) return file;
  if (await lookAt(join2(directory, ".git"), lstat) !== void 0) return void 0;
  const parent = dirname2(directory);
  return directory === ceiling || parent === directory ? void 0 : walkUp(parent, ceiling);
}

// src/home/project/load-project.ts
async function loadProject(named, { directory, variables, home }) {
  const file = await findProject({
    directory,
    named,
    variable: variables["OCX_PROJECT"],
    ceiling: variables["OCX_CEILING_PATH"],
    none: isSet(variables["OCX_NO_PROJECT"]),
    home,
    global: isSet(variables["OCX_GLOBAL"])
  });
  return file === void 0 ? void 0 : readProject(file);
}
async function findLockedProject(named, exported, { home, ...place }) {
  if (named === void 0) return exported && findUnnamed(exported.declarationHash, home, place);
  const project = await loadProject(named, place);
  if (exported === void 0) return void 0;
  if (project?.declarationHash === exported.declarationHash) return project;
  const found = `its lock is for ${project?.declarationHash}, expected ${exported.declarationHash} as in the bundle`;
  throw new BundleError("LOCK_STALE", `Cannot use project ${named}: ${found}`, {
    hint: "Check out the revision that the bundle was exported from, or export again."
  });
}
async function findUnnamed(hash, home, place) {
  const here = await unlessBroken(() => loadProject(void 0, place));
  if (here?.declarationHash === hash) return here;
  const file = await globalProject(home);
  const global = file === void 0 ? void 0 : await unlessBroken(() => readProject(file));
  return global?.declarationHash === hash ? global : void 0;
}
async function unlessBroken(load) {
  try {
    return await load();
  } catch (error) {
    if (error instanceof BundleError) return void 0;
    throw error;
  }
}

export {
  DEFAULT_GROUP,
  selectGroups,
  refuseSharedNames,
  projectVariables,
  loadProject,
  findLockedProject
};
