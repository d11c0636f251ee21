import { BundleError } from "../../errors.ts";
import { lookAt } from "../../io/look-at.ts";
import { writeWhole } from "../../io/write-whole.ts";
import { MAX_ATTESTATION } from "../../limits.ts";
import type { Reporter } from "../../options/requests/reporter.ts";
import type { FoundSignature } from "../../trust/signatures/signature-file.ts";
import { type LocatedBundle, localPath, type SignaturePlace } from "./find-signatures.ts";
import { readReferrerSignatures } from "./read-referrer-signatures.ts";
import { readSidecars, readSignatureFile, type Sidecar, sidecarStem } from "./sidecars.ts";

/** Signatures on their way to another place. Nothing of them is verified. */
export interface CarriedSignatures {
  readonly sidecars: readonly Sidecar[];
  /** Signatures of a registry that get no sidecar: there is one file name for SSH and one for minisign. */
  readonly others: readonly FoundSignature[];
}

/**
 * Collects the signatures beside a bundle, wherever it is; those that are attached to it are in it.
 * @throws BundleError what reading throws
 */
async function collectSidecars(bundle: LocatedBundle, place: SignaturePlace): Promise<CarriedSignatures> {
  const { source, context, reading = {} } = place;
  switch (source.kind) {
    case "stream":
      return { sidecars: [], others: [] };
    case "file":
    case "directory":
      return { sidecars: await readSidecars(localPath(bundle, source, context)), others: [] };
    case "url":
    case "channel": {
      const { readRemoteSidecars } = await import("./read-remote-sidecars.ts");
      return { sidecars: (await readRemoteSidecars(source, context, reading)).sidecars, others: [] };
    }
    case "registry":
      return toSidecars((await readReferrerSignatures(bundle)).signatures);
  }
}

/** As {@link collectSidecars}. A place that cannot be asked for signatures gives a warning: the bundle is worth more than they are. */
export async function collectSidecarsOrWarn(
  bundle: LocatedBundle,
  place: SignaturePlace,
  reporter: Reporter,
): Promise<CarriedSignatures> {
  try {
    return await collectSidecars(bundle, place);
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    reporter.warn(`Signatures of ${bundle.content.name} do not come along: ${error.lines.join("; ")}`);
    return { sidecars: [], others: [] };
  }
}

/** Puts signatures into files: all attestations into one, and one signature of each other kind. */
function toSidecars(signatures: readonly FoundSignature[]): CarriedSignatures {
  const ofKind = (kind: FoundSignature["kind"]) => signatures.filter((signature) => signature.kind === kind);
  let size = 0;
  const attestations = ofKind("sigstore").filter(({ bytes }) => (size += bytes.byteLength + 1) <= MAX_ATTESTATION);
  const [ssh] = ofKind("ssh");
  const [minisign] = ofKind("minisign");
  const [attestation, ...more] = attestations;
  const sidecars: Sidecar[] = [];
  if (attestation !== undefined && more.length === 0)
    sidecars.push({ name: attestation.name, ending: ".sigstore.json", bytes: attestation.bytes });
  else if (attestation !== undefined)
    sidecars.push({ name: attestation.name, ending: ".jsonl", bytes: Buffer.concat(attestations.map(onOneLine)) });
  if (ssh !== undefined) sidecars.push({ name: ssh.name, ending: ".sig", bytes: ssh.bytes });
  if (minisign !== undefined) sidecars.push({ name: minisign.name, ending: ".minisig", bytes: minisign.bytes });
  const placed = new Set([...attestations, ssh, minisign]);
  return { sidecars, others: signatures.filter((signature) => !placed.has(signature)) };
}

/** A JSON document as a line. Its strings have no line breaks. */
function onOneLine({ bytes }: FoundSignature): Buffer {
  return Buffer.from(
    `${Buffer.from(bytes)
      .toString("latin1")
      .replaceAll(/[\r\n]+/g, " ")
      .trim()}\n`,
    "latin1",
  );
}

/**
 * Refuses to replace a file that is not a signature: most likely it is something else.
 * @param bundle path of the bundle that the files will lie beside
 * @throws BundleError `FILE_EXISTS`
 */
export async function checkSidecars(bundle: string, sidecars: readonly Sidecar[]): Promise<void> {
  for (const { ending } of sidecars) {
    const path = `${sidecarStem(bundle)}${ending}`;
    const there = await lookAt(path);
    if (there === undefined || there.size === 0 || (await readSignatureFile(path)) !== undefined) continue;
    throw new BundleError("FILE_EXISTS", `Cannot write ${path}: it exists and is not a signature`);
  }
}

/**
 * Writes files with signatures beside a bundle, each in one rename.
 * @returns their paths
 * @throws BundleError what writing throws
 */
export async function writeSidecars(bundle: string, sidecars: readonly Sidecar[]): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const { ending, bytes } of sidecars) {
    const path = `${sidecarStem(bundle)}${ending}`;
    await writeWhole(path, bytes);
    paths.push(path);
  }
  return paths;
}
