import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Bundle } from "../../bundle/open-bundle.ts";
import { BundleError } from "../../errors.ts";
import { lookAt } from "../../io/look-at.ts";
import { fromSystemError } from "../../io/system-error.ts";
import { MAX_ATTACHED, MAX_ATTESTATION, MAX_SIGNATURES } from "../../limits.ts";
import type { Input } from "../../options/requests/input.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import { REFERRERS } from "../../options/requests/trust-request.ts";
import type { Evidence } from "../../trust/policy/meet-requirement.ts";
import { type FoundSignature, splitSignatures } from "../../trust/signatures/signature-file.ts";
import type { RemoteReading } from "../places/remote-reading.ts";
import { userPath } from "../places/user-path.ts";
import { readAttachedSignatures } from "./attached-signatures.ts";
import { readReferrerSignatures } from "./read-referrer-signatures.ts";
import { readTrustFile } from "./read-trust-file.ts";
import { readSidecars, readSignatureFile, SIDECAR_ENDINGS, sidecarStem } from "./sidecars.ts";

/** Signatures name the whole bundle, whatever platform is wanted. */
export type LocatedBundle = Pick<Bundle, "content" | "digest">;

/** The source of a bundle, and the signatures to look for. */
export interface SignaturePlace {
  readonly source: Input;
  /** As a user names it: a file, a directory, or `referrers`. */
  readonly attestation?: string;
  readonly context: ProcessContext;
  readonly reading?: RemoteReading;
  /** Leaves out web servers and releases, which take a request for each name that may be there. */
  readonly quick?: true;
}

/**
 * Finds the signatures of a bundle: those that the user names, else those beside it, in it, and in the registry that it comes from.
 * A file that cannot be read as a signature fails only if the user names it: anybody may have put others there.
 * @throws BundleError `SIGNATURE_INVALID`, `LIMIT_EXCEEDED`, `OPTION_INVALID`, and what reading throws
 */
export async function findSignatures(bundle: LocatedBundle, place: SignaturePlace): Promise<Evidence> {
  const { attestation, source, context } = place;
  if (attestation === REFERRERS) {
    if (bundle.content.referrers === undefined) throw notInRegistry();
    return await readReferrerSignatures(bundle);
  }
  if (attestation !== undefined) return await named(userPath(attestation, context));
  const attached = await readAttachedSignatures(bundle.content, bundle.digest);
  const found = [
    await beside(bundle, place),
    { signatures: attached, looked: ["signatures in it"] },
    await readReferrerSignatures(bundle),
  ];
  if (place.quick !== true && (source.kind === "url" || source.kind === "channel"))
    found.push(await remote(source, place));
  return {
    signatures: found.flatMap(({ signatures }) => signatures).slice(0, MAX_SIGNATURES),
    looked: found.flatMap(({ looked }) => looked),
  };
}

/** The file or directory that the user names. */
async function named(path: string): Promise<Evidence> {
  const stats = await lookAt(path);
  if (stats?.isDirectory() !== true) {
    const bytes = await readTrustFile(path, MAX_ATTESTATION);
    return { signatures: limited(splitSignatures(bytes, path), path), looked: [path] };
  }
  const names = await readdir(path).catch((error: unknown) => {
    throw fromSystemError(error, `read ${path}`);
  });
  const files = names.filter((name) => SIDECAR_ENDINGS.some((ending) => name.endsWith(ending))).toSorted();
  const signatures = await readAll(path, limited(files, path));
  return {
    signatures: limited(signatures, path),
    looked: [`files in ${path} that end with ${SIDECAR_ENDINGS.join(", ")}`],
  };
}

/** Files with the name of the bundle and an ending, beside it. Parts have theirs under the name of the whole. */
async function beside(bundle: LocatedBundle, { source, context }: SignaturePlace): Promise<Evidence> {
  if (source.kind !== "file" && source.kind !== "directory") return { signatures: [], looked: [] };
  const path = localPath(bundle, source, context);
  const names = SIDECAR_ENDINGS.map((ending) => `${basename(sidecarStem(path))}${ending}`);
  const signatures = (await readSidecars(path)).flatMap(({ bytes, name }) => splitSignatures(bytes, name));
  return { signatures, looked: [`${names.join(", ")} beside it`] };
}

/** The path of a bundle on this machine. In a directory, the content is the file that was found there. */
export function localPath(
  { content }: LocatedBundle,
  source: Extract<Input, { kind: "file" | "directory" }>,
  context: ProcessContext,
): string {
  return source.kind === "file" ? userPath(source.path, context) : content.name;
}

/** Leaves out files that are not signatures. @throws BundleError `LIMIT_EXCEEDED` */
async function readAll(directory: string, names: readonly string[]): Promise<readonly FoundSignature[]> {
  const found: FoundSignature[] = [];
  let size = 0;
  for (const path of names.map((name) => join(directory, name))) {
    const bytes = await readSignatureFile(path);
    if (bytes === undefined) continue;
    size += bytes.byteLength;
    if (size > MAX_ATTACHED) throw tooMuch(directory, `more than ${MAX_ATTACHED} bytes of signatures`);
    found.push(...splitSignatures(bytes, path));
  }
  return found;
}

async function remote(
  source: Extract<Input, { kind: "url" | "channel" }>,
  { context, reading = {} }: SignaturePlace,
): Promise<Evidence> {
  const { readRemoteSidecars } = await import("./read-remote-sidecars.ts");
  const { sidecars, looked } = await readRemoteSidecars(source, context, reading);
  return { signatures: sidecars.flatMap(({ bytes, name }) => splitSignatures(bytes, name)), looked };
}

function limited<Item>(items: readonly Item[], where: string): readonly Item[] {
  if (items.length <= MAX_SIGNATURES) return items;
  throw tooMuch(where, `${items.length} signatures, expected at most ${MAX_SIGNATURES}`);
}

function tooMuch(where: string, found: string): BundleError {
  return new BundleError("LIMIT_EXCEEDED", `Cannot read ${where}: it has ${found}`, {
    hint: "Name the file with the right one.",
  });
}

function notInRegistry(): BundleError {
  const found = "the bundle does not come from a registry";
  return new BundleError("OPTION_INVALID", `Cannot look for referrers: ${found}`, {
    hint: "Name the file with the signature.",
  });
}
