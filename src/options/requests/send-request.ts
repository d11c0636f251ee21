import type { Destination } from "./channel-choice.ts";
import type { Input } from "./input.ts";

export interface SendRequest {
  readonly source: Input;
  readonly destination: Destination;
  /** The file is called `<name>.tar` in the channel. Default: the bundle's own name. */
  readonly name?: string;
}
