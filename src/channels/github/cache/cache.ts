import { join } from "node:path";
import { BundleError } from "../../../errors.ts";
import { download } from "../../../http/download.ts";
import type { TransferReporter } from "../../../http/transfer.ts";
import type { CacheAddress } from "../../address/address.ts";
import type { Channel } from "../../address/channel.ts";
import type { CacheProtocol } from "./cache-protocol.ts";
import { openCacheV1 } from "./cache-v1.ts";
import { openCacheV2 } from "./cache-v2.ts";

/**
 * Version of our entries: the service finds only entries of the same version. It accepts 64 hex digits, so this is a digest:
 * `printf 'ocx-bundle file v1' | sha256sum`.
 */
export const ENTRY_VERSION = "86914043529c49a8160a141ae793855164fbcd5932c46ef475165300fff0e18c";

/** Most characters of a key. Source: @actions/cache, `checkKey`. */
const MAX_KEY = 512;

/**
 * The actions cache. It stores no digest of an entry, so the channel cannot check the bytes. The reader of the file must: a
 * bundle holds its own digests.
 * @throws BundleError `OPTION_INVALID` for an invalid key
 */
export function cacheChannel({ key, service }: CacheAddress, watch: TransferReporter): Channel {
  checkKey(key);
  const access = { service, entryVersion: ENTRY_VERSION, watch };
  const protocol: CacheProtocol = service.version === 1 ? openCacheV1(access) : openCacheV2(access);
  return {
    async send(file) {
      return { status: await protocol.save(key, file), names: [key] };
    },
    async fetch(name, directory) {
      let location = await protocol.find(key);
      if (location === undefined) return undefined;
      const path = join(directory, name);
      const locate = async () => {
        const found = location ?? (await protocol.find(key));
        location = undefined;
        if (found !== undefined) return found;
        throw new BundleError("CACHE_MISS", `Cannot fetch cache entry ${key}: it has been evicted meanwhile`);
      };
      const { size } = await download({ locate, name: `cache entry ${key}`, path, expected: {}, watch });
      return { path, size, origin: `cache entry ${key}` };
    },
  };
}

function checkKey(key: string): void {
  const found =
    key.length > MAX_KEY ? `it has ${key.length} characters` : key.includes(",") ? "it has a comma" : undefined;
  if (found === undefined && key !== "") return;
  throw new BundleError(
    "OPTION_INVALID",
    `Cannot use "${key}" as a cache key: ${found ?? "it is empty"}, expected 1 to ${MAX_KEY} characters without a comma`,
  );
}
