/** A file on this machine, with its size and digest. */
export interface LocalFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** `sha256:<hex>` of the whole file. */
  readonly digest: string;
}

/** Receives log lines and progress of a transfer, and can abort it. */
export interface TransferReporter {
  /** Writes a line to the log, such as a notice of a retry. */
  readonly say: (text: string) => void;
  /** Writes a line to the debug log, such as a request. It must not contain secrets. */
  readonly debug?: ((text: string) => void) | undefined;
  /** `done` of `total` bytes; called often. */
  readonly progress: (done: number, total: number) => void;
  /** Aborted when the user cancels. */
  readonly signal: AbortSignal;
}
