import type { EnvironmentEntry } from "./environment-entries.ts";
import { appendUnique, DEFAULT_SEPARATOR, isVariableName, moveToFront } from "./fold.ts";

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
  for (const { key, value, type, separator = DEFAULT_SEPARATOR } of entries) {
    const existing = values.get(key) ?? "";
    if (!isVariableName(key))
      warnings.push(`left out ${JSON.stringify(key)}: it is not a valid name for an environment variable`);
    else if (type === "constant") values.set(key, value);
    else if (type === "path") values.set(key, moveToFront(existing, value));
    else values.set(key, appendUnique(existing, value, separator));
  }
  return { variables: Array.from(values, ([key, value]) => `${key}=${value}`), warnings };
}

function split(variable: string): readonly [string, string] {
  const at = variable.indexOf("=");
  return at === -1 ? [variable, ""] : [variable.slice(0, at), variable.slice(at + 1)];
}
