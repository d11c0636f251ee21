import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openInput
} from "./chunk-ZAE6FAWZ.mjs";
import {
  openBundle
} from "./chunk-YSAAMCLT.mjs";
import {
  openHome,
  resolvePackages
} from "./chunk-FFGVJX5U.mjs";
import {
  homePath,
  wantedPlatform
} from "./chunk-2PQGRQEK.mjs";
import {
  loadProject,
  namedPackages,
  projectVariables,
  selectGroups
} from "./chunk-UANDXSUM.mjs";
import {
  hasInterface,
  packagePath,
  parseMetadata,
  parseResolved
} from "./chunk-OJRKHDAX.mjs";
import {
  array,
  compareBytes,
  entriesOf,
  formatIdentifier,
  formatPretty,
  lookAt,
  object,
  parseIdentifier,
  string
} from "./chunk-TSMA2OKH.mjs";
import {
  asFailure
} from "./chunk-UXUGPLQI.mjs";
import {
  BundleError
} from "./chunk-7XDTQEKM.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/show-environment.ts
import { appendFile } from "node:fs/promises";

// src/home/environment/fold.ts
var DEFAULT_SEPARATOR = " ";
var PATH_SEPARATOR = ":";
function valueOf(variables, key) {
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

// src/home/environment/format-github.ts
function formatGithub(entries, variables) {
  const warnings = [];
  const directories = [];
  const paths = /* @__PURE__ */ new Map();
  const lists = /* @__PURE__ */ new Map();
  const constants = /* @__PURE__ */ new Map();
  for (const entry of entries) {
    const { key, value, type, separator = DEFAULT_SEPARATOR } = entry;
    const flaw = flawOf(entry);
    if (flaw !== void 0) {
      warnings.push(`left out ${flaw}`);
    } else if (type === "constant") {
      constants.set(key, value);
    } else if (type === "list") {
      const known = lists.get(key) ?? { separator, value: valueOf(variables, key) };
      lists.set(key, { ...known, value: appendUnique(known.value, value, known.separator) });
    } else if (key !== "PATH") {
      paths.set(key, moveToFront(paths.get(key) ?? valueOf(variables, key), value));
    } else {
      directories.push(value);
    }
  }
  const records = [
    ...[...paths].map(([key, value]) => formatRecord(key, value)),
    ...[...lists].map(([key, { value }]) => formatRecord(key, value)),
    ...[...constants].map(([key, value]) => formatRecord(key, value))
  ];
  const lines = [...new Set(directories.toReversed())].toReversed();
  return { path: lines.map((line) => `${line}
`).join(""), environment: records.join(""), warnings };
}
function flawOf({ key, value, type }) {
  if (!isVariableName(key)) return `${JSON.stringify(key)}: it is no name of an environment variable`;
  if (key !== "PATH" || type !== "path" || !/[\r\n]/.test(value)) return void 0;
  return `${JSON.stringify(value)} of PATH: it has a line break`;
}
function formatRecord(key, value) {
  if (!/[\r\n"]/.test(value)) return `${key}=${value}
`;
  const delimiter = unusedDelimiter(value);
  return `${key}<<${delimiter}
${value}
${delimiter}
`;
}
function unusedDelimiter(value) {
  let delimiter = "EOF";
  for (let count = 0; value.includes(delimiter); count += 1) delimiter = `EOF_${count}`;
  return delimiter;
}

// src/home/environment/format-json.ts
function formatEnvironmentJson({ entries, binaries, entrypoints, integrations }) {
  const document = object([
    ["entries", array(entries.map(formatEntry))],
    ["binaries", array(binaries.map(formatClaim))],
    ["entrypoints", array(entrypoints.map(formatClaim))],
    ["integrations", array(integrations.map(formatIntegration))],
    // What OCX says about tools that it fetches on first use; here everything is installed.
    ["advisories", array([])]
  ]);
  return `${formatPretty(document)}
`;
}
function formatEntry({ key, value, type, separator }) {
  return object([
    ["key", string(key)],
    ["value", string(value)],
    ["type", string(type)],
    ["separator", separator === void 0 ? void 0 : string(separator)]
  ]);
}
function formatClaim(claim) {
  return object([
    ["name", string(claim.name)],
    ["package", string(claim.package)]
  ]);
}
function formatIntegration(integration) {
  return object([
    ["namespace", string(integration.namespace)],
    ["package", string(integration.package)],
    ["payload", integration.payload]
  ]);
}

// src/home/environment/format-shell.ts
function formatShell(shell, entries) {
  const dialect = DIALECTS[shell];
  const warnings = entries.map(problemOf).filter((problem) => problem !== void 0);
  const settable = entries.filter((entry) => problemOf(entry) === void 0 && !isEmptyList(entry));
  const helpers = dialect.helpers.filter(({ servesTypes }) => settable.some(({ type }) => servesTypes.includes(type)));
  const lines = [
    ...helpers.map(({ definition }) => definition),
    ...settable.map((entry) => statementOf(dialect, entry)),
    ...helpers.length === 0 ? [] : [dialect.removeHelpers(helpers.map(({ name }) => name))]
  ];
  return { text: lines.map((line) => `${line}
`).join(""), warnings };
}
function problemOf({ key, value }) {
  if (!isVariableName(key)) return `left out ${JSON.stringify(key)}: it is no name of an environment variable`;
  if (value.includes("\0")) return `left out ${key}: no environment can hold the NUL character in its value`;
  return void 0;
}
function isEmptyList({ type, value }) {
  return type === "list" && value === "";
}
function statementOf(dialect, { key, value, type, separator }) {
  switch (type) {
    case "constant":
      return dialect.setConstant(key, value);
    case "path":
      return dialect.prependPath(key, value);
    case "list":
      return dialect.appendList(key, value, separator ?? DEFAULT_SEPARATOR);
  }
}
var SH = {
  helpers: [
    {
      name: "__ocx_replace",
      servesTypes: ["path", "list"],
      definition: `__ocx_replace() {
  while [ "$__ocx_l" != "\${__ocx_l%%"$__ocx_p"*}" ]; do
    __ocx_l="\${__ocx_l%%"$__ocx_p"*}$1\${__ocx_l#*"$__ocx_p"}"
  done
}`
    },
    {
      name: "__ocx_path",
      servesTypes: ["path"],
      definition: `__ocx_path() {
  eval "__ocx_l=\\":\\\${$1-}:\\""
  __ocx_p=":$2:"; __ocx_replace :
  __ocx_p="::"; __ocx_replace :
  __ocx_l="\${__ocx_l#:}"; __ocx_l="\${__ocx_l%:}"
  export "$1=$2\${__ocx_l:+:$__ocx_l}"
}`
    },
    {
      name: "__ocx_list",
      servesTypes: ["list"],
      definition: `__ocx_list() {
  eval "__ocx_l=\\"\\\${$1-}\\""
  __ocx_l="\${__ocx_l:+$2$__ocx_l}$2"
  __ocx_p="$2$3$2"; __ocx_replace "$2"
  export "$1=\${__ocx_l#"$2"}$3"
}`
    }
  ],
  setConstant: (key, value) => `export ${key}=${quoteSh(value)}`,
  prependPath: (key, value) => `__ocx_path ${key} ${quoteSh(value)}`,
  appendList: (key, value, separator) => `__ocx_list ${key} ${quoteSh(separator)} ${quoteSh(value)}`,
  removeHelpers: (names) => `unset -f ${names.join(" ")}; unset __ocx_l __ocx_p`
};
function quoteSh(value) {
  return `'${value.replaceAll("'", () => String.raw`'\''`)}'`;
}
var REPLACE_ALL_IN_FISH = `(string replace --all -- "$__ocx_p" "$__ocx_s" "$__ocx_l" | string collect)`;
var FISH = {
  helpers: [
    {
      name: "__ocx_path",
      servesTypes: ["path"],
      definition: `function __ocx_path --argument-names __ocx_k __ocx_v;
  set -l --path __ocx_o "$$__ocx_k";
  set -l __ocx_r;
  for __ocx_e in $__ocx_o; test -n "$__ocx_e"; and test "$__ocx_e" != "$__ocx_v"; and set -a __ocx_r "$__ocx_e"; end;
  set -gx --path $__ocx_k "$__ocx_v" $__ocx_r;
end;`
    },
    {
      name: "__ocx_list",
      servesTypes: ["list"],
      definition: `function __ocx_list --argument-names __ocx_k __ocx_s __ocx_v;
  set -l __ocx_p "$__ocx_s$__ocx_v$__ocx_s";
  set -l __ocx_l "$__ocx_s";
  test -n "$$__ocx_k"; and set __ocx_l "$__ocx_s$$__ocx_k$__ocx_s";
  set -l __ocx_n ${REPLACE_ALL_IN_FISH};
  while test "$__ocx_n" != "$__ocx_l"; set __ocx_l "$__ocx_n"; set __ocx_n ${REPLACE_ALL_IN_FISH}; end;
  set __ocx_l (string replace -- "$__ocx_s" "" "$__ocx_l" | string collect);
  set -gx $__ocx_k "$__ocx_l$__ocx_v";
end;`
    }
  ],
  setConstant: (key, value) => `set -gx ${key} ${quoteFish(value)};`,
  prependPath: (key, value) => `__ocx_path ${key} ${quoteFish(value)};`,
  appendList: (key, value, separator) => `__ocx_list ${key} ${quoteFish(separator)} ${quoteFish(value)};`,
  removeHelpers: (names) => `functions --erase ${names.join(" ")};`
};
function quoteFish(value) {
  const escaped = value.replace(/[\\']/g, String.raw`\$&`);
  return `'${escaped.replaceAll("\n", () => String.raw`'\n'`).replaceAll("\r", () => String.raw`'\r'`)}'`;
}
var PWSH = {
  helpers: [
    {
      name: "__ocx_path",
      servesTypes: ["path"],
      definition: `function __ocx_path([string]$Key, [string]$Value) { ${[
        "$separator = [IO.Path]::PathSeparator",
        "$old = [string][Environment]::GetEnvironmentVariable($Key)",
        "$rest = $old.Split($separator) | Where-Object { $_ -cne '' -and $_ -cne $Value }",
        `Set-Item -LiteralPath "env:$Key" -Value ((@($Value) + @($rest)) -join $separator)`
      ].join("; ")} }`
    },
    {
      name: "__ocx_list",
      servesTypes: ["list"],
      definition: `function __ocx_list([string]$Key, [string]$Separator, [string]$Value) { ${[
        `$wanted = "$Separator$Value$Separator"`,
        "$old = [string][Environment]::GetEnvironmentVariable($Key)",
        `$text = if ($old) { "$Separator$old$Separator" } else { $Separator }`,
        "while ($text.Contains($wanted)) { $text = $text.Replace($wanted, $Separator) }",
        `Set-Item -LiteralPath "env:$Key" -Value ($text.Substring($Separator.Length) + $Value)`
      ].join("; ")} }`
    }
  ],
  setConstant: (key, value) => `$env:${key}=${quotePwsh(value)}`,
  prependPath: (key, value) => `__ocx_path ${key} ${quotePwsh(value)}`,
  appendList: (key, value, separator) => `__ocx_list ${key} ${quotePwsh(separator)} ${quotePwsh(value)}`,
  removeHelpers: (names) => `Remove-Item ${names.map((name) => `function:${name}`).join(",")}`
};
function quotePwsh(value) {
  return `'${value.replace(/['\u2018-\u201b]/g, "$&$&")}'`;
}
var DIALECTS = { sh: SH, fish: FISH, pwsh: PWSH };

// src/home/environment/read-environment.ts
import { existsSync } from "node:fs";

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
  if (missing.size > 0) throw notInstalled(home, roots, [...missing.values()]);
  return loaded;
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
  return {
    metadata: parseMetadata(metadata, `${path}/metadata.json`),
    closure: closure.map(({ identifier, visibility }) => ({ identifier: parsePinned(identifier), visibility }))
  };
}
function parsePinned(text) {
  const { digest, ...identifier } = parseIdentifier(text, void 0, { code: "DOCUMENT_INVALID" });
  if (digest === void 0)
    throw new BundleError("DOCUMENT_INVALID", `Cannot read resolve.json: "${text}" has no digest`);
  return { ...identifier, digest };
}
function notInstalled(home, roots, missing) {
  const names = missing.map(formatIdentifier).join(", ");
  const cure = missing.every((identifier) => roots.includes(identifier)) ? missing : roots;
  return new BundleError("PACKAGE_NOT_INSTALLED", `Cannot compose the environment: ${home.path} has no ${names}`, {
    hint: `Run \`ocx package install ${cure.map(formatIdentifier).join(" ")}\`.`
  });
}

// src/home/environment/conflicts.ts
function refuseConflicts(roots, packages) {
  const shown = roots.flatMap((root) => [root, ...visibleOf(documentsOf(packages, root))]);
  if (roots.length > 1) refuseSharedNames(shown, packages);
  refuseTwoVersions(shown);
}
function refuseSharedNames(shown, packages) {
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
      throw conflict(`${name} is wanted in two versions, ${listOf([...distinct.values()].toReversed())}`);
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
var QUOTE_LIMIT = 120;
function interpolate(template, scope) {
  const segments = [...scan(template, scope)];
  if (!scope.earlier && segments.some(({ kind }) => kind === "variable")) {
    throw invalid(scope, "`${self.env.\u2026}` is not allowed here");
  }
  const parts = [];
  let size = 0;
  for (const segment of segments) {
    const part = resolve(segment, scope);
    size += Buffer.byteLength(part);
    if (size > VALUE_LIMIT) throw invalid(scope, `it grows beyond ${VALUE_LIMIT} bytes`);
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
    throw invalid(scope, `\`\${${quote(body)}}\` is no token of OCX; write \`$\${\` for a literal \`\${\``);
  }
  if (colon < 0) return token;
  const suffix = body.slice(colon + 1);
  if (token.kind === "variable") throw invalid(scope, `\`\${${quote(body)}}\` cannot take \`:${quote(suffix)}\``);
  if (suffix === "native" || suffix === "posix") return token;
  throw invalid(
    scope,
    `\`:${quote(suffix)}\` in \`\${${quote(body)}}\` is unknown, expected \`:native\` or \`:posix\``
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
    throw invalid(scope, `dependency "${name}" is not declared, expected one of: ${names}`);
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
    throw invalid(scope, `\`\${self.env.${key}}\` is not set by an earlier variable of the package`);
  if (second !== void 0) throw invalid(scope, `\`\${self.env.${key}}\` is set twice, expected once`);
  return value;
}
function invalid(scope, reason) {
  return new BundleError("METADATA_INVALID", `Cannot resolve ${scope.subject}: ${reason}`);
}
function quote(text) {
  const short = text.length > QUOTE_LIMIT ? `${text.slice(0, QUOTE_LIMIT)}\u2026` : text;
  return short.replace(new RegExp("\\p{Cc}", "gu"), (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}

// src/home/environment/entries.ts
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
      const members = entriesOf(payload).map(({ key, value }) => ({ key, value: interpolateTexts(value, scope) }));
      return { kind: "object", members };
    }
    default:
      return payload;
  }
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
  const environment = composeEnvironment(roots, { home: home.path, packages, exists: existsSync });
  return { ...environment, entries: settleSeparators([...environment.entries, ...added]) };
}

// src/commands/show-environment.ts
async function showEnvironment(request, around, listener) {
  const home = await openHome(homePath(request.home, around));
  const { roots, added } = await findSubject(home, request, around);
  const environment = await readEnvironment(home, roots, added);
  const { text, warnings } = await format(environment, request.format, around);
  for (const warning of warnings) listener.warn(warning);
  return {
    home: home.path,
    packages: roots.map(({ registry, repository, digest }) => `${registry}/${repository}@${digest}`),
    text,
    entries: environment.entries.filter((entry) => flawOf(entry) === void 0).map(({ key, value, type }) => ({ key, value, kind: type })),
    warnings
  };
}
async function findSubject(home, { subject, platform }, around) {
  const wanted = await wantedPlatform(platform);
  switch (subject.kind) {
    case "packages": {
      const { identifiers } = subject;
      const declared = await namedPackages(identifiers, home.path, around);
      const { roots } = await resolvePackages(home, declared, wanted);
      return { roots: roots.map(pinned), added: [] };
    }
    case "project": {
      const project = await loadProject(subject.path, around);
      if (project === void 0) throw new BundleError("PROJECT_NOT_FOUND", `Cannot find project ${subject.path}`);
      const groups = selectGroups(project, subject.groups);
      const { roots } = await resolvePackages(home, { kind: "project", project, groups }, wanted);
      const added = projectVariables(project, groups).map(({ kind, ...variable }) => ({ ...variable, type: kind }));
      return { roots: roots.map(pinned), added };
    }
    case "bundle":
      return { roots: await rootsOfBundle(subject, around), added: [] };
  }
}
async function rootsOfBundle({ source }, around) {
  var _stack = [];
  try {
    const bytes = __using(_stack, await openInput(source, around), true);
    const { config } = await openBundle(bytes);
    return config.roots.map(pinned);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function pinned({
  registry,
  repository,
  tag,
  leaf
}) {
  return { registry, repository, ...tag !== void 0 && { tag }, digest: leaf };
}
async function format(environment, form, { variables }) {
  switch (form) {
    case "json":
      return { text: formatEnvironmentJson(environment), warnings: [] };
    case "sh":
    case "fish":
    case "pwsh":
      return formatShell(form, environment.entries);
    case "github": {
      const { path, environment: text, warnings } = formatGithub(environment.entries, variables);
      const files = [fileOf("GITHUB_PATH", variables), fileOf("GITHUB_ENV", variables)];
      await append(files[0], path);
      await append(files[1], text);
      return { text: "", warnings };
    }
  }
}
function fileOf(name, variables) {
  const path = variables[name];
  if (path) return path;
  throw new BundleError("RUNNER_MISSING", `Cannot write the environment of the job: ${name} is not set`);
}
async function append(path, text) {
  try {
    await appendFile(path, text);
  } catch (error) {
    throw asFailure(error, `write ${path}`);
  }
}

export {
  showEnvironment
};
