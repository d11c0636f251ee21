import { executablePath } from "../home/contents/executable.ts";
import { readImportsLog } from "../home/contents/imports-log.ts";
import { inHome, targetHome } from "../home/contents/target-home.ts";
import { openHome } from "../home/model/open-home.ts";
import { type ForgetPlan, planForget } from "../home/plan/plan-forget.ts";
import { openHomeStaging } from "../home/publish/home-staging.ts";
import { publishForget } from "../home/publish/publish-forget.ts";
import { withNames } from "../io/open-tree.ts";
import type { ForgetRequest } from "../options/requests/forget-request.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import { findImport } from "./import/find-import.ts";
import { homePath } from "./places/home-path.ts";
import type { ForgetResult } from "./results/history-results.ts";

/**
 * Forgets the imports of one bundle: removes the tags, links and registrations that they made, that still have the same value,
 * and that no other import relies on. Restores nothing, and leaves the objects to `ocx clean`.
 * @throws BundleError `IMPORT_NOT_FOUND`, `NAME_AMBIGUOUS`, and the errors of a home that cannot be written
 */
export async function forgetImport(request: ForgetRequest, context: ProcessContext): Promise<ForgetResult> {
  const { path: home } = await openHome(homePath(request.home, context));
  const { records } = await readImportsLog(targetHome(home));
  const bundle = findImport(records, request.bundle);
  if (request.dryRun) return describe(await planForget(home, bundle), true);
  await using staging = await openHomeStaging(home);
  try {
    return describe(await publishForget(home, bundle, { staging, now: new Date() }), false);
  } catch (error) {
    throw withNames(withNames(error, staging.tree), staging.root);
  }
}

function describe({ home, bundle, reliances, registrations, executables }: ForgetPlan, dryRun: boolean): ForgetResult {
  return {
    home,
    dryRun,
    bundle,
    relies: reliances.map(({ assignment: { before: _previous, ...assignment }, fate, neededBy }) => ({
      ...assignment,
      status: fate,
      ...(neededBy.length > 0 && { neededBy }),
    })),
    ...(executables.length > 0 && {
      executables: executables.map((digest) => inHome(home, executablePath(digest))),
    }),
    projects: registrations.map(({ target }) => target),
  };
}
