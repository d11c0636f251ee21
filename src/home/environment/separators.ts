import { BundleError } from "../../errors.ts";
import type { EnvironmentEntry } from "./environment-entries.ts";
import { DEFAULT_SEPARATOR } from "./variable-values.ts";

/**
 * Gives every list entry its separator: the one that an entry declares for its key, else a space.
 * @throws BundleError `ENVIRONMENT_CONFLICT` for two separators, or a value that begins or ends with its separator
 */
export function settleSeparators(entries: readonly EnvironmentEntry[]): readonly EnvironmentEntry[] {
  const separators = new Map<string, string>();
  for (const { key, type, separator } of entries) {
    if (type !== "list" || separator === undefined) continue;
    const first = separators.get(key) ?? separator;
    if (first !== separator) {
      throw conflict(`${key} is a list with the separators ${JSON.stringify(first)} and ${JSON.stringify(separator)}`);
    }
    separators.set(key, separator);
  }
  return entries.map((entry) => settle(entry, separators.get(entry.key)));
}

function settle(entry: EnvironmentEntry, separator: string | undefined): EnvironmentEntry {
  if (entry.type !== "list") return entry;
  const effective = separator ?? DEFAULT_SEPARATOR;
  if (entry.value.startsWith(effective) || entry.value.endsWith(effective)) {
    const found = `${JSON.stringify(entry.value)} begins or ends with its separator ${JSON.stringify(effective)}`;
    throw conflict(`the value of ${entry.key}, ${found}`);
  }
  return separator === undefined ? entry : { ...entry, separator };
}

function conflict(reason: string): BundleError {
  return new BundleError("ENVIRONMENT_CONFLICT", `Cannot compose the environment: ${reason}`);
}
