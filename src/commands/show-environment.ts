import { openBundle } from "../bundle/open-bundle.ts";
import { BundleError } from "../errors.ts";
import type { Environment } from "../home/environment/environment.ts";
import { formatEnvironmentJson } from "../home/environment/format-json.ts";
import { formatShell } from "../home/environment/format-shell.ts";
import { type EnvironmentSource, readEnvironment } from "../home/environment/read-environment.ts";
import { wantedPlatform } from "../home/host/wanted-platform.ts";
import { type Home, openHome } from "../home/model/open-home.ts";
import { DEFAULT_GROUP } from "../home/project/declaration.ts";
import { loadProject } from "../home/project/load-project.ts";
import { expandGroups, refuseSharedNames } from "../home/project/project.ts";
import { namedPackages } from "../home/resolve/find-declared.ts";
import { resolvePackages } from "../home/resolve/resolve-packages.ts";
import type { Platform } from "../oci/platform.ts";
import type { EnvironmentRequest, EnvironmentSubject } from "../options/requests/environment-request.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import { appendToJob, changesOf, jobFiles } from "./job-environment.ts";
import { broughtOcx } from "./ocx/brought-ocx.ts";
import { environmentRoots, lookedUp, pinnedIdentifier, projectEntries } from "./ocx/environment-roots.ts";
import { warnOfEnvironment } from "./ocx/launcher-warnings.ts";
import { type BroughtOcx, withOwnOcx } from "./ocx/ocx-on-path.ts";
import { offlineVariables } from "./ocx/ocx-package.ts";
import { homePath, indexPath } from "./places/home-path.ts";
import { openInput } from "./places/open-input.ts";
import { logsOf } from "./places/remote-reading.ts";
import { expandTilde } from "./places/user-path.ts";
import type { EnvironmentResult } from "./results/environment-result.ts";

/** Composes the environment of installed packages as OCX does. Format `github` appends to the two files of the job. */
export async function showEnvironment(
  request: EnvironmentRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<EnvironmentResult> {
  const home = await openHome(homePath(request.home, context), indexPath(context));
  const source = await findSubject(home, request, { context, reporter });
  const composed = await readEnvironment(home, source.roots, source.added);
  const form = request.format === "github" ? "job" : "shell";
  const places = { home: home.path, brought: source.brought };
  const complete = await withOwnOcx(composed, places, { ...context, form });
  const environment = request.offline === true ? withOffline(complete, home.path) : complete;
  const { text, warnings: flaws } = await format(environment, request.format, context);
  const warnings = [...flaws, ...(await warnOfEnvironment(environment, context))];
  for (const warning of warnings) reporter.warn(warning);
  return {
    home: home.path,
    packages: source.roots.map(({ registry, repository, digest }) => `${registry}/${repository}@${digest}`),
    text,
    entries: changesOf(environment.entries),
    warnings,
  };
}

/** Variables by which `ocx` uses this home alone. They come last, so that no package replaces them. */
function withOffline(environment: Environment, home: string): Environment {
  const variables = Object.entries(offlineVariables(home));
  const added = variables.map(([key, value]) => ({ key, value, type: "constant" }) as const);
  return { ...environment, entries: [...environment.entries, ...added] };
}

/** The packages, and the `ocx` that their bundle brought. */
type Subject = EnvironmentSource & { readonly brought?: BroughtOcx | undefined };

async function findSubject(
  home: Home,
  { subject, platform }: EnvironmentRequest,
  { context, reporter }: { readonly context: ProcessContext; readonly reporter: Reporter },
): Promise<Subject> {
  const wanted = await wantedPlatform(platform);
  switch (subject.kind) {
    case "packages": {
      const { identifiers } = subject;
      const declared = await namedPackages(identifiers, home.path, context);
      const { roots } = await resolvePackages(home, declared, wanted);
      return { roots: roots.map(pinnedIdentifier), added: [] };
    }
    case "project": {
      const project = await loadProject(expandTilde(subject.path, context), context);
      if (project === undefined) throw new BundleError("PROJECT_NOT_FOUND", `Cannot find project ${subject.path}`);
      const groups = expandGroups(project, subject.groups.length === 0 ? [DEFAULT_GROUP] : subject.groups);
      const tools = groups.flatMap((group) => project.tools.filter((tool) => tool.group === group));
      refuseSharedNames(tools, ({ registry, repository, offers }) => JSON.stringify([registry, repository, offers]));
      const { roots } = await resolvePackages(home, { kind: "project", project, groups }, wanted);
      return { roots: lookedUp(roots).map(pinnedIdentifier), added: projectEntries(project, groups) };
    }
    case "bundle":
      return readSubject(subject, wanted, context, reporter);
  }
}

/** A bundle names the leaves of its roots, so the home needs no index, which it lacks after an import from a lock. */
async function readSubject(
  { source, groups = [] }: Extract<EnvironmentSubject, { kind: "bundle" }>,
  platform: Platform,
  context: ProcessContext,
  reporter: Reporter,
): Promise<Subject> {
  await using input = await openInput(source, context, logsOf(reporter));
  const { config } = await openBundle(input, { platform });
  await input.finish();
  const { roots } = environmentRoots(config.roots, config.project?.groups, groups);
  return { roots: roots.map(pinnedIdentifier), added: [], brought: broughtOcx(config.roots, config) };
}

async function format(
  environment: Environment,
  form: EnvironmentRequest["format"],
  context: ProcessContext,
): Promise<{ readonly text: string; readonly warnings: readonly string[] }> {
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
