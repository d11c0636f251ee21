import { BundleError } from "../errors.ts";
import type { EnvironmentRequest, EnvironmentSubject } from "../options/requests/environment-request.ts";
import { pick } from "../options/requests/pick.ts";
import { OPTIONS, type OptionValues } from "../options/table/option-table.ts";
import { parseOptions, refuseSeveral } from "../options/table/parse-options.ts";
import { type CommandLine, invalidCommandLine } from "./command-line.ts";
import { isAddress, type StandardStreams, toInput } from "./places.ts";

/** Parses the words of `env`. */
export function parseEnvironment(line: CommandLine, streams: StandardStreams): EnvironmentRequest {
  const values = parseOptions(OPTIONS, "env", line);
  return {
    subject: toSubject(line.positionals, values, streams),
    ...pick(values, "home", "platform", "format"),
    ...(values.offline && { offline: true }),
  };
}

function toSubject(
  identifiers: readonly string[],
  values: OptionValues<"env">,
  streams: StandardStreams,
): EnvironmentSubject {
  const { bundle, project, group: groups } = values;
  const file = identifiers.find((word) => /\.(?:tar|parts\.json)$/.test(word) || isAddress(word));
  if (file !== undefined) throw invalidCommandLine(`"${file}" is not an installed package`, `--bundle ${file}`);
  refuseSeveral([
    identifiers.length > 0 && "PACKAGE",
    bundle !== undefined && "--bundle",
    project !== undefined && "--project",
  ]);
  if (groups.length > 0 && project === undefined && bundle === undefined)
    throw invalidCommandLine("--group is given without --project or --bundle, expected one of them");
  if (identifiers.length > 0) return { kind: "packages", identifiers };
  if (bundle !== undefined) return { kind: "bundle", source: toInput(bundle, values, streams), groups };
  if (project !== undefined) return { kind: "project", path: project, groups };
  throw new BundleError(
    "NOTHING_DECLARED",
    "Cannot compose an environment: there is no PACKAGE, --bundle or --project",
    {
      hint: "Name packages, a bundle or a project, for example `ocx-bundle env cmake:3.28`.",
    },
  );
}
