import type { LocalFile } from "../../http/transfer.ts";

/** A way to hand a file from one job to another. It carries any file, and does not look into it. */
export interface Channel {
  /**
   * Sends a file under `name`. Readers see the complete file or none.
   * @throws BundleError when the service refuses, cannot be reached, or has another file under that name
   */
  send(file: LocalFile, name: string): Promise<Receipt>;
  /**
   * Fetches the file `name` into `directory`, which must exist, and checks it against the digest of the service, if that has one.
   * A file in parts is not joined: then the path is that of the parts document beside the parts.
   * @returns undefined when a cache has no such entry; other channels throw
   */
  fetch(name: string, directory: string): Promise<FetchedFile | undefined>;
}

export interface FetchedFile {
  readonly path: string;
  /** Bytes that came over the network. */
  readonly size: number;
  /** Description of the source, for people. */
  readonly origin: string;
}

/** Result of sending a file. */
export interface Receipt {
  /** `kept`: it was already there. `reserved`: another job has reserved the key of a cache entry and has not finished. */
  readonly status: "sent" | "kept" | "replaced" | "reserved";
  /** Page of the sent file, for people. */
  readonly url?: string;
  /** Id of a workflow artifact. */
  readonly id?: string;
  /** All names that stand for the file: several for a file in parts, or with a checksum file. */
  readonly names: readonly string[];
}
