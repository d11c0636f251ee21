import type { TransferReporter } from "../http/transfer.ts";
import type { Address } from "./address/address.ts";
import type { Channel } from "./address/channel.ts";

/** Loads only the requested channel, because each one brings its own libraries. */
export async function openChannel(address: Address, watch: TransferReporter): Promise<Channel> {
  switch (address.channel) {
    case "artifact":
      return (await import("./github/artifact/artifact.ts")).artifactChannel(address, watch);
    case "cache":
      return (await import("./github/cache/cache.ts")).cacheChannel(address, watch);
    case "release":
      return (await import("./github/release/release.ts")).releaseChannel(address, watch);
  }
}
