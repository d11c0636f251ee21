import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../../errors.ts";
import { isAbsent, lookAt } from "../../io/look-at.ts";
import { fromSystemError } from "../../io/system-error.ts";
import { readToml } from "../documents/toml.ts";
import type { LinkChange } from "./changes.ts";
import { nameOfPath } from "./link-target.ts";
import type { TargetHome } from "./target-home.ts";

const LOCK_FILE = "ocx.lock";

/** A project directory whose lock may be the one that was exported. */
export interface RegisteredProject {
  readonly directory: string;
  /** The declaration hash of the lock in the bundle. */
  readonly declarationHash: string;
}

/**
 * The ledger entry that keeps a project's packages from `ocx clean`, as `ocx pull` in that directory would write it;
 * undefined when its lock is absent or another one. Unlike a home, a project is known by its canonical path.
 * @throws BundleError `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function projectRegistration({
  directory,
  declarationHash,
}: RegisteredProject): Promise<LinkChange | undefined> {
  if ((await lockedHash(directory)) !== declarationHash) return undefined;
  try {
    const target = await realpath(directory);
    return { path: `projects/${nameOfPath(target)}`, target };
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw fromSystemError(error, `look at ${directory}`);
  }
}

/**
 * True for the home's own project. OCX keeps the packages of its lock anyway, and never registers the home. As in OCX, only the
 * directory counts: the lock in it may be a link. Source: OCX, `project/registry.rs::register`.
 */
export async function isHomeProject(entry: LinkChange, home: Pick<TargetHome, "path">): Promise<boolean> {
  const [own, project] = [await lookAt(home.path), await lookAt(entry.target)];
  return own !== undefined && own.dev === project?.dev && own.ino === project.ino;
}

async function lockedHash(directory: string): Promise<unknown> {
  try {
    const lock = await readToml(join(directory, LOCK_FILE), "LOCK_INVALID");
    return lock?.table("metadata").value("declaration_hash");
  } catch (error) {
    if (error instanceof BundleError && error.code === "LOCK_INVALID") return undefined;
    throw error;
  }
}
