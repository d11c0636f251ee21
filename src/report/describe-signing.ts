import type { SignResult } from "../commands/signing-results.ts";
import { printable } from "../printable.ts";

/** Text output of `sign`. */
export function formatSign({ bundle, file, keyType, fingerprint }: SignResult): string {
  const head = `Signed ${bundle.name} with ${keyType} ${fingerprint}. The signature is ${file}.`;
  return `${printable(head)}\nBundle digest: ${bundle.digest}\n`;
}
