import { BundleError } from "../../errors.ts";
import { type MinisignSigner, verifyMinisign } from "../minisign/minisign.ts";
import type { FoundSignature } from "../signatures/signature-file.ts";
import type { SignedBy } from "../sigstore/identity.ts";
import { type SshSigner, verifySshSignature } from "../ssh/verify-ssh-signature.ts";
import type { Rule } from "./requirement.ts";
import { type Cover, coverOf, type Subject } from "./subject.ts";

/** Why a requirement is met. */
export type Proof =
  | ({ readonly kind: "sigstore"; readonly predicateType: string } & SignedBy & Covered)
  | ({ readonly kind: "ssh" } & SshSigner & Covered)
  | ({ readonly kind: "minisign" } & MinisignSigner & Covered)
  /** The digest of the bundle is in a list of those that need no signature. */
  | { readonly kind: "digest"; readonly digest: string };

interface Covered {
  /** The place in which the signature was found. */
  readonly signature: string;
  readonly covers: Cover;
}

type RuleOf<Kind extends Rule["kind"]> = Extract<Rule, { readonly kind: Kind }>;

/**
 * Checks one signature against one rule of its kind.
 * @throws BundleError `SIGNATURE_INVALID`, `SIGNATURE_UNSUPPORTED`, `SIGNER_UNTRUSTED`, `SIGNATURE_MISMATCH`, `LIMIT_EXCEEDED`
 */
export async function checkSignature(
  rule: Rule,
  signature: FoundSignature,
  subject: Subject,
  now: Date,
): Promise<Proof> {
  switch (rule.kind) {
    case "sigstore":
      return proveAttestation(rule, signature, subject);
    case "ssh":
      return proveSsh(rule, signature, subject, now);
    case "minisign":
      return proveMinisign(rule, signature, subject);
    case "digest":
      throw new Error("a digest needs no signature");
  }
}

async function proveAttestation(
  rule: RuleOf<"sigstore">,
  { bytes, name }: FoundSignature,
  subject: Subject,
): Promise<Proof> {
  const { parseAttestation } = await import("../sigstore/attestation.ts");
  const { verifyAttestation } = await import("../sigstore/verify-attestation.ts");
  const attestation = parseAttestation(bytes, name);
  const signer = verifyAttestation(attestation, rule);
  const { subjects, predicateType } = attestation.statement;
  const covers = await coverIn(subjects, subject);
  if (covers !== undefined) return { kind: "sigstore", ...signer, predicateType, signature: name, covers };
  const expected = subject.documents.map(({ digest }) => digest).join(" or ");
  const [first = "no sha256 digest", ...more] = subjects;
  const found = more.length === 0 ? first : `${first} and ${more.length} more`;
  throw new BundleError("SIGNATURE_MISMATCH", `Cannot use ${name}: it is about ${found}, expected ${expected}`);
}

/** Documents first: only for a signature over the file it has to be read. */
async function coverIn(subjects: readonly string[], { documents, fileDigests }: Subject): Promise<Cover | undefined> {
  const index = documents.findIndex(({ digest }) => subjects.includes(digest));
  if (index !== -1) return coverOf(index);
  const file = await fileDigests();
  return file !== undefined && subjects.includes(file.sha256) ? "file" : undefined;
}

function proveSsh(
  { signers, signer }: RuleOf<"ssh">,
  { bytes, name }: FoundSignature,
  { documents }: Subject,
  now: Date,
): Proof {
  const expected = { signers, now, ...(signer !== undefined && { signer }) };
  return firstOf(
    documents.map(({ bytes: message }, index) => () => {
      const found = verifySshSignature(bytes, { ...expected, message });
      return { kind: "ssh", ...found, signature: name, covers: coverOf(index) };
    }),
  );
}

async function proveMinisign(
  { key }: RuleOf<"minisign">,
  { bytes, name }: FoundSignature,
  { documents, fileDigests }: Subject,
): Promise<Proof> {
  const covered = (covers: Cover, signed: Parameters<typeof verifyMinisign>[1]): Proof => {
    return { kind: "minisign", ...verifyMinisign(bytes, signed, key), signature: name, covers };
  };
  try {
    return firstOf(documents.map((document, index) => () => covered(coverOf(index), { bytes: document.bytes })));
  } catch (error) {
    if (!(error instanceof BundleError) || error.code !== "SIGNATURE_INVALID") throw error;
    const file = await fileDigests();
    if (file === undefined) throw error;
    return covered("file", { blake2b512: file.blake2b512 });
  }
}

/** The first attempt that succeeds. @throws what the last one throws */
function firstOf(attempts: readonly (() => Proof)[]): Proof {
  const last = attempts.at(-1);
  if (last === undefined) throw new Error("nothing was signed");
  for (const attempt of attempts.slice(0, -1)) {
    try {
      return attempt();
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
    }
  }
  return last();
}
