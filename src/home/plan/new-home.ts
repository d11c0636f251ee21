import type { LinkChange } from "../contents/changes.ts";
import { packageParts } from "../contents/package-parts.ts";
import type { ImportPlan } from "./import-plan.ts";

/** Modes of what is written with an umask of 022. */
const MODE = 0o644;
const LAUNCHER_MODE = 0o755;

/** Directories, documents and links of a new home, without layers and the content of packages. Paths are home-relative. */
export interface NewHome {
  readonly directories: readonly string[];
  readonly documents: readonly { readonly path: string; readonly bytes: Uint8Array; readonly mode: number }[];
  readonly links: readonly LinkChange[];
}

/** Lists the documents, launchers and links of a planned home; all users may read them. */
export function describeNewHome(plan: ImportPlan, now: Date): NewHome {
  const parts = plan.packages.map(({ package: pkg }) => packageParts(plan.home, pkg, now));
  const stores = [...plan.blobs, ...plan.dispatchObjects, ...plan.indexDocuments];
  return {
    directories: plan.packages.flatMap(({ path }) => [`${path}/content`, `${path}/refs/layers`]),
    documents: [
      ...stores.map(({ path, bytes }) => ({ path, bytes, mode: MODE })),
      ...parts.flatMap(({ documents }) =>
        documents.map(({ path, bytes, isLauncher }) => ({ path, bytes, mode: isLauncher ? LAUNCHER_MODE : MODE })),
      ),
    ],
    links: [
      ...parts.flatMap(({ links }) => links),
      ...plan.packages.flatMap(({ backReferences }) => backReferences),
      ...plan.links,
    ],
  };
}
