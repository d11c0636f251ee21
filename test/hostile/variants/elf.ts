/** The head of an ELF program of 64 bits, by the System V ABI; 62 is x86-64, 183 AArch64. It runs nowhere. */
export function elf({ machine = 62, type = 2, bits = 2, order = 1 } = {}): Buffer {
  const head = Buffer.alloc(64);
  head.write("\x7fELF", "latin1");
  head.set([bits, order, 1], 4);
  head.writeUInt16LE(type, 16);
  head.writeUInt16LE(machine, 18);
  return head;
}
