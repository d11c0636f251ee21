import { logsOf } from "../commands/places/remote-reading.ts";
import { BundleError } from "../errors.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import type { CommandTask, Requests } from "./parse-task.ts";

/** A result that was asked for as bytes. */
export interface Pieces {
  readonly pieces: Iterable<Uint8Array>;
}

/** A result: the document for `--json`, and the text for people. */
export interface Report {
  readonly document: unknown;
  readonly text: (bold: Bold) => string;
  /** Default: 0. */
  readonly exitCode?: number;
}

type Bold = (text: string) => string;
type Story<Request, Result> = (request: Request, context: ProcessContext, reporter: Reporter) => Promise<Result>;
type Formatter<Result> = (result: Result, bold: Bold) => string;
type Run<Request> = Story<Request, Report | Pieces>;

/** With it, everybody may read and enter what this process creates. */
const SHARED_UMASK = 0o022;
/** The exit code of `diff` when there are differences, as diff has it. */
const DIFFERENT = 1;

/** Each command: its story, and how people are told the result. Only the chosen one is loaded, so that it starts fast. */
const COMMANDS: { readonly [Kind in keyof Requests]: Run<Requests[Kind]> } = {
  export: reported(
    async () => (await import("../commands/export-bundle.ts")).exportBundle,
    async () => (await import("../report/export-text.ts")).formatExport,
  ),
  async import(request, context, reporter) {
    if (request.shared === true) process.umask(SHARED_UMASK);
    const { importBundle } = await import("../commands/import-bundle.ts");
    const { formatImport } = await import("../report/import-text.ts");
    const result = await importBundle(request, context, reporter);
    return { document: result, text: (bold) => formatImport(result, bold) };
  },
  async inspect(request, context, reporter) {
    if (request.manifest === true) {
      const { showDocument } = await import("../commands/show-document.ts");
      return { pieces: [await showDocument(request, context)] };
    }
    const { inspectBundle } = await import("../commands/inspect-bundle.ts");
    const { formatInspect } = await import("../report/inspect-text.ts");
    const result = await inspectBundle(request, context, logsOf(reporter));
    return { document: result, text: (bold) => formatInspect(result, bold) };
  },
  verify: reported(
    async () => (await import("../commands/verify-bundle.ts")).verifyBundle,
    async () => (await import("../report/verify-text.ts")).formatVerify,
  ),
  "verify-home": reported(
    async () => (await import("../commands/verify-kept.ts")).verifyKept,
    async () => (await import("../report/verify-text.ts")).formatVerifyHome,
  ),
  async have(request, context, reporter) {
    const { listHave } = await import("../commands/list-have.ts");
    const { file, layers, text } = await listHave(request, context, reporter);
    return onlyText(file === undefined ? text : `Listed ${layers} layers in ${file}.\n`);
  },
  complete: reported(
    async () => (await import("../commands/complete-delta.ts")).completeDelta,
    async () => (await import("../report/delta-text.ts")).formatComplete,
  ),
  async manifest(request, context, reporter) {
    const { showManifest } = await import("../commands/show-manifest.ts");
    return { pieces: await showManifest(request, context, reporter) };
  },
  split: reported(
    async () => (await import("../commands/split-bundle.ts")).splitBundle,
    async () => (await import("../report/parts-text.ts")).formatSplit,
  ),
  join: reported(
    async () => (await import("../commands/join-bundle.ts")).joinBundle,
    async () => (await import("../report/parts-text.ts")).formatJoin,
  ),
  merge: reported(
    async () => (await import("../commands/merge-bundles.ts")).mergeBundles,
    async () => (await import("../report/merge-text.ts")).formatMerge,
  ),
  extract: reported(
    async () => (await import("../commands/extract-bundle.ts")).extractBundle,
    async () => (await import("../report/merge-text.ts")).formatExtract,
  ),
  async diff(request, context, reporter) {
    const { diffBundles } = await import("../commands/diff-bundles.ts");
    const { formatDiff } = await import("../report/diff-text.ts");
    const result = await diffBundles(request, context, reporter);
    const text: Report["text"] = (bold) => formatDiff(result, bold);
    return { document: result, text, ...(!result.equal && { exitCode: DIFFERENT }) };
  },
  async env(request, context, reporter) {
    const { showEnvironment } = await import("../commands/show-environment.ts");
    return onlyText((await showEnvironment(request, context, reporter)).text);
  },
  send: reported(
    async () => (await import("../commands/send-bundle.ts")).sendBundle,
    async () => (await import("../report/channel-text.ts")).formatSend,
  ),
  async fetch(request, context, reporter) {
    const { fetchBundle } = await import("../commands/fetch-bundle.ts");
    const { formatFetch } = await import("../report/channel-text.ts");
    const result = await fetchBundle(request, context, reporter);
    if (result.file === undefined)
      throw new BundleError("CACHE_MISS", `Cannot find ${result.name}: the cache has no entry ${result.key}`);
    return { document: result, text: () => formatFetch(result) };
  },
  sign: reported(
    async () => (await import("../commands/sign-bundle.ts")).signBundle,
    async () => (await import("../report/signing-text.ts")).formatSign,
  ),
  attach: reported(
    async () => (await import("../commands/attach-signatures.ts")).attachSignatures,
    async () => (await import("../report/signing-text.ts")).formatAttach,
  ),
  async sbom(request, context) {
    const { showSbom } = await import("../commands/show-sbom.ts");
    const { formatSbomResult } = await import("../report/signing-text.ts");
    const result = await showSbom(request, context);
    if (result.text !== undefined) return { pieces: [Buffer.from(result.text)] };
    return { document: result, text: () => formatSbomResult(result) };
  },
  image: reported(
    async () => (await import("../commands/image-bundle.ts")).imageBundle,
    async () => (await import("../report/image-text.ts")).formatImage,
  ),
  history: reported(
    async () => (await import("../commands/show-history.ts")).showHistory,
    async () => (await import("../report/history-text.ts")).formatHistory,
  ),
  forget: reported(
    async () => (await import("../commands/forget-import.ts")).forgetImport,
    async () => (await import("../report/history-text.ts")).formatForget,
  ),
  store: reported(
    async () => (await import("../commands/run-store.ts")).runStore,
    async () => (await import("../report/store-text.ts")).formatStore,
  ),
  async serve(request, context, reporter) {
    if (request.printConfig === true) {
      const { printConfiguration } = await import("../commands/sending/print-configuration.ts");
      return onlyText(await printConfiguration(request, context));
    }
    const { serveBundles } = await import("../commands/serve-bundles.ts");
    const result = await serveBundles(request, context, reporter);
    return { document: result, text: () => `Served ${result.answers} requests.\n` };
  },
};

/** Runs a command. @throws what the command throws */
export function runCommand<Kind extends keyof Requests>(
  { kind, request }: CommandTask<Kind>,
  context: ProcessContext,
  reporter: Reporter,
): Promise<Report | Pieces> {
  return COMMANDS[kind](request, context, reporter);
}

/** A command whose result is a document, and a text for people. */
function reported<Request, Result>(
  loadStory: () => Promise<Story<Request, Result>>,
  loadFormatter: () => Promise<Formatter<Result>>,
): Run<Request> {
  return async (request, context, reporter) => {
    const [story, format] = [await loadStory(), await loadFormatter()];
    const result = await story(request, context, reporter);
    return { document: result, text: (bold) => format(result, bold) };
  };
}

/** A command whose result is a text, also with `--json`. */
function onlyText(text: string): Report {
  return { document: undefined, text: () => text };
}
