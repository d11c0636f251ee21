import {
  formatOriginals
} from "./chunk-RY5SD67J.mjs";
import {
  formatPackages_28
} from "./chunk-UQASOFKT.mjs";
import {
  formatClaims_31
} from "./chunk-OAZMIEOB.mjs";
import {
  describeTravel,
  formatDelta
} from "./chunk-YMVRDJT5.mjs";
import {
  formatTable_30,
  shortenDigest_30
} from "./chunk-BQ2YWSEV.mjs";
import {
  prettyBytes
} from "./chunk-4IIZTIU3.mjs";
import {
  printable
} from "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/report/inspect-text.ts
function formatInspect(bundle, bold) {
  const { name, platform, formatVersion, size, contentSize, project } = bundle;
  const facts = [
    ["Name", name],
    ["Digest", bundle.digest ?? ""],
    ["Platform", platform],
    ...bundle.manifestDigest === void 0 ? [] : [["Manifest", bundle.manifestDigest]],
    ["Format", String(formatVersion)],
    ["Size", `${size === void 0 ? "" : `${prettyBytes(size)}, `}${prettyBytes(contentSize)} unpacked`],
    ...bundle.ocx === void 0 ? [] : [["ocx", `${prettyBytes(bundle.ocx.size)}, ${bundle.ocx.digest}`]],
    ...bundle.delta === void 0 ? [] : [["Delta", describeTravel(bundle.delta)]],
    ...project === void 0 ? [] : [["Project", `${project.declarationHash}, groups ${project.groups.join(", ")}`]]
  ];
  const head = facts.map(([key = "", value = ""]) => `${`${key}:`.padEnd(10)}${printable(value)}
`).join("");
  const tags = bundle.tags.map((tag) => [tag.identifier, tag.current ? "current" : "", shortenDigest_30(tag.digest)]);
  const platforms = (bundle.platforms ?? []).map((one) => [one.platform, one.digest]);
  const sections = [
    formatTable_30([{ title: "PLATFORM" }, { title: "DIGEST OF MANIFEST" }], platforms, bold),
    formatPackages_28(bundle.packages, bold),
    formatTable_30([{ title: "TAG" }, { title: "" }, { title: "DIGEST" }], tags, bold),
    formatLayers(bundle.layers, bold),
    formatDelta(bundle.delta, bold),
    formatClaims_31(bundle.signatures, bold),
    formatOriginals(bundle.originals, bold)
  ];
  return [head, ...sections.filter((section) => section !== "")].join("\n");
}
function formatLayers(layers, bold) {
  const columns = [
    { title: "LAYER" },
    { title: "REGISTRY" },
    { title: "ENTRIES", right: true },
    { title: "FRAMES", right: true },
    { title: "SIZE", right: true },
    { title: "UNPACKED", right: true }
  ];
  const rows = layers.map(({ digest, registry, entryCount, frameCount, size, contentSize }) => [
    shortenDigest_30(digest),
    registry,
    String(entryCount),
    String(frameCount),
    size === void 0 ? "" : prettyBytes(size),
    prettyBytes(contentSize)
  ]);
  return formatTable_30(columns, rows, bold);
}
export {
  formatInspect
};
