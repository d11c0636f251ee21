import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  formatOriginals
} from "./chunk-W5BIIXVI.mjs";
import {
  formatPackages
} from "./chunk-CFESD3D2.mjs";
import {
  formatClaims
} from "./chunk-24TG5CPJ.mjs";
import {
  describeTravel,
  formatDelta
} from "./chunk-OYS5PKNA.mjs";
import {
  formatTable,
  shortenDigest
} from "./chunk-4OTCZ4WZ.mjs";
import "./chunk-PVYKHTJY.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import {
  printable
} from "./chunk-PNVSA3GV.mjs";
import "./chunk-MU6RN3XU.mjs";

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
  const tags = bundle.tags.map((tag) => [tag.identifier, tag.current ? "current" : "", shortenDigest(tag.digest)]);
  const platforms = (bundle.platforms ?? []).map((one) => [one.platform, one.digest]);
  const sections = [
    formatTable([{ title: "PLATFORM" }, { title: "DIGEST OF MANIFEST" }], platforms, bold),
    formatPackages(bundle.packages, bold),
    formatTable([{ title: "TAG" }, { title: "" }, { title: "DIGEST" }], tags, bold),
    formatLayers(bundle.layers, bold),
    formatDelta(bundle.delta, bold),
    formatClaims(bundle.signatures, bold),
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
    shortenDigest(digest),
    registry,
    String(entryCount),
    String(frameCount),
    size === void 0 ? "" : prettyBytes(size),
    prettyBytes(contentSize)
  ]);
  return formatTable(columns, rows, bold);
}
export {
  formatInspect
};
