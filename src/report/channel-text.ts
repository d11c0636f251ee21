import prettyBytes from "pretty-bytes";
import type { FetchResult } from "../commands/results/fetch-result.ts";
import type { SendResult } from "../commands/results/send-result.ts";
import { printable } from "../printable.ts";
import { formatDigest } from "./bundle-lines.ts";
import { countOf } from "./wording.ts";

/** Text output of `send`. */
export function formatSend(sent: SendResult): string {
  const { channel, status, name, names, size, url, key, fileDigest, bundle, reference, configuration } = sent;
  if (configuration !== undefined)
    return `${printable(`Sent the originals of ${countOf(names.length, "repository", "repositories")}, ${prettyBytes(size)}, to ${name}.`)}\n${formatDigest(bundle.digest)}\n${configuration}`;
  const where = reference ?? url ?? (key === undefined ? channel : `cache ${key}`);
  const parts = names.length > 1 ? ` (${names.join(", ")})` : "";
  // A reference has the name already.
  const what = reference === undefined ? `${name}${parts}, ` : "";
  const head =
    status === "reserved"
      ? `Sent nothing: another job has reserved ${where} and has not finished. If none is running, use another --cache-key.`
      : status === "kept"
        ? `Sent nothing: ${where} has it already.`
        : `Sent ${what}${prettyBytes(size)}${what === "" ? "" : ","} to ${where}${status === "replaced" ? ", where it replaced another" : ""}.`;
  return `${printable(head)}\n${formatDigest(bundle.digest)}${fileDigest === undefined ? "" : `File digest: ${fileDigest}\n`}`;
}

/** Text output of `fetch`. */
export function formatFetch({ file = "", size, origin = "", signatures = [] }: FetchResult): string {
  const lines = [
    `Fetched ${origin}, ${prettyBytes(size)}, to ${file}.`,
    ...signatures.map((path) => `Signature: ${path}`),
  ];
  return lines.map((line) => `${printable(line)}\n`).join("");
}
