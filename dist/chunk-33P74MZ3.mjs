import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  nameOf
} from "./chunk-ZNKCQCNQ.mjs";
import {
  shimPath
} from "./chunk-BDMQXJF7.mjs";
import {
  hostPlatform
} from "./chunk-FYPQRVXC.mjs";
import {
  fits,
  formatPlatform,
  parsePlatform
} from "./chunk-KVNPPPDZ.mjs";
import {
  lookAt
} from "./chunk-LBAKRST6.mjs";
import {
  BundleError
} from "./chunk-YKPDBCHQ.mjs";

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

// src/commands/platforms.ts
async function wantedPlatform(asked) {
  return asked === void 0 ? hostPlatform() : parsePlatform(asked);
}
function checkPlatform({ packages, roots }, wanted) {
  const foreign = packages.filter(({ platform }) => platform !== "unknown" && !fits(parsePlatform(platform), wanted));
  if (foreign.length === 0) return;
  const groups = [...Map.groupBy(foreign, ({ platform }) => platform)].map(
    ([platform, units]) => `for ${platform} (${units.map((pkg) => nameOf(pkg, roots)).join(", ")})`
  );
  const found = `it has packages ${groups.join(", and ")}`;
  throw new BundleError("PLATFORM_MISMATCH", `Cannot use bundle on ${formatPlatform(wanted)}: ${found}`);
}

// src/home/closure/shims.ts
import { join as join2 } from "node:path";
async function isDeferred(home, registry, repositories, leaf) {
  for (const repository of repositories) {
    if (await lookAt(join2(home, shimPath(registry, repository, leaf))) !== void 0) return true;
  }
  return false;
}
var DEFERRED_HINT = "Run `ocx pull --lazy-mode never` in the project: in lazy mode OCX installs a tool only when it is first run.";

export {
  isDeferred,
  DEFERRED_HINT,
  warnOfExport,
  warnOfImport,
  warnOfEnvironment,
  wantedPlatform,
  checkPlatform
};
