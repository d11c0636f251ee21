import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  OCX,
  OCX_BINARIES,
  bringsOcx
} from "./chunk-3H7QWYDN.mjs";
import {
  EXECUTABLES,
  executableDirectory
} from "./chunk-DZ7BITUT.mjs";
import {
  readImportsLog
} from "./chunk-HAWTYSNO.mjs";
import {
  packageName
} from "./chunk-IRSTIHGJ.mjs";
import {
  inHome,
  targetHome
} from "./chunk-K7OIXQE2.mjs";
import {
  currentPath
} from "./chunk-T75H43WP.mjs";

// src/commands/ocx/ocx-on-path.ts
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
var SEPARATOR = ":";
function findOnPath(context) {
  return firstWithOcx(
    directoriesOf(context.variables["PATH"]).map((directory) => resolve(context.directory, directory))
  );
}
async function withOwnOcx(environment, places, { variables, form }) {
  const { entries, entrypoints } = environment;
  const isWanted = entrypoints.length > 0 || places.brought !== void 0 || await hasExecutables(places.home);
  if (!isWanted || await findsOcx(entries, variables, places.home)) return environment;
  const value = await findOwnOcx(places);
  if (value === void 0) return environment;
  if (form === "job") return { ...environment, entries: [{ key: "PATH", value, type: "path" }, ...entries] };
  return { ...environment, entries: [...entries, { key: "PATH", value, type: "list", separator: SEPARATOR }] };
}
async function findOwnOcx({ home, brought }) {
  const current = `${currentPath(OCX.registry, OCX.repository)}/${OCX_BINARIES}`;
  const { directories = [], isComing = false } = brought ?? {};
  const places = [current, ...directories, ...await recordedExecutables(home)];
  const found = await firstWithOcx(places.map((directory) => inHome(home, directory)));
  if (found !== void 0) return dirname(found);
  const [coming] = isComing ? directories : [];
  return coming && inHome(home, coming);
}
async function findsOcx(entries, variables, home) {
  if (variables["OCX_BINARY_PIN"]) return true;
  const added = entries.filter(({ key, type }) => key === "PATH" && type !== "constant").map(({ value }) => value);
  const own = home === void 0 ? void 0 : `${inHome(home, EXECUTABLES)}/`;
  const directories = [...added, ...directoriesOf(variables["PATH"])];
  return await firstWithOcx(directories.filter((each) => own === void 0 || !each.startsWith(own))) !== void 0;
}
async function hasExecutables(home) {
  return (await recordedExecutables(home)).length > 0;
}
async function recordedExecutables(home) {
  const { records } = await readImportsLog(targetHome(home));
  const digests = records.filter(({ forgotten }) => forgotten === void 0).flatMap(({ ocx }) => ocx ?? []);
  return [...new Set(digests.toReversed())].map(executableDirectory);
}
function directoriesOf(path) {
  return (path ?? "").split(SEPARATOR).filter((directory) => directory !== "");
}
async function firstWithOcx(directories) {
  for (const directory of directories) {
    const path = join(directory, "ocx");
    if (await isExecutable(path)) return path;
  }
  return void 0;
}
async function isExecutable(path) {
  return access(path, constants.X_OK).then(
    () => true,
    () => false
  );
}

// src/commands/ocx/launcher-warnings.ts
var NAMED = 5;
function warnOfExport(closure) {
  const names = packagesWithLaunchers(closure);
  if (names.length === 0 || bringsOcx(closure)) return [];
  return [
    `${needOcx(names)}, which the bundle does not have: set \`include-ocx: true\` (\`--include-ocx true\`), export ocx.sh/ocx/cli too, or install OCX where they run`
  ];
}
async function warnOfImport(closure, places, { variables }) {
  const names = packagesWithLaunchers(closure);
  if (names.length === 0 || bringsOcx(closure) || await findsOcx([], variables)) return [];
  if (await findOwnOcx(places) !== void 0) return [];
  return [
    `${needOcx(names)}, which is neither in the bundle nor on PATH: export with \`include-ocx: true\` (\`--include-ocx true\`), or install OCX here`
  ];
}
async function warnOfEnvironment({ entrypoints, entries }, { variables }) {
  const names = [...new Set(entrypoints.map((claim) => claim.package.replace(/@.*$/u, "")))];
  if (names.length === 0 || await findsOcx(entries, variables)) return [];
  return [
    `${needOcx(names)}, which is neither in this environment nor on PATH: add ocx.sh/ocx/cli to it, or install OCX here`
  ];
}
function packagesWithLaunchers({ packages, roots }) {
  return packages.filter(({ metadata }) => metadata.entrypoints.length > 0).map((pkg) => packageName(pkg, roots));
}
function needOcx(names) {
  const rest = names.length - NAMED;
  const listed = `${names.slice(0, NAMED).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  return `Entry points of ${listed} run \`ocx\``;
}

export {
  findOnPath,
  withOwnOcx,
  warnOfExport,
  warnOfImport,
  warnOfEnvironment
};
