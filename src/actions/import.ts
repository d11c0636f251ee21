import { importBundle } from "../commands/import-bundle.ts";
import { inspectBundle } from "../commands/inspect-bundle.ts";
import type { EnvironmentSubject, ImportRequest, ImportResult } from "../commands/requests.ts";
import { showEnvironment } from "../commands/show-environment.ts";
import { parseImportInputs } from "./inputs.ts";
import { addSummary, readInput, runJob, say, setOutputs, setVariables } from "./runner.ts";
import { summarizeImport } from "./summary.ts";

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
    home,
  });
  if (exportEnvironment) {
    await showEnvironment({ subject: subjectOf(result, request), home, format: "github" }, surroundings, listener);
  }
  if (offline) setVariables({ OCX_HOME: home, OCX_OFFLINE: "1" });
  say(`Imported ${result.bundle.digest} into ${home}`);
  await addSummary(summarizeImport(result, await inspectBundle(request, surroundings)));
});

/** A project at hand adds its own variables to those of its tools; single packages have only theirs. */
function subjectOf({ project, roots }: ImportResult, { packages }: ImportRequest): EnvironmentSubject {
  if (project === undefined || packages.length > 0) return { kind: "packages", identifiers: roots };
  return { kind: "project", path: project.directory, groups: project.groups };
}
