/** Source: OCI distribution specification 1.1, "Pulling manifests": the grammar of a tag. */
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;

/** True when a registry accepts `text` as a tag. */
export function isTagName(text: string): boolean {
  return TAG.test(text);
}
