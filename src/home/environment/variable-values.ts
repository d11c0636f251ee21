/** The separator of a list that declares none, as in OCX. */
export const DEFAULT_SEPARATOR = " ";

/** Between the directories of a path variable. Only Linux is supported. */
const PATH_SEPARATOR = ":";

/** Environment variables of a process. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The value of a variable, or "" when it is not set. Only own properties count: metadata may name a variable `__proto__`. */
export function variableOf(variables: Variables, key: string): string {
  return (Object.hasOwn(variables, key) ? variables[key] : undefined) ?? "";
}

/**
 * Puts each value in turn in front of a path variable, and removes other copies of it and empty segments. All at once, since packages
 * may have thousands of values.
 */
export function moveToFront(existing: string, values: readonly string[]): string {
  const last = values.at(-1);
  if (last === undefined) return existing;
  const later = new Set([last]);
  const segments = last === "" ? [] : [last];
  const add = (text: string): void => {
    for (const segment of text.split(PATH_SEPARATOR)) if (segment !== "" && !later.has(segment)) segments.push(segment);
  };
  for (const value of values.slice(0, -1).toReversed()) {
    add(value);
    later.add(value);
  }
  add(existing);
  return segments.join(PATH_SEPARATOR);
}

/** Bytes of the longest variable that a program can get. Source: execve(2), MAX_ARG_STRLEN: 32 pages. */
export const LONGEST_VARIABLE = 128 * 1024;

/** Passes that remove more copies side by side than fit into a variable. */
const MOST_PASSES = 32;

/** Puts `value` at the end of a list variable, and removes earlier copies. `value` is opaque: it may hold the separator. */
export function appendUnique(existing: string, value: string, separator: string): string {
  if (value === "") return existing;
  const wanted = `${separator}${value}${separator}`;
  let wrapped = `${separator}${existing}${separator}`;
  // Copies side by side share a separator, so one pass leaves every second one. A hostile list could need a pass for each of thousands.
  for (let pass = 0; pass < MOST_PASSES && wrapped.includes(wanted); pass++)
    wrapped = wrapped.replaceAll(wanted, () => separator);
  const rest = wrapped.length >= 2 * separator.length ? wrapped.slice(separator.length, -separator.length) : "";
  return rest === "" ? value : `${rest}${separator}${value}`;
}

/** True for names that shells and CI files can set. Metadata may hold others; OCX leaves those out with a warning. */
export function isVariableName(key: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key);
}
