import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  namedPackages,
  resolvePackages
} from "./chunk-M3Q6YHBR.mjs";
import "./chunk-MHMRLBD3.mjs";
import {
  appendToJob,
  changesOf,
  jobFiles
} from "./chunk-GM3HY6DU.mjs";
import {
  DEFAULT_SEPARATOR,
  broughtOcx,
  environmentRoots,
  isVariableName,
  pinned,
  projectEntries,
  readEnvironment
} from "./chunk-6C4SRBBV.mjs";
import {
  warnOfEnvironment,
  withOwnOcx
} from "./chunk-SAESCJGR.mjs";
import {
  offlineVariables
} from "./chunk-3H7QWYDN.mjs";
import "./chunk-REH3XOZH.mjs";
import {
  wantedPlatform
} from "./chunk-A53YNI3Z.mjs";
import {
  homePath
} from "./chunk-IMNXN3X2.mjs";
import "./chunk-DZ7BITUT.mjs";
import "./chunk-HAWTYSNO.mjs";
import "./chunk-7C66QK4H.mjs";
import "./chunk-4WPILYSH.mjs";
import "./chunk-4ZU35ENI.mjs";
import "./chunk-DM6LKKWO.mjs";
import "./chunk-IRSTIHGJ.mjs";
import "./chunk-ZVUNG3OG.mjs";
import {
  openHome
} from "./chunk-K7OIXQE2.mjs";
import "./chunk-JMPCFPP2.mjs";
import "./chunk-T75H43WP.mjs";
import {
  openInput
} from "./chunk-TSQGIPLC.mjs";
import {
  logsOf
} from "./chunk-N2LVX2II.mjs";
import "./chunk-55ZUACTJ.mjs";
import "./chunk-ZFEVZWS2.mjs";
import {
  DEFAULT_GROUP,
  loadProject,
  refuseSharedNames,
  selectGroups
} from "./chunk-JQG6RWFB.mjs";
import "./chunk-O33FM3KH.mjs";
import "./chunk-MHK6QLCY.mjs";
import "./chunk-47HUOOIO.mjs";
import {
  array,
  formatPretty,
  object,
  string
} from "./chunk-M6FOAHYW.mjs";
import "./chunk-M7SIO7OB.mjs";
import {
  openBundle
} from "./chunk-6ZRXCNM6.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-AE5OU4D2.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-GY6335NT.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-GNLZV7IL.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-2NAQL2KR.mjs";
import "./chunk-AQRZANAN.mjs";
import "./chunk-Q4ZMEHLL.mjs";
import "./chunk-EUICU2GX.mjs";
import "./chunk-ZDWNJVBT.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-L7XR4U4C.mjs";
import "./chunk-V6OPSD56.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-MWQI2DLW.mjs";
import "./chunk-Z2KHX2NZ.mjs";
import {
  expandTilde
} from "./chunk-MIBTUUXS.mjs";
import "./chunk-RVXH5BSX.mjs";
import "./chunk-ADIS2E6D.mjs";
import {
  printableJson
} from "./chunk-PNVSA3GV.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/home/environment/format-json.ts
function formatEnvironmentJson({ entries, binaries, entrypoints, integrations }) {
  const document = object([
    ["entries", array(entries.map(formatEntry))],
    ["binaries", array(binaries.map(formatClaim))],
    ["entrypoints", array(entrypoints.map(formatClaim))],
    ["integrations", array(integrations.map(formatIntegration))],
    // OCX's notes about tools that it fetches on first use; here everything is installed.
    ["advisories", array([])]
  ]);
  return `${printableJson(formatPretty(document))}
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
  if (!isVariableName(key))
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

// src/commands/show-environment.ts
async function showEnvironment(request, context, reporter) {
  const home = await openHome(homePath(request.home, context));
  const source = await findSubject(home, request, { context, reporter });
  const composed = await readEnvironment(home, source.roots, source.added);
  const form = request.format === "github" ? "job" : "shell";
  const places = { home: home.path, brought: source.brought };
  const complete = await withOwnOcx(composed, places, { ...context, form });
  const environment = request.offline === true ? withOffline(complete, home.path) : complete;
  const { text, warnings: flaws } = await format(environment, request.format, context);
  const warnings = [...flaws, ...await warnOfEnvironment(environment, context)];
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
  const variables = Object.entries(offlineVariables(home));
  const added = variables.map(([key, value]) => ({ key, value, type: "constant" }));
  return { ...environment, entries: [...environment.entries, ...added] };
}
async function findSubject(home, { subject, platform }, { context, reporter }) {
  const wanted = await wantedPlatform(platform);
  switch (subject.kind) {
    case "packages": {
      const { identifiers } = subject;
      const declared = await namedPackages(identifiers, home.path, context);
      const { roots } = await resolvePackages(home, declared, wanted);
      return { roots: roots.map(pinned), added: [] };
    }
    case "project": {
      const project = await loadProject(expandTilde(subject.path, context), context);
      if (project === void 0) throw new BundleError("PROJECT_NOT_FOUND", `Cannot find project ${subject.path}`);
      const groups = selectGroups(project, subject.groups.length === 0 ? [DEFAULT_GROUP] : subject.groups);
      const tools = groups.flatMap((group) => project.tools.filter((tool) => tool.group === group));
      refuseSharedNames(tools, ({ registry, repository, offers }) => JSON.stringify([registry, repository, offers]));
      const { roots } = await resolvePackages(home, { kind: "project", project, groups }, wanted);
      return { roots: roots.map(pinned), added: projectEntries(project, groups) };
    }
    case "bundle":
      return readSubject(subject, wanted, context, reporter);
  }
}
async function readSubject({ source, groups = [] }, platform, context, reporter) {
  var _stack = [];
  try {
    const input = __using(_stack, await openInput(source, context, logsOf(reporter)), true);
    const { config } = await openBundle(input, { platform });
    await input.finish();
    const { roots } = environmentRoots(config.roots, config.project?.groups, groups);
    return { roots: roots.map(pinned), added: [], brought: broughtOcx(config.roots, config) };
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
