import { type NamedDocument, readNamedDocument } from "../bundle/open-bundle.ts";
import { BundleError } from "../errors.ts";
import type { Content } from "../layout/content.ts";
import { openDirectoryWriter } from "../layout/directory-writer.ts";
import { extendTar } from "../layout/extend-tar.ts";
import { MAX_ATTESTATION, MAX_SIGNATURES } from "../limits.ts";
import type { Referrer } from "../oci/referrer.ts";
import type { AttachRequest } from "../options/requests/attach-request.ts";
import type { Input } from "../options/requests/input.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import { takeLease } from "../store/lease.ts";
import { isStore } from "../store/open-store.ts";
import { type FoundSignature, splitSignatures } from "../trust/signatures/signature-file.ts";
import type { SignatureKind } from "../trust/signatures/signature-kind.ts";
import { openInput } from "./places/open-input.ts";
import { userPath } from "./places/user-path.ts";
import type { AttachResult } from "./results/signing-results.ts";
import { readAttachedSignatures } from "./trust/attached-signatures.ts";
import { checkSubject } from "./trust/check-subject.ts";
import { encodeSignature } from "./trust/encode-signature.ts";
import { readTrustFile } from "./trust/read-trust-file.ts";

/** A signature in the form in which it travels. */
interface Attachment {
  readonly kind: SignatureKind;
  readonly referrer: Referrer;
}

/**
 * Puts signatures into the file or directory of a bundle, or beside it in a registry. The bundle digest stays; that of the file does
 * not. A signature that is there already is not added again.
 * @throws BundleError `SIGNATURE_INVALID` for a signature of another bundle, `OPTION_INVALID` for a bundle that is no such place, and
 * what reading and writing throw
 */
export async function attachSignatures(
  request: AttachRequest,
  context: ProcessContext,
  reporter: Reporter,
): Promise<AttachResult> {
  const signatures = await readSignatures(request.signatures, context);
  const { source } = request;
  if (source.kind === "registry") return await attachInRegistry(source, signatures, { context, reporter });
  await using input = await openInput(source, context);
  const place = placeOf(input, source, context);
  const document = await readNamedDocument(input);
  const attachments = prepare(signatures, document);
  const roots = await input.roots();
  const there = new Set(roots.map(({ digest }) => digest));
  const missing = attachments.map(({ referrer }) => referrer).filter(({ descriptor }) => !there.has(descriptor.digest));
  checkCount(missing.length + (await readAttachedSignatures(input, document.descriptor.digest)).length);
  if (missing.length > 0) {
    const onProgress = (done: number, total: number): void => reporter.progress("attach", done, total);
    if (place.kind === "file") await extendTar(place.path, { referrers: missing, signal: context.signal, onProgress });
    else for (const { documents, descriptor } of missing) await addToDirectory(place.path, documents, descriptor);
  }
  return {
    bundle: { name: document.name ?? input.name, digest: document.descriptor.digest },
    [place.kind]: place.path,
    signatures: attachments.map((item) => describe(item, there.has(item.referrer.descriptor.digest))),
  };
}

async function readSignatures(paths: readonly string[], context: ProcessContext): Promise<readonly FoundSignature[]> {
  const found: FoundSignature[] = [];
  for (const path of paths.map((each) => userPath(each, context)))
    found.push(...splitSignatures(await readTrustFile(path, MAX_ATTESTATION), path));
  checkCount(found.length);
  return found;
}

/** Readers look at no more. */
function checkCount(signatures: number): void {
  if (signatures <= MAX_SIGNATURES) return;
  const message = `Cannot attach: the bundle would have ${signatures} signatures, expected at most ${MAX_SIGNATURES}`;
  throw new BundleError("LIMIT_EXCEEDED", message, { hint: "Attach only the signatures that the other side checks." });
}

/** The file or directory that can be changed. */
function placeOf(input: Content, source: Input, context: ProcessContext): { kind: "file" | "directory"; path: string } {
  if (input.file !== undefined) return { kind: "file", path: input.file };
  if (source.kind === "file" && input.parts === undefined)
    return { kind: "directory", path: userPath(source.path, context) };
  const found = input.parts === undefined ? "it is not a file of this machine" : "it is in parts";
  throw new BundleError("OPTION_INVALID", `Cannot attach to ${input.name}: ${found}`, {
    hint:
      input.parts === undefined
        ? "Name a file, a directory with an OCI image layout, or oci://HOST/REPOSITORY:TAG."
        : "Attach before you split it, join it first, or carry the signature beside the parts.",
  });
}

/** Checks that the signatures are of this bundle, as far as that needs no key. */
function prepare(signatures: readonly FoundSignature[], { descriptor, bytes }: NamedDocument): readonly Attachment[] {
  return signatures.map((signature) => {
    checkSubject(signature, { digest: descriptor.digest, bytes });
    return { kind: signature.kind, referrer: encodeSignature(signature, descriptor) };
  });
}

function describe({ kind, referrer }: Attachment, wasThere: boolean): AttachResult["signatures"][number] {
  return { kind, digest: referrer.descriptor.digest, status: wasThere ? "present" : "added" };
}

async function addToDirectory(
  directory: string,
  documents: Referrer["documents"],
  descriptor: Referrer["descriptor"],
): Promise<void> {
  // A collection must not take the blobs before the index names them.
  const digests = documents.map(({ digest }) => digest);
  await using _ = (await isStore(directory)) ? await takeLease(directory, digests) : undefined;
  await using writer = await openDirectoryWriter(directory);
  await writer.finish(documents, descriptor);
}

async function attachInRegistry(
  source: Extract<Input, { kind: "registry" }>,
  signatures: readonly FoundSignature[],
  { context, reporter }: { readonly context: ProcessContext; readonly reporter: Reporter },
): Promise<AttachResult> {
  const { openRegistryBundle, pushAttachment } = await import("./trust/attach-in-registry.ts");
  const { document, reference, repository, present } = await openRegistryBundle(source, context, reporter);
  const attachments = prepare(signatures, document);
  for (const { referrer } of attachments)
    if (!present.has(referrer.descriptor.digest)) await pushAttachment(repository, referrer, context.signal);
  return {
    bundle: { name: document.name ?? reference, digest: document.descriptor.digest },
    reference,
    signatures: attachments.map((item) => describe(item, present.has(item.referrer.descriptor.digest))),
  };
}
