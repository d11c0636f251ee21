import { EXECUTABLE_MODE } from "../contents/executable.ts";
import { LOG_PATH, mergeSettings, UNFINISHED_PATH } from "../contents/imports-log.ts";
import { packageParts } from "../contents/package-parts.ts";
import { SHARED_MODE } from "../contents/shared-files.ts";
import type { TargetHome } from "../contents/target-home.ts";
import type { ImportPlan } from "./import-plan.ts";

/**
 * A view of a home as it will be after a plan, before the plan is carried out. Layer trees are assumed to be whole; they are
 * checked when they are staged.
 */
export function plannedHome(target: TargetHome, plan: Omit<ImportPlan, "changed">, now: Date): TargetHome {
  const documents = new Map<string, Uint8Array | undefined>(plan.stale.map((path) => [path, undefined]));
  for (const { path, bytes } of [...plan.blobs, ...plan.layerDigests, ...plan.dispatchObjects, ...plan.indexDocuments])
    documents.set(path, bytes);
  for (const { path, digest } of plan.layers) documents.set(`${path}/digest`, Buffer.from(digest));
  const shared = new Set(plan.unreadable);
  const directories = new Set(plan.layers.map(({ path }) => `${path}/content`));
  const links = new Map<string, string | undefined>();
  for (const { path, package: pkg, state, documents: lost, references, backReferences } of plan.packages) {
    for (const document of lost) documents.set(document.path, document.bytes);
    for (const link of [...references, ...backReferences]) links.set(link.path, link.target);
    if (state === "complete") continue;
    directories.add(`${path}/content`);
    directories.add(`${path}/refs/layers`);
    const parts = packageParts(plan.home, pkg, now);
    for (const link of parts.links) links.set(link.path, link.target);
    for (const document of parts.documents) documents.set(document.path, document.bytes);
  }
  for (const { path, target: text, status, staleBackReferences } of plan.links) {
    if (status !== "kept") links.set(path, text);
    for (const reference of staleBackReferences) links.set(reference, undefined);
  }
  if (plan.ledger !== undefined) links.set(plan.ledger.path, plan.ledger.target);
  documents.set(UNFINISHED_PATH, undefined);
  const { ocx } = plan;
  const settings = JSON.stringify({ settings: mergeSettings(plan.unfinished, plan.settings) });
  return {
    ...target,
    read: async (path) => {
      if (path === LOG_PATH)
        return Buffer.concat([(await target.read(path)) ?? Buffer.of(), Buffer.from(`\n${settings}`)]);
      return documents.has(path) ? documents.get(path) : target.read(path);
    },
    size: async (path) => (path === ocx?.path ? ocx.size : target.size(path)),
    digest: async (path) => (path === ocx?.path ? ocx.digest : target.digest(path)),
    mode: async (path) => {
      if (path === ocx?.path) return EXECUTABLE_MODE;
      return documents.get(path) !== undefined || shared.has(path) ? SHARED_MODE : await target.mode(path);
    },
    link: async (path) => (links.has(path) ? links.get(path) : target.link(path)),
    exists: async (path) => {
      if (path === ocx?.path) return true;
      if (documents.has(path)) return documents.get(path) !== undefined;
      if (links.has(path)) return links.get(path) !== undefined;
      return directories.has(`${path}/content`) || (await target.exists(path));
    },
    isDirectory: async (path) => directories.has(path) || (await target.isDirectory(path)),
    hasEntries: async (path, levels) => directories.has(path) || (await target.hasEntries(path, levels)),
  };
}
