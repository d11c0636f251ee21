import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { hostLibc } from "../../../src/home/host/host-libc.ts";
import { temporaryDirectory } from "../../fixtures/commands.ts";

const GLIBC = "\x7fELF\0GLIBC_2.2.5\0GLIBC_PRIVATE\0";
const MUSL = "\x7fELF\0musl libc (x86_64)\nVersion %s\n";

test.each([
  ["Debian", { "lib/x86_64-linux-gnu/ld-linux-x86-64.so.2": GLIBC }, ["libc.glibc"]],
  ["Fedora", { "usr/lib64/ld-linux-x86-64.so.2": GLIBC }, ["libc.glibc"]],
  ["Alpine", { "lib/ld-musl-x86_64.so.1": MUSL }, ["libc.musl"]],
  [
    "Ubuntu with musl",
    { "lib/ld-musl-x86_64.so.1": MUSL, "lib64/ld-linux-x86-64.so.2": GLIBC },
    ["libc.glibc", "libc.musl"],
  ],
  // It stands where glibc's loader would be, and starts musl's.
  ["Alpine with gcompat", { "lib/ld-musl-x86_64.so.1": MUSL, "lib64/ld-linux-x86-64.so.2": MUSL }, ["libc.musl"]],
  [
    "a system with loaders for other machines only",
    { "lib/ld-linux-aarch64.so.1": GLIBC, "lib/ld-musl-aarch64.so.1": MUSL },
    [],
  ],
  ["a system with static programs only", { "bin/sh": "\x7fELF" }, []],
])("hostLibc() knows %s", async (_, files, expected) => {
  const root = temporaryDirectory();
  for (const [name, content] of Object.entries(files)) write(root, name, content);
  expect(await hostLibc("amd64", root)).toEqual(expected);
});

test("hostLibc() looks where the programs of a system say their loader is", async () => {
  const root = temporaryDirectory();
  write(root, "usr/bin/env", program("/nix/store/glibc/lib/ld.so"));
  write(root, "nix/store/glibc/lib/ld.so", GLIBC);
  expect(await hostLibc("amd64", root)).toEqual(["libc.glibc"]);
});

test("hostLibc() goes on to the next program where one is static", async () => {
  const root = temporaryDirectory();
  write(root, "usr/bin/env", program(undefined));
  write(root, "bin/sh", program("/opt/ld.so"));
  write(root, "opt/ld.so", MUSL);
  expect(await hostLibc("amd64", root)).toEqual(["libc.musl"]);
});

test("hostLibc() follows links, as those of a merged /usr", async () => {
  const root = temporaryDirectory();
  write(root, "usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2", GLIBC);
  symlinkSync("usr/lib", join(root, "lib"));
  expect(await hostLibc("amd64", root)).toEqual(["libc.glibc"]);
});

// Another look at the same fact: Node reports a version of glibc exactly when glibc runs it.
const { header } = process.report.getReport() as { readonly header: object };

test.runIf("glibcVersionRuntime" in header)("hostLibc() finds the glibc that runs this test", async () => {
  expect(await hostLibc(process.arch === "arm64" ? "arm64" : "amd64")).toContain("libc.glibc");
});

/** A 64-bit little-endian ELF program with this interpreter in its program headers. Source: elf(5). */
function program(interpreter: string | undefined): Buffer {
  const bytes = Buffer.alloc(512);
  bytes.write("\x7fELF\x02\x01\x01", "latin1");
  bytes.writeBigUInt64LE(64n, 32);
  bytes.writeUInt16LE(56, 54);
  bytes.writeUInt16LE(interpreter === undefined ? 1 : 2, 56);
  bytes.writeUInt32LE(1, 64);
  if (interpreter === undefined) return bytes;
  bytes.writeUInt32LE(3, 64 + 56);
  bytes.writeBigUInt64LE(300n, 64 + 56 + 8);
  bytes.writeBigUInt64LE(BigInt(interpreter.length + 1), 64 + 56 + 32);
  bytes.write(interpreter, 300, "latin1");
  return bytes;
}

function write(root: string, name: string, content: string | Buffer): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), content, typeof content === "string" ? "latin1" : undefined);
}
