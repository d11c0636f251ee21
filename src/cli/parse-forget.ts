import type { ForgetRequest } from "../options/requests/forget-request.ts";
import { pick } from "../options/requests/pick.ts";
import { OPTIONS } from "../options/table/option-table.ts";
import { parseOptions } from "../options/table/parse-options.ts";
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
