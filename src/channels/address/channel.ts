import type { LocalFile } from "../../http/transfer.ts";

/** A road between jobs. It carries files of any kind, and knows nothing of what is in them. */
export interface Channel {
  /**
   * Sends a file under `name`. It is there complete or not at all.
   * @throws BundleError when the service refuses, is out of reach or holds something else under that name
   */
  send(file: LocalFile, name: string): Promise<Receipt>;
  /**
   * Fetches what was sent under `name` into `directory`, which must exist, and checks it against the digest that the service
   * has. A file that came in parts is left in parts: then the path is that of the parts document beside them.
   * @returns undefined only where not having it is no failure: a cache
   */
  fetch(name: string, directory: string): Promise<FetchedFile | undefined>;
}

export interface FetchedFile {
  readonly path: string;
  /** Bytes that came over the network. */
  readonly size: number;
  /** Where it came from, for people. */
  readonly origin: string;
}

/** What came of sending. */
export interface Receipt {
  /** `kept`: the same was there already. `reserved`: another job took the key of a cache entry, and has not finished. */
  readonly status: "sent" | "kept" | "replaced" | "reserved";
  /** Where people find it. */
  readonly url?: string;
  /** Of a workflow artifact. */
  readonly id?: string;
  /** Names under which it is there: more than one for a file in parts, and for one with a checksum file beside it. */
  readonly names: readonly string[];
}
