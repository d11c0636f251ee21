// src/home/host/elf.ts
var ELF_HEAD = 20;
var MAGIC = 2135247942;
var CLASS_64 = 2;
var LITTLE_ENDIAN = 1;
var PROGRAMS = [2, 3];
var MACHINES = { 62: "amd64", 183: "arm64" };
function isElf(head) {
  return head.length >= ELF_HEAD && head.readUInt32BE(0) === MAGIC;
}
function whyNotFor(head, { os, architecture }) {
  const expected = `expected an executable for ${os}/${architecture}`;
  if (os !== "linux") return `only executables for linux travel, ${expected}`;
  const isProgram = isElf(head) && head[4] === CLASS_64 && head[5] === LITTLE_ENDIAN && PROGRAMS.includes(head.readUInt16LE(16));
  if (!isProgram) return `it is no 64-bit ELF executable, ${expected}`;
  const machine = head.readUInt16LE(18);
  const found = MACHINES[machine];
  if (found === architecture) return void 0;
  return `it is for ${found === void 0 ? `ELF machine ${machine}` : `linux/${found}`}, ${expected}`;
}

export {
  ELF_HEAD,
  isElf,
  whyNotFor
};
