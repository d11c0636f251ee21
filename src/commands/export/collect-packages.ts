import { checkLayers } from "../../home/closure/check-layers.ts";
import { type Closure, collectClosure } from "../../home/closure/closure.ts";
import type { Home } from "../../home/model/open-home.ts";
import type { Root } from "../../home/model/root.ts";
import type { Platform } from "../../oci/platform.ts";
import type { IncludeOcx } from "../../options/requests/export-request.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { ExecutableCopy } from "../ocx/copy-executable.ts";
import { includeOcx } from "../ocx/include-ocx.ts";
import { warnOfExport } from "../ocx/launcher-warnings.ts";

/** The packages that travel. */
export interface CollectedPackages {
  readonly closure: Closure;
  /** The executable `ocx`, if it travels. The caller disposes of it. */
  readonly executable: ExecutableCopy | undefined;
  readonly warnings: readonly string[];
}

/**
 * Collects the roots with everything they need, and with `ocx` for their entry points. The home must have all of it.
 * @throws BundleError what {@link collectClosure}, {@link checkLayers} and {@link includeOcx} throw
 */
export async function collectPackages(
  home: Home,
  { roots, wanted }: { readonly roots: readonly Root[]; readonly wanted: Platform },
  choice: IncludeOcx,
  context: ProcessContext,
): Promise<CollectedPackages> {
  const own = await collectClosure(home.read, roots, wanted);
  await checkLayers(home, own);
  const { closure, executable, warnings } = await includeOcx({ home, closure: own, wanted }, choice, context);
  return { closure, executable, warnings: [...warnings, ...(executable === undefined ? warnOfExport(closure) : [])] };
}
