import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  formatAmounts,
  formatClaims,
  formatFetched,
  formatTrust
} from "./chunk-K6GCRFKS.mjs";
import "./chunk-R672J4FU.mjs";
import {
  describeDelta,
  describeUnchecked,
  formatDelta
} from "./chunk-QLHJPP5J.mjs";
import {
  formatTable,
  shorten
} from "./chunk-ACNU4SRG.mjs";
import "./chunk-PVYKHTJY.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import {
  printable
} from "./chunk-PNVSA3GV.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/report/describe-originals.ts
var KINDS = {
  "application/vnd.dev.sigstore.bundle.v0.3+json": "signature",
  "application/spdx+json": "SBOM (SPDX)",
  "application/vnd.cyclonedx+json": "SBOM (CycloneDX)"
};
function formatOriginals(originals, bold) {
  if (originals === void 0) return "";
  const rows = originals.repositories.map(({ name, tags, packages, referrers }) => [
    name,
    tags.join(", "),
    String(packages.length),
    countKinds(referrers.map(({ artifactType }) => KINDS[artifactType] ?? artifactType))
  ]);
  const titles = [
    { title: "ORIGINALS" },
    { title: "TAGS" },
    { title: "PACKAGES", right: true },
    { title: "REFERRERS" }
  ];
  return `${formatTable(titles, rows, bold)}${originals.blobs} blobs, ${prettyBytes(originals.size)}
`;
}
function countKinds(kinds) {
  if (kinds.length === 0) return "none";
  return Array.from(
    Map.groupBy(kinds, (kind) => kind),
    ([kind, { length }]) => `${length} ${kind}`
  ).join(", ");
}

// src/report/describe-results.ts
function formatExport(result, bold) {
  const { bundle, file, directory, reference, parts, dryRun, home, disk, sbom } = result;
  const what = `${count(bundle.packages.length, "package")} in ${count(bundle.layers.length, "layer")}`;
  const most = bundle.delta?.isBound === true ? "at most " : "";
  const size = bundle.size === void 0 ? "" : `, ${most}${prettyBytes(bundle.size)} from ${prettyBytes(bundle.contentSize)}`;
  const inParts = parts === void 0 ? "" : ` in ${count(parts, "part")}`;
  const where = `${file ?? directory ?? reference ?? "standard output"}${inParts}`;
  const head = dryRun ? `Would export ${what}${size}, from ${home}${inParts}.` : `Exported ${what}${size} to ${where}.`;
  const amounts = dryRun ? `
${formatAmounts(disk, void 0, bold)}` : "";
  const originals = formatOriginals(bundle.originals, bold);
  const delta = bundle.delta === void 0 ? "" : `Delta ${describeDelta(bundle.delta)}.
`;
  const more = [formatDelta(bundle.delta, bold), originals].map((text) => text === "" ? "" : `
${text}`).join("");
  const list = sbom === void 0 ? "" : `${printable(`SBOM: ${sbom}`)}
`;
  const packages = formatPackages(bundle.packages, bold);
  return `${printable(head)}
${delta}${formatDigest(bundle.digest)}${list}
${packages}${more}${amounts}`;
}
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
    ...bundle.delta === void 0 ? [] : [["Delta", describeDelta(bundle.delta)]],
    ...project === void 0 ? [] : [["Project", `${project.declarationHash}, groups ${project.groups.join(", ")}`]]
  ];
  const head = facts.map(([key = "", value = ""]) => `${`${key}:`.padEnd(10)}${printable(value)}
`).join("");
  const tags = bundle.tags.map((tag) => [tag.identifier, tag.current ? "current" : "", shorten(tag.digest)]);
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
function formatImport(result, bold) {
  const { packages, links, conflicts, dryRun, disk, fetched } = result;
  const rows = packages.map(({ identifier, status, path }) => [shorten(identifier), status, path]);
  const changedLinks = links.filter(({ status }) => status !== "present").map(({ path, status }) => [path, status]);
  const repaired = (result.repairs ?? []).map(({ path, change }) => [path, change]);
  const clashes = conflicts.map(({ identifier, status, reason }) => [identifier, status, reason]);
  const sections = [
    dryRun ? formatAmounts(disk, fetched && fetched.missing, bold) : "",
    formatTable([{ title: "PACKAGE" }, { title: "STATUS" }, { title: "PATH" }], rows, bold),
    formatTable([{ title: "LINK" }, { title: "STATUS" }], changedLinks, bold),
    formatTable([{ title: "REPAIRED" }, { title: "WAS" }], repaired, bold),
    formatTable([{ title: "CONFLICT" }, { title: "STATUS" }, { title: "REASON" }], clashes, bold)
  ];
  const text = sections.filter((section) => section !== "").map((section) => `
${section}`).join("");
  const head = [summarizeImport(result), ...fetchedLine(result), ...ocxLine(result)].map((line) => `${printable(line)}
`).join("");
  const told = [...result.notes ?? [], ...result.needsOffline ? [NEEDS_OFFLINE] : []];
  const notes = told.map((note) => `Note: ${printable(note)}
`).join("");
  const signed = formatTrust(result.trust);
  return `${head}${formatDigest(result.bundle.digest)}${signed}${text}${notes === "" ? "" : `
${notes}`}`;
}
function fetchedLine({ fetched }) {
  return fetched === void 0 ? [] : [`Fetched ${formatFetched(fetched)}.`];
}
function ocxLine({ ocx, dryRun }) {
  if (ocx === void 0 || ocx.status === "present") return [];
  return [
    `${dryRun ? "Would put" : "Put"} ocx to ${ocx.path}: \`ocx-bundle env\` adds it to PATH if there is no other.`
  ];
}
var NEEDS_OFFLINE = "Set OCX_OFFLINE=1 for ocx. Without it, `ocx pull`, `run` and `env` of the project ask the registry. `ocx-bundle env --offline` prints it.";
function summarizeImport(result) {
  const { home, dryRun, packages, layers, blobs, bytesAdded, links, repairs } = result;
  const present = packages.filter(({ status }) => status === "present").length;
  const made = links.filter(({ status }) => status === "added" || status === "moved").length;
  const parts = [
    packages.length > present && count(packages.length - present, "package"),
    layers.added > 0 && `${count(layers.added, "layer")} (${prettyBytes(bytesAdded)})`,
    blobs.added > 0 && count(blobs.added, "blob"),
    made > 0 && count(made, "link")
  ].filter((part) => part !== false);
  const repaired = repairs === void 0 || repairs.length === 0 ? "" : repairSentence(repairs.length, dryRun);
  if (parts.length === 0) {
    const has = `${home} has all ${count(packages.length, "package")}`;
    if (repaired !== "") return `${has}. ${repaired}`;
    return result.changed ? `${has}; ${dryRun ? "would bring" : "brought"} their records up to date.` : `Nothing to import: ${has}.`;
  }
  const head = `${dryRun ? "Would import" : "Imported"} ${parts.join(", ")} into ${home}.`;
  const there = present === 0 ? "" : `${count(present, "package")} ${present === 1 ? "was" : "were"} there.`;
  return [head, there, repaired].filter((sentence) => sentence !== "").join(" ");
}
function repairSentence(entries, dryRun) {
  return `${dryRun ? "Would repair" : "Repaired"} ${count(entries, "entry", "entries")}.`;
}
function formatVerify(result) {
  const { bundle, platforms, size, blobs, frames, entries, contentSize, home, trust, unchecked } = result;
  const checked = platforms === void 0 ? "" : ` for ${platforms.map(({ platform }) => platform).join(", ")}`;
  const counts = `${count(blobs, "blob")}, ${count(frames, "frame")} and ${count(entries, "entry", "entries")}`;
  const sizes = `${prettyBytes(size)}, ${prettyBytes(contentSize)} unpacked`;
  const same = home === void 0 ? "" : `${home.path} has it unchanged: ${count(home.layers, "layer")} and ${count(home.packages, "package")}.
`;
  const left = unchecked === void 0 ? "" : `${describeUnchecked(unchecked)}
`;
  return `${printable(bundle.name)} is whole${printable(checked)}: ${counts}, ${sizes}.
${left}${formatDigest(bundle.digest)}${same}${formatTrust(trust)}`;
}
function formatVerifyHome({ home, imports }) {
  const what = `${count(home.layers, "layer")} and ${count(home.packages, "package")}`;
  const bundles = imports.map(({ name, digest }) => `${name} ${digest}
`).join("");
  return `${printable(`${home.path} has unchanged what was imported: ${what}.`)}
${bundles}`;
}
function formatSend(sent) {
  const { channel, status, name, names, size, url, key, fileDigest, bundle, reference, configuration } = sent;
  if (configuration !== void 0)
    return `${printable(`Sent the originals of ${count(names.length, "repository", "repositories")}, ${prettyBytes(size)}, to ${name}.`)}
${formatDigest(bundle.digest)}
${configuration}`;
  const where = reference ?? url ?? (key === void 0 ? channel : `cache ${key}`);
  const parts = names.length > 1 ? ` (${names.join(", ")})` : "";
  const head = status === "reserved" ? `Sent nothing: another job has reserved ${where} and has not finished. If none is running, use another --cache-key.` : status === "kept" ? `Sent nothing: ${where} has it already.` : `Sent ${name}${parts}, ${prettyBytes(size)}, to ${where}${status === "replaced" ? ", where it replaced another" : ""}.`;
  return `${printable(head)}
${formatDigest(bundle.digest)}${fileDigest === void 0 ? "" : `File digest: ${fileDigest}
`}`;
}
function formatSplit({ bundle, file, size, parts }) {
  const head = `Wrote ${prettyBytes(size)} in ${count(parts.length, "part")}, listed in ${file}.`;
  return `${printable(head)}
${formatDigest(bundle.digest)}`;
}
function formatJoin({ bundle, file, size, fileDigest }) {
  return `${printable(`Joined ${prettyBytes(size)} to ${file}.`)}
${formatDigest(bundle.digest)}File digest: ${fileDigest}
`;
}
function formatFetch({ file = "", size, origin = "", signatures = [] }) {
  const lines = [
    `Fetched ${origin}, ${prettyBytes(size)}, to ${file}.`,
    ...signatures.map((path) => `Signature: ${path}`)
  ];
  return lines.map((line) => `${printable(line)}
`).join("");
}
var PACKAGE_COLUMNS = [
  { title: "PACKAGE" },
  { title: "PLATFORM" },
  { title: "LAYERS", right: true },
  { title: "SIZE", right: true },
  { title: "" }
];
function formatPackages(packages, bold) {
  const inOrder = [...packages.filter(({ root }) => root), ...packages.filter(({ root }) => !root)];
  const rows = inOrder.map(({ identifier, platform, layers, contentSize, root, current }) => [
    root ? identifier : shorten(identifier),
    platform,
    String(layers),
    prettyBytes(contentSize),
    root ? current ? "current" : "" : "dependency"
  ]);
  return formatTable(PACKAGE_COLUMNS, rows, bold);
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
    shorten(digest),
    registry,
    String(entryCount),
    String(frameCount),
    size === void 0 ? "" : prettyBytes(size),
    prettyBytes(contentSize)
  ]);
  return formatTable(columns, rows, bold);
}
function formatDigest(digest) {
  return digest === void 0 ? "" : `Bundle digest: ${digest}
`;
}
function count(number, one, several = `${one}s`) {
  return `${number} ${number === 1 ? one : several}`;
}
export {
  formatExport,
  formatFetch,
  formatImport,
  formatInspect,
  formatJoin,
  formatSend,
  formatSplit,
  formatVerify,
  formatVerifyHome
};
