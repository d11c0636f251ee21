import { basename, dirname } from "node:path";
import { openWhole } from "../bundle/open-bundle.ts";
import { BundleError } from "../errors.ts";
import { openPartial } from "../io/partial.ts";
import { fromSystemError } from "../io/system-error.ts";
import { checkPartedName, type PartsDocument, planParts } from "../layout/parts.ts";
import { openPartsFile, publishParts } from "../layout/parts-file.ts";
import { digester } from "../oci/digest.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import type { SplitRequest } from "../options/requests/split-request.ts";
import { openInput } from "./places/open-input.ts";
import { outputPath } from "./places/output-path.ts";
import { checkPartsTarget, documentPath, leftBeside } from "./places/parts-target.ts";
import { userPath } from "./places/user-path.ts";
import type { SplitResult } from "./results/parts-results.ts";

/** Bytes copied at a time. */
const CHUNK = 1024 * 1024;

/**
 * Writes a bundle as parts, with their document. The bundle is kept.
 * @throws BundleError `LIMIT_EXCEEDED` for too many parts, `OPTION_INVALID` for a bundle that is not one file, `FILE_EXISTS`, and
 * what reading and writing throw
 */
export async function splitBundle(
  request: SplitRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<SplitResult> {
  const { source, partSize } = request;
  if (source.kind !== "file") throw notAFile("standard input");
  await using input = await openInput(source, context);
  const { whole } = input;
  if (whole === undefined) throw notAFile(input.name);
  const bundle = await openWhole(input);
  const own = userPath(source.path, context);
  const name = input.parts?.name ?? basename(own);
  const target = await outputPath(request.output ?? dirname(own), name, context);
  checkPartedName(basename(target));
  const place = { isSplit: target === own };
  if (request.overwrite !== true) await checkPartsTarget(target, place);
  const size = await whole.size();
  // Before a byte is written.
  planParts({ size, name: basename(target), partSize });
  const document = await writeParts({ target, partSize, whole, size }, context, reporter);
  const warnings = await leftBeside(target, document.parts, place);
  for (const warning of warnings) reporter.warn(warning);
  return {
    bundle: { name: bundle.name, digest: bundle.digest },
    file: documentPath(target),
    size,
    parts: document.parts.map((part) => ({ ...part })),
    warnings: [...warnings],
  };
}

function notAFile(name: string): BundleError {
  return new BundleError("OPTION_INVALID", `Cannot split ${name}: it is not a file`, {
    hint: "Export it again with `--split SIZE`.",
  });
}

interface Splitting {
  readonly target: string;
  readonly partSize: number;
  readonly whole: { read(offset: number, length: number): Promise<Uint8Array> };
  readonly size: number;
}

async function writeParts(
  { target, partSize, whole, size }: Splitting,
  { signal }: ProcessContext,
  reporter: Reporter,
): Promise<PartsDocument> {
  const name = basename(target);
  try {
    await using staging = await openPartial(dirname(target));
    await using parts = openPartsFile({ directory: staging.path, name, partSize, head: 0 });
    const hash = digester();
    for (let done = 0; done < size; ) {
      signal.throwIfAborted();
      const bytes = await whole.read(done, Math.min(CHUNK, size - done));
      const writing = parts.write(bytes, done);
      hash.update(bytes);
      await writing;
      done += bytes.byteLength;
      parts.settle(done);
      reporter.progress("split", done, size);
    }
    const document = { name, size, digest: hash.digest(), parts: await parts.finish(size) };
    await publishParts(staging.path, dirname(target), document);
    return document;
  } catch (error) {
    throw fromSystemError(error, `write parts of ${target}`);
  }
}
