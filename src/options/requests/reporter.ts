/** Receives warnings, log lines and progress of a running command. */
export interface Reporter {
  warn(text: string): void;
  /** Writes a line to the log that needs no action, such as a notice of a retry. */
  say(text: string): void;
  /** Writes a line to the debug log, which is shown only on demand. It must not contain secrets. */
  debug(text: string): void;
  /** `done` of `total` bytes in the current step: bytes of content, or transferred bytes. Called often. */
  progress(step: ProgressStep, done: number, total: number): void;
}

/** The step of a command, for progress. */
export type ProgressStep =
  | "export"
  | "import"
  | "verify"
  | "send"
  | "fetch"
  | "list"
  | "split"
  | "join"
  | "image"
  | "attach"
  | "delta";
