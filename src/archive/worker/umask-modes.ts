/** Bits that are the same under any umask of a working user. The others he takes away, and set-group-id a directory inherits. */
const FIXED_BITS = 0o5700;

/** Modes that umasks give to directories, also below one with a group of its own. */
export const UMASK_MODES: readonly number[] = [0o755, 0o750, 0o700, 0o775, 0o770, 0o777].flatMap((mode) => [
  mode,
  mode | 0o2000,
]);

/**
 * True if two modes of a directory are what different umasks make of it. OCX makes directories that an archive only implies under
 * the umask of the moment, so homes differ in these.
 */
export function isOtherUmask(expected: number, found: number): boolean {
  return (expected & FIXED_BITS) === 0o700 && (found & FIXED_BITS) === 0o700;
}
