/** Bytes of a checksum file that is read: those of as many names as a release takes have less. */
export const MAX_CHECKSUM_FILE = 1024 * 1024;

/** A file with what `sha256sum -c` needs to check others beside it. */
export function checksumFileName(name: string): string {
  return `${name}.sha256`;
}

/** The digest that a checksum file has for a file; undefined where it does not name it, or is of another form. */
export function readChecksum(text: string, name: string): string | undefined {
  const lines = text.replace(/\n$/, "").split("\n");
  // With a star `sha256sum` marks what it read as binary.
  const rows = lines.map((line) => /^([0-9a-f]{64}) [ *](.+)$/.exec(line));
  if (rows.includes(null)) return undefined;
  const digests = rows.filter((row) => row?.[2] === name).map((row) => `sha256:${row?.[1]}`);
  return digests.length === 1 ? digests[0] : undefined;
}

/** One line a file, as `sha256sum` writes it. */
export function formatChecksums(files: readonly { readonly name: string; readonly digest: string }[]): string {
  return files.map(({ name, digest }) => `${digest.slice(digest.indexOf(":") + 1)}  ${name}\n`).join("");
}
