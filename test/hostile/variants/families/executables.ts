import { createHash } from "node:crypto";
import { type ExecutableRecipe, type Recipe, sha256 } from "../bundle.ts";
import { elf } from "../elf.ts";
import { directory, type Entry, file, symlink } from "../tar.ts";
import { family, heavy, type Variant } from "../variant.ts";

/** An executable `ocx` that wants another place, other rights, or to be another file than the one that is announced. */

const bent = (more: Partial<ExecutableRecipe>, content = elf()): Recipe => ({ ocx: { content, ...more } });
const entries = (change: (folder: Entry, program: Entry) => readonly Entry[]): Recipe =>
  bent({ entries: ([folder, program]) => (folder && program ? change(folder, program) : []) });
const hex = createHash("sha256").update(elf()).digest("hex");
const other = createHash("sha256").update("other").digest("hex");

const CODES = ["BUNDLE_INVALID", "ENTRY_INVALID", "PATH_UNSAFE", "FRAME_INVALID", "DIGEST_MISMATCH"];

export const executables: Variant[] = family("executable ocx", CODES, [
  ["another name", entries((folder, program) => [folder, { ...program, path: `${hex}/sh` }])],
  [
    "another directory",
    entries((folder, program) => [
      { ...folder, path: "bin/" },
      { ...program, path: "bin/ocx" },
    ]),
  ],
  [
    "the directory of another digest",
    entries(() => [directory(`${other}/`), file(`${other}/ocx`, elf(), { mode: 0o755 })]),
  ],
  [
    "one directory more",
    entries((folder, program) => [folder, directory(`${hex}/a/`), { ...program, path: `${hex}/a/ocx` }]),
  ],
  ["one file more", entries((folder, program) => [folder, program, file(`${hex}/sh`, "x", { mode: 0o755 })])],
  ["no file", entries((folder) => [folder])],
  ["no directory", entries((_, program) => [program])],
  ["a directory of its name", entries((folder) => [folder, directory(`${hex}/ocx/`)])],
  ["a link of its name", entries((folder) => [folder, symlink(`${hex}/ocx`, "../../lock")])],
  ["a link as its directory", entries((_, program) => [symlink(hex, ".."), program])],
  ["a path above", entries((folder, program) => [folder, { ...program, path: `${hex}/../ocx` }])],
  [
    "a place in the home",
    entries((folder, program) => [
      { ...folder, path: "ocx/bin/", bare: true },
      { ...program, path: "ocx/bin/ocx", bare: true },
    ]),
  ],
  ["an absolute path", entries((folder, program) => [folder, { ...program, path: "/usr/local/bin/ocx", bare: true }])],
  ["a mode with setuid", entries((folder, program) => [folder, { ...program, mode: 0o4755 }])],
  ["a mode that all may write", entries((folder, program) => [folder, { ...program, mode: 0o777 }])],
  ["a directory that all may write", entries((folder, program) => [{ ...folder, mode: 0o777 }, program])],
  ["a time", entries((folder, program) => [folder, { ...program, mtime: 1 }])],
  ["other bytes than the digest says", bent({ row: (row) => ({ ...row, digest: sha256("other") }) })],
  ["other bytes of that name", entries((folder) => [folder, file(`${hex}/ocx`, elf({ type: 3 }), { mode: 0o755 })])],
  ["a digest that is a path", bent({ row: (row) => ({ ...row, digest: "sha256:../../../bin" }) })],
  ["a digest of another kind", bent({ row: (row) => ({ ...row, digest: `sha512:${"0".repeat(128)}` }) })],
  ["a size that is too small", bent({ row: (row) => ({ ...row, size: 63 }) })],
  ["a size that is too large", bent({ row: (row) => ({ ...row, size: 65 }) })],
  ["a negative size", bent({ row: (row) => ({ ...row, size: -1 }) })],
  ["a size of 1 GiB", bent({ row: (row) => ({ ...row, size: 2 ** 30 }) })],
  ["content of another size", bent({ row: (row) => ({ ...row, contentSize: row.contentSize + 512 }) })],
  ["a count of three", bent({ row: (row) => ({ ...row, entryCount: 3 }) })],
  ["a blob that the manifest lacks", bent({ row: (row) => ({ ...row, blob: sha256("nothing") }) })],
  [
    "the blob of a layer",
    { ...bent({}), config: (honest) => ({ ...honest, ocx: { digest: sha256(elf()), size: 64, ...honest.layers[0] } }) },
  ],
  [
    "the blob of the store layer",
    { ...bent({}), config: (honest) => ({ ...honest, ocx: { digest: sha256(elf()), size: 64, ...honest.store } }) },
  ],
  ["no frames", bent({ row: (row) => ({ ...row, frames: [] }) })],
  [
    "a torn frame",
    bent({
      cut: (cut) => ({ ...cut, frames: cut.frames.map((one) => ({ ...one, stored: one.stored.subarray(0, -1) })) }),
    }),
  ],
  ["a program for another machine", bent({}, elf({ machine: 183 }))],
  ["a program of 32 bits", bent({}, elf({ bits: 1 }))],
  ["a program of the other byte order", bent({}, elf({ order: 2 }))],
  ["a library object", bent({}, elf({ type: 1 }))],
  ["a script", bent({}, Buffer.from("#!/bin/sh\nrm -rf /\n".repeat(10)))],
  ["a few bytes", bent({}, elf().subarray(0, 19))],
]);

/** Much content from few bytes: the file is announced, so it fits only if the disk has the room. */
export const hugeExecutables: Variant[] = heavy(
  family(
    "huge executable ocx",
    [...CODES, "LIMIT_EXCEEDED"],
    [["200 MB of zeros that are no program", () => bent({}, Buffer.alloc(200_000_000))]],
  ),
);
