import type { SignedUrl } from "../../../http/download.ts";
import type { LocalFile, TransferReporter } from "../../../http/transfer.ts";
import type { RunnerService } from "../../address/address.ts";
import type { Saved } from "./save-entry.ts";

/**
 * Entries of the actions cache in a version of its service. An entry is one file as it is, where the official client has a tar
 * of files: it makes that beside them, unpacks it wherever its paths lead, takes every failure for a miss and cannot resume.
 */
export interface CacheProtocol {
  /** Entries never change: where the key is taken, nothing is uploaded. */
  save(key: string, file: LocalFile): Promise<Saved>;
  /** The entry of exactly this key that the job may see. */
  find(key: string): Promise<SignedUrl | undefined>;
}

/** What a version of the service is opened with. */
export interface CacheAccess {
  readonly service: RunnerService;
  /** 64 hex digits. Entries that were saved under another are not seen. */
  readonly entryVersion: string;
  readonly watch: TransferReporter;
}

/** Keys match without regard to case. The services take a key for a prefix too, which is not what was asked for. */
export function isSameKey(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
