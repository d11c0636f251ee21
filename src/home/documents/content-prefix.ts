/** OCX's limits for the prefix of a layer: bytes of one segment, bytes of all segments, number of segments. */
const LONGEST_SEGMENT = 255;
const LONGEST = 4096;
const DEEPEST = 32;

/**
 * Normalises the prefix of a layer: `a/./b/../c` becomes `a/c`, a backslash becomes a slash. Undefined for a prefix that is
 * absolute, leads out, is too long or has control characters.
 * Source: OCX, `utility/fs/path.rs::RelativePath`.
 */
export function normalPrefix(prefix: string): string | undefined {
  const path = prefix.replaceAll("\\", "/");
  if (path.startsWith("/") || /^[A-Za-z]:/u.test(path)) return undefined;
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  const sizes = segments.map((segment) => Buffer.byteLength(segment));
  const tooLong = sizes.some((size) => size > LONGEST_SEGMENT) || sizes.reduce((sum, size) => sum + size, 0) > LONGEST;
  return tooLong || segments.length > DEEPEST || segments.some((segment) => /\p{Cc}/u.test(segment))
    ? undefined
    : segments.join("/");
}
