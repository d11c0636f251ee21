import type { Bundle } from "../../bundle/open-bundle.ts";
import type { Closure } from "../../home/closure/closure.ts";
import { warnOfClosedFolders } from "../../home/contents/shared-files.ts";
import { targetHome } from "../../home/contents/target-home.ts";
import type { Environment } from "../../home/environment/environment.ts";
import type { ImportRequest } from "../../options/requests/import-request.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import { broughtOcx } from "../ocx/brought-ocx.ts";
import { warnOfEnvironment, warnOfImport } from "../ocx/launcher-warnings.ts";
import { withOwnOcx } from "../ocx/ocx-on-path.ts";

/** How imported packages are used. */
export interface Use {
  /** With an `ocx` for the entry points. */
  readonly environment: Environment | undefined;
  /** Warnings of obstacles to running the packages. */
  readonly warnings: readonly string[];
}

/** Completes the environment of an import, and looks for what its users lack. */
export async function readyForUse(
  { home, closure, bundle }: { readonly home: string; readonly closure: Closure; readonly bundle: Bundle },
  composed: Environment | undefined,
  { dryRun, shared }: Pick<ImportRequest, "dryRun" | "shared">,
  context: ProcessContext,
): Promise<Use> {
  const ocx = broughtOcx(closure.roots, bundle.config);
  const places = { home, brought: ocx && { ...ocx, isComing: dryRun } };
  const environment = composed && (await withOwnOcx(composed, places, { ...context, form: "job" }));
  const launching = await (environment === undefined
    ? warnOfImport(closure, places, context)
    : warnOfEnvironment(environment, context));
  const closed = shared === true ? await warnOfClosedFolders(targetHome(home), closure) : [];
  return { environment, warnings: [...launching, ...closed] };
}
