import type { FileRange } from "../io/bytes.ts";
import type { Digest } from "../oci/digest.ts";

/** Stored bytes to send. */
export interface StoredBody {
  /** For messages. */
  readonly name: string;
  readonly ranges: readonly FileRange[];
  readonly size: number;
  /** Digest of the bytes, if they are sent whole. */
  readonly digest?: Digest;
  /** True if they were found to have this digest before. */
  readonly isVerified?: boolean;
}

/** An answer to a client, in plain values that any thread can send. HEAD drops its body. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | StoredBody;
}

/** Source: OCI distribution specification 1.1, "Error Codes". */
type ErrorName =
  | "BLOB_UNKNOWN"
  | "DIGEST_INVALID"
  | "MANIFEST_UNKNOWN"
  | "NAME_INVALID"
  | "NAME_UNKNOWN"
  | "UNAUTHORIZED"
  | "DENIED"
  | "UNSUPPORTED"
  | "UNKNOWN";

export function jsonAnswer(document: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 200, headers: { "Content-Type": "application/json", ...headers }, body: encode(document) };
}

/** An error with its document. `message` must not quote the request: some clients print it as it is. */
export function errorAnswer(
  status: number,
  code: ErrorName,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { ...jsonAnswer({ errors: [{ code, message }] }, headers), status };
}

function encode(document: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(document));
}
