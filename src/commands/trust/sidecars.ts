import { BundleError } from "../../errors.ts";
import { lookAt } from "../../io/look-at.ts";
import { partsDocumentName } from "../../layout/parts.ts";
import { MAX_ATTESTATION } from "../../limits.ts";
import { splitSignatures } from "../../trust/signatures/signature-file.ts";
import { readTrustFile } from "./read-trust-file.ts";

/** Endings of files with signatures. `.intoto.jsonl` is what releases have; `gh attestation download` writes `.jsonl`. */
export const SIDECAR_ENDINGS = [".sigstore.json", ".intoto.jsonl", ".jsonl", ".sig", ".minisig"] as const;

/** A file with signatures that lies beside a bundle, here or elsewhere. Nothing of it is verified. */
export interface Sidecar {
  /** Path or address, for messages. */
  readonly name: string;
  /** The end of its file name, after the name of the bundle. */
  readonly ending: (typeof SIDECAR_ENDINGS)[number];
  readonly bytes: Uint8Array;
}

/** The name to which the endings are added. Parts have their signatures under the name of the whole. */
export function sidecarStem(path: string): string {
  const parts = partsDocumentName("");
  const whole = path.replace(/\/+$/, "");
  return whole.endsWith(parts) ? whole.slice(0, -parts.length) : whole;
}

/** Reads the files with signatures beside a bundle at a path. A file that is not one is left out: anybody may have put it there. */
export async function readSidecars(path: string): Promise<readonly Sidecar[]> {
  const stem = sidecarStem(path);
  const found: Sidecar[] = [];
  for (const ending of SIDECAR_ENDINGS) {
    const name = `${stem}${ending}`;
    const bytes = (await lookAt(name)) === undefined ? undefined : await readSignatureFile(name);
    if (bytes !== undefined) found.push({ name, ending, bytes });
  }
  return found;
}

/** The bytes of a file with signatures; undefined for one that cannot be read or is something else. */
export async function readSignatureFile(path: string): Promise<Uint8Array | undefined> {
  try {
    const bytes = await readTrustFile(path, MAX_ATTESTATION);
    splitSignatures(bytes, path);
    return bytes;
  } catch (error) {
    if (error instanceof BundleError) return undefined;
    throw error;
  }
}
