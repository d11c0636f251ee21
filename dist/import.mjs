import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  addSummary,
  countPackages,
  parseImportInputs,
  readInput,
  runJob,
  say,
  setOutputs,
  setVariables,
  summarizeImport
} from "./chunk-GCEYPLXH.mjs";
import {
  importBundle
} from "./chunk-SKXXO4PK.mjs";
import "./chunk-EFFATWTW.mjs";
import "./chunk-EYV4AAOI.mjs";
import "./chunk-QEYHQR5B.mjs";
import "./chunk-LTIFEAIV.mjs";
import {
  inspectBundle
} from "./chunk-2NRZWGZZ.mjs";
import "./chunk-7NZON2C4.mjs";
import "./chunk-6R4NBRZT.mjs";
import "./chunk-ZZWRXHFU.mjs";
import {
  showEnvironment
} from "./chunk-3A42G7PV.mjs";
import "./chunk-EAWP6FY7.mjs";
import "./chunk-2L7XXEPK.mjs";
import "./chunk-55O5BU5F.mjs";
import "./chunk-A3IJZYQB.mjs";
import "./chunk-J4EJY76C.mjs";
import "./chunk-T2NCVDNQ.mjs";
import "./chunk-ISU6CRJH.mjs";

// src/actions/import.ts
await runJob("Import an offline bundle", async ({ surroundings, listener, temporary }) => {
  const { request, exportEnvironment, offline } = parseImportInputs(readInput, temporary);
  const result = await importBundle(request, surroundings, listener);
  const { home, packages } = result;
  const present = packages.filter(({ status }) => status === "present").length;
  const added = packages.length - present;
  setOutputs({
    "bundle-digest": result.bundle.digest,
    added,
    present,
    packages,
    home
  });
  if (exportEnvironment) {
    await showEnvironment({ subject: subjectOf(result, request), home, format: "github" }, surroundings, listener);
  }
  if (offline) setVariables({ OCX_HOME: home, OCX_OFFLINE: "1" });
  const done = added === 0 ? "Nothing to import, already there" : `Imported ${countPackages(added)}, already there`;
  say(`${done}: ${countPackages(present)}. Home ${home}, bundle digest ${result.bundle.digest}`);
  await addSummary(summarizeImport(result, await inspectBundle(request, surroundings)));
});
function subjectOf({ project, roots }, { packages }) {
  if (project === void 0 || packages.length > 0) return { kind: "packages", identifiers: roots };
  return { kind: "project", path: project.directory, groups: project.groups };
}
