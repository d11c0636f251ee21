import type { EnvironmentEntry } from "./environment-entries.ts";
import { appendUnique, DEFAULT_SEPARATOR, isVariableName, LONGEST_VARIABLE, moveToFront } from "./variable-values.ts";

/** `PATH` of an image that sets none. Source: Docker's default for Linux. */
const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** `KEY=VALUE` of an image's config, with a warning for each entry that is left out. */
export interface ImageEnvironment {
  readonly variables: readonly string[];
  readonly warnings: readonly string[];
}

/** Folds an environment over that of an image's base, whose variables stay in their order. */
export function formatImageEnvironment(
  entries: readonly EnvironmentEntry[],
  base: readonly string[],
): ImageEnvironment {
  const values = new Map(base.map((variable) => split(variable)));
  const warnings: string[] = [];
  if (!values.has("PATH")) values.set("PATH", DEFAULT_PATH);
  for (const [key, own] of Map.groupBy(entries, (entry) => entry.key)) {
    const value = isVariableName(key) ? fold(values.get(key) ?? "", own) : undefined;
    if (value !== undefined && Buffer.byteLength(value) <= LONGEST_VARIABLE) values.set(key, value);
    else warnings.push(`left out ${JSON.stringify(key)}: ${value === undefined ? NO_NAME : TOO_LONG}`);
  }
  return { variables: Array.from(values, ([key, value]) => `${key}=${value}`), warnings };
}

const NO_NAME = "it is not a valid name for an environment variable";
const TOO_LONG = `no program can get a variable of more than ${LONGEST_VARIABLE} bytes`;

/** Applies the entries of one variable, in their order. */
function fold(existing: string, entries: readonly EnvironmentEntry[]): string {
  let value = existing;
  let directories: string[] = [];
  const prepend = (): void => {
    value = moveToFront(value, directories);
    directories = [];
  };
  for (const entry of entries) {
    if (entry.type === "path") {
      directories.push(entry.value);
      continue;
    }
    prepend();
    value =
      entry.type === "constant" ? entry.value : appendUnique(value, entry.value, entry.separator ?? DEFAULT_SEPARATOR);
    if (Buffer.byteLength(value) > LONGEST_VARIABLE) return value;
  }
  prepend();
  return value;
}

function split(variable: string): readonly [string, string] {
  const at = variable.indexOf("=");
  return at === -1 ? [variable, ""] : [variable.slice(0, at), variable.slice(at + 1)];
}
