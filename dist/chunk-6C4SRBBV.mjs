import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  OCX_BINARIES,
  isCompanion
} from "./chunk-3H7QWYDN.mjs";
import {
  executableDirectory
} from "./chunk-DZ7BITUT.mjs";
import {
  DEFERRED_HINT,
  isDeferred
} from "./chunk-4WPILYSH.mjs";
import {
  parseMetadata
} from "./chunk-DM6LKKWO.mjs";
import {
  hasInterface,
  parseResolved
} from "./chunk-ZVUNG3OG.mjs";
import {
  packagePath
} from "./chunk-T75H43WP.mjs";
import {
  DEFAULT_GROUP,
  projectVariables,
  refuseSharedNames,
  selectGroups
} from "./chunk-JQG6RWFB.mjs";
import {
  array,
  compareBytes,
  formatIdentifier,
  membersOf,
  parseIdentifier,
  string
} from "./chunk-M6FOAHYW.mjs";
import {
  lookAt
} from "./chunk-UQ43A2YU.mjs";
import {
  excerpt
} from "./chunk-PNVSA3GV.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/home/environment/installed-packages.ts
async function loadPackages(home, roots) {
  const loaded = /* @__PURE__ */ new Map();
  const missing = /* @__PURE__ */ new Map();
  const load = async (identifier) => {
    const path = pathOf(identifier);
    if (loaded.has(path)) return;
    const documents = await readPackage(home, path);
    if (documents) loaded.set(path, documents);
    else missing.set(path, identifier);
  };
  for (const root of roots) await load(root);
  for (const dependency of Array.from(loaded.values(), visibleOf).flat()) await load(dependency);
  if (missing.size > 0) throw await notInstalled(home, roots, [...missing.values()]);
  return loaded;
}
function packagesOf({ packages }) {
  return new Map(
    packages.map(({ registry, leaf, metadata, resolved }) => [
      packagePath(registry, leaf),
      { metadata, closure: resolved.map(toClosureEntry) }
    ])
  );
}
function documentsOf(packages, identifier) {
  const documents = packages.get(pathOf(identifier));
  if (!documents) throw new Error(`${formatIdentifier(identifier)} was not loaded`);
  return documents;
}
function visibleOf({ closure }) {
  return closure.filter(({ visibility }) => hasInterface(visibility)).map(({ identifier }) => identifier);
}
function identityOf({ registry, repository, digest }) {
  return formatIdentifier({ registry, repository, digest });
}
function packageRootOf(home, identifier) {
  return `${home}/${pathOf(identifier)}`;
}
function pathOf({ registry, digest }) {
  return packagePath(registry, digest);
}
async function readPackage(home, path) {
  const metadata = await home.read(`${path}/metadata.json`);
  const resolved = await home.read(`${path}/resolve.json`);
  if (!metadata || !resolved || !await lookAt(`${home.path}/${path}/content`)) return void 0;
  const closure = parseResolved(resolved, `${path}/resolve.json`);
  return { metadata: parseMetadata(metadata, `${path}/metadata.json`), closure: closure.map(toClosureEntry) };
}
function toClosureEntry({ identifier, visibility }) {
  return { identifier: parsePinned(identifier), visibility };
}
function parsePinned(text) {
  const { digest, ...identifier } = parseIdentifier(text, void 0, { code: "DOCUMENT_INVALID" });
  if (digest === void 0)
    throw new BundleError("DOCUMENT_INVALID", `Cannot read resolve.json: "${text}" has no digest`);
  return { ...identifier, digest };
}
async function notInstalled(home, roots, missing) {
  const names = missing.map(formatIdentifier).join(", ");
  const cure = missing.every((identifier) => roots.includes(identifier)) ? missing : roots;
  const isLazy = await Promise.all(
    missing.map(({ registry, repository, digest }) => isDeferred(home.path, registry, [repository], digest))
  );
  return new BundleError("PACKAGE_NOT_INSTALLED", `Cannot compose the environment: ${home.path} has no ${names}`, {
    hint: isLazy.includes(true) ? DEFERRED_HINT : `Run \`ocx package install ${cure.map(formatIdentifier).join(" ")}\`.`
  });
}

// src/home/environment/read-environment.ts
import { existsSync } from "node:fs";

// src/home/environment/conflicts.ts
function refuseConflicts(roots, packages) {
  const shown = roots.flatMap((root) => [root, ...visibleOf(documentsOf(packages, root))]);
  if (roots.length > 1) refuseSharedNames2(shown, packages);
  refuseTwoVersions(shown);
}
function refuseSharedNames2(shown, packages) {
  const distinct = new Map(shown.map((identifier) => [identityOf(identifier), identifier]));
  const owners = /* @__PURE__ */ new Map();
  for (const identifier of distinct.values()) {
    for (const { name } of documentsOf(packages, identifier).metadata.entrypoints) {
      owners.set(name, [...owners.get(name) ?? [], identifier]);
    }
  }
  const [clash] = [...owners].filter(([, list]) => list.length > 1).toSorted(([a], [b]) => compareBytes(a, b));
  if (clash) throw conflict(`the entry point "${clash[0]}" is in ${listOf(clash[1])}`);
}
function refuseTwoVersions(shown) {
  const versions = Map.groupBy(shown, ({ registry, repository }) => `${registry}/${repository}`);
  for (const [name, list] of [...versions].toSorted(([a], [b]) => compareBytes(a, b))) {
    const distinct = new Map(list.toReversed().map((identifier) => [identifier.digest, identifier]));
    if (distinct.size > 1)
      throw conflict(`${name} is needed in two versions, ${listOf([...distinct.values()].toReversed())}`);
  }
}
function listOf(identifiers) {
  return identifiers.map(formatIdentifier).join(" and ");
}
function conflict(reason) {
  return new BundleError("ENVIRONMENT_CONFLICT", `Cannot compose the environment: ${reason}`);
}

// src/home/environment/interpolate.ts
var VALUE_LIMIT = 64 * 1024;
function interpolate(template, scope) {
  const segments = [...scan(template, scope)];
  if (!scope.earlier && segments.some(({ kind }) => kind === "variable")) {
    throw invalidTemplate(scope, "`${self.env.\u2026}` is not allowed here");
  }
  const parts = [];
  let size = 0;
  for (const segment of segments) {
    const part = resolve(segment, scope);
    size += Buffer.byteLength(part);
    if (size > VALUE_LIMIT) throw invalidTemplate(scope, `it grows beyond ${VALUE_LIMIT} bytes`);
    parts.push(part);
  }
  return parts.join("");
}
function* scan(template, scope) {
  const end = template.lastIndexOf("}") + 1;
  let done = 0;
  for (const { index, 0: match, 1: body } of template.slice(0, end).matchAll(/\$\$\{|\$\{([^}]*)\}/g)) {
    if (index > done) yield { kind: "text", text: template.slice(done, index) };
    yield body === void 0 ? { kind: "text", text: "${" } : parseToken(body, scope);
    done = index + match.length;
  }
  yield { kind: "text", text: template.slice(done).replaceAll("$${", () => "${") };
}
function parseToken(body, scope) {
  const colon = body.indexOf(":");
  const base = colon < 0 ? body : body.slice(0, colon);
  const token = parseBase(base);
  if (!token) {
    throw invalidTemplate(scope, `\`\${${excerpt(body)}}\` is not an OCX token; write \`$\${\` for a literal \`\${\``);
  }
  if (colon < 0) return token;
  const suffix = body.slice(colon + 1);
  if (token.kind === "variable")
    throw invalidTemplate(scope, `\`\${${excerpt(body)}}\` cannot take \`:${excerpt(suffix)}\``);
  if (suffix === "native" || suffix === "posix") return token;
  throw invalidTemplate(
    scope,
    `\`:${excerpt(suffix)}\` in \`\${${excerpt(body)}}\` is unknown, expected \`:native\` or \`:posix\``
  );
}
function parseBase(base) {
  if (base === "installPath" || base === "self.installPath") return { kind: "installPath" };
  const [, key] = /^self\.env\.([A-Za-z_][A-Za-z0-9_]*)$/.exec(base) ?? [];
  if (key !== void 0) return { kind: "variable", key };
  const [, name] = /^deps\.([a-z0-9][a-z0-9_-]{0,63})\.installPath$/.exec(base) ?? [];
  return name === void 0 ? void 0 : { kind: "dependency", name };
}
function resolve(segment, scope) {
  switch (segment.kind) {
    case "text":
      return segment.text;
    case "installPath":
      return scope.installPath;
    case "dependency":
      return dependencyPath(segment.name, scope);
    case "variable":
      return earlierValue(segment.key, scope);
  }
}
function dependencyPath(name, scope) {
  const path = scope.dependencies.get(name);
  if (path === void 0) {
    const names = [...scope.dependencies.keys()].toSorted().join(", ") || "none";
    throw invalidTemplate(scope, `dependency "${name}" is not declared, expected one of: ${names}`);
  }
  if (scope.exists && !scope.exists(path)) {
    throw new BundleError(
      "PACKAGE_NOT_INSTALLED",
      `Cannot resolve ${scope.subject}: dependency "${name}" is not at ${path}`
    );
  }
  return path;
}
function earlierValue(key, scope) {
  const [value, second] = scope.earlier?.get(key) ?? [];
  if (value === void 0)
    throw invalidTemplate(scope, `\`\${self.env.${key}}\` is not set by an earlier variable of the package`);
  if (second !== void 0) throw invalidTemplate(scope, `\`\${self.env.${key}}\` is set twice, expected once`);
  return value;
}
function invalidTemplate(scope, reason) {
  return new BundleError("METADATA_INVALID", `Cannot resolve ${scope.subject}: ${reason}`);
}

// src/home/environment/environment-entries.ts
function resolveVariables(variables, scope, exists) {
  const earlier = /* @__PURE__ */ new Map();
  const entries = [];
  for (const variable of variables) {
    const seen = variable.visibility === "public" || variable.visibility === "interface";
    const subject = `${variable.key} of ${scope.subject}`;
    const text = interpolate(variable.value, { ...scope, subject, earlier, ...seen ? { exists } : {} });
    const value = variable.type === "path" ? joinRaw(scope.installPath, text) : text;
    if (seen) {
      refuseUnusable(variable, value, subject, exists);
      entries.push(entryOf(variable, value));
    }
    earlier.set(variable.key, [...earlier.get(variable.key) ?? [], value].slice(0, 2));
  }
  return entries;
}
function joinRaw(directory, path) {
  if (path.startsWith("/")) return path;
  return directory.endsWith("/") ? `${directory}${path}` : `${directory}/${path}`;
}
function refuseUnusable(variable, value, subject, exists) {
  if (value.includes("\0")) {
    throw new BundleError("METADATA_INVALID", `Cannot resolve ${subject}: no environment can hold its NUL character`, {
      hint: "The publisher has to correct the package."
    });
  }
  if (variable.type === "path" && variable.required && !exists(value)) {
    throw new BundleError("REQUIRED_PATH_MISSING", `Cannot resolve ${subject}: there is no ${value}`);
  }
  if (variable.type !== "list") return;
  const { separator } = variable;
  if (value.startsWith(separator) || value.endsWith(separator)) {
    const found = `${JSON.stringify(value)} begins or ends with its separator ${JSON.stringify(separator)}`;
    throw new BundleError("METADATA_INVALID", `Cannot resolve ${subject}: ${found}`);
  }
}
function entryOf(variable, value) {
  const { key, type } = variable;
  return variable.type === "list" ? { key, value, type, separator: variable.separator } : { key, value, type };
}

// src/home/environment/environment.ts
function composeEnvironment(roots, composition) {
  refuseConflicts(roots, composition.packages);
  const parts = contributorsOf(roots, composition.packages).map(
    (identifier) => contributionOf(identifier, composition)
  );
  return {
    entries: parts.flatMap(({ entries }) => entries),
    binaries: parts.flatMap(({ binaries }) => binaries),
    entrypoints: parts.flatMap(({ entrypoints }) => entrypoints),
    integrations: parts.flatMap(({ integrations }) => integrations)
  };
}
function contributorsOf(roots, packages) {
  const isRoot = new Set(roots.map(identityOf));
  const contributors = /* @__PURE__ */ new Map();
  const visit = (identifier) => {
    const identity = identityOf(identifier);
    if (!contributors.has(identity)) contributors.set(identity, identifier);
  };
  for (const root of roots) {
    for (const dependency of visibleOf(documentsOf(packages, root))) {
      if (!isRoot.has(identityOf(dependency))) visit(dependency);
    }
    visit(root);
  }
  return [...contributors.values()];
}
function contributionOf(identifier, { home, packages, exists }) {
  const documents = documentsOf(packages, identifier);
  const { metadata } = documents;
  const name = formatIdentifier(identifier);
  const root = packageRootOf(home, identifier);
  const dependencies = contentsOf(documents, home);
  const scope = { subject: name, installPath: `${root}/content`, dependencies };
  const claim = (claimed) => ({ name: claimed, package: name });
  const entrypoints = metadata.entrypoints.map((entrypoint) => claim(entrypoint.name));
  const integrations = metadata.integrations.map(({ key, value }) => ({
    namespace: key,
    package: name,
    payload: interpolateTexts(value, { ...scope, subject: `${key} of ${name}`, exists })
  }));
  const variables = resolveVariables(metadata.env, scope, exists);
  const launchers = { key: "PATH", value: `${root}/entrypoints`, type: "path" };
  return {
    entries: entrypoints.length === 0 ? variables : [...variables, launchers],
    binaries: (metadata.binaries ?? []).map(claim),
    entrypoints,
    integrations
  };
}
function contentsOf({ metadata, closure }, home) {
  const leaves = new Map(closure.map(({ identifier }) => [repositoryOf(identifier), identifier]));
  return new Map(
    metadata.dependencies.map((dependency) => {
      const identifier = leaves.get(repositoryOf(dependency.identifier)) ?? dependency.identifier;
      return [nameOf(dependency), `${packageRootOf(home, identifier)}/content`];
    })
  );
}
function repositoryOf({ registry, repository }) {
  return formatIdentifier({ registry, repository });
}
function nameOf({ name, identifier }) {
  if (name !== void 0) return name;
  const last = identifier.repository.slice(identifier.repository.lastIndexOf("/") + 1);
  const bent = last.replaceAll(/[^a-z0-9_-]/g, "-").slice(0, 64);
  return /^[a-z0-9]/.test(bent) ? bent : "dep";
}
function interpolateTexts(payload, scope) {
  switch (payload.kind) {
    case "string":
      return string(interpolate(payload.value, scope));
    case "array":
      return array(payload.items.map((item) => interpolateTexts(item, scope)));
    case "object": {
      const members = membersOf(payload).map(({ key, value }) => ({ key, value: interpolateTexts(value, scope) }));
      return { kind: "object", members };
    }
    default:
      return payload;
  }
}

// src/home/environment/fold.ts
var DEFAULT_SEPARATOR = " ";
var PATH_SEPARATOR = ":";
function variableOf(variables, key) {
  return (Object.hasOwn(variables, key) ? variables[key] : void 0) ?? "";
}
function moveToFront(existing, value) {
  const rest = existing.split(PATH_SEPARATOR).filter((segment) => segment !== "" && segment !== value);
  return (value === "" ? rest : [value, ...rest]).join(PATH_SEPARATOR);
}
function appendUnique(existing, value, separator) {
  if (value === "") return existing;
  const wanted = `${separator}${value}${separator}`;
  let wrapped = `${separator}${existing}${separator}`;
  while (wrapped.includes(wanted)) wrapped = wrapped.replaceAll(wanted, () => separator);
  const rest = wrapped.length >= 2 * separator.length ? wrapped.slice(separator.length, -separator.length) : "";
  return rest === "" ? value : `${rest}${separator}${value}`;
}
function isVariableName(key) {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key);
}

// src/home/environment/separators.ts
function settleSeparators(entries) {
  const separators = /* @__PURE__ */ new Map();
  for (const { key, type, separator } of entries) {
    if (type !== "list" || separator === void 0) continue;
    const first = separators.get(key) ?? separator;
    if (first !== separator) {
      throw conflict2(`${key} is a list with the separators ${JSON.stringify(first)} and ${JSON.stringify(separator)}`);
    }
    separators.set(key, separator);
  }
  return entries.map((entry) => settle(entry, separators.get(entry.key)));
}
function settle(entry, separator) {
  if (entry.type !== "list") return entry;
  const effective = separator ?? DEFAULT_SEPARATOR;
  if (entry.value.startsWith(effective) || entry.value.endsWith(effective)) {
    const found = `${JSON.stringify(entry.value)} begins or ends with its separator ${JSON.stringify(effective)}`;
    throw conflict2(`the value of ${entry.key}, ${found}`);
  }
  return separator === void 0 ? entry : { ...entry, separator };
}
function conflict2(reason) {
  return new BundleError("ENVIRONMENT_CONFLICT", `Cannot compose the environment: ${reason}`);
}

// src/home/environment/read-environment.ts
async function readEnvironment(home, roots, added = []) {
  const packages = await loadPackages(home, roots);
  return composeWhole({ roots, added }, { home: home.path, packages, exists: existsSync });
}
function composeWhole({ roots, added }, composition) {
  const environment = composeEnvironment(roots, composition);
  return { ...environment, entries: settleSeparators([...environment.entries, ...added]) };
}

// src/commands/ocx/brought-ocx.ts
function broughtOcx(roots, { ocx }) {
  const directories = [
    ...roots.filter(isCompanion).map(({ registry, leaf }) => `${packagePath(registry, leaf)}/${OCX_BINARIES}`),
    ...ocx === void 0 ? [] : [executableDirectory(ocx.digest)]
  ];
  return directories.length === 0 ? void 0 : { directories };
}

// src/commands/ocx/environment-roots.ts
function environmentRoots(roots, exported, requested) {
  if (exported === void 0) {
    const named = roots.filter((root) => !isCompanion(root));
    if (requested.length === 0) return { roots: currentOnly(named), groups: [] };
    throw new BundleError(
      "OPTION_INVALID",
      `Cannot use group ${requested.join(", ")}: the bundle was exported without a project`,
      {
        hint: "Leave the groups out, or export a project."
      }
    );
  }
  const groups = selectGroups(
    { file: "the bundle", groups: exported.map((name) => ({ name })) },
    requested.length === 0 && exported.includes(DEFAULT_GROUP) ? [DEFAULT_GROUP] : requested
  );
  const tools = groups.flatMap((group) => toolsOf(roots, group));
  refuseSharedNames(tools, ({ root }) => root.identifier);
  return { roots: tools.map(({ root }) => root), groups };
}
function toolsOf(roots, group) {
  return roots.filter(({ groups }) => groups?.includes(group)).map((root) => ({ name: root.name ?? root.identifier, group, root })).toSorted((a, b) => compareBytes(a.name, b.name));
}
function currentOnly(roots) {
  const current = new Map(roots.filter((root) => root.current).map((root) => [placeOf(root), root.leaf]));
  return roots.filter((root) => (current.get(placeOf(root)) ?? root.leaf) === root.leaf);
}
function placeOf({ registry, repository }) {
  return `${registry}/${repository}`;
}
function projectEntries(project, groups) {
  return projectVariables(project, groups).map(({ kind, ...variable }) => ({ ...variable, type: kind }));
}
function pinned({
  registry,
  repository,
  tag,
  leaf
}) {
  return { registry, repository, ...tag !== void 0 && { tag }, digest: leaf };
}

export {
  DEFAULT_SEPARATOR,
  variableOf,
  moveToFront,
  appendUnique,
  isVariableName,
  packagesOf,
  readEnvironment,
  composeWhole,
  broughtOcx,
  environmentRoots,
  projectEntries,
  pinned
};
