import { constants } from "node:os";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { styleText } from "node:util";
import { logsOf } from "../commands/places/remote-reading.ts";
import { findUserHome } from "../commands/places/user-path.ts";
import { BundleError } from "../errors.ts";
import type { ProcessContext, Reporter } from "../options/requests.ts";
import { printableJson } from "../printable.ts";
import { invalidCommandLine } from "./command-line.ts";
import { Interruption } from "./describe-failure.ts";
import { labelFor } from "./label.ts";
import type { CommandTask } from "./parse-task.ts";
import { showProgress } from "./progress.ts";

/** A result that was asked for as bytes. */
interface Pieces {
  readonly pieces: Iterable<Uint8Array>;
}

/** A result: the document for `--json`, and the text for people. */
interface Report {
  readonly document: unknown;
  readonly text: (bold: (text: string) => string) => string;
  /** Default: 0. */
  readonly exitCode?: number;
}

/** With it, everybody may read and enter what this process creates. */
const SHARED_UMASK = 0o022;
/** The exit code of `diff` when there are differences, as diff has it. */
const DIFFERENT = 1;

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a command and prints its result.
 * @param onStop called on a signal, besides the abort signal that the command watches
 * @throws what the command throws, and {@link Interruption}
 */
export async function runTask(task: CommandTask, onStop: () => void): Promise<void> {
  const { stdout, stderr } = process;
  const stopped = new AbortController();
  // Only the first signal counts. Others, from an impatient user or a runner, must not cut the clean-up short.
  for (const name of SIGNALS) process.on(name, () => stopped.abort(new Interruption(name, constants.signals[name])));
  stopped.signal.addEventListener("abort", onStop);
  // Standard output carries the bundle, and nothing else.
  const carriesBundle =
    (task.kind === "image" && task.request.output.kind === "stream") ||
    (task.kind === "export" && task.request.output?.kind === "stream" && !task.request.dryRun);
  if (carriesBundle && stdout.isTTY)
    throw invalidCommandLine("--output is - and standard output is a terminal, expected a file or a pipe");
  if (task.kind === "manifest" && task.request.format.startsWith("ocix") && stdout.isTTY)
    throw invalidCommandLine(
      `--format is ${task.request.format} and standard output is a terminal, expected a file or a pipe`,
    );
  const output = carriesBundle ? stderr : stdout;
  const isDocument = carriesBundle && task.json;
  const progress = showProgress(stderr, {
    quiet: task.quiet || isDocument,
    verbose: task.verbose === true && !isDocument,
    live: stderr.isTTY && process.env["TERM"] !== "dumb",
    now: () => performance.now(),
    label: labelFor(stderr),
  });
  // Standard error is one document then, with the warnings in it.
  const reporter = isDocument ? { ...progress, warn: () => {} } : progress;
  const context: ProcessContext = {
    directory: process.cwd(),
    userHome: findUserHome(),
    variables: { ...process.env },
    signal: stopped.signal,
  };
  try {
    const outcome = await perform(task, context, reporter);
    reporter.finish();
    if ("pieces" in outcome) {
      await pipeline(Readable.from(outcome.pieces, { objectMode: false }), output, { end: false });
      return;
    }
    const { document, text, exitCode } = outcome;
    if (task.json) output.write(`${printableJson(JSON.stringify(document, undefined, 2))}\n`);
    else if (!task.quiet) output.write(text((title) => styleText("bold", title, { stream: output })));
    if (exitCode !== undefined) process.exitCode = exitCode;
  } catch (thrown) {
    reporter.finish();
    // The signal is the cause of any error after it.
    throw stopped.signal.aborted ? stopped.signal.reason : thrown;
  }
}

/** Loads only the chosen command, so that it starts fast. */
async function perform(task: CommandTask, context: ProcessContext, reporter: Reporter): Promise<Report | Pieces> {
  switch (task.kind) {
    case "export": {
      const { exportBundle } = await import("../commands/export-bundle.ts");
      const { formatExport } = await import("../report/describe-results.ts");
      const result = await exportBundle(task.request, context, reporter);
      return { document: result, text: (bold) => formatExport(result, bold) };
    }
    case "import": {
      if (task.request.shared === true) process.umask(SHARED_UMASK);
      const { importBundle } = await import("../commands/import-bundle.ts");
      const { formatImport } = await import("../report/describe-results.ts");
      const result = await importBundle(task.request, context, reporter);
      return { document: result, text: (bold) => formatImport(result, bold) };
    }
    case "inspect": {
      if (task.request.manifest === true) {
        const { showDocument } = await import("../commands/show-document.ts");
        return { pieces: [await showDocument(task.request, context)] };
      }
      const { inspectBundle } = await import("../commands/inspect-bundle.ts");
      const { formatInspect } = await import("../report/describe-results.ts");
      const result = await inspectBundle(task.request, context, logsOf(reporter));
      return { document: result, text: (bold) => formatInspect(result, bold) };
    }
    case "verify": {
      const { verifyBundle } = await import("../commands/verify-bundle.ts");
      const { formatVerify } = await import("../report/describe-results.ts");
      const result = await verifyBundle(task.request, context, reporter);
      return { document: result, text: () => formatVerify(result) };
    }
    case "verify-home": {
      const { verifyKept } = await import("../commands/verify-kept.ts");
      const { formatVerifyHome } = await import("../report/describe-results.ts");
      const result = await verifyKept(task.request, context, reporter);
      return { document: result, text: () => formatVerifyHome(result) };
    }
    case "have": {
      const { listHave } = await import("../commands/list-have.ts");
      const { file, layers, text } = await listHave(task.request, context, reporter);
      return { document: undefined, text: () => (file === undefined ? text : `Listed ${layers} layers in ${file}.\n`) };
    }
    case "complete": {
      const { completeDelta } = await import("../commands/complete-delta.ts");
      const { formatComplete } = await import("../report/describe-delta.ts");
      const result = await completeDelta(task.request, context, reporter);
      return { document: result, text: () => formatComplete(result) };
    }
    case "manifest": {
      const { showManifest } = await import("../commands/show-manifest.ts");
      return { pieces: await showManifest(task.request, context, reporter) };
    }
    case "split": {
      const { splitBundle } = await import("../commands/split-bundle.ts");
      const { formatSplit } = await import("../report/describe-results.ts");
      const result = await splitBundle(task.request, context, reporter);
      return { document: result, text: () => formatSplit(result) };
    }
    case "join": {
      const { joinBundle } = await import("../commands/join-bundle.ts");
      const { formatJoin } = await import("../report/describe-results.ts");
      const result = await joinBundle(task.request, context, reporter);
      return { document: result, text: () => formatJoin(result) };
    }
    case "merge": {
      const { mergeBundles } = await import("../commands/merge-bundles.ts");
      const { formatMerge } = await import("../report/describe-merge.ts");
      const result = await mergeBundles(task.request, context, reporter);
      return { document: result, text: (bold) => formatMerge(result, bold) };
    }
    case "extract": {
      const { extractBundle } = await import("../commands/extract-bundle.ts");
      const { formatExtract } = await import("../report/describe-merge.ts");
      const result = await extractBundle(task.request, context, reporter);
      return { document: result, text: () => formatExtract(result) };
    }
    case "diff": {
      const { diffBundles } = await import("../commands/diff-bundles.ts");
      const { formatDiff } = await import("../report/describe-diff.ts");
      const result = await diffBundles(task.request, context, reporter);
      const text: Report["text"] = (bold) => formatDiff(result, bold);
      return { document: result, text, ...(!result.equal && { exitCode: DIFFERENT }) };
    }
    case "env": {
      const { showEnvironment } = await import("../commands/show-environment.ts");
      const { text } = await showEnvironment(task.request, context, reporter);
      return { document: undefined, text: () => text };
    }
    case "send": {
      const { sendBundle } = await import("../commands/send-bundle.ts");
      const { formatSend } = await import("../report/describe-results.ts");
      const result = await sendBundle(task.request, context, reporter);
      return { document: result, text: () => formatSend(result) };
    }
    case "fetch": {
      const { fetchBundle } = await import("../commands/fetch-bundle.ts");
      const { formatFetch } = await import("../report/describe-results.ts");
      const result = await fetchBundle(task.request, context, reporter);
      if (result.file === undefined)
        throw new BundleError("CACHE_MISS", `Cannot find ${result.name}: the cache has no entry ${result.key}`);
      return { document: result, text: () => formatFetch(result) };
    }
    case "sign": {
      const { signBundle } = await import("../commands/sign-bundle.ts");
      const { formatSign } = await import("../report/describe-signing.ts");
      const result = await signBundle(task.request, context, reporter);
      return { document: result, text: () => formatSign(result) };
    }
    case "attach": {
      const { attachSignatures } = await import("../commands/attach-signatures.ts");
      const { formatAttach } = await import("../report/describe-signing.ts");
      const result = await attachSignatures(task.request, context, reporter);
      return { document: result, text: () => formatAttach(result) };
    }
    case "sbom": {
      const { showSbom } = await import("../commands/show-sbom.ts");
      const { formatSbomResult } = await import("../report/describe-signing.ts");
      const result = await showSbom(task.request, context);
      if (result.text !== undefined) return { pieces: [Buffer.from(result.text)] };
      return { document: result, text: () => formatSbomResult(result) };
    }
    case "image": {
      const { imageBundle } = await import("../commands/image-bundle.ts");
      const { formatImage } = await import("../report/describe-image.ts");
      const result = await imageBundle(task.request, context, reporter);
      return { document: result, text: () => formatImage(result) };
    }
    case "history": {
      const { showHistory } = await import("../commands/show-history.ts");
      const { formatHistory } = await import("../report/describe-history.ts");
      const result = await showHistory(task.request, context);
      return { document: result, text: (bold) => formatHistory(result, bold) };
    }
    case "forget": {
      const { forgetImport } = await import("../commands/forget-import.ts");
      const { formatForget } = await import("../report/describe-history.ts");
      const result = await forgetImport(task.request, context);
      return { document: result, text: (bold) => formatForget(result, bold) };
    }
    case "store": {
      const { runStore } = await import("../commands/run-store.ts");
      const { formatStore } = await import("../report/describe-store.ts");
      const result = await runStore(task.request, context, reporter);
      return { document: result, text: (bold) => formatStore(result, bold) };
    }
    case "serve": {
      if (task.request.printConfig === true) {
        const { printConfiguration } = await import("../commands/sending/print-configuration.ts");
        const text = await printConfiguration(task.request, context);
        return { document: undefined, text: () => text };
      }
      const { serveBundles } = await import("../commands/serve-bundles.ts");
      const result = await serveBundles(task.request, context, reporter);
      return { document: result, text: () => `Served ${result.answers} requests.\n` };
    }
  }
}
