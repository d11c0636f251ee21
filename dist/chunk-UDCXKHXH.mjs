import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  nameOf
} from "./chunk-W7M24HYR.mjs";

// src/commands/launcher-warnings.ts
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
var OCX = { registry: "ocx.sh", repository: "ocx/cli" };
var NAMED = 5;
function warnOfExport(closure) {
  const names = packagesWithLaunchers(closure);
  if (names.length === 0 || bringsOcx(closure)) return [];
  return [
    `${needOcx(names)}, which the bundle does not have: export ocx.sh/ocx/cli too, or install OCX where they run`
  ];
}
async function warnOfImport(closure, { variables }) {
  const names = packagesWithLaunchers(closure);
  if (names.length === 0 || bringsOcx(closure) || await findsOcx(variables, [])) return [];
  return [
    `${needOcx(names)}, which is neither in the bundle nor on PATH: export ocx.sh/ocx/cli too, or install OCX here`
  ];
}
async function warnOfEnvironment({ entrypoints, entries }, { variables }) {
  const names = [...new Set(entrypoints.map((claim) => claim.package.replace(/@.*$/u, "")))];
  const directories = entries.filter(({ key, type }) => key === "PATH" && type === "path").map(({ value }) => value);
  if (names.length === 0 || await findsOcx(variables, directories)) return [];
  return [
    `${needOcx(names)}, which is neither in this environment nor on PATH: add ocx.sh/ocx/cli to it, or install OCX here`
  ];
}
function packagesWithLaunchers({ packages, roots }) {
  return packages.filter(({ metadata }) => metadata.entrypoints.length > 0).map((pkg) => nameOf(pkg, roots));
}
function bringsOcx({ packages }) {
  return packages.some(
    ({ registry, repositories }) => registry === OCX.registry && repositories.includes(OCX.repository)
  );
}
async function findsOcx(variables, directories) {
  if (variables["OCX_BINARY_PIN"]) return true;
  const path = (variables["PATH"] ?? "").split(":");
  for (const directory of [...directories, ...path].filter((name) => name !== "")) {
    if (await isExecutable(join(directory, "ocx"))) return true;
  }
  return false;
}
async function isExecutable(path) {
  return access(path, constants.X_OK).then(
    () => true,
    () => false
  );
}
function needOcx(names) {
  const rest = names.length - NAMED;
  const listed = `${names.slice(0, NAMED).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  return `Entry points of ${listed} run \`ocx\``;
}

export {
  warnOfExport,
  warnOfImport,
  warnOfEnvironment
};
