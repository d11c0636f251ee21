import { execFileSync } from "node:child_process";
import { lstatSync, readdirSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What no import can be faster than: a program that only makes what an import leaves behind. */
export interface ImportFloor {
  command(target: string, workers: string): readonly string[];
}

/**
 * Builds `floor.c` into `directory`, with a list of what lies in the layers and packages of an imported home.
 * @returns undefined where there is no C compiler
 */
export function buildImportFloor(home: string, directory: string): ImportFloor | undefined {
  const program = join(directory, "floor");
  try {
    const source = join(import.meta.dirname, "floor.c");
    execFileSync("cc", ["-O2", "-pthread", "-o", program, source], { stdio: "ignore" });
  } catch {
    return undefined;
  }
  const list = join(directory, "floor.list");
  writeFileSync(list, listOf(home));
  return { command: (target, workers) => [program, list, target, workers] };
}

/** Directories, then files and symlinks, then the further names of files. Pairs closed by NULs, as `floor.c` reads them. */
function listOf(home: string): string {
  const directories: string[] = [];
  const files: string[] = [];
  const links: string[] = [];
  const known = new Map<number, string>();
  const open = ["packages", "layers"];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    directories.push(pair("d", path));
    for (const entry of readdirSync(join(home, path), { withFileTypes: true })) {
      const below = `${path}/${entry.name}`;
      if (entry.isDirectory()) open.push(below);
      else if (entry.isSymbolicLink()) files.push(pair(`s${readlinkSync(join(home, below))}`, below));
      else {
        const { ino, nlink, size } = lstatSync(join(home, below));
        const first = known.get(ino);
        if (first !== undefined) links.push(pair(`l${first}`, below));
        else files.push(pair(`f${size}`, below));
        if (nlink > 1) known.set(ino, first ?? below);
      }
    }
  }
  return [...directories, ...files, ...links].join("");
}

function pair(what: string, path: string): string {
  return `${what}\0${path}\0`;
}
