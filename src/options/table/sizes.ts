/** Units as GNU split has them: `M` and `MiB` are 1024 * 1024 bytes, `MB` is 1000 * 1000. */
const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  K: 1024,
  KIB: 1024,
  KB: 1000,
  M: 1024 ** 2,
  MIB: 1024 ** 2,
  MB: 1000 ** 2,
  G: 1024 ** 3,
  GIB: 1024 ** 3,
  GB: 1000 ** 3,
  T: 1024 ** 4,
  TIB: 1024 ** 4,
  TB: 1000 ** 4,
};

/** Bytes of a part that fits a medium. */
const MEDIA: Readonly<Record<string, number>> = {
  // The largest file is one byte smaller than 4 GiB.
  fat32: 4095 * 1024 ** 2,
  // 4.7 GB in 2,295,104 blocks of 2,048 bytes, without 64 MiB for the file system and the parts document.
  dvd: 2_295_104 * 2048 - 64 * 1024 ** 2,
};

/** The forms that {@link parseSize} takes, for messages. */
export const SIZES = "a size such as 4GiB, 700M, fat32 or dvd";

/** Reads a number of bytes; undefined for another text. */
export function parseSize(text: string): number | undefined {
  const medium = text.toLowerCase();
  if (Object.hasOwn(MEDIA, medium)) return MEDIA[medium];
  const [, digits = "", unit = ""] = /^(\d{1,16})([A-Za-z]*)$/.exec(text) ?? [];
  const bytes = Number(digits) * (UNITS[unit.toUpperCase()] ?? 0);
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined;
}
