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
} from "./chunk-52NXGVRC.mjs";
import {
  importBundle
} from "./chunk-CSS76GIM.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-EYV4AAOI.mjs";
import "./chunk-DKPABEYX.mjs";
import "./chunk-345WKTXN.mjs";
import {
  inspectBundle
} from "./chunk-UALXHVUS.mjs";
import "./chunk-TKGT4S4S.mjs";
import "./chunk-5AR65B3L.mjs";
import "./chunk-5QEYRBQW.mjs";
import {
  showEnvironment
} from "./chunk-VSUZ6DDA.mjs";
import "./chunk-YZR73SVR.mjs";
import "./chunk-FMLXBOVH.mjs";
import "./chunk-MLRBC4VP.mjs";
import "./chunk-L6TS7QNI.mjs";
import "./chunk-7FVUVQ3R.mjs";
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
