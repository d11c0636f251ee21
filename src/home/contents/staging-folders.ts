import { existsSync } from "node:fs";
import { OWN_FOLDER } from "./imports-log.ts";
import { STAGING_STORE } from "./mounts.ts";

/** Folder for the private directories of imports, on the mount of a home and on that of its layers. Home-relative. */
export const STAGING = `${OWN_FOLDER}/staging`;

/** Every folder with such directories. Home-relative. */
export const STAGING_FOLDERS = [STAGING, `${STAGING_STORE}/${STAGING}`] as const;

/** True if an import runs in this home, or died there. */
export function hasStaging(home: string): boolean {
  return STAGING_FOLDERS.some((folder) => existsSync(`${home}/${folder}`));
}
