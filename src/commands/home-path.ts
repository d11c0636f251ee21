import { isAbsolute, join } from "node:path";
import { BundleError } from "../errors.ts";
import type { Surroundings } from "./requests.ts";

/**
 * The home as OCX finds it: what was asked for, else `OCX_HOME`, else `.ocx` of the user. The spelling is kept, because
 * links and launchers carry it.
 * @throws BundleError `HOME_INVALID` for a relative path
 */
export function homePath(asked: string | undefined, { variables, userHome }: Surroundings): string {
  const path = asked || variables["OCX_HOME"] || join(userHome, ".ocx");
  if (isAbsolute(path)) return path.replace(/(?<=.)\/+$/u, "");
  throw new BundleError("HOME_INVALID", `Cannot use home "${path}": it is relative, expected an absolute path`);
}
