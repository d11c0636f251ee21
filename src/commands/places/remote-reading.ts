import type { Reporter } from "../../options/requests/reporter.ts";

/** How a remote bundle is read. */
export interface RemoteReading {
  /** Fetch the whole file first: for commands that read every byte, some of them twice. */
  readonly whole?: boolean;
  /** Directory for what is spooled as a whole. Default: that for temporary files. */
  readonly spoolDirectory?: string | undefined;
  /** Whether this is the only server that the command names, so that OCX_BUNDLE_* are for it. Default: true. */
  readonly sole?: boolean;
  readonly say?: (text: string) => void;
  readonly debug?: ((text: string) => void) | undefined;
  /** Progress of fetching the whole file. */
  readonly progress?: (done: number, total: number) => void;
}

/** The logs of a command, for what is fetched. */
export function logsOf(reporter: Reporter): Pick<RemoteReading, "say" | "debug"> {
  return { say: (text) => reporter.say(text), debug: (text) => reporter.debug(text) };
}
