import type { Shell } from "../options/table/operations.ts";
import { formatBash } from "./completion-bash.ts";
import { formatFish } from "./completion-fish.ts";
import { formatZsh } from "./completion-zsh.ts";

const FORMATS: Readonly<Record<Shell, () => string>> = { bash: formatBash, zsh: formatZsh, fish: formatFish };

/** A script that makes a shell complete our command line. It has all words in it, so completing starts no process. */
export function formatCompletion(shell: Shell): string {
  return FORMATS[shell]();
}
