import type { AttachResult, SbomResult, SignResult } from "../commands/results/signing-results.ts";
import { printable } from "../printable.ts";

/** Text output of `sign`. */
export function formatSign({ bundle, file, keyType, fingerprint }: SignResult): string {
  const head = `Signed ${bundle.name} with ${keyType} ${fingerprint}. The signature is ${file}.`;
  return `${printable(head)}\nBundle digest: ${bundle.digest}\n`;
}

/** Text output of `attach`. */
export function formatAttach({ bundle, file, directory, reference, signatures }: AttachResult): string {
  const where = file ?? directory ?? reference ?? "";
  const lines = signatures.map(({ kind, digest, status }) => `${kind} ${digest}: ${status}`);
  return [`Attached to ${where}:`, ...lines, `Bundle digest: ${bundle.digest}`]
    .map((line) => `${printable(line)}\n`)
    .join("");
}

/** Text output of `sbom`, if it went to a file. */
export function formatSbomResult({ bundle, format, packages, file = "" }: SbomResult): string {
  const head = `Wrote ${packages} ${packages === 1 ? "package" : "packages"} as ${NAMES[format]} to ${file}.`;
  return `${printable(head)}\nBundle digest: ${bundle.digest}\n`;
}

const NAMES = { cyclonedx: "CycloneDX 1.6", spdx: "SPDX 2.3" } as const;
