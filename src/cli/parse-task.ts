import { BundleError } from "../errors.ts";
import type { AttachRequest } from "../options/requests/attach-request.ts";
import { toBases } from "../options/requests/base-input.ts";
import { toDestination, toOrigin } from "../options/requests/channel-choice.ts";
import type { CompleteRequest } from "../options/requests/complete-request.ts";
import type { DiffRequest } from "../options/requests/diff-request.ts";
import type { EnvironmentRequest } from "../options/requests/environment-request.ts";
import type { ExportRequest } from "../options/requests/export-request.ts";
import { toExportRequest, toSelection } from "../options/requests/export-request.ts";
import type { ExtractRequest } from "../options/requests/extract-request.ts";
import type { FetchRequest } from "../options/requests/fetch-request.ts";
import type { ForgetRequest } from "../options/requests/forget-request.ts";
import type { HaveRequest } from "../options/requests/have-request.ts";
import type { HistoryRequest } from "../options/requests/history-request.ts";
import { type ImageRequest, toImageRequest } from "../options/requests/image-request.ts";
import type { ImportRequest } from "../options/requests/import-request.ts";
import { toImportRequest } from "../options/requests/import-request.ts";
import type { InspectRequest } from "../options/requests/inspect-request.ts";
import type { JoinRequest } from "../options/requests/join-request.ts";
import type { ManifestRequest } from "../options/requests/manifest-request.ts";
import type { MergeRequest } from "../options/requests/merge-request.ts";
import { optional, pick } from "../options/requests/pick.ts";
import { isRegistryReference } from "../options/requests/registry-place.ts";
import type { SbomRequest } from "../options/requests/sbom-request.ts";
import type { SendRequest } from "../options/requests/send-request.ts";
import type { ServeRequest } from "../options/requests/serve-request.ts";
import { toServeRequest } from "../options/requests/serve-request.ts";
import { type SignRequest, toSignRequest } from "../options/requests/sign-request.ts";
import type { SplitRequest } from "../options/requests/split-request.ts";
import type { StoreRequest } from "../options/requests/store-request.ts";
import { toStoreRequest } from "../options/requests/store-request.ts";
import type { VerifyHomeRequest, VerifyRequest } from "../options/requests/verify-request.ts";
import { ADDRESSED, type CommandName, SERVICES } from "../options/table/operations.ts";
import { OPTIONS, type OptionValues } from "../options/table/option-table.ts";
import { parseOptions } from "../options/table/parse-options.ts";
import { type CommandLine, invalidCommandLine, quoteOption } from "./command-line.ts";
import { toImageOutput } from "./image-output.ts";
import { parseComplete, parseHave } from "./parse-delta.ts";
import { parseEnvironment } from "./parse-environment.ts";
import { parseForget } from "./parse-forget.ts";
import { parseExtract, parseMerge } from "./parse-merge.ts";
import { parseVerify } from "./parse-verify.ts";
import { isAddress, onlyBundle, onlyPath, type StandardStreams, toInput, toOutput, tooMany } from "./places.ts";

/** Commands that touch neither homes nor bundles. */
export type AboutProgram = "completion" | "help" | "version";

/** The request of each command. */
export interface Requests {
  readonly export: ExportRequest;
  readonly import: ImportRequest;
  readonly inspect: InspectRequest;
  readonly verify: VerifyRequest;
  readonly "verify-home": VerifyHomeRequest;
  readonly have: HaveRequest;
  readonly complete: CompleteRequest;
  readonly env: EnvironmentRequest;
  readonly diff: DiffRequest;
  readonly split: SplitRequest;
  readonly join: JoinRequest;
  readonly merge: MergeRequest;
  readonly extract: ExtractRequest;
  readonly manifest: ManifestRequest;
  readonly send: SendRequest;
  readonly fetch: FetchRequest;
  readonly sign: SignRequest;
  readonly attach: AttachRequest;
  readonly sbom: SbomRequest;
  readonly image: ImageRequest;
  readonly history: HistoryRequest;
  readonly forget: ForgetRequest;
  readonly store: StoreRequest;
  readonly serve: ServeRequest;
}

type RequestOf<Kind extends keyof Requests> = {
  [One in Kind]: { readonly kind: One; readonly request: Requests[One] };
}[Kind];

/** A command with its request and the form of its output. */
export type CommandTask<Kind extends keyof Requests = keyof Requests> = RequestOf<Kind> & {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose?: boolean;
};

/** Parses the words of a command that touches homes or bundles. */
export function parseTask(
  command: Exclude<CommandName, AboutProgram>,
  line: CommandLine,
  streams: StandardStreams,
): RequestOf<keyof Requests> {
  switch (command) {
    case "export":
      return { kind: command, request: parseExport(line, streams) };
    case "import": {
      const values = parseOptions(OPTIONS, command, line);
      const source = onlyBundle(line, values, streams);
      const wanted = toImportRequest(values, { quote: quoteOption, from: "repository" });
      return { kind: command, request: { source, ...wanted, ...toBases(values, quoteOption) } };
    }
    case "inspect": {
      const values = parseOptions(OPTIONS, command, line);
      const source = onlyBundle(line, values, streams);
      const request = { source, ...pick(values, "platform"), ...(values.manifest && { manifest: true }) };
      return { kind: command, request };
    }
    case "verify":
      return parseVerify(line, streams);
    case "have":
      return { kind: command, request: parseHave(line) };
    case "complete":
      return { kind: command, request: parseComplete(line, streams) };
    case "env":
      return { kind: command, request: parseEnvironment(line, streams) };
    case "split":
      return { kind: command, request: parseSplit(line, streams) };
    case "join": {
      const values = parseOptions(OPTIONS, command, line);
      const request = { document: onlyPath(line, "FILE"), ...pick(values, "output"), ...overwriting(values) };
      return { kind: command, request };
    }
    case "merge":
      return { kind: command, request: parseMerge(line, streams) };
    case "extract":
      return { kind: command, request: parseExtract(line, streams) };
    case "diff":
      return { kind: command, request: parseDiff(line, streams) };
    case "manifest": {
      const values = parseOptions(OPTIONS, command, line);
      const source = onlyBundle(line, values, streams);
      const request = {
        source,
        ...pick(values, "package", "platform", "format", "workers"),
        ...toBases(values, quoteOption),
      };
      return { kind: command, request };
    }
    case "send":
      return { kind: command, request: parseSend(line, streams) };
    case "fetch":
      return { kind: command, request: parseFetch(line) };
    case "sign": {
      const values = parseOptions(OPTIONS, command, line);
      return { kind: command, request: toSignRequest(onlyBundle(line, values, streams), values, quoteOption) };
    }
    case "attach": {
      const [bundle = "", ...signatures] = line.positionals;
      const source = toInput(
        onlyPath({ ...line, positionals: [bundle] }, "BUNDLE"),
        parseOptions(OPTIONS, command, line),
        streams,
      );
      if (signatures.length === 0) throw invalidCommandLine("there is no SIGNATURE, expected the path of one");
      return { kind: command, request: { source, signatures } };
    }
    case "sbom": {
      const values = parseOptions(OPTIONS, command, line);
      const request = { source: onlyBundle(line, values, streams), ...pick(values, "format", "platform", "output") };
      return { kind: command, request: { ...request, ...overwriting(values) } };
    }
    case "image":
      return { kind: command, request: parseImage(line, streams) };
    case "history": {
      const [word] = line.positionals;
      if (word !== undefined) throw tooMany(word, "options only");
      return { kind: command, request: pick(parseOptions(OPTIONS, command, line), "home") };
    }
    case "forget":
      return { kind: command, request: parseForget(line) };
    case "store": {
      const values = parseOptions(OPTIONS, command, line);
      const source = (word: string) => toInput(word, values, streams);
      return {
        kind: command,
        request: toStoreRequest(line.positionals, values, { quote: quoteOption, toInput: source }),
      };
    }
    case "serve": {
      if (line.positionals.length === 0) throw invalidCommandLine("there is no BUNDLE, expected the path of one");
      const values = parseOptions(OPTIONS, command, line);
      return { kind: command, request: toServeRequest(line.positionals, values, quoteOption) };
    }
  }
}

function parseExport(line: CommandLine, streams: StandardStreams): ExportRequest {
  const values = parseOptions(OPTIONS, "export", line);
  const { output } = values;
  if (output === undefined && !values["dry-run"])
    throw invalidCommandLine("there is no --output FILE, expected one unless with --dry-run");
  const selection = toSelection({ identifiers: line.positionals, calledAs: "PACKAGE" }, values, quoteOption);
  if (values.split !== undefined && (output === "-" || values.format === "oci-dir"))
    throw invalidCommandLine("--split is given, expected a file as --output, and --format tar");
  const where = output === undefined ? undefined : toOutput(output, values, streams);
  return {
    ...toExportRequest(values, selection, where),
    ...optional("partSize", values.split),
    ...toBases(values, quoteOption),
  };
}

function parseSplit(line: CommandLine, streams: StandardStreams): SplitRequest {
  const values = parseOptions(OPTIONS, "split", line);
  if (values.size === undefined) throw invalidCommandLine("there is no --size, expected one such as 4GiB or fat32");
  return {
    source: onlyBundle(line, values, streams),
    partSize: values.size,
    ...pick(values, "output"),
    ...overwriting(values),
  };
}

function overwriting({ overwrite }: { readonly overwrite: boolean }): { readonly overwrite?: true } {
  return overwrite ? { overwrite } : {};
}

function parseDiff(line: CommandLine, streams: StandardStreams): DiffRequest {
  const values = parseOptions(OPTIONS, "diff", line);
  const [before, after, more] = line.positionals;
  if (before === undefined || after === undefined)
    throw invalidCommandLine(
      `there ${before === undefined ? "is nothing" : "is one thing"} to compare, expected A and B`,
    );
  if (more !== undefined) throw tooMany(more, "A and B");
  if (before === "-" && after === "-") throw invalidCommandLine("A and B are -, expected at least one path");
  const toSide = (path: string) => toInput(path, isAddress(path) ? values : {}, streams);
  return {
    before: toSide(before),
    after: toSide(after),
    ...pick(values, "package", "platform", "workers"),
    ...toBases(values, quoteOption),
  };
}

function parseSend(line: CommandLine, streams: StandardStreams): SendRequest {
  const values = parseOptions(OPTIONS, "send", line);
  if (values.to === undefined) throw noChannel("to");
  const destination = toDestination(values.to, { operation: "send", values, quote: quoteOption });
  // --plain-http is for the registry that is sent to, --ca-file for both.
  const { "plain-http": _, "ca-file": caFile, ...ofSource } = values;
  const [path = ""] = line.positionals;
  const certificates = values.to === "registry" && !isAddress(path) ? {} : optional("ca-file", caFile);
  const source = onlyBundle(line, { ...ofSource, ...certificates }, streams);
  return { source, destination, ...optional("name", values.as) };
}

function parseFetch(line: CommandLine): FetchRequest {
  const [word] = line.positionals;
  if (word !== undefined) throw tooMany(word, "options only");
  const values = parseOptions(OPTIONS, "fetch", line);
  if (values.from === undefined) throw noChannel("from");
  return {
    origin: toOrigin(values.from, { operation: "fetch", values, quote: quoteOption }),
    output: values.output ?? ".",
    ...pick(values, "name"),
    ...(values.overwrite && { overwrite: true }),
  };
}

function parseImage(line: CommandLine, streams: StandardStreams): ImageRequest {
  const values = parseOptions(OPTIONS, "image", line);
  return toImageRequest(onlyBundle(line, valuesOfSource(line, values), streams), values, {
    output: toImageOutput(values, streams),
    quote: quoteOption,
  });
}

/** The options of addresses are for all that are named: a BUNDLE that is a file has none if the base or the target needs them. */
function valuesOfSource({ positionals: [word = ""] }: CommandLine, values: OptionValues<"image">) {
  const { "plain-http": plainHttp, "ca-file": caFile, ...others } = values;
  const isFar =
    [values.base, values.output].some((text) => isRegistryReference(text ?? "")) || values.to === "registry";
  return {
    ...others,
    ...((!isFar || isRegistryReference(word)) && { "plain-http": plainHttp }),
    ...((!isFar || isAddress(word)) && optional("ca-file", caFile)),
  };
}

function noChannel(name: "to" | "from"): BundleError {
  return invalidCommandLine(
    `there is no --${name}, expected one of ${(name === "to" ? SERVICES : ADDRESSED).join(", ")}`,
  );
}
