import { BundleError } from "../../errors.ts";
import { MAX_TRUST_FILE } from "../../limits.ts";
import { parseSignedJson } from "./signed-json.ts";
import { type Instance, readInstance } from "./sigstore-library.ts";

/** A file with the certificates and keys of one or several instances of Sigstore. */
export interface TrustedRoots {
  /** Path of the file, for messages. */
  readonly name: string;
  readonly instances: readonly Instance[];
}

const ROOT_TYPE = /^application\/vnd\.dev\.sigstore\.trustedroot(?:\+json;version=0\.[12]|\.v0\.[12]\+json)$/;

/**
 * Reads `trusted_root.json`, or the lines that `gh attestation trusted-root` prints. A wrong line makes the whole file invalid.
 * @throws BundleError `TRUST_INVALID`, `LIMIT_EXCEEDED`
 */
export function parseTrustedRoots(file: Uint8Array, name: string): TrustedRoots {
  if (file.byteLength > MAX_TRUST_FILE) {
    const found = `it has ${file.byteLength} bytes, expected at most ${MAX_TRUST_FILE}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot read trusted root ${name}: ${found}`, { hint: HINT });
  }
  const lines = Buffer.from(file).toString("latin1").split("\n");
  const documents = lines.filter((line) => line.trim() !== "");
  const areLines = documents.length > 0 && documents.every((line) => /^\s*\{.*\}\s*$/.test(line));
  const texts = areLines ? documents : [lines.join("\n")];
  const nameOf = (index: number): string => (texts.length > 1 ? `${name}, root ${index + 1}` : name);
  return { name, instances: texts.map((text, index) => parseRoot(text, nameOf(index))) };
}

const HINT = "Write the file with `gh attestation trusted-root > trusted_root.jsonl`, where there is a network.";

/** @param latin1 one character for each byte */
function parseRoot(latin1: string, name: string): Instance {
  const document = { name: `trusted root ${name}`, code: "TRUST_INVALID" } as const;
  const root = parseSignedJson(Buffer.from(latin1, "latin1"), document);
  const refuse = (found: string, options?: ErrorOptions): never => {
    throw new BundleError("TRUST_INVALID", `Cannot read ${document.name}: ${found}`, { ...options, hint: HINT });
  };
  if (!hasType(root) || !ROOT_TYPE.test(root.mediaType)) return refuse("it is not a trusted root of Sigstore");
  try {
    return readInstance(root);
  } catch (cause) {
    return refuse("a certificate or key in it cannot be read", { cause });
  }
}

function hasType(value: unknown): value is { readonly mediaType: string } {
  return typeof value === "object" && value !== null && "mediaType" in value && typeof value.mediaType === "string";
}
