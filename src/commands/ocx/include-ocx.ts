import { join } from "node:path";
import { BundleError } from "../../errors.ts";
import { checkLayers } from "../../home/closure/check-layers.ts";
import { type Closure, collectClosure } from "../../home/closure/closure.ts";
import { isElf, whyNotFor } from "../../home/host/elf.ts";
import type { Home } from "../../home/model/open-home.ts";
import { packagePath } from "../../home/model/paths.ts";
import type { Root } from "../../home/model/root.ts";
import { resolveLinked } from "../../home/resolve/resolve-links.ts";
import type { Platform } from "../../oci/platform.ts";
import type { IncludeOcx } from "../../options/requests/export-request.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import { copyExecutable, type ExecutableCopy, readElfHead } from "./copy-executable.ts";
import { findOnPath } from "./ocx-on-path.ts";
import { bringsOcx, hasEntryPoints, OCX, OCX_BINARIES } from "./ocx-package.ts";

interface Exporting {
  readonly home: Home;
  /** The packages to export. */
  readonly closure: Closure;
  readonly wanted: Platform;
}

/** The closure with OCX itself, or its executable. */
export interface WithOcx {
  readonly closure: Closure;
  readonly executable?: ExecutableCopy;
  readonly warnings: readonly string[];
}

/**
 * Adds `ocx` to what is exported. `auto` takes the package of the home, if entry points need it; `true` takes that in any case,
 * else the executable on PATH.
 * @throws BundleError with `true`: `OCX_NOT_FOUND`, `PLATFORM_MISMATCH`, `FILE_UNSUPPORTED`, and what reading throws
 */
export async function includeOcx(
  { home, closure, wanted }: Exporting,
  choice: IncludeOcx,
  context: ProcessContext,
): Promise<WithOcx> {
  const isWanted = choice === "true" || (choice === "auto" && hasEntryPoints(closure));
  if (!isWanted || bringsOcx(closure)) return { closure, warnings: [] };
  const installed = await findPackage({ home, closure, wanted });
  if (typeof installed === "object") return { closure: installed, warnings: [] };
  const reason =
    installed === undefined ? [] : [`The package ocx.sh/ocx/cli of the home does not travel: ${installed}`];
  if (choice === "auto") return { closure, warnings: reason };
  const path = await findOnPath(context);
  if (path !== undefined) return { closure, executable: await copyExecutable(path, wanted), warnings: reason };
  throw new BundleError("OCX_NOT_FOUND", [
    `Cannot include ocx: it is neither installed in ${home.path} nor on PATH`,
    ...reason,
  ]);
}

/** The closure with the package of OCX; a clause if the home has it, but it cannot travel; undefined if the home lacks it. */
async function findPackage({ home, closure, wanted }: Exporting): Promise<Closure | string | undefined> {
  try {
    const root = await resolveLinked(home, OCX);
    if (root === undefined) return undefined;
    const problem = await whyUnfit(home, root, wanted);
    if (problem !== undefined) return problem;
    const whole = await collectClosure(home.read, [...closure.roots, root], wanted);
    await checkLayers(home, whole);
    return whole;
  } catch (error) {
    if (error instanceof BundleError) return error.lines.join("; ");
    throw error;
  }
}

/** Its platform is known from its executable alone: the package may be installed without an index entry. */
async function whyUnfit(home: Home, { registry, leaf }: Root, wanted: Platform): Promise<string | undefined> {
  const path = join(home.path, packagePath(registry, leaf), OCX_BINARIES, "ocx");
  const head = await readElfHead(path);
  const problem = isElf(head) ? whyNotFor(head, wanted) : undefined;
  return problem && `${path}: ${problem}`;
}
