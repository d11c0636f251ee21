import type { BundleConfig } from "../../bundle/config.ts";
import type { Closure } from "../../home/closure/closure.ts";
import { checkConfiguration } from "../../home/config/check-configuration.ts";
import { checkLaunchers } from "../../home/contents/launchers.ts";
import { checkHome } from "../../home/plan/check-home.ts";
import { findLockedProject } from "../../home/project/load-project.ts";
import type { Project } from "../../home/project/project.ts";
import type { ImportRequest } from "../../options/requests/import-request.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import { expandTilde } from "../places/user-path.ts";

/** The machine that an import is for. */
export interface Machine {
  /** The project here that the bundle was exported from. */
  readonly project: Project | undefined;
  /** Settings that keep the packages from working as expected. */
  readonly warnings: readonly string[];
}

/**
 * Checks whether this machine takes the packages: its home, its project, and OCX's configuration. Changes nothing.
 * @throws BundleError what {@link checkHome}, {@link checkLaunchers}, {@link findLockedProject} and {@link checkConfiguration} throw
 */
export async function checkMachine(
  home: string,
  { packages }: Closure,
  exported: BundleConfig["project"],
  { project: named, allowUnverified }: Pick<ImportRequest, "project" | "allowUnverified">,
  context: ProcessContext,
): Promise<Machine> {
  await checkHome(home);
  checkLaunchers(home, packages);
  const place = { ...context, home };
  const path = named && expandTilde(named, context);
  const project = await findLockedProject(path, exported, place);
  const settings = { ...place, ...(project !== undefined && { project: project.directory }) };
  return { project, warnings: await checkConfiguration(settings, packages, allowUnverified) };
}
