/** OCX joins list values by a space where nobody names a separator. */
export const DEFAULT_SEPARATOR = " ";

/** Between the directories of a path variable. Only Linux is supported. */
const PATH_SEPARATOR = ":";

/** Environment variables of a process. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** What is set, else nothing. Metadata may name a variable `__proto__`. */
export function valueOf(variables: Variables, key: string): string {
  return (Object.hasOwn(variables, key) ? variables[key] : undefined) ?? "";
}

/** Puts `value` in front of a path variable; a copy further back goes, and so do empty segments. */
export function moveToFront(existing: string, value: string): string {
  const rest = existing.split(PATH_SEPARATOR).filter((segment) => segment !== "" && segment !== value);
  return (value === "" ? rest : [value, ...rest]).join(PATH_SEPARATOR);
}

/** Puts `value` at the end of a list variable; earlier copies go. `value` is opaque: it may hold the separator. */
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
