import { stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { openEngine } from "../archive/engine/engine.ts";
import { type Bundle, openBundle } from "../bundle/open-bundle.ts";
import type { Delta } from "../bundle/open-delta.ts";
import { roomOf } from "../bundle/plan-bundle.ts";
import { BundleError } from "../errors.ts";
import { openTarWriter } from "../layout/tar-writer.ts";
import type { CompleteRequest } from "../options/requests/complete-request.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import { openInput } from "./places/open-input.ts";
import { checkReplaceable, fileNameOf, outputPath } from "./places/output-path.ts";
import { logsOf } from "./places/remote-reading.ts";
import { planCompletion } from "./reading/complete-bundle.ts";
import { openBases } from "./reading/open-bases.ts";
import type { CompleteResult } from "./results/complete-result.ts";
import { readAttachedSignatures } from "./trust/attached-signatures.ts";
import { attachToTar } from "./trust/send-signatures.ts";

/**
 * Makes the whole bundle of a delta, with the bytes that export wrote, and the signatures that are attached to the delta.
 * @throws BundleError what planning, opening and writing throw
 */
export async function completeDelta(
  request: CompleteRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<CompleteResult> {
  const { workers = availableParallelism() } = request;
  const reading = { ...logsOf(reporter), sole: false };
  await using input = await openInput(request.source, context, { ...reading, whole: true });
  const bundle = await openBundle(input);
  const delta = deltaOf(bundle);
  const target = await outputPath(request.output, fileNameOf(bundle.name), context);
  if (request.overwrite !== true) await checkReplaceable(target);
  await using stack = new AsyncDisposableStack();
  const bases = await openBases(request.bases, context, {
    stack,
    takes: "homes",
    platform: bundle.config.platform,
    ...reading,
  });
  const { signal } = context;
  const onProgress = (done: number, total: number): void => reporter.progress("delta", done, total);
  const { layers } = bundle.config;
  await using engine = openEngine({ workers });
  const completion = await planCompletion({ bundle, delta, bases, layers, engine, signal, onProgress });
  const { documents } = completion;
  const hasIndex = documents.root.digest !== bundle.descriptor.digest;
  await using writer = await openTarWriter(target, roomOf({ ...bundle, ...(hasIndex && { index: documents }) }));
  await completion.write(writer);
  await attachToTar(target, await readAttachedSignatures(input, bundle.digest), { bundle, context, reporter });
  return { bundle: { name: bundle.name, digest: bundle.digest }, file: target, size: (await stat(target)).size };
}

function deltaOf({ delta, content }: Bundle): Delta {
  if (delta !== undefined) return delta;
  throw new BundleError("OPTION_INVALID", `Cannot complete ${content.name}: it is a whole bundle, expected a delta`, {
    hint: "Use it as it is.",
  });
}
