import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/commands/ocx/ocx-package.ts
var OCX = { registry: "ocx.sh", repository: "ocx/cli" };
var OCX_BINARIES = "content/bin";
function isOcx({ registry, repository }) {
  return registry === OCX.registry && repository === OCX.repository;
}
function isCompanion(root) {
  return isOcx(root) && root.declaredBy === "link";
}
function withCompanion(wanted, whole) {
  const companions = whole.roots.filter((root) => isCompanion(root) && !wanted.includes(root));
  if (companions.length === 0 || wanted.some(isOcx)) return wanted;
  const leaves = new Set(wanted.map(({ leaf }) => leaf));
  for (const { leaf, dependencies } of whole.packages.toReversed()) {
    if (leaves.has(leaf)) for (const dependency of dependencies) leaves.add(dependency.leaf);
  }
  const packages = whole.packages.filter(({ leaf }) => leaves.has(leaf));
  return hasEntryPoints({ packages }) ? [...wanted, ...companions] : wanted;
}
function bringsOcx({ packages }) {
  return packages.some(
    ({ registry, repositories }) => repositories.some((repository) => isOcx({ registry, repository }))
  );
}
function hasEntryPoints({ packages }) {
  return packages.some(({ metadata }) => metadata.entrypoints.length > 0);
}
function offlineVariables(home) {
  return { OCX_HOME: home, OCX_OFFLINE: "1" };
}

export {
  OCX,
  OCX_BINARIES,
  isCompanion,
  withCompanion,
  bringsOcx,
  hasEntryPoints,
  offlineVariables
};
