import { BundleError } from "../../errors.ts";
import { hostPlatform } from "../../home/host/host-platform.ts";
import { loadProject } from "../../home/project/load-project.ts";
import { hexOf } from "../../oci/digest.ts";
import { formatPlatform } from "../../oci/platform.ts";
import type { CacheKey } from "../../options/requests/channel-choice.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import { digestFile } from "./digest-file.ts";
import { expandTilde } from "./user-path.ts";

/**
 * The key of a cache entry: the given one, else `<name>-<platform>-<digest of ocx.lock>`, which changes with the locked tools.
 * @throws BundleError `OPTION_INVALID` when neither a key nor a project is given, and what reading the project throws
 */
export async function cacheKey(wanted: CacheKey, name: string | undefined, context: ProcessContext): Promise<string> {
  if (wanted.kind === "given") return wanted.key;
  const named = wanted.project && expandTilde(wanted.project, context);
  const project = await loadProject(named, context);
  if (project === undefined) {
    throw new BundleError("OPTION_INVALID", `Cannot make a cache key: ${context.directory} has no ocx.toml`, {
      hint: "Set `cache-key`, or `project` to the directory with ocx.toml and ocx.lock.",
    });
  }
  // A key must not contain a comma.
  const platform = formatPlatform(await hostPlatform())
    .replaceAll("/", "-")
    .replaceAll(",", "+");
  const lock = await digestFile(project.lockFile);
  return `${name ?? "ocx-bundle"}-${platform}-${hexOf(lock)}`;
}
