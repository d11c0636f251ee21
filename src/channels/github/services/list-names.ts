/** Names that a message lists at most. */
const MOST_NAMES = 20;

/** What a service has, for a message: names come from others, so that only plain characters of them are shown. */
export function listNames(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  const listed = names.slice(0, MOST_NAMES).join(", ");
  return `${listed.replace(/[^ -~]/g, "?")}${more > 0 ? ` and ${more} more` : ""}`;
}
