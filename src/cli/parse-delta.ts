import { toBases } from "../options/base-input.ts";
import type { CompleteRequest, HaveRequest } from "../options/delta-requests.ts";
import { pick } from "../options/members.ts";
import { parseOptions } from "../options/parse-options.ts";
import { OPTIONS } from "../options/table.ts";
import { type CommandLine, invalidCommandLine, quote } from "./command-line.ts";
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
  const { bases = [] } = toBases(values, quote);
  return {
    source,
    bases,
    output: values.output,
    ...(values.overwrite && { overwrite: true }),
    ...pick(values, "workers"),
  };
}
