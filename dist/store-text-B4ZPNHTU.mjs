import {
  shortenDigests
} from "./chunk-GGY5DL2H.mjs";
import {
  countOf_32
} from "./chunk-KBYOVYJI.mjs";
import {
  formatTable_30
} from "./chunk-BQ2YWSEV.mjs";
import {
  prettyBytes
} from "./chunk-4IIZTIU3.mjs";
import {
  printable
} from "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/report/store-text.ts
function formatStore(result, bold) {
  switch (result.action) {
    case "add":
      return `${printable(`Added ${result.name}`)}: ${amount(result)} copied.
Digest: ${result.digest}
`;
    case "list": {
      const columns = [
        { title: "NAME" },
        { title: "DIGEST" },
        { title: "SIZE", right: true },
        { title: "OWN", right: true },
        { title: "USED" }
      ];
      const rows = result.bundles.map(({ name, digest, size, own, used }) => [
        shortenDigests(name),
        shortenDigests(digest).replace(/^sha256:/, ""),
        prettyBytes(size),
        prettyBytes(own),
        day(used)
      ]);
      return `${formatTable_30(columns, rows, bold)}${countOf_32(rows.length, "bundle")}, ${prettyBytes(result.size)} in all.
`;
    }
    case "show":
      return formatBundle(result.bundle);
    case "check":
      return `Every byte is as it was added: ${amount(result)}.
`;
    case "remove":
      return result.removed.map((name) => `${printable(`Removed ${name}`)}
`).join("");
    case "gc": {
      const verb = result.dryRun ? "Would remove" : "Removed";
      const names = result.removed.map((name) => `${printable(`${verb} ${name}`)}
`);
      return `${names.join("")}${verb} ${amount(result)}.
`;
    }
  }
}
function formatBundle({ name, digest, size, own, added, used, origin = "" }) {
  const facts = [
    ["Name", name],
    ["Digest", digest],
    ["Size", `${prettyBytes(size)}, of which ${prettyBytes(own)} are only in this bundle`],
    ["Added", day(added)],
    ["Used", day(used)],
    ["From", origin]
  ];
  return facts.filter(([, value]) => value !== "").map(([key = "", value = ""]) => `${`${key}:`.padEnd(8)}${printable(value)}
`).join("");
}
function amount({ blobs, bytes }) {
  return `${countOf_32(blobs, "blob")}, ${prettyBytes(bytes)}`;
}
function day(time = "") {
  return time.slice(0, "2026-11-27".length);
}
export {
  formatStore
};
