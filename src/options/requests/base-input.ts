import type { Quote } from "../table/parse-options.ts";
import type { Input } from "./input.ts";
import { isRegistryReference, toRegistryPlace } from "./registry-place.ts";
import { isUrl, toUrlPlace } from "./url-place.ts";

/** Parses a base: a path or an address. Inputs have no credentials for it. */
function toBaseInput(text: string, values: { readonly "ca-file"?: string }, quote: Quote): Input {
  if (isRegistryReference(text)) return { kind: "registry", ...toRegistryPlace({ ...values, reference: text }, quote) };
  return isUrl(text) ? { kind: "url", ...toUrlPlace({ ...values, url: text }, quote) } : { kind: "file", path: text };
}

/** The member of a request with the bases, if there are any. */
export function toBases(
  { base, ...values }: { readonly base: readonly string[]; readonly "ca-file"?: string },
  quote: Quote,
): { readonly bases?: readonly Input[] } {
  return base.length === 0 ? {} : { bases: base.map((text) => toBaseInput(text, values, quote)) };
}
