import { createHash } from "node:crypto";
import { type Bundle, readNamedDocument, readOwnManifest } from "../../bundle/open-bundle.ts";
import { BundleError } from "../../errors.ts";
import type { Content } from "../../layout/content.ts";
import { parseDigest } from "../../oci/digest.ts";
import type { Input, ProcessContext, Reporter } from "../../options/requests.ts";
import type { TrustRequest } from "../../options/trust-request.ts";
import { decide } from "../../trust/policy/decide.ts";
import type { Proof } from "../../trust/policy/proof.ts";
import type { Requirement } from "../../trust/policy/requirement.ts";
import type { FileDigests, Subject } from "../../trust/policy/subject.ts";
import { logsOf } from "../places/remote-reading.ts";
import type { TrustResult } from "../results/trust-result.ts";
import { describeProof, UNPROVEN } from "../results/trust-result.ts";
import { findSignatures } from "./find-signatures.ts";
import { readRequirements } from "./read-requirements.ts";

/** The source of a bundle, the requirements of the options, and the home with its policy. */
export interface TrustQuestion {
  readonly source: Input;
  readonly request: TrustRequest | undefined;
  /** The home whose policy counts; absent where there is none. */
  readonly home: string | undefined;
}

/**
 * Checks that a bundle meets every policy and option, before anything of it is used. Opens no socket, except for signatures that
 * lie in the registry of the bundle itself.
 * @returns undefined when nothing is required
 * @throws BundleError what {@link readRequirements}, {@link findSignatures} and {@link decide} throw
 */
export async function checkTrust(
  bundle: Bundle,
  { source, request = {}, home }: TrustQuestion,
  context: ProcessContext,
  reporter: Reporter,
): Promise<TrustResult | undefined> {
  const requirements = await readRequirements(request, { home, context });
  const { attestation } = request;
  if (requirements.length === 0) {
    if (attestation === undefined && request.trustedRoot === undefined) return undefined;
    throw nobodyNamed();
  }
  const reading = logsOf(reporter);
  const place = { source, context, reading, ...(attestation !== undefined && { attestation }) };
  const evidence = await findSignatures(bundle, place);
  const subject = await subjectOf(bundle);
  const proofs: (Proof & { readonly requirement: string })[] = [];
  const overridden: string[] = [];
  for (const requirement of requirements) {
    try {
      proofs.push({ ...(await decide(requirement, subject, evidence, new Date())), requirement: requirement.name });
    } catch (error) {
      if (!mayPass(error, requirement, request)) throw withOverride(error, requirement);
      const reason = error instanceof BundleError ? (error.lines[0] ?? "") : "";
      reporter.warn(`${reason}; allowed by \`allow-unsigned\``);
      overridden.push(requirement.name);
    }
  }
  return { proofs: proofs.map(describeProof), overridden, unproven: proofs.length === 0 ? [] : UNPROVEN };
}

function mayPass(error: unknown, { mayBeOverridden }: Requirement, { allowUnsigned }: TrustRequest): boolean {
  return error instanceof BundleError && mayBeOverridden && allowUnsigned === true;
}

/** Says how to go on where the policy allows it. */
function withOverride(error: unknown, { mayBeOverridden }: Requirement): unknown {
  if (!(error instanceof BundleError) || !mayBeOverridden) return error;
  const hint = `${error.hint} The policy may be overridden: set \`allow-unsigned\`.`;
  return new BundleError(error.code, error.lines, { cause: error.cause, hint });
}

function nobodyNamed(): BundleError {
  const found = "nobody is named who must have signed";
  return new BundleError("OPTION_INVALID", `Cannot check the signature: ${found}`, {
    hint: "Set `repository`, or `certificate-identity` and `certificate-oidc-issuer`; for keys, `allowed-signers` or `minisign-key`.",
  });
}

/** The documents and digests of a bundle that a signature may cover. */
async function subjectOf(bundle: Bundle): Promise<Subject> {
  const { content, digest, descriptor } = bundle;
  const manifest = await readOwnManifest(bundle);
  const documents = [{ digest: descriptor.digest, bytes: manifest }];
  // The bundle digest is that of an image index.
  if (digest !== descriptor.digest) {
    const { bytes } = await readNamedDocument(content, digest);
    documents.unshift({ digest, bytes });
  }
  let digests: Promise<FileDigests | undefined> | undefined;
  return {
    name: content.name,
    documents,
    fileDigests: () => (digests ??= hashFile(content, manifest)),
  };
}

/** Bytes read at a time. */
const CHUNK = 1024 * 1024;

/**
 * Hashes the whole file. Somebody may change it while it is read, so the hash only counts if the manifest that is used was among
 * the hashed bytes: everything else is checked against that.
 */
async function hashFile({ whole }: Content, manifest: Uint8Array): Promise<FileDigests | undefined> {
  if (whole === undefined) return undefined;
  const [sha256, blake2b512] = [createHash("sha256"), createHash("blake2b512")];
  const size = await whole.size();
  let end = Buffer.alloc(0);
  let hasManifest = false;
  for (let done = 0; done < size; ) {
    const bytes = await whole.read(done, Math.min(CHUNK, size - done));
    sha256.update(bytes);
    blake2b512.update(bytes);
    if (!hasManifest) {
      const window = Buffer.concat([end, bytes]);
      hasManifest = window.includes(Buffer.from(manifest));
      end = window.subarray(Math.max(0, window.length - manifest.byteLength));
    }
    done += bytes.byteLength;
  }
  if (!hasManifest) return undefined;
  return { sha256: parseDigest(`sha256:${sha256.digest("hex")}`), blake2b512: blake2b512.digest() };
}
