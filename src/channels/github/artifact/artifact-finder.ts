import type { TransferReporter } from "../../../http/transfer.ts";
import type { ArtifactAddress } from "../../address/address.ts";
import type { FileFinder, FoundFile } from "../../address/found-file.ts";
import { checkArtifactName } from "./artifact-name.ts";
import { openOtherRun } from "./other-run.ts";
import { openOwnRun } from "./own-run.ts";
import { existingArtifact, type RunArtifacts } from "./run-artifacts.ts";

/** Finds workflow artifacts. @throws BundleError `CHANNEL_UNAVAILABLE`, `TOKEN_MISSING` */
export function artifactFinder({ run }: ArtifactAddress, watch: TransferReporter): FileFinder {
  const artifacts = run.kind === "own" ? openOwnRun(run.service, watch) : openOtherRun(run, watch);
  return {
    find: async (name) => findArtifact(artifacts, checkArtifactName(name)),
    names: () => artifacts.names(),
  };
}

/** Finds the artifact of exactly this name. @throws BundleError `ARTIFACT_NOT_FOUND`, `ARTIFACT_EXPIRED` */
async function findArtifact(artifacts: RunArtifacts, name: string): Promise<FoundFile> {
  const found = await existingArtifact(artifacts, name);
  const origin = `artifact ${name} of ${artifacts.run}`;
  return { pieces: [{ name: origin, size: found.size, locate: () => artifacts.locate(found) }], origin };
}
