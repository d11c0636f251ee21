/** Most bytes of a binary's name. */
const MAX_BINARY = 64;

/** Visible ASCII without what a path or Windows forbids; no dash in front, no dot at an end. */
const BINARY = /^(?![-.])[^\P{ASCII}\p{Cc}\s/\\<>:"|?*]+(?<!\.)$/u;

/** Windows takes these for devices, whatever follows the first dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;

/**
 * Why OCX refuses these names of binaries; undefined when it takes them. Source: OCX, `package/metadata/binary.rs`.
 * @param names each once.
 */
export function faultOfBinaries(names: readonly string[]): string | undefined {
  const bad = names.find((name) => name.length > MAX_BINARY || !BINARY.test(name) || DEVICE.test(name));
  if (bad !== undefined) return `${JSON.stringify(bad)} is not a valid name for a binary`;
  const folded = new Set(names.map((name) => name.toLowerCase()));
  return folded.size < names.length ? "two binaries differ only in case" : undefined;
}
