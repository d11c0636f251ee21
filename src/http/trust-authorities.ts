import { X509Certificate } from "node:crypto";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { BundleError } from "../errors.ts";
import { readRegularFile } from "../io/read-regular-file.ts";
import { fromSystemError } from "../io/system-error.ts";

/** Bytes of the largest file of authorities: that of a system has some 300 KiB. */
const MAX_FILE = 4 * 1024 * 1024;

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/**
 * Trusts the certificate authorities of a PEM file, besides the usual ones, in every connection of this process.
 * @throws BundleError `FILE_NOT_FOUND`, `PERMISSION_DENIED`, `IO_FAILED`, `LIMIT_EXCEEDED`, `OPTION_INVALID` for a file without
 * valid certificates
 */
export async function trustAuthorities(path: string): Promise<void> {
  const bytes = await readRegularFile(path, MAX_FILE).catch((error: unknown) => {
    throw fromSystemError(error, `read certificates ${path}`);
  });
  const certificates = Buffer.from(bytes).toString("latin1").match(CERTIFICATE) ?? [];
  if (certificates.length === 0) throw unusable(path, "it has no certificate");
  for (const certificate of certificates) {
    try {
      void new X509Certificate(certificate);
    } catch (cause) {
      throw unusable(path, "a certificate in it is damaged", cause);
    }
  }
  setDefaultCACertificates([...getCACertificates("default"), ...certificates]);
}

function unusable(path: string, found: string, cause?: unknown): BundleError {
  return new BundleError("OPTION_INVALID", `Cannot read certificates ${path}: ${found}, expected PEM`, {
    cause,
    hint: "Give the certificate of the authority that signs your servers' certificates, in PEM.",
  });
}
