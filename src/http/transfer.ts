/** A file of this machine, with what its bytes are. */
export interface LocalFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** `sha256:<hex>` of the whole file. */
  readonly digest: string;
}

/** How the file is looked at while it travels. */
export interface TransferReporter {
  /** A line for the log, such as that something is tried again. */
  readonly say: (text: string) => void;
  /** `done` of `total` bytes; called often. */
  readonly progress: (done: number, total: number) => void;
  /** Aborted when the user gives up. */
  readonly signal: AbortSignal;
}
