/** A file with what `sha256sum -c` needs to check others beside it. */
export function checksumFileName(name: string): string {
  return `${name}.sha256`;
}

/** One line a file, as `sha256sum` writes it. */
export function formatChecksums(files: readonly { readonly name: string; readonly digest: string }[]): string {
  return files.map(({ name, digest }) => `${digest.slice(digest.indexOf(":") + 1)}  ${name}\n`).join("");
}
