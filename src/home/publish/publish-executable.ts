import { publishPath } from "../../io/publish.ts";
import type { ExecutablePlan } from "../contents/executable.ts";
import { stagedPath } from "../contents/staged-path.ts";
import type { HomeStaging, StagingPaths } from "./home-staging.ts";

/** The place of an executable in staging. */
export function stagedExecutable({ path }: Pick<ExecutablePlan, "path">, staging: Pick<StagingPaths, "near">): string {
  return stagedPath(staging.near(path), path);
}

/** Makes a staged executable visible in one rename. */
export async function publishExecutable(plan: ExecutablePlan | undefined, staging: HomeStaging): Promise<void> {
  if (plan === undefined || plan.state === "present") return;
  await publishPath(staging.root, plan.path, stagedExecutable(plan, staging));
}
