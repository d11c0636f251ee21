import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  addSummary,
  parseImportInputs,
  readInput,
  runJob,
  say,
  setOutputs,
  setVariables,
  summarizeImport
} from "./chunk-XFR3GUC3.mjs";
import {
  importBundle
} from "./chunk-BTCCAPJF.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-EYV4AAOI.mjs";
import "./chunk-7HG4TCJ5.mjs";
import "./chunk-MOWYRPK5.mjs";
import {
  inspectBundle
} from "./chunk-5LLIUSMX.mjs";
import "./chunk-ZRNC3QSO.mjs";
import "./chunk-V76MGSII.mjs";
import "./chunk-Q5AK34AA.mjs";
import {
  showEnvironment
} from "./chunk-6PHQIFPY.mjs";
import "./chunk-M26VLMAH.mjs";
import "./chunk-XUPQD2KL.mjs";
import "./chunk-LEDENNIZ.mjs";
import "./chunk-5ML7UYXH.mjs";
import "./chunk-4QOWCHA5.mjs";
import "./chunk-537MVMSQ.mjs";
import "./chunk-ISU6CRJH.mjs";

// src/actions/import.ts
await runJob("Import an offline bundle", async ({ surroundings, listener, defaults }) => {
  const { request, exportEnvironment, offline } = parseImportInputs(readInput, defaults);
  const result = await importBundle(request, surroundings, listener);
  const { home, packages } = result;
  const present = packages.filter(({ status }) => status === "present").length;
  setOutputs({
    "bundle-digest": result.bundle.digest,
    added: packages.length - present,
    present,
    packages,
    home
  });
  if (exportEnvironment) {
    await showEnvironment({ subject: subjectOf(result, request), home, format: "github" }, surroundings, listener);
  }
  if (offline) setVariables({ OCX_HOME: home, OCX_OFFLINE: "1" });
  say(`Imported ${result.bundle.digest} into ${home}`);
  await addSummary(summarizeImport(result, await inspectBundle(request, surroundings)));
});
function subjectOf({ project, roots }, { packages }) {
  if (project === void 0 || packages.length > 0) return { kind: "packages", identifiers: roots };
  return { kind: "project", path: project.directory, groups: project.groups };
}
