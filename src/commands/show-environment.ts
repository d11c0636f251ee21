import { appendFile } from "node:fs/promises";
import { openBundle } from "../bundle/open-bundle.ts";
import { BundleError } from "../errors.ts";
import type { EnvironmentEntry } from "../home/environment/entries.ts";
import type { Environment } from "../home/environment/environment.ts";
import { flawOf, formatGithub } from "../home/environment/format-github.ts";
import { formatEnvironmentJson } from "../home/environment/format-json.ts";
import { formatShell } from "../home/environment/format-shell.ts";
import type { PinnedIdentifier } from "../home/environment/installed-packages.ts";
import { readEnvironment } from "../home/environment/read-environment.ts";
import { type Home, openHome } from "../home/open-home.ts";
import { projectVariables, selectGroups } from "../home/project/project.ts";
import { type Root, resolvePackages } from "../home/resolve/resolve-packages.ts";
import { asFailure } from "../io/failure.ts";
import { loadProject, namedPackages } from "./find-declared.ts";
import { homePath } from "./home-path.ts";
import { openInput } from "./open-input.ts";
import type { EnvironmentRequest, EnvironmentSubject, Listener, Surroundings } from "./requests.ts";
import type { EnvironmentResult } from "./results.ts";
import { wantedPlatform } from "./wanted-platform.ts";

/** What is composed: roots in order, and what a project adds to them. */
interface Subject {
  readonly roots: readonly PinnedIdentifier[];
  readonly added: readonly EnvironmentEntry[];
}

/** Composes the environment of installed packages as OCX does. Format `github` appends to the two files of the job. */
export async function showEnvironment(
  request: EnvironmentRequest,
  around: Surroundings,
  listener: Listener,
): Promise<EnvironmentResult> {
  const home = await openHome(homePath(request.home, around));
  const { roots, added } = await findSubject(home, request, around);
  const environment = await readEnvironment(home, roots, added);
  const { text, warnings } = await format(environment, request.format, around);
  for (const warning of warnings) listener.warn(warning);
  return {
    home: home.path,
    packages: roots.map(({ registry, repository, digest }) => `${registry}/${repository}@${digest}`),
    text,
    entries: environment.entries
      .filter((entry) => flawOf(entry) === undefined)
      .map(({ key, value, type }) => ({ key, value, kind: type })),
    warnings,
  };
}

async function findSubject(
  home: Home,
  { subject, platform }: EnvironmentRequest,
  around: Surroundings,
): Promise<Subject> {
  const wanted = await wantedPlatform(platform);
  switch (subject.kind) {
    case "packages": {
      const { identifiers } = subject;
      const declared = await namedPackages(identifiers, home.path, around);
      const { roots } = await resolvePackages(home, declared, wanted);
      return { roots: roots.map(pinned), added: [] };
    }
    case "project": {
      const project = await loadProject(subject.path, around);
      if (project === undefined) throw new BundleError("PROJECT_NOT_FOUND", `Cannot find project ${subject.path}`);
      const groups = selectGroups(project, subject.groups);
      const { roots } = await resolvePackages(home, { kind: "project", project, groups }, wanted);
      const added = projectVariables(project, groups).map(({ kind, ...variable }) => ({ ...variable, type: kind }));
      return { roots: roots.map(pinned), added };
    }
    case "bundle":
      return { roots: await rootsOfBundle(subject, around), added: [] };
  }
}

/** A bundle knows the leaves of its roots, so that a home without an index, as a lock leaves it, will do. */
async function rootsOfBundle(
  { source }: Extract<EnvironmentSubject, { kind: "bundle" }>,
  around: Surroundings,
): Promise<readonly PinnedIdentifier[]> {
  await using input = await openInput(source, around);
  const { config } = await openBundle(input);
  await input.finish();
  return config.roots.map(pinned);
}

function pinned({
  registry,
  repository,
  tag,
  leaf,
}: Pick<Root, "registry" | "repository" | "tag" | "leaf">): PinnedIdentifier {
  return { registry, repository, ...(tag !== undefined && { tag }), digest: leaf };
}

async function format(
  environment: Environment,
  form: EnvironmentRequest["format"],
  { variables }: Surroundings,
): Promise<{ readonly text: string; readonly warnings: readonly string[] }> {
  switch (form) {
    case "json":
      return { text: formatEnvironmentJson(environment), warnings: [] };
    case "sh":
    case "fish":
    case "pwsh":
      return formatShell(form, environment.entries);
    case "github": {
      const { path, environment: text, warnings } = formatGithub(environment.entries, variables);
      const files = [fileOf("GITHUB_PATH", variables), fileOf("GITHUB_ENV", variables)] as const;
      await append(files[0], path);
      await append(files[1], text);
      return { text: "", warnings };
    }
  }
}

function fileOf(name: "GITHUB_PATH" | "GITHUB_ENV", variables: Surroundings["variables"]): string {
  const path = variables[name];
  if (path) return path;
  throw new BundleError("RUNNER_MISSING", `Cannot write the environment of the job: ${name} is not set`);
}

/** The file is made if it is absent, as OCX does, even for nothing. */
async function append(path: string, text: string): Promise<void> {
  try {
    await appendFile(path, text);
  } catch (error) {
    throw asFailure(error, `write ${path}`);
  }
}
