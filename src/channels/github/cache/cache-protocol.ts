import type { SignedUrl } from "../../../http/follow-redirects.ts";
import type { LocalFile, TransferReporter } from "../../../http/transfer.ts";
import type { RunnerService } from "../../address/address.ts";
import type { Receipt } from "../../address/channel.ts";

/** Outcome of saving an entry: the status of its receipt. */
export type Saved = Extract<Receipt["status"], "sent" | "kept" | "reserved">;

/**
 * Entries of the actions cache, for one version of its service. An entry is the file itself. The official client stores a tar
 * instead: it needs disk space for the tar, unpacks to any path in it, reports every failure as a miss and cannot resume.
 */
export interface CacheProtocol {
  /** Entries never change: when the key is taken, nothing is uploaded. */
  save(key: string, file: LocalFile): Promise<Saved>;
  /** The entry of exactly this key that the job may see. */
  find(key: string): Promise<SignedUrl | undefined>;
}

/** Parameters for opening either version of the service. */
export interface CacheAccess {
  readonly service: RunnerService;
  /** 64 hex digits. Entries of another version are not found. */
  readonly entryVersion: string;
  readonly watch: TransferReporter;
}

/** Compares keys, ignoring case. The services also match prefixes of a key; callers want exact matches only. */
export function isSameKey(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
