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
