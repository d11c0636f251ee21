import type { TransferReporter } from "../http/transfer.ts";
import type { ArtifactAddress, ReleaseAddress } from "./address/address.ts";
import type { FileFinder } from "./address/found-file.ts";

/** Loads what finds files in a channel, and nothing that sends or downloads them. */
export async function openFinder(
  address: ArtifactAddress | ReleaseAddress,
  watch: TransferReporter,
): Promise<FileFinder> {
  switch (address.channel) {
    case "artifact":
      return (await import("./github/artifact/artifact-finder.ts")).artifactFinder(address, watch);
    case "release":
      return (await import("./github/release/release-finder.ts")).releaseFinder(address, watch);
  }
}
