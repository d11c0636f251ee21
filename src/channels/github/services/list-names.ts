/** Most names that a message lists. */
const MOST_NAMES = 20;

/** Lists names from a service, for a message. They are untrusted, so only printable ASCII is shown. */
export function listNames(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  const listed = names.slice(0, MOST_NAMES).join(", ");
  return `${listed.replace(/[^ -~]/g, "?")}${more > 0 ? ` and ${more} more` : ""}`;
}
