import { importBundle } from "../commands/import-bundle.ts";
import { inspectBundle } from "../commands/inspect-bundle.ts";
import type { EnvironmentSubject, ImportRequest, ImportResult } from "../commands/requests.ts";
import { showEnvironment } from "../commands/show-environment.ts";
import { parseImportInputs } from "./inputs.ts";
import { addSummary, readInput, runJob, say, setOutputs, setVariables } from "./runner.ts";
import { countPackages, summarizeImport } from "./summary.ts";

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
    home,
  });
  if (exportEnvironment) {
    await showEnvironment({ subject: subjectOf(result, request), home, format: "github" }, surroundings, listener);
  }
  if (offline) setVariables({ OCX_HOME: home, OCX_OFFLINE: "1" });
  const done = added === 0 ? "Nothing to import, already there" : `Imported ${countPackages(added)}, already there`;
  say(`${done}: ${countPackages(present)}. Home ${home}, bundle digest ${result.bundle.digest}`);
  await addSummary(summarizeImport(result, await inspectBundle(request, surroundings)));
});

/** A project at hand adds its own variables to those of its tools; single packages have only theirs. */
function subjectOf({ project, roots }: ImportResult, { packages }: ImportRequest): EnvironmentSubject {
  if (project === undefined || packages.length > 0) return { kind: "packages", identifiers: roots };
  return { kind: "project", path: project.directory, groups: project.groups };
}
