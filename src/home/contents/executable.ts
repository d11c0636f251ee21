import { type Digest, hexOf } from "../../oci/digest.ts";
import { OWN_FOLDER } from "./imports-log.ts";
import type { TargetHome } from "./target-home.ts";

/** The executable `ocx` of a bundle: digest and size of the file. */
export interface Executable {
  readonly digest: Digest;
  readonly size: number;
}

/** The executable, and whether the home has it. */
export interface ExecutablePlan extends Executable {
  /** Home-relative. */
  readonly path: string;
  /** `altered`: another file has its name, or, when content is compared, other bytes. */
  readonly state: "missing" | "altered" | "present";
}

/** The mode of the executable, independent of the bundle and the umask. */
export const EXECUTABLE_MODE = 0o755;

/** Its name in its directory, so that the directory can be on PATH. */
const NAME = "ocx";

/** The directory of an executable, which has nothing else in it. Home-relative. */
export function executableDirectory(digest: string): string {
  return `${EXECUTABLES}/${digest.slice(digest.indexOf(":") + 1)}`;
}

/** Folder of these directories. Home-relative. */
export const EXECUTABLES = `${OWN_FOLDER}/ocx`;

/** The place of an executable, which follows from its digest alone. Home-relative. */
export function executablePath(digest: string): string {
  return `${executableDirectory(digest)}/${NAME}`;
}

/** The path of the executable in its blob, below the prefix. */
export function executableEntry(digest: Digest): string {
  return `${hexOf(digest)}/${NAME}`;
}

/** Looks whether a home has the executable: its size and mode, and with `content` its bytes too. */
export async function planExecutable(
  target: TargetHome,
  { digest, size }: Executable,
  { content }: { readonly content: boolean },
): Promise<ExecutablePlan> {
  const path = executablePath(digest);
  const found = { digest, size, path };
  if (!(await target.exists(path))) return { ...found, state: "missing" };
  const isRight =
    (await target.mode(path)) === EXECUTABLE_MODE &&
    (await target.size(path)) === size &&
    (!content || (await target.digest(path)) === digest);
  return { ...found, state: isRight ? "present" : "altered" };
}
