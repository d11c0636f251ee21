import { toBases } from "../options/requests/base-input.ts";
import type { CompleteRequest } from "../options/requests/complete-request.ts";
import type { HaveRequest } from "../options/requests/have-request.ts";
import { pick } from "../options/requests/pick.ts";
import { OPTIONS } from "../options/table/option-table.ts";
import { parseOptions } from "../options/table/parse-options.ts";
import { type CommandLine, invalidCommandLine, quoteOption } from "./command-line.ts";
import { onlyPath, type StandardStreams, toInput, tooMany } from "./places.ts";

/** Parses the words of `have`. */
export function parseHave(line: CommandLine): HaveRequest {
  const [word] = line.positionals;
  if (word !== undefined) throw tooMany(word, "options only");
  return pick(parseOptions(OPTIONS, "have", line), "home", "output", "workers");
}

/** Parses the words of `complete`. */
export function parseComplete(line: CommandLine, streams: StandardStreams): CompleteRequest {
  const values = parseOptions(OPTIONS, "complete", line);
  if (values.output === undefined) throw invalidCommandLine("there is no --output, expected a file to write");
  const source = toInput(onlyPath(line, "DELTA"), values, streams);
  const { bases = [] } = toBases(values, quoteOption);
  return {
    source,
    bases,
    output: values.output,
    ...(values.overwrite && { overwrite: true }),
    ...pick(values, "workers"),
  };
}
