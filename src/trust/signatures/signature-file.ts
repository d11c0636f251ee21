import { BundleError } from "../../errors.ts";
import { MAX_SIGNATURES } from "../../limits.ts";
import { type SignatureKind, signatureKind } from "./signature-kind.ts";

/** A signature that was found. Nothing of it is verified. */
export interface FoundSignature {
  readonly kind: SignatureKind;
  readonly bytes: Uint8Array;
  /** Path, address or reference where it was found, for messages. */
  readonly name: string;
}

/**
 * The signatures in a file: one of SSH or minisign, or Sigstore bundles, as one JSON document or one on each line. The content
 * decides, names mean nothing.
 * @throws BundleError `SIGNATURE_INVALID` for a file of another kind, `LIMIT_EXCEEDED` for more lines than signatures are looked at
 */
export function splitSignatures(bytes: Uint8Array, name: string): readonly FoundSignature[] {
  const kind = signatureKind(bytes);
  if (kind === undefined) {
    const found = "it is neither a Sigstore bundle nor a signature of SSH or minisign";
    throw new BundleError("SIGNATURE_INVALID", `Cannot read ${name}: ${found}`, {
      hint: "Name a file that `ocx-bundle sign`, `ssh-keygen -Y sign`, `minisign` or `actions/attest` wrote.",
    });
  }
  if (kind !== "sigstore") return [{ kind, bytes, name }];
  const lines: Uint8Array[] = [];
  for (const line of linesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
    // A document that is written over several lines ends only one of them with its last brace.
    if (line.at(-1) !== CLOSE) return [{ kind, bytes, name }];
    // Millions of short lines would take far more memory than the file.
    if (lines.push(line) > MAX_SIGNATURES) throw tooMany(name);
  }
  if (lines.length === 1) return [{ kind, bytes, name }];
  return lines.map((line, index) => ({ kind, bytes: line, name: `${name}, line ${index + 1}` }));
}

const [NEWLINE, RETURN, CLOSE] = [0x0a, 0x0d, 0x7d];

/** Lines that are not empty, without their ends. Does not decode: files may be large. */
function* linesOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(NEWLINE, start);
    const end = found === -1 ? bytes.length : found;
    const line = bytes.subarray(start, bytes[end - 1] === RETURN ? end - 1 : end);
    if (line.length > 0) yield line;
    start = end + 1;
  }
}

function tooMany(name: string): BundleError {
  const found = `it has more than ${MAX_SIGNATURES} signatures`;
  return new BundleError("LIMIT_EXCEEDED", `Cannot read ${name}: ${found}, expected at most ${MAX_SIGNATURES}`, {
    hint: "Name the file with the right one.",
  });
}
