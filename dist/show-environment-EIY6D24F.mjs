import {
  broughtOcx_76,
  environmentRoots_74,
  lookedUp_74,
  pinnedIdentifier_74,
  projectEntries_74,
  readEnvironment_73
} from "./chunk-PO3RHWBS.mjs";
import {
  withOwnOcx_78
} from "./chunk-II75UPR3.mjs";
import {
  warnOfEnvironment_77
} from "./chunk-JIXAONKB.mjs";
import {
  expandGroups_127,
  namedPackages,
  refuseSharedNames_127,
  resolvePackages
} from "./chunk-XTZO5WJI.mjs";
import "./chunk-LDTUXN33.mjs";
import {
  array_112,
  formatPretty_112,
  object_112,
  string_112
} from "./chunk-7ZJTPO4E.mjs";
import "./chunk-5LQVMTV5.mjs";
import {
  homePath_20,
  indexPath_20
} from "./chunk-MNKW3YDE.mjs";
import "./chunk-W4J3ESE5.mjs";
import {
  openHome_113
} from "./chunk-UKQYM3E2.mjs";
import "./chunk-HEAJCSBZ.mjs";
import {
  wantedPlatform_9
} from "./chunk-CPMTHW7B.mjs";
import "./chunk-22M2MICJ.mjs";
import "./chunk-P3VSXBJ3.mjs";
import {
  appendToJob,
  changesOf,
  jobFiles
} from "./chunk-VJ6F4VKR.mjs";
import {
  DEFAULT_SEPARATOR_170,
  isVariableName_170
} from "./chunk-Z4HKEFOH.mjs";
import {
  offlineVariables_19
} from "./chunk-CZIUKB67.mjs";
import {
  loadProject_68
} from "./chunk-OQQCSOEH.mjs";
import "./chunk-LM4DMEHJ.mjs";
import {
  openInput_81
} from "./chunk-EAUOSOMP.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import {
  openBundle_85
} from "./chunk-IGXA6UWY.mjs";
import "./chunk-GX6YAEWI.mjs";
import "./chunk-GJP4ZKXN.mjs";
import "./chunk-HNLNHLU6.mjs";
import {
  expandTilde_38
} from "./chunk-A6YYFOED.mjs";
import {
  printableJson
} from "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/home/environment/format-json.ts
function formatEnvironmentJson({ entries, binaries, entrypoints, integrations }) {
  const document = object_112([
    ["entries", array_112(entries.map(formatEntry))],
    ["binaries", array_112(binaries.map(formatClaim))],
    ["entrypoints", array_112(entrypoints.map(formatClaim))],
    ["integrations", array_112(integrations.map(formatIntegration))],
    // OCX's notes about tools that it fetches on first use; here everything is installed.
    ["advisories", array_112([])]
  ]);
  return `${printableJson(formatPretty_112(document))}
`;
}
function formatEntry({ key, value, type, separator }) {
  return object_112([
    ["key", string_112(key)],
    ["value", string_112(value)],
    ["type", string_112(type)],
    ["separator", separator === void 0 ? void 0 : string_112(separator)]
  ]);
}
function formatClaim(claim) {
  return object_112([
    ["name", string_112(claim.name)],
    ["package", string_112(claim.package)]
  ]);
}
function formatIntegration(integration) {
  return object_112([
    ["namespace", string_112(integration.namespace)],
    ["package", string_112(integration.package)],
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
function separatorsIn({ type, value, separator = DEFAULT_SEPARATOR_170 }) {
  return type === "constant" ? 0 : value.split(type === "path" ? ":" : separator).length - 1;
}
function tooMany({ key }, separators) {
  return separators > MAX_SEPARATORS ? `left out a part of ${key}: lists with more than ${MAX_SEPARATORS} separators take a shell too long` : void 0;
}
function problemOf({ key, value }) {
  if (!isVariableName_170(key))
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
      return dialect.appendList(key, value, separator ?? DEFAULT_SEPARATOR_170);
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
import { DEFAULT_GROUP_133, parseDeclaration_133 } from "./core.mjs";

// src/commands/show-environment.ts
async function showEnvironment(request, context, reporter) {
  const home = await openHome_113(homePath_20(request.home, context), indexPath_20(context));
  const source = await findSubject(home, request, { context, reporter });
  const composed = await readEnvironment_73(home, source.roots, source.added);
  const form = request.format === "github" ? "job" : "shell";
  const places = { home: home.path, brought: source.brought };
  const complete = await withOwnOcx_78(composed, places, { ...context, form });
  const environment = request.offline === true ? withOffline(complete, home.path) : complete;
  const { text, warnings: flaws } = await format(environment, request.format, context);
  const warnings = [...flaws, ...await warnOfEnvironment_77(environment, context)];
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
      return { roots: roots.map(pinnedIdentifier_74), added: [] };
    }
    case "project": {
      const project = await loadProject_68(expandTilde_38(subject.path, context), context);
      if (project === void 0) throw new BundleError("PROJECT_NOT_FOUND", `Cannot find project ${subject.path}`);
      const groups = expandGroups_127(project, subject.groups.length === 0 ? [DEFAULT_GROUP_133] : subject.groups);
      const tools = groups.flatMap((group) => project.tools.filter((tool) => tool.group === group));
      refuseSharedNames_127(tools, ({ registry, repository, offers }) => JSON.stringify([registry, repository, offers]));
      const { roots } = await resolvePackages(home, { kind: "project", project, groups }, wanted);
      return { roots: lookedUp_74(roots).map(pinnedIdentifier_74), added: projectEntries_74(project, groups) };
    }
    case "bundle":
      return readSubject(subject, wanted, context, reporter);
  }
}
async function readSubject({ source, groups = [] }, platform, context, reporter) {
  var _stack = [];
  try {
    const input = __using(_stack, await openInput_81(source, context, logsOf_22(reporter)), true);
    const { config } = await openBundle_85(input, { platform });
    await input.finish();
    const { roots } = environmentRoots_74(config.roots, config.project?.groups, groups);
    return { roots: roots.map(pinnedIdentifier_74), added: [], brought: broughtOcx_76(config.roots, config) };
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
