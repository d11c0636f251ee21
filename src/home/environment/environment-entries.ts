import { BundleError } from "../../errors.ts";
import type { Variable } from "../documents/metadata.ts";
import { interpolate, type TemplateScope } from "./interpolate.ts";

/** One thing to do to one variable: set it, put a directory in front of it, or append to it. */
export interface EnvironmentEntry {
  readonly key: string;
  readonly value: string;
  readonly type: "constant" | "path" | "list";
  /** Between the parts of a list. */
  readonly separator?: string;
}

type Exists = (path: string) => boolean;

/**
 * The variables that a package sets for its users. Its private ones are resolved as well, because later ones may refer to
 * them, but the paths in them need not exist.
 * @throws BundleError `METADATA_INVALID`, `REQUIRED_PATH_MISSING`, `PACKAGE_NOT_INSTALLED`
 */
export function resolveVariables(
  variables: readonly Variable[],
  scope: TemplateScope,
  exists: Exists,
): readonly EnvironmentEntry[] {
  const earlier = new Map<string, string[]>();
  const entries: EnvironmentEntry[] = [];
  for (const variable of variables) {
    const seen = variable.visibility === "public" || variable.visibility === "interface";
    const subject = `${variable.key} of ${scope.subject}`;
    const text = interpolate(variable.value, { ...scope, subject, earlier, ...(seen ? { exists } : {}) });
    const value = variable.type === "path" ? joinRaw(scope.installPath, text) : text;
    if (seen) {
      refuseUnusable(variable, value, subject, exists);
      entries.push(entryOf(variable, value));
    }
    earlier.set(variable.key, [...(earlier.get(variable.key) ?? []), value].slice(0, 2));
  }
  return entries;
}

/** Joins without normalising, as OCX does: `..`, `//` and trailing slashes stay. */
function joinRaw(directory: string, path: string): string {
  if (path.startsWith("/")) return path;
  return directory.endsWith("/") ? `${directory}${path}` : `${directory}/${path}`;
}

function refuseUnusable(variable: Variable, value: string, subject: string, exists: Exists): void {
  if (value.includes("\0")) {
    throw new BundleError("METADATA_INVALID", `Cannot resolve ${subject}: no environment can hold its NUL character`, {
      hint: "The publisher has to correct the package.",
    });
  }
  if (variable.type === "path" && variable.required && !exists(value)) {
    throw new BundleError("REQUIRED_PATH_MISSING", `Cannot resolve ${subject}: there is no ${value}`);
  }
  if (variable.type !== "list") return;
  const { separator } = variable;
  if (value.startsWith(separator) || value.endsWith(separator)) {
    const found = `${JSON.stringify(value)} begins or ends with its separator ${JSON.stringify(separator)}`;
    throw new BundleError("METADATA_INVALID", `Cannot resolve ${subject}: ${found}`);
  }
}

function entryOf(variable: Variable, value: string): EnvironmentEntry {
  const { key, type } = variable;
  return variable.type === "list" ? { key, value, type, separator: variable.separator } : { key, value, type };
}
