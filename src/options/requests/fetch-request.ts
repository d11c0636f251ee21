import type { FileOrigin, Origin } from "./channel-choice.ts";

/** A bundle in a channel. */
export interface RemoteBundle {
  readonly origin: FileOrigin;
  /** The file is called `<name>.tar` in the channel. Default: the default name of export on this machine. */
  readonly name?: string;
}

export interface FetchRequest extends Omit<RemoteBundle, "origin"> {
  readonly origin: Origin;
  /** A file, or a directory in which the file keeps its name from the channel. */
  readonly output: string;
  /** Replace an output file that is not a bundle. */
  readonly overwrite?: boolean;
}
