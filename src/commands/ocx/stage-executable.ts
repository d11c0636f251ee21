import { open } from "node:fs/promises";
import type { Bundle } from "../../bundle/open-bundle.ts";
import { EXECUTABLE_MODE, type ExecutablePlan } from "../../home/contents/executable.ts";
import type { StagingPaths } from "../../home/publish/home-staging.ts";
import { stagedExecutable } from "../../home/publish/publish-executable.ts";
import { fromSystemError } from "../../io/system-error.ts";
import { checkExecutable } from "./check-executable.ts";

/** Writes the `ocx` of a bundle into staging, checked as a whole. @throws BundleError what {@link checkExecutable} throws */
export async function stageExecutable(bundle: Bundle, plan: ExecutablePlan, staging: StagingPaths): Promise<void> {
  const path = stagedExecutable(plan, staging);
  try {
    await using file = await open(path, "wx", 0o600);
    await checkExecutable(bundle, async (bytes) => file.writeFile(bytes));
    await file.chmod(EXECUTABLE_MODE);
  } catch (error) {
    throw fromSystemError(error, `write ${path}`);
  }
}
