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

/** Puts `value` in front of a path variable, and removes other copies of it and empty segments. */
export function moveToFront(existing: string, value: string): string {
  const rest = existing.split(PATH_SEPARATOR).filter((segment) => segment !== "" && segment !== value);
  return (value === "" ? rest : [value, ...rest]).join(PATH_SEPARATOR);
}

/** Puts `value` at the end of a list variable, and removes earlier copies. `value` is opaque: it may hold the separator. */
export function appendUnique(existing: string, value: string, separator: string): string {
  if (value === "") return existing;
  const wanted = `${separator}${value}${separator}`;
  let wrapped = `${separator}${existing}${separator}`;
  // Copies side by side share a separator, so one pass leaves every second one.
  while (wrapped.includes(wanted)) wrapped = wrapped.replaceAll(wanted, () => separator);
  const rest = wrapped.length >= 2 * separator.length ? wrapped.slice(separator.length, -separator.length) : "";
  return rest === "" ? value : `${rest}${separator}${value}`;
}

/** True for names that shells and CI files can set. Metadata may hold others; OCX leaves those out with a warning. */
export function isVariableName(key: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key);
}
