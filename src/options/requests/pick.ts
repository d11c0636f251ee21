/** The members of an object with these names. What is absent stays absent. */
export function pick<Values extends object, Name extends keyof Values>(
  values: Values,
  ...names: readonly Name[]
): Pick<Values, Name> {
  const members = names.filter((name) => Object.hasOwn(values, name)).map((name) => [name, values[name]]);
  // Untyped, because TypeScript cannot follow names through entries.
  return Object.fromEntries(members);
}

/** An object with the member, or an empty one if the value is undefined. */
export function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [_ in Name]?: Value } {
  const member: { [_ in Name]?: Value } = {};
  if (value !== undefined) member[name] = value;
  return member;
}
