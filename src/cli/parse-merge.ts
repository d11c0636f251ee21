import type { ExtractRequest } from "../options/requests/extract-request.ts";
import type { MergeRequest } from "../options/requests/merge-request.ts";
import type { BundleOutput } from "../options/requests/output.ts";
import { optional, pick } from "../options/requests/pick.ts";
import { isRegistryReference } from "../options/requests/registry-place.ts";
import { OPTIONS } from "../options/table/option-table.ts";
import { parseOptions } from "../options/table/parse-options.ts";
import { type CommandLine, invalidCommandLine } from "./command-line.ts";
import { onlyBundle, type StandardStreams, toInput } from "./places.ts";

export function parseMerge(line: CommandLine, streams: StandardStreams): MergeRequest {
  const { name, ...values } = parseOptions(OPTIONS, "merge", line);
  const paths = line.positionals;
  if (paths.length < 2)
    throw invalidCommandLine(`there ${paths.length === 0 ? "is no BUNDLE" : "is one BUNDLE"}, expected at least two`);
  if (paths.includes("-")) throw invalidCommandLine("a BUNDLE is -, expected files, directories or addresses");
  return {
    // Each option counts for those that take it.
    sources: paths.map((path) => toInput(path, isAddress(path) ? values : {}, streams)),
    output: toBundleOutput(values),
    ...optional("name", name),
    ...(values.overwrite && { overwrite: true }),
  };
}

export function parseExtract(line: CommandLine, streams: StandardStreams): ExtractRequest {
  const values = parseOptions(OPTIONS, "extract", line);
  return {
    source: onlyBundle(line, values, streams),
    packages: values.package,
    output: toBundleOutput(values),
    ...pick(values, "platform"),
    ...(values.overwrite && { overwrite: true }),
  };
}

function isAddress(path: string): boolean {
  return isRegistryReference(path) || /^https?:\/\//i.test(path);
}

function toBundleOutput({ output, format }: { readonly output?: string; readonly format: string }): BundleOutput {
  if (output === undefined) throw invalidCommandLine("there is no --output, expected a file or a directory");
  if (output === "-" || isAddress(output)) {
    const found = output === "-" ? "standard output" : "an address";
    throw invalidCommandLine(`--output is ${found}, expected a file or a directory. \`ocx-bundle send\` sends it`);
  }
  return { kind: format === "oci-dir" ? "layout" : "file", path: output };
}
