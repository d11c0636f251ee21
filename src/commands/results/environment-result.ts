/** One change of one environment variable. */
export interface EnvironmentChange {
  readonly key: string;
  readonly value: string;
  /** `constant` sets the variable, `path` is prepended to it, `list` is appended. */
  readonly kind: "constant" | "path" | "list";
}

/** The composed environment. `text` is for standard output; it is empty for format `github`, which writes two files. */
export interface EnvironmentResult {
  readonly home: string;
  readonly packages: readonly string[];
  readonly text: string;
  /** In the order in which they are applied, without those that GitHub's runner does not support. */
  readonly entries: readonly EnvironmentChange[];
  readonly warnings: readonly string[];
}
