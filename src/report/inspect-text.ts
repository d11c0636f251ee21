import prettyBytes from "pretty-bytes";
import type { BundleSummary, LayerSummary } from "../commands/results/bundle-summary.ts";
import { printable } from "../printable.ts";
import { formatPackages } from "./bundle-lines.ts";
import { describeTravel, formatDelta } from "./delta-text.ts";
import { formatOriginals } from "./originals-text.ts";
import { type Bold, type Column, formatTable, shortenDigest } from "./tables.ts";
import { formatClaims } from "./trust-text.ts";

/** Text output of `inspect`. */
export function formatInspect(bundle: BundleSummary, bold: Bold): string {
  const { name, platform, formatVersion, size, contentSize, project } = bundle;
  const facts = [
    ["Name", name],
    ["Digest", bundle.digest ?? ""],
    ["Platform", platform],
    ...(bundle.manifestDigest === undefined ? [] : [["Manifest", bundle.manifestDigest]]),
    ["Format", String(formatVersion)],
    ["Size", `${size === undefined ? "" : `${prettyBytes(size)}, `}${prettyBytes(contentSize)} unpacked`],
    ...(bundle.ocx === undefined ? [] : [["ocx", `${prettyBytes(bundle.ocx.size)}, ${bundle.ocx.digest}`]]),
    ...(bundle.delta === undefined ? [] : [["Delta", describeTravel(bundle.delta)]]),
    ...(project === undefined ? [] : [["Project", `${project.declarationHash}, groups ${project.groups.join(", ")}`]]),
  ];
  const head = facts.map(([key = "", value = ""]) => `${`${key}:`.padEnd(10)}${printable(value)}\n`).join("");
  const tags = bundle.tags.map((tag) => [tag.identifier, tag.current ? "current" : "", shortenDigest(tag.digest)]);
  const platforms = (bundle.platforms ?? []).map((one) => [one.platform, one.digest]);
  const sections = [
    formatTable([{ title: "PLATFORM" }, { title: "DIGEST OF MANIFEST" }], platforms, bold),
    formatPackages(bundle.packages, bold),
    formatTable([{ title: "TAG" }, { title: "" }, { title: "DIGEST" }], tags, bold),
    formatLayers(bundle.layers, bold),
    formatDelta(bundle.delta, bold),
    formatClaims(bundle.signatures, bold),
    formatOriginals(bundle.originals, bold),
  ];
  return [head, ...sections.filter((section) => section !== "")].join("\n");
}

function formatLayers(layers: readonly LayerSummary[], bold: Bold): string {
  const columns: readonly Column[] = [
    { title: "LAYER" },
    { title: "REGISTRY" },
    { title: "ENTRIES", right: true },
    { title: "FRAMES", right: true },
    { title: "SIZE", right: true },
    { title: "UNPACKED", right: true },
  ];
  const rows = layers.map(({ digest, registry, entryCount, frameCount, size, contentSize }) => [
    shortenDigest(digest),
    registry,
    String(entryCount),
    String(frameCount),
    size === undefined ? "" : prettyBytes(size),
    prettyBytes(contentSize),
  ]);
  return formatTable(columns, rows, bold);
}
