import { randomUUID } from "node:crypto";
import { chmod, lstat, readdir } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { lookAt } from "../../io/look-at.ts";
import type { OpenTree } from "../../io/open-tree.ts";
import { moveAside, publishLink, publishPath, writeNew } from "../../io/publish.ts";
import type { Staging } from "../../io/staging.ts";
import type { PackageDocument } from "../contents/changes.ts";
import { stagedPath } from "../contents/staged-path.ts";
import type { PackagePlan } from "../plan/import-plan.ts";

/** The file that marks a package as finished: it is removed first and published last. */
const SEAL = "install.json";
const REFERENCES = "refs";
/** The folder in which OCX finds the links that point at a package. */
const BACK_REFERENCES = "refs/symlinks";

/**
 * Publishes a staged package, or adds the references that a complete one lacks. Its back-references are in it before any link
 * points at it. Replaced objects are moved to staging.
 */
export async function publishPackage(plan: PackagePlan, staging: Staging): Promise<void> {
  const { path } = plan;
  const staged = stagedPath(staging.path, path);
  if (plan.state === "missing") {
    for (const { path: reference, target } of plan.backReferences) {
      const link = { path: `${basename(staged)}/${relative(path, reference)}`, target };
      await publishLink(staging.tree, link, staging.path);
    }
    await publishPath(staging.root, path, staged);
    return;
  }
  if (plan.state === "incomplete") await replacePackage(path, staged, staging);
  for (const document of plan.documents) await publishDocument(document, staging);
  for (const link of [...plan.references, ...plan.backReferences]) await publishLink(staging.root, link, staging.path);
}

async function publishDocument(
  { path, bytes, mode, isLauncher }: PackageDocument,
  { root, path: staging }: Staging,
): Promise<void> {
  const staged = join(staging, randomUUID());
  await writeNew(staged, bytes, mode);
  if (isLauncher) await chmod(staged, mode);
  await publishPath(root, path, staged);
}

/**
 * Replaces an incomplete package piece by piece, around its back-references. If one directory were exchanged for another, they
 * would be gone for a moment, and an import that died then could not tell the next one of them. The package stays incomplete
 * until its last piece.
 */
async function replacePackage(path: string, staged: string, { root, path: staging }: Staging): Promise<void> {
  if (!(await isRealDirectory(root, path))) {
    await moveAside(root, path, staging);
    return publishPath(root, path, staged);
  }
  await moveAside(root, `${path}/${SEAL}`, staging);
  const names = await readdir(staged);
  for (const name of new Set([...(await namesIn(root, path)), ...names])) {
    if (name === REFERENCES || name === SEAL) continue;
    await moveAside(root, `${path}/${name}`, staging);
    if (names.includes(name)) await publishPath(root, `${path}/${name}`, `${staged}/${name}`);
  }
  for (const folder of [REFERENCES, BACK_REFERENCES]) {
    if (!(await isRealDirectory(root, `${path}/${folder}`))) await moveAside(root, `${path}/${folder}`, staging);
  }
  for (const name of await readdir(`${staged}/${REFERENCES}`)) {
    await moveAside(root, `${path}/${REFERENCES}/${name}`, staging);
    await publishPath(root, `${path}/${REFERENCES}/${name}`, `${staged}/${REFERENCES}/${name}`);
  }
  await publishPath(root, `${path}/${SEAL}`, `${staged}/${SEAL}`);
}

async function namesIn(root: OpenTree, path: string): Promise<readonly string[]> {
  using directory = root.open(path);
  return await readdir(directory.path);
}

async function isRealDirectory(root: OpenTree, path: string): Promise<boolean> {
  return (await root.ifThere(path, (place) => lookAt(place, lstat)))?.isDirectory() ?? false;
}
