import { open, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openWhole } from "../bundle/open-bundle.ts";
import { BundleError } from "../errors.ts";
import type { ByteSource } from "../io/byte-source.ts";
import { fileToReplace } from "../io/file-to-replace.ts";
import { openPartial } from "../io/partial.ts";
import { fromSystemError } from "../io/system-error.ts";
import { writeAt } from "../io/write-at.ts";
import { damagedParts, differs, openLayout } from "../layout/open-layout.ts";
import type { PartsDocument } from "../layout/parts.ts";
import { digester } from "../oci/digest.ts";
import type { JoinRequest } from "../options/requests/join-request.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import { openInput } from "./places/open-input.ts";
import { checkReplaceable, outputPath } from "./places/output-path.ts";
import { userPath } from "./places/user-path.ts";
import type { JoinResult } from "./results/parts-results.ts";

/** Bytes copied at a time. */
const CHUNK = 1024 * 1024;

/**
 * Joins the parts of a bundle to one file, which appears in one rename when every digest is right. The parts are kept.
 * @throws BundleError `DIGEST_MISMATCH` with every part that differs, `OPTION_INVALID` for something else than a parts document,
 * `FILE_EXISTS`, and what opening and writing throw
 */
export async function joinBundle(
  request: JoinRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<JoinResult> {
  const path = userPath(request.document, context);
  await using input = await openInput({ kind: "file", path }, context);
  const { whole, parts: document } = input;
  if (whole === undefined || document === undefined) {
    const found = "it is not the list of parts, expected NAME.parts.json";
    throw new BundleError("OPTION_INVALID", `Cannot join ${path}: ${found}`, {
      hint: "Give the file that lists the parts.",
    });
  }
  const target = await outputPath(request.output ?? dirname(path), document.name, context);
  if (request.overwrite !== true) await checkReplaceable(target);
  try {
    const place = await fileToReplace(target, `write ${target}`);
    await using staging = await openPartial(dirname(place));
    const staged = join(staging.path, "joined");
    const digest = await copyParts({ whole, document, directory: dirname(path), staged }, context, reporter);
    // Not before: what is damaged would fail with the first document that it hits, and not name all parts.
    const bundle = await identify(staged);
    await rename(staged, place);
    return {
      bundle,
      file: target,
      size: document.size,
      fileDigest: digest,
    };
  } catch (error) {
    throw fromSystemError(error, `write ${target}`);
  }
}

/** @throws BundleError if the file is not a bundle */
async function identify(path: string): Promise<JoinResult["bundle"]> {
  await using content = await openLayout(path);
  const { name, digest } = await openWhole(content);
  return { name, digest };
}

interface Joining {
  readonly whole: ByteSource;
  readonly document: PartsDocument;
  /** Of the parts, for messages. */
  readonly directory: string;
  readonly staged: string;
}

/** @returns digest of the whole file */
async function copyParts(
  { whole, document, directory, staged }: Joining,
  { signal }: ProcessContext,
  reporter: Reporter,
): Promise<string> {
  const all = digester();
  const damaged: string[] = [];
  await using file = await open(staged, "wx", 0o644);
  let done = 0;
  for (const { name, size, digest: expected } of document.parts) {
    const own = digester();
    const end = done + size;
    while (done < end) {
      signal.throwIfAborted();
      const bytes = await whole.read(done, Math.min(CHUNK, end - done));
      const writing = writeAt(file, bytes, done);
      own.update(bytes);
      all.update(bytes);
      await writing;
      done += bytes.byteLength;
      reporter.progress("join", done, document.size);
    }
    const found = own.digest();
    if (found !== expected) damaged.push(differs(join(directory, name), found, expected));
  }
  if (damaged.length > 0) throw damagedParts(damaged);
  const digest = all.digest();
  if (digest === (document.digest ?? digest)) return digest;
  throw damagedParts([differs(document.name, digest, document.digest ?? "")]);
}
