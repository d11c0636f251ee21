import { constants } from "node:os";
import { styleText } from "node:util";
import { findUserHome } from "../commands/user-path.ts";
import { BundleError } from "../errors.ts";
import type { Listener, Surroundings } from "../options/requests.ts";
import { printableJson } from "../printable.ts";
import type { Task } from "./arguments.ts";
import { invalid } from "./command-line.ts";
import { Interruption } from "./failure.ts";
import { showProgress } from "./progress.ts";

/** A result: the document that `--json` prints, and what people read. */
interface Outcome {
  readonly document: unknown;
  readonly text: (bold: (text: string) => string) => string;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a command and prints what came of it.
 * @param onStop called when the user gives up, besides the signal that the command watches
 * @throws what the command throws, and {@link Interruption}
 */
export async function runTask(task: Task, onStop: () => void): Promise<void> {
  const { stdout, stderr } = process;
  const stopped = new AbortController();
  // The first one counts. Others, such as those of an impatient user or a runner, must not cut the clean-up short.
  for (const name of SIGNALS) process.on(name, () => stopped.abort(new Interruption(name, constants.signals[name])));
  stopped.signal.addEventListener("abort", onStop);
  // Where the bundle itself goes to standard output, nothing else may.
  const carriesBundle = task.kind === "export" && task.request.output?.kind === "stream" && !task.request.dryRun;
  if (carriesBundle && stdout.isTTY)
    throw invalid("--output is - and standard output is a terminal, expected a file or a pipe");
  const output = carriesBundle ? stderr : stdout;
  const isDocument = carriesBundle && task.json;
  const progress = showProgress(stderr, { quiet: task.quiet || isDocument, now: () => performance.now() });
  // Standard error is one document then, and it has the warnings.
  const listener = isDocument ? { ...progress, warn: () => {} } : progress;
  const surroundings: Surroundings = {
    directory: process.cwd(),
    userHome: findUserHome(),
    variables: { ...process.env },
    signal: stopped.signal,
  };
  try {
    // The document on standard error has the warnings in it, and is to be all that stands there.
    const heard = carriesBundle && task.json ? { ...listener, warn: () => undefined } : listener;
    const { document, text } = await perform(task, surroundings, heard);
    listener.finish();
    if (task.json) output.write(`${printableJson(JSON.stringify(document, undefined, 2))}\n`);
    else if (!task.quiet) output.write(text((title) => styleText("bold", title, { stream: output })));
  } catch (thrown) {
    listener.finish();
    // Whatever a broken off command stumbles over, this is why.
    throw stopped.signal.aborted ? stopped.signal.reason : thrown;
  }
}

/** Only the chosen command is loaded: `--help` must not wait for what unpacks. */
async function perform(task: Task, surroundings: Surroundings, listener: Listener): Promise<Outcome> {
  switch (task.kind) {
    case "export": {
      const { exportBundle } = await import("../commands/export-bundle.ts");
      const { formatExport } = await import("../report/describe-results.ts");
      const result = await exportBundle(task.request, surroundings, listener);
      return { document: result, text: (bold) => formatExport(result, bold) };
    }
    case "import": {
      const { importBundle } = await import("../commands/import-bundle.ts");
      const { formatImport } = await import("../report/describe-results.ts");
      const result = await importBundle(task.request, surroundings, listener);
      return { document: result, text: (bold) => formatImport(result, bold) };
    }
    case "inspect": {
      const { inspectBundle } = await import("../commands/inspect-bundle.ts");
      const { formatInspect } = await import("../report/describe-results.ts");
      const result = await inspectBundle(task.request, surroundings);
      return { document: result, text: (bold) => formatInspect(result, bold) };
    }
    case "verify": {
      const { verifyBundle } = await import("../commands/verify-bundle.ts");
      const { formatVerify } = await import("../report/describe-results.ts");
      const result = await verifyBundle(task.request, surroundings, listener);
      return { document: result, text: () => formatVerify(result) };
    }
    case "env": {
      const { showEnvironment } = await import("../commands/show-environment.ts");
      const { text } = await showEnvironment(task.request, surroundings, listener);
      return { document: undefined, text: () => text };
    }
    case "send": {
      const { sendBundle } = await import("../commands/send-bundle.ts");
      const { formatSend } = await import("../report/describe-results.ts");
      const result = await sendBundle(task.request, surroundings, listener);
      return { document: result, text: () => formatSend(result) };
    }
    case "fetch": {
      const { fetchBundle } = await import("../commands/fetch-bundle.ts");
      const { formatFetch } = await import("../report/describe-results.ts");
      const result = await fetchBundle(task.request, surroundings, listener);
      if (result.file === undefined)
        throw new BundleError("CACHE_MISS", `Cannot find ${result.name}: the cache has no entry ${result.key}`);
      return { document: result, text: () => formatFetch(result) };
    }
  }
}
