import { chmod, mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { writeNew } from "../../io/publish.ts";
import { fromSystemError } from "../../io/system-error.ts";
import type { ClosurePackage } from "../closure/closure.ts";
import { packageParts } from "../contents/package-parts.ts";
import { packagePath } from "../model/paths.ts";

/**
 * Writes a package root as OCX does, byte for byte, without `content/`, which is linked from its layers, and without
 * back-references, which belong to links. Paths in it lead to its final place in `home`, not to the place where it is written.
 * @param directory is created here; its parent exists.
 */
export async function assemblePackage(
  home: string,
  pkg: ClosurePackage,
  { directory, now }: { readonly directory: string; readonly now: Date },
): Promise<void> {
  await mkdir(directory, { recursive: true });
  if (pkg.metadata.entrypoints.length > 0) await mkdir(join(directory, "entrypoints"));
  const root = `${packagePath(pkg.registry, pkg.leaf)}/`;
  const { documents, links } = packageParts(home, pkg, now);
  for (const { path, bytes, mode, isLauncher } of documents) {
    const place = join(directory, path.slice(root.length));
    await writeText(place, bytes, mode);
    if (isLauncher) await chmod(place, mode);
  }
  for (const name of ["layers", "blobs", ...(pkg.dependencies.length > 0 ? ["deps"] : [])])
    await mkdir(join(directory, "refs", name), { recursive: true });
  for (const { path, target } of links) await symlink(target, join(directory, path.slice(root.length)));
}

/** A failure to write into an open file does not name it. */
async function writeText(path: string, text: Uint8Array, mode: number): Promise<void> {
  await writeNew(path, text, mode).catch((error: unknown) => {
    throw fromSystemError(error, `write ${path}`);
  });
}
