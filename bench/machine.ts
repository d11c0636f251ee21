import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { arch, availableParallelism, cpus, release, tmpdir, totalmem, type } from "node:os";
import { join } from "node:path";

const MEMORY_FILE_SYSTEM = "/dev/shm";

/**
 * Makes a directory for a benchmark, which is gone when the process ends.
 * @param parent default: the memory file system if it has room, else the directory for temporary files
 * @param room bytes that the benchmark needs
 */
export function makeDirectory(parent: string | undefined, room: number): string {
  const hasRoom = existsSync(MEMORY_FILE_SYSTEM) && freeSpace(MEMORY_FILE_SYSTEM) > room;
  const directory = mkdtempSync(join(parent ?? (hasRoom ? MEMORY_FILE_SYSTEM : tmpdir()), "ocx-bundle-bench-"));
  process.on("exit", () => rmSync(directory, { recursive: true, force: true }));
  process.on("SIGINT", () => process.exit(130));
  return directory;
}

/** What a table of figures is worth nothing without: a line for each fact. */
export function describeMachine(directory: string): string {
  const facts = [
    `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? "unknown"}), ${arch()}`,
    `${(totalmem() / 1024 ** 3).toFixed(0)} GiB of memory`,
    `${type()} ${release()}, Node ${process.version}, zstd ${process.versions["zstd"] ?? "unknown"} in Node`,
    `${firstLine("tar")}; ${firstLine("zstd")}; ${firstLine("gzip")}`,
    `file system: ${fileSystemOf(directory)}`,
  ];
  return facts.map((fact) => `- ${fact}\n`).join("");
}

/** Bytes that may still be written there. */
export function freeSpace(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

function fileSystemOf(directory: string): string {
  return execFileSync("stat", ["-f", "-c", "%T", directory], { encoding: "utf8" }).trim();
}

/** What a program calls itself, without the asterisks around it. */
function firstLine(program: string): string {
  const [line = program] = execFileSync(program, ["--version"], { encoding: "utf8" }).split("\n");
  return line.replaceAll("*", "").trim();
}
