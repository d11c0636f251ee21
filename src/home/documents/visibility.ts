/** Who sees a variable or a dependency: the package itself (`private`), those who use it (`interface`), both or neither. */
export type Visibility = "sealed" | "private" | "interface" | "public";

export function isVisibility(text: string | undefined): text is Visibility {
  return text === "sealed" || text === "private" || text === "interface" || text === "public";
}

/** True when those who use a package see it. */
export function hasInterface(visibility: Visibility): boolean {
  return visibility === "interface" || visibility === "public";
}

/** True when the package itself sees it. */
export function hasPrivate(visibility: Visibility): boolean {
  return visibility === "private" || visibility === "public";
}

/** What is seen of two ways to the same thing. */
export function joinVisibility(a: Visibility, b: Visibility): Visibility {
  const seenByUsers = hasInterface(a) || hasInterface(b);
  if (hasPrivate(a) || hasPrivate(b)) return seenByUsers ? "public" : "private";
  return seenByUsers ? "interface" : "sealed";
}
