/** Most bytes of a checksum file. One with as many names as a release can have is smaller. */
export const MAX_CHECKSUM_FILE = 1024 * 1024;

/** Name of the checksum file of `name`, in the form that `sha256sum -c` reads. */
export function checksumFileName(name: string): string {
  return `${name}.sha256`;
}

/** The digest of a file in a checksum file; undefined if the file is not listed, or the text has another form. */
export function readChecksum(text: string, name: string): string | undefined {
  const lines = text.replace(/\n$/, "").split("\n");
  // `sha256sum` marks files that it read in binary mode with a star.
  const rows = lines.map((line) => /^([0-9a-f]{64}) [ *](.+)$/.exec(line));
  if (rows.includes(null)) return undefined;
  const digests = rows.filter((row) => row?.[2] === name).map((row) => `sha256:${row?.[1]}`);
  return digests.length === 1 ? digests[0] : undefined;
}

/** One line a file, as `sha256sum` writes it. */
export function formatChecksums(files: readonly { readonly name: string; readonly digest: string }[]): string {
  return files.map(({ name, digest }) => `${digest.slice(digest.indexOf(":") + 1)}  ${name}\n`).join("");
}
