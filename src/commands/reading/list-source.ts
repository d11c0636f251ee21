import { lookAt } from "../../io/look-at.ts";
import { isDirectoryLayout } from "../../layout/directory-layout.ts";
import type { Input } from "../../options/requests/input.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { Reporter } from "../../options/requests/reporter.ts";
import { userPath } from "../places/user-path.ts";
import { type Listing, listBundle, listHome, type PackageFiles } from "./list-files.ts";

/** Lists the packages of a bundle, or of a home: a directory that is not an OCI image layout. */
export async function listSource(
  source: Input,
  listing: Listing,
  context: ProcessContext,
  reporter: Reporter,
): Promise<readonly PackageFiles[]> {
  if (source.kind !== "file") return listBundle(source, listing, context, reporter);
  const path = userPath(source.path, context);
  const isHome = (await lookAt(path))?.isDirectory() === true && !(await isDirectoryLayout(path));
  return isHome ? listHome(path, listing, context, reporter) : listBundle(source, listing, context, reporter);
}
