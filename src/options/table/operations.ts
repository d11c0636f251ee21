/** The commands, in the order in which help lists them. */
export const COMMAND_NAMES = [
  "export",
  "import",
  "inspect",
  "verify",
  "env",
  "manifest",
  "diff",
  "have",
  "complete",
  "split",
  "join",
  "merge",
  "extract",
  "send",
  "fetch",
  "sign",
  "attach",
  "sbom",
  "image",
  "history",
  "forget",
  "store",
  "serve",
  "completion",
  "help",
  "version",
] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

/** The actions. Each does what several commands do. */
export type ActionName = "export-action" | "import-action";

/** A command or an action. */
export type OperationName = CommandName | ActionName;

/** The services that carry a bundle from one job to another. */
export const SERVICES = ["artifact", "release", "cache", "registry"] as const;

/** Every channel to send to. `file` is a path of this machine: users carry the bundle themselves. */
export const CHANNELS = [...SERVICES, "file"] as const;

/** The services, and `url`: an address that is only read. */
export const ADDRESSED = [...SERVICES, "url"] as const;

/** Every channel to import from. */
export const ORIGINS = [...ADDRESSED, "file"] as const;
export type ChannelName = (typeof CHANNELS | typeof ORIGINS)[number];

/** The shells that `completion` writes a script for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];
