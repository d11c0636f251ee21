import { open, readdir, readFile, realpath } from "node:fs/promises";
import { basename, join } from "node:path";

/** The name of each libc's loader, by architecture. */
const LOADERS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  amd64: [
    ["libc.glibc", "ld-linux-x86-64"],
    ["libc.musl", "ld-musl-x86_64"],
  ],
  arm64: [
    ["libc.glibc", "ld-linux-aarch64"],
    ["libc.musl", "ld-musl-aarch64"],
  ],
};

/** Programs that every system has; their loader is the system's own. */
const PROGRAMS = ["/usr/bin/env", "/bin/sh", "/bin/ls"];

/** Directories of loaders, which may be in a subdirectory for the architecture such as `x86_64-linux-gnu`. */
const LOADER_FOLDERS = ["/lib", "/lib64", "/usr/lib", "/usr/lib64"];
const MULTIARCH = "-linux-";

/** Text that is only in the loader of this family: musl's name for itself, the versions of glibc's symbols. */
const MARKS: readonly (readonly [string, string])[] = [
  ["libc.musl", "musl libc"],
  ["libc.glibc", "GLIBC_2."],
];

/**
 * The libc families that this Linux can run, as OCX names them: `libc.glibc`, `libc.musl`, both or neither. OCX finds
 * the dynamic loaders and asks each for its version; this looks into the loader's bytes instead, which needs no process.
 * A loader is judged by what it is, not by its name: Alpine's gcompat stands where glibc's would, and is musl.
 * Source: `oci/host_capabilities.rs`.
 */
export async function hostLibc(architecture: string, root = "/"): Promise<readonly string[]> {
  const names = LOADERS[architecture] ?? [];
  const found = [
    ...(await systemLoader(root)),
    ...(await loadersIn(
      root,
      names.map(([, name]) => name),
    )),
  ];
  const families = await Promise.all((await distinct(found)).map(familyOf));
  return [...new Set(families.filter((family) => family !== undefined))].toSorted();
}

/** The loader that a program of the system names in its header. */
async function systemLoader(root: string): Promise<readonly string[]> {
  for (const program of PROGRAMS) {
    const loader = await interpreterOf(join(root, program)).catch(() => undefined);
    if (loader?.startsWith("/") === true) return [join(root, loader)];
  }
  return [];
}

/** Reads PT_INTERP of a 64-bit little-endian ELF file, which every Linux that OCX supports has. */
async function interpreterOf(path: string): Promise<string | undefined> {
  await using file = await open(path);
  const head = Buffer.alloc(4096);
  const { bytesRead } = await file.read(head, 0, head.length, 0);
  if (bytesRead < 64 || head.readUInt32BE(0) !== 0x7f454c46 || head[4] !== 2 || head[5] !== 1) return undefined;
  const [table, size, count] = [Number(head.readBigUInt64LE(32)), head.readUInt16LE(54), head.readUInt16LE(56)];
  for (let at = table; at < table + size * count && at + 40 <= bytesRead; at += size) {
    if (head.readUInt32LE(at) !== 3) continue;
    const text = Buffer.alloc(Math.min(Number(head.readBigUInt64LE(at + 32)), 4096));
    await file.read(text, 0, text.length, Number(head.readBigUInt64LE(at + 8)));
    return text.toString("utf8").split("\0", 1)[0];
  }
  return undefined;
}

async function loadersIn(root: string, names: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const folder of await distinct(LOADER_FOLDERS.map((name) => join(root, name)))) {
    const inside = await list(folder);
    const deeper = inside.filter((name) => name.includes(MULTIARCH)).map((name) => join(folder, name));
    const paths = [...inside.map((name) => join(folder, name)), ...(await Promise.all(deeper.map(listPaths))).flat()];
    found.push(...paths.filter((path) => names.some((name) => basename(path).includes(name))));
  }
  return found;
}

async function listPaths(folder: string): Promise<readonly string[]> {
  return (await list(folder)).map((name) => join(folder, name));
}

async function list(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

/** Each file or directory once, whatever links lead to it. */
async function distinct(paths: readonly string[]): Promise<readonly string[]> {
  return [...new Set(await Promise.all(paths.map((path) => realpath(path).catch(() => path))))];
}

async function familyOf(path: string): Promise<string | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  return MARKS.find(([, mark]) => bytes?.includes(mark))?.[0];
}
