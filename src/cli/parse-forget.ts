import type { ForgetRequest } from "../options/history-requests.ts";
import { pick } from "../options/members.ts";
import { parseOptions } from "../options/parse-options.ts";
import { OPTIONS } from "../options/table.ts";
import { type CommandLine, invalidCommandLine } from "./command-line.ts";
import { tooMany } from "./places.ts";

/** Parses the words of `forget`. @throws BundleError `OPTION_INVALID` */
export function parseForget(line: CommandLine): ForgetRequest {
  const [bundle, second] = line.positionals;
  if (bundle === undefined || bundle === "")
    throw invalidCommandLine("there is no DIGEST or NAME, expected the one of an imported bundle");
  if (second !== undefined) throw tooMany(second, "a single DIGEST or NAME");
  const values = parseOptions(OPTIONS, "forget", line);
  return { bundle, ...pick(values, "home"), dryRun: values["dry-run"] };
}
