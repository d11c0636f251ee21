/** The process environment of a command. The edges fill it in, so that nothing below them reads globals. */
export interface ProcessContext {
  /** Working directory: base of relative paths, and start of the search for ocx.toml. */
  readonly directory: string;
  readonly userHome: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user cancels: the command stops, removes its staging and throws the reason. */
  readonly signal: AbortSignal;
}
