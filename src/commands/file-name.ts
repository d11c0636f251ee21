/** What the file of a bundle is called in a directory. */
export function fileNameOf(bundleName: string): string {
  return `${bundleName}.tar`;
}
