import { mapInBatches } from "../../io/batches.ts";
import type { LinkChange } from "./changes.ts";
import type { TargetHome } from "./target-home.ts";

/** A `.tmp-` name is a link that OCX made but did not live to rename. It keeps no package. */
const INSTALL_LINK = /\/(?:current|candidates\/(?!\.tmp-)[^/]+)$/u;

/** All install links of a home, of whatever repository. */
export async function linksIn(target: TargetHome): Promise<readonly LinkChange[]> {
  return await linksBelow(target, "symlinks");
}

async function linksBelow(target: TargetHome, folder: string): Promise<readonly LinkChange[]> {
  const found = await mapInBatches(await target.entries(folder), async (entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return await linksBelow(target, path);
    if (!entry.isSymbolicLink() || !INSTALL_LINK.test(path)) return [];
    const text = await target.link(path);
    return text === undefined ? [] : [{ path, target: text }];
  });
  return found.flat();
}
