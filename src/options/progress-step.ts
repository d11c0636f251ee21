/** What a command is doing, for progress. */
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
