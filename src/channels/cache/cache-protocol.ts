import { BundleError } from "../../errors.ts";
import type { LocalFile, RunnerService, Watch } from "../channel.ts";
import type { Location } from "../download.ts";

/**
 * Entries of the actions cache in a version of its service. An entry is one file as it is, where the official client has a tar
 * of files: it makes that beside them, unpacks it wherever its paths lead, takes every failure for a miss and cannot resume.
 */
export interface CacheProtocol {
  /** @returns false where the key is taken: entries never change */
  save(key: string, file: LocalFile): Promise<boolean>;
  /** The entry of exactly this key that the job may see. */
  find(key: string): Promise<Location | undefined>;
}

/** What a version of the service is opened with. */
export interface CacheAccess {
  readonly service: RunnerService;
  /** 64 hex digits. Entries that were saved under another are not seen. */
  readonly entryVersion: string;
  readonly watch: Watch;
}

/** Keys match without regard to case. The services take a key for a prefix too, which is not what was asked for. */
export function isSameKey(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/**
 * Finds out why a key is taken: by an entry that is there, or by one that another job is saving just now. Either is as good as
 * our own.
 * @param again whether an earlier attempt of ours may have taken it, and only the answer was lost
 * @throws BundleError `SERVICE_FAILED` where that is so: nobody has the address to upload to
 */
export async function settleTaken(
  key: string,
  { find, again, say, cause }: Pick<CacheProtocol, "find"> & Pick<Watch, "say"> & { again: boolean; cause: unknown },
): Promise<void> {
  if ((await find(key)) !== undefined) return;
  if (!again) return say(`Another job is saving cache entry ${key}: leaving it to that`);
  const message = `Cannot save cache entry ${key}: its key was reserved, and the answer that said so was lost`;
  throw new BundleError("SERVICE_FAILED", message, { cause, hint: "Run it again later, or with another key." });
}
