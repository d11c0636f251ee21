import {
  broughtOcx_75,
  environmentRoots_73,
  pinnedIdentifier_73,
  projectEntries_73,
  readEnvironment_72
} from "./chunk-L3B2SZPV.mjs";
import {
  withOwnOcx_77
} from "./chunk-WCRIOJ77.mjs";
import {
  warnOfEnvironment_76
} from "./chunk-MH54STIZ.mjs";
import {
  namedPackages,
  refuseSharedNames_125,
  resolvePackages,
  selectGroups_125
} from "./chunk-DFRRB3YW.mjs";
import "./chunk-BI4CRZFR.mjs";
import {
  array_111,
  formatPretty_111,
  object_111,
  string_111
} from "./chunk-ATWDYSRF.mjs";
import "./chunk-E6UD6ZKU.mjs";
import {
  homePath_20,
  indexPath_20
} from "./chunk-MNKW3YDE.mjs";
import "./chunk-36CNADD3.mjs";
import {
  openHome_112
} from "./chunk-VOK6ILCY.mjs";
import "./chunk-JFBJI7SK.mjs";
import {
  wantedPlatform_9
} from "./chunk-CPMTHW7B.mjs";
import "./chunk-HDSDHAAK.mjs";
import "./chunk-22M2MICJ.mjs";
import "./chunk-HKJQRGYO.mjs";
import {
  appendToJob,
  changesOf,
  jobFiles
} from "./chunk-XF2NAZLN.mjs";
import {
  DEFAULT_SEPARATOR_163,
  isVariableName_163
} from "./chunk-XMPO3LBM.mjs";
import {
  offlineVariables_19
} from "./chunk-CZIUKB67.mjs";
import {
  loadProject_67
} from "./chunk-QE37RYUN.mjs";
import "./chunk-2UE5P62L.mjs";
import {
  openInput_80
} from "./chunk-LAE2HACZ.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import {
  openBundle_84
} from "./chunk-P4SAMCP3.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-2GKCAWFE.mjs";
import "./chunk-TUC4HGQ4.mjs";
import {
  expandTilde_38
} from "./chunk-ZCJQ433E.mjs";
import {
  printableJson
} from "./chunk-JWMHGH6Y.mjs";
import "./chunk-4QBOVGT3.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/home/environment/format-json.ts
function formatEnvironmentJson({ entries, binaries, entrypoints, integrations }) {
  const document = object_111([
    ["entries", array_111(entries.map(formatEntry))],
    ["binaries", array_111(binaries.map(formatClaim))],
    ["entrypoints", array_111(entrypoints.map(formatClaim))],
    ["integrations", array_111(integrations.map(formatIntegration))],
    // OCX's notes about tools that it fetches on first use; here everything is installed.
    ["advisories", array_111([])]
  ]);
  return `${printableJson(formatPretty_111(document))}
`;
}
function formatEntry({ key, value, type, separator }) {
  return object_111([
    ["key", string_111(key)],
    ["value", string_111(value)],
    ["type", string_111(type)],
    ["separator", separator === void 0 ? void 0 : string_111(separator)]
  ]);
}
function formatClaim(claim) {
  return object_111([
    ["name", string_111(claim.name)],
    ["package", string_111(claim.package)]
  ]);
}
function formatIntegration(integration) {
  return object_111([
    ["namespace", string_111(integration.namespace)],
    ["package", string_111(integration.package)],
    ["payload", integration.payload]
  ]);
}

// src/home/environment/format-shell.ts
function formatShell(shell, entries) {
  const dialect = DIALECTS[shell];
  const { settable, warnings } = settableOf(entries);
  const helpers = dialect.helpers.filter(({ servesTypes }) => settable.some(({ type }) => servesTypes.includes(type)));
  const lines = [
    ...helpers.map(({ definition }) => definition),
    ...settable.map((entry) => statementOf(dialect, entry)),
    ...helpers.length === 0 ? [] : [dialect.removeHelpers(helpers.map(({ name }) => name))]
  ];
  return { text: lines.map((line) => `${line}
`).join(""), warnings };
}
var MAX_SEPARATORS = 1e3;
function settableOf(entries) {
  const settable = [];
  const warnings = [];
  let separators = 0;
  for (const entry of entries) {
    const within = separatorsIn(entry);
    const problem = problemOf(entry) ?? tooMany(entry, separators + within);
    if (problem !== void 0) warnings.push(problem);
    else if (!isEmptyList(entry)) {
      separators += within;
      settable.push(entry);
    }
  }
  return { settable, warnings };
}
function separatorsIn({ type, value, separator = DEFAULT_SEPARATOR_163 }) {
  return type === "constant" ? 0 : value.split(type === "path" ? ":" : separator).length - 1;
}
function tooMany({ key }, separators) {
  return separators > MAX_SEPARATORS ? `left out a part of ${key}: lists with more than ${MAX_SEPARATORS} separators take a shell too long` : void 0;
}
function problemOf({ key, value }) {
  if (!isVariableName_163(key))
    return `left out ${JSON.stringify(key)}: it is not a valid name for an environment variable`;
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
      return dialect.appendList(key, value, separator ?? DEFAULT_SEPARATOR_163);
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
  return harmlessParts(value).map((part) => `'${part.replaceAll("'", () => String.raw`'\''`)}'`).join("");
}
function harmlessParts(value) {
  return value.split(/(?<=[\r\n]\s*:)(?=:)|(?<=#)(?=#\[)/);
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
  return harmlessParts(value).map((part) => part.replace(/[\\']/g, String.raw`\$&`)).map((part) => `'${part.replaceAll("\n", () => String.raw`'\n'`).replaceAll("\r", () => String.raw`'\r'`)}'`).join("");
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
  const parts = harmlessParts(value).map((part) => `'${part.replace(/['\u2018-\u201b]/g, "$&$&")}'`);
  return parts.length === 1 ? parts.join("") : `(${parts.join("+")})`;
}
var DIALECTS = { sh: SH, fish: FISH, pwsh: PWSH };

// from-joined:src/home/project/declaration.ts
import { DEFAULT_GROUP_131, parseDeclaration_131 } from "./core.mjs";

// src/commands/show-environment.ts
async function showEnvironment(request, context, reporter) {
  const home = await openHome_112(homePath_20(request.home, context), indexPath_20(context));
  const source = await findSubject(home, request, { context, reporter });
  const composed = await readEnvironment_72(home, source.roots, source.added);
  const form = request.format === "github" ? "job" : "shell";
  const places = { home: home.path, brought: source.brought };
  const complete = await withOwnOcx_77(composed, places, { ...context, form });
  const environment = request.offline === true ? withOffline(complete, home.path) : complete;
  const { text, warnings: flaws } = await format(environment, request.format, context);
  const warnings = [...flaws, ...await warnOfEnvironment_76(environment, context)];
  for (const warning of warnings) reporter.warn(warning);
  return {
    home: home.path,
    packages: source.roots.map(({ registry, repository, digest }) => `${registry}/${repository}@${digest}`),
    text,
    entries: changesOf(environment.entries),
    warnings
  };
}
function withOffline(environment, home) {
  const variables = Object.entries(offlineVariables_19(home));
  const added = variables.map(([key, value]) => ({ key, value, type: "constant" }));
  return { ...environment, entries: [...environment.entries, ...added] };
}
async function findSubject(home, { subject, platform }, { context, reporter }) {
  const wanted = await wantedPlatform_9(platform);
  switch (subject.kind) {
    case "packages": {
      const { identifiers } = subject;
      const declared = await namedPackages(identifiers, home.path, context);
      const { roots } = await resolvePackages(home, declared, wanted);
      return { roots: roots.map(pinnedIdentifier_73), added: [] };
    }
    case "project": {
      const project = await loadProject_67(expandTilde_38(subject.path, context), context);
      if (project === void 0) throw new BundleError("PROJECT_NOT_FOUND", `Cannot find project ${subject.path}`);
      const groups = selectGroups_125(project, subject.groups.length === 0 ? [DEFAULT_GROUP_131] : subject.groups);
      const tools = groups.flatMap((group) => project.tools.filter((tool) => tool.group === group));
      refuseSharedNames_125(tools, ({ registry, repository, offers }) => JSON.stringify([registry, repository, offers]));
      const { roots } = await resolvePackages(home, { kind: "project", project, groups }, wanted);
      return { roots: roots.map(pinnedIdentifier_73), added: projectEntries_73(project, groups) };
    }
    case "bundle":
      return readSubject(subject, wanted, context, reporter);
  }
}
async function readSubject({ source, groups = [] }, platform, context, reporter) {
  var _stack = [];
  try {
    const input = __using(_stack, await openInput_80(source, context, logsOf_22(reporter)), true);
    const { config } = await openBundle_84(input, { platform });
    await input.finish();
    const { roots } = environmentRoots_73(config.roots, config.project?.groups, groups);
    return { roots: roots.map(pinnedIdentifier_73), added: [], brought: broughtOcx_75(config.roots, config) };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function format(environment, form, context) {
  switch (form) {
    case "json":
      return { text: formatEnvironmentJson(environment), warnings: [] };
    case "sh":
    case "fish":
    case "pwsh":
      return formatShell(form, environment.entries);
    case "github":
      return { text: "", warnings: await appendToJob(jobFiles(context), environment.entries, context) };
  }
}
export {
  showEnvironment
};
