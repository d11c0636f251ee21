import type { Readable, Writable } from "node:stream";
import type { BundleError } from "../errors.ts";
import type { Input } from "../options/requests/input.ts";
import type { Output } from "../options/requests/output.ts";
import { pick } from "../options/requests/pick.ts";
import { isRegistryReference, toRegistryPlace, toRegistryTarget } from "../options/requests/registry-place.ts";
import { isUrl, toUrlPlace } from "../options/requests/url-place.ts";
import type { OptionValues } from "../options/table/option-table.ts";
import { type CommandLine, invalidCommandLine, quoteOption } from "./command-line.ts";

/** The streams that `-` names. */
export interface StandardStreams {
  readonly input: Readable;
  readonly output: Writable;
}

/** Options that belong to BUNDLE. */
interface BundleValues {
  readonly name?: string;
  readonly "ca-file"?: string;
  readonly "plain-http"?: boolean;
}

/** Options of an output in a registry. */
type RegistryValues = Partial<Pick<OptionValues<"export">, "plain-http" | "mount-from" | "chunk-size" | "ca-file">>;

/** The bundle that a command works on. */
export function onlyBundle(line: CommandLine, values: BundleValues, streams: StandardStreams): Input {
  return toInput(onlyPath(line, "BUNDLE"), values, streams);
}

export function onlyPath({ positionals: [file, second] }: CommandLine, called: string): string {
  if (file === undefined || file === "") throw invalidCommandLine(`there is no ${called}, expected the path of one`);
  if (second !== undefined) throw tooMany(second, `a single ${called}`);
  return file;
}

/** Whether a BUNDLE is on a server. */
export function isAddress(path: string): boolean {
  return isUrl(path) || isRegistryReference(path);
}

export function toInput(path: string, values: BundleValues, streams: StandardStreams): Input {
  const { name: _, "plain-http": plainHttp = false, ...ofAddress } = values;
  if (isRegistryReference(path))
    return {
      kind: "registry",
      ...pick(values, "name"),
      ...toRegistryPlace({ ...values, reference: path }, quoteOption),
    };
  refuseRegistryOptions("BUNDLE", { "plain-http": plainHttp });
  if (isUrl(path))
    return { kind: "url", ...pick(values, "name"), ...toUrlPlace({ ...ofAddress, url: path }, quoteOption) };
  if (values["ca-file"] !== undefined)
    throw invalidCommandLine("--ca-file is given, but BUNDLE is not an address, expected https:// or oci://");
  return path === "-" ? { kind: "stream", stream: streams.input } : { kind: "file", path, ...pick(values, "name") };
}

export function tooMany(word: string, expected: string): BundleError {
  return invalidCommandLine(`"${word}" is one argument too many, expected ${expected}`);
}

export function toOutput(
  path: string,
  values: Pick<OptionValues<"export">, "format"> & RegistryValues,
  streams: StandardStreams,
): Output {
  const isLayout = values.format === "oci-dir";
  if (isRegistryReference(path)) {
    if (isLayout) throw invalidCommandLine("--output is a registry, expected a directory for --format oci-dir");
    return { kind: "registry", ...toRegistryTarget({ ...values, reference: path }, quoteOption) };
  }
  refuseRegistryOptions("--output", values);
  if (path === "-" && isLayout) throw invalidCommandLine("--output is -, expected a directory for --format oci-dir");
  if (path === "-") return { kind: "stream", stream: streams.output };
  return { kind: isLayout ? "layout" : "file", path };
}

/** Options that mean nothing for a path: most likely it should have been a reference. */
function refuseRegistryOptions(what: string, values: RegistryValues): void {
  const { "mount-from": mountFrom = [] } = values;
  const given = values["plain-http"]
    ? "--plain-http"
    : mountFrom.length > 0
      ? "--mount-from"
      : values["chunk-size"] !== undefined
        ? "--chunk-size"
        : values["ca-file"] !== undefined
          ? "--ca-file"
          : undefined;
  if (given === undefined) return;
  throw invalidCommandLine(`${given} is given, but ${what} is not in a registry, expected oci://HOST/REPOSITORY:TAG`);
}
