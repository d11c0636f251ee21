import type { Platform } from "../../oci/platform.ts";

/** Bytes at the start of a file that {@link whyNotFor} needs. */
export const ELF_HEAD = 20;

const MAGIC = 0x7f454c46;
const CLASS_64 = 2;
const LITTLE_ENDIAN = 1;
/** Types of programs: with and without fixed addresses. */
const PROGRAMS: readonly number[] = [2, 3];
/** Architectures by machine number. Source: System V ABI, `e_machine`. */
const MACHINES: Readonly<Record<number, string>> = { 62: "amd64", 183: "arm64" };

/** True for a file that begins as every ELF file does. */
export function isElf(head: Buffer): boolean {
  return head.length >= ELF_HEAD && head.readUInt32BE(0) === MAGIC;
}

/** Why a program with these first bytes cannot run on a platform, as a clause; undefined if it can. */
export function whyNotFor(
  head: Buffer,
  { os, architecture }: Pick<Platform, "os" | "architecture">,
): string | undefined {
  const expected = `expected an executable for ${os}/${architecture}`;
  if (os !== "linux") return `only executables for linux travel, ${expected}`;
  const isProgram =
    isElf(head) && head[4] === CLASS_64 && head[5] === LITTLE_ENDIAN && PROGRAMS.includes(head.readUInt16LE(16));
  if (!isProgram) return `it is no 64-bit ELF executable, ${expected}`;
  const machine = head.readUInt16LE(18);
  const found = MACHINES[machine];
  if (found === architecture) return undefined;
  return `it is for ${found === undefined ? `ELF machine ${machine}` : `linux/${found}`}, ${expected}`;
}
