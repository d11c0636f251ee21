import prettyBytes from "pretty-bytes";
import type { StoredBundle, StoreResult } from "../commands/results/store-result.ts";
import { printable } from "../printable.ts";
import { shortenDigests } from "./summary-html.ts";
import { formatTable } from "./tables.ts";
import { countOf } from "./wording.ts";

/** Text output of `store`. */
export function formatStore(result: StoreResult, bold: (text: string) => string): string {
  switch (result.action) {
    case "add":
      return `${printable(`Added ${result.name}`)}: ${amount(result)} copied.\nDigest: ${result.digest}\n`;
    case "list": {
      const columns = [
        { title: "NAME" },
        { title: "DIGEST" },
        { title: "SIZE", right: true },
        { title: "OWN", right: true },
        { title: "USED" },
      ] as const;
      const rows = result.bundles.map(({ name, digest, size, own, used }) => [
        shortenDigests(name),
        shortenDigests(digest).replace(/^sha256:/, ""),
        prettyBytes(size),
        prettyBytes(own),
        day(used),
      ]);
      return `${formatTable(columns, rows, bold)}${countOf(rows.length, "bundle")}, ${prettyBytes(result.size)} in all.\n`;
    }
    case "show":
      return formatBundle(result.bundle);
    case "check":
      return `Every byte is as it was added: ${amount(result)}.\n`;
    case "remove":
      return result.removed.map((name) => `${printable(`Removed ${name}`)}\n`).join("");
    case "gc": {
      const verb = result.dryRun ? "Would remove" : "Removed";
      const names = result.removed.map((name) => `${printable(`${verb} ${name}`)}\n`);
      return `${names.join("")}${verb} ${amount(result)}.\n`;
    }
  }
}

function formatBundle({ name, digest, size, own, added, used, origin = "" }: StoredBundle): string {
  const facts = [
    ["Name", name],
    ["Digest", digest],
    ["Size", `${prettyBytes(size)}, of which ${prettyBytes(own)} are only in this bundle`],
    ["Added", day(added)],
    ["Used", day(used)],
    ["From", origin],
  ];
  return facts
    .filter(([, value]) => value !== "")
    .map(([key = "", value = ""]) => `${`${key}:`.padEnd(8)}${printable(value)}\n`)
    .join("");
}

function amount({ blobs, bytes }: { readonly blobs: number; readonly bytes: number }): string {
  return `${countOf(blobs, "blob")}, ${prettyBytes(bytes)}`;
}

function day(time = ""): string {
  return time.slice(0, "2026-11-27".length);
}
