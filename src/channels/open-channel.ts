import type { Address, Channel, Watch } from "./channel.ts";

/** Loads only the channel that is asked for, so that none pays for another's libraries. */
export async function openChannel(address: Address, watch: Watch): Promise<Channel> {
  switch (address.channel) {
    case "artifact":
      return (await import("./artifact/artifact.ts")).artifactChannel(address, watch);
    case "cache":
      return (await import("./cache/cache.ts")).cacheChannel(address, watch);
    case "release":
      return (await import("./release/release.ts")).releaseChannel(address, watch);
  }
}
