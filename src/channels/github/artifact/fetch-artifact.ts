import { join } from "node:path";
import { download } from "../../../http/download.ts";
import type { TransferReporter } from "../../../http/transfer.ts";
import type { FetchedFile } from "../../address/channel.ts";
import { existingArtifact, type RunArtifacts } from "./run-artifacts.ts";

/**
 * Fetches the artifact of exactly this name. One that was uploaded with `archive: false` gives its file, any other a
 * zip file.
 * @throws BundleError `ARTIFACT_NOT_FOUND`, `ARTIFACT_EXPIRED`, and what `download()` throws
 */
export async function fetchArtifact(
  artifacts: RunArtifacts,
  { name, directory, watch }: { readonly name: string; readonly directory: string; readonly watch: TransferReporter },
): Promise<FetchedFile> {
  const found = await existingArtifact(artifacts, name);
  const path = join(directory, name);
  const { size } = await download({
    locate: () => artifacts.locate(found),
    name: `artifact ${name}`,
    path,
    expected: { size: found.size, ...(found.digest !== undefined && { digest: found.digest }) },
    watch,
  });
  return { path, size, origin: `artifact ${name} of ${artifacts.run}` };
}
