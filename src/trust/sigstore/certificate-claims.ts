/** GitHub's claims in the certificate about the workflow that signed. */
export interface CertificateClaims {
  /** Who vouched for the signer's identity. */
  readonly issuer?: string;
  /** The repository whose workflow ran, `https://github.com/OWNER/NAME`. */
  readonly repository?: string;
  /** The commit that it ran for. */
  readonly commit?: string;
  readonly ref?: string;
  /** The workflow file that signed, with its ref. It may be a reusable one, of another repository. */
  readonly workflow?: string;
  /** The address of the run. */
  readonly run?: string;
  /** `github-hosted` or `self-hosted`. */
  readonly runner?: string;
}

/** Numbers of the extensions below Fulcio's own. Source: sigstore/fulcio, docs/oid-info.md */
const FULCIO = "1.3.6.1.4.1.57264.1";
const NUMBERS = {
  issuer: 8,
  workflow: 9,
  runner: 11,
  repository: 12,
  commit: 13,
  ref: 14,
  run: 21,
} as const satisfies Record<keyof CertificateClaims, number>;

/** Number of the issuer in older certificates, where it is text without DER around it. */
const OLD_ISSUER = `${FULCIO}.1`;

/**
 * Reads the claims of a certificate.
 * @throws Error for an extension that occurs twice or is not UTF-8 text
 */
export function readClaims(extensions: readonly (readonly [oid: string, value: Uint8Array])[]): CertificateClaims {
  const byNumber = new Map<string, Uint8Array>();
  for (const [oid, value] of extensions) {
    if (byNumber.has(oid)) throw new Error(`its certificate has the extension ${oid} twice`);
    byNumber.set(oid, value);
  }
  const claims: { -readonly [Name in keyof CertificateClaims]: string } = {};
  const old = byNumber.get(OLD_ISSUER);
  if (old !== undefined) claims.issuer = decodeText(old);
  for (const name of NAMES) {
    const value = byNumber.get(`${FULCIO}.${NUMBERS[name]}`);
    if (value !== undefined) claims[name] = decodeUtf8String(value);
  }
  return claims;
}

const NAMES = ["issuer", "workflow", "runner", "repository", "commit", "ref", "run"] as const;

const UTF8_STRING = 0x0c;

/** The text of a DER UTF8String. Lengths below 128 take one byte, longer ones say how many bytes follow. */
function decodeUtf8String(der: Uint8Array): string {
  const [tag, first = 0] = der;
  const lengthBytes = first < 0x80 ? 0 : first - 0x80;
  const length =
    lengthBytes === 0 ? first : der.subarray(2, 2 + lengthBytes).reduce((sum, byte) => sum * 256 + byte, 0);
  const text = der.subarray(2 + lengthBytes);
  if (tag !== UTF8_STRING || lengthBytes > 2 || text.byteLength !== length)
    throw new Error("an extension of its certificate is not a UTF8String");
  return decodeText(text);
}

function decodeText(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}
