import { lstat, readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { lookAt } from "../../io/look-at.ts";
import { moveAside, publishLink, publishPath } from "../../io/publish.ts";
import type { PackagePlan } from "./import-plan.ts";
import { stagedPath } from "./staged-path.ts";
import { inHome } from "./target-home.ts";

/** What makes a package count as finished: it goes first and comes last. */
const SEAL = "install.json";
const REFERENCES = "refs";

/**
 * Makes a staged package visible, or adds what a complete one lacks. Its back-references are in it before any link points at it.
 * @param staging where `staged` lies, and where what was in the way ends.
 */
export async function publishPackage(
  home: string,
  plan: PackagePlan,
  { staging }: { readonly staging: string },
): Promise<void> {
  const path = inHome(home, plan.path);
  const staged = stagedPath(staging, plan.path);
  if (plan.state === "missing") {
    for (const { path: reference, target } of plan.backReferences) {
      await publishLink({ path: join(staged, relative(plan.path, reference)), target }, staging);
    }
    await publishPath(path, staged);
    return;
  }
  if (plan.state === "incomplete") await replacePackage(path, staged, staging);
  for (const link of [...plan.references, ...plan.backReferences])
    await publishLink({ ...link, path: inHome(home, link.path) }, staging);
}

/**
 * Renews an incomplete package piece by piece, around its back-references: at no moment are they gone, as they would be if one directory
 * were exchanged for another, because nothing could tell the next import of them. Until its last piece it stays incomplete.
 */
async function replacePackage(path: string, staged: string, staging: string): Promise<void> {
  if (!(await isRealDirectory(path))) {
    await moveAside(path, staging);
    return publishPath(path, staged);
  }
  await moveAside(join(path, SEAL), staging);
  const names = await readdir(staged);
  for (const name of new Set([...(await readdir(path)), ...names])) {
    if (name === REFERENCES || name === SEAL) continue;
    await moveAside(join(path, name), staging);
    if (names.includes(name)) await publishPath(join(path, name), join(staged, name));
  }
  await replaceReferences(join(path, REFERENCES), join(staged, REFERENCES), staging);
  await publishPath(join(path, SEAL), join(staged, SEAL));
}

async function replaceReferences(path: string, staged: string, staging: string): Promise<void> {
  if (!(await isRealDirectory(path))) await moveAside(path, staging);
  for (const name of await readdir(staged)) {
    await moveAside(join(path, name), staging);
    await publishPath(join(path, name), join(staged, name));
  }
}

async function isRealDirectory(path: string): Promise<boolean> {
  return (await lookAt(path, lstat))?.isDirectory() ?? false;
}
