/**
 * The visibility of a variable or a dependency: to the package itself (`private`), to its users (`interface`), to both (`public`)
 * or to nobody (`sealed`).
 */
export type Visibility = "sealed" | "private" | "interface" | "public";

export function isVisibility(text: string | undefined): text is Visibility {
  return text === "sealed" || text === "private" || text === "interface" || text === "public";
}

/** True when it is visible to the users of the package. */
export function hasInterface(visibility: Visibility): boolean {
  return visibility === "interface" || visibility === "public";
}

/** True when it is visible to the package itself. */
export function hasPrivate(visibility: Visibility): boolean {
  return visibility === "private" || visibility === "public";
}

/** The joint visibility of two ways to the same package. */
export function joinVisibility(a: Visibility, b: Visibility): Visibility {
  const seenByUsers = hasInterface(a) || hasInterface(b);
  if (hasPrivate(a) || hasPrivate(b)) return seenByUsers ? "public" : "private";
  return seenByUsers ? "interface" : "sealed";
}
