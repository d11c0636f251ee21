import prettyBytes from "pretty-bytes";
import type { BundleSummary, LayerSummary, PackageSummary } from "../commands/results/bundle-summary.ts";
import type {
  ExportResult,
  FetchResult,
  ImportResult,
  JoinResult,
  SendResult,
  SplitResult,
  VerifyHomeResult,
  VerifyResult,
} from "../commands/results/results.ts";
import { printable } from "../printable.ts";
import { describeDelta, describeUnchecked, formatDelta } from "./describe-delta.ts";
import { formatOriginals } from "./describe-originals.ts";
import { formatClaims, formatTrust } from "./describe-trust.ts";
import { formatAmounts, formatFetched } from "./disk-table.ts";
import { type Column, formatTable, shorten } from "./tables.ts";

/** Makes text bold; returns it unchanged on a terminal without colours. */
type Bold = (text: string) => string;

/** Text output of `export`. */
export function formatExport(result: ExportResult, bold: Bold): string {
  const { bundle, file, directory, reference, parts, dryRun, home, disk, sbom } = result;
  const what = `${count(bundle.packages.length, "package")} in ${count(bundle.layers.length, "layer")}`;
  const most = bundle.delta?.isBound === true ? "at most " : "";
  const size =
    bundle.size === undefined ? "" : `, ${most}${prettyBytes(bundle.size)} from ${prettyBytes(bundle.contentSize)}`;
  const inParts = parts === undefined ? "" : ` in ${count(parts, "part")}`;
  const where = `${file ?? directory ?? reference ?? "standard output"}${inParts}`;
  const head = dryRun ? `Would export ${what}${size}, from ${home}${inParts}.` : `Exported ${what}${size} to ${where}.`;
  const amounts = dryRun ? `\n${formatAmounts(disk, undefined, bold)}` : "";
  const originals = formatOriginals(bundle.originals, bold);
  const delta = bundle.delta === undefined ? "" : `Delta ${describeDelta(bundle.delta)}.\n`;
  const more = [formatDelta(bundle.delta, bold), originals].map((text) => (text === "" ? "" : `\n${text}`)).join("");
  const list = sbom === undefined ? "" : `${printable(`SBOM: ${sbom}`)}\n`;
  const packages = formatPackages(bundle.packages, bold);
  return `${printable(head)}\n${delta}${formatDigest(bundle.digest)}${list}\n${packages}${more}${amounts}`;
}

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
    ...(bundle.delta === undefined ? [] : [["Delta", describeDelta(bundle.delta)]]),
    ...(project === undefined ? [] : [["Project", `${project.declarationHash}, groups ${project.groups.join(", ")}`]]),
  ];
  const head = facts.map(([key = "", value = ""]) => `${`${key}:`.padEnd(10)}${printable(value)}\n`).join("");
  const tags = bundle.tags.map((tag) => [tag.identifier, tag.current ? "current" : "", shorten(tag.digest)]);
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

/** Text output of `import`. */
export function formatImport(result: ImportResult, bold: Bold): string {
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
    formatTable([{ title: "CONFLICT" }, { title: "STATUS" }, { title: "REASON" }], clashes, bold),
  ];
  const text = sections
    .filter((section) => section !== "")
    .map((section) => `\n${section}`)
    .join("");
  const head = [summarizeImport(result), ...fetchedLine(result), ...ocxLine(result)]
    .map((line) => `${printable(line)}\n`)
    .join("");
  const told = [...(result.notes ?? []), ...(result.needsOffline ? [NEEDS_OFFLINE] : [])];
  const notes = told.map((note) => `Note: ${printable(note)}\n`).join("");
  const signed = formatTrust(result.trust);
  return `${head}${formatDigest(result.bundle.digest)}${signed}${text}${notes === "" ? "" : `\n${notes}`}`;
}

/** How much of a remote bundle was transferred. */
function fetchedLine({ fetched }: ImportResult): string[] {
  return fetched === undefined ? [] : [`Fetched ${formatFetched(fetched)}.`];
}

/** Tells what an import does with the executable ocx of the bundle. */
function ocxLine({ ocx, dryRun }: ImportResult): string[] {
  if (ocx === undefined || ocx.status === "present") return [];
  return [
    `${dryRun ? "Would put" : "Put"} ocx to ${ocx.path}: \`ocx-bundle env\` adds it to PATH if there is no other.`,
  ];
}

const NEEDS_OFFLINE =
  "Set OCX_OFFLINE=1 for ocx. Without it, `ocx pull`, `run` and `env` of the project ask the registry. `ocx-bundle env --offline` prints it.";

function summarizeImport(result: ImportResult): string {
  const { home, dryRun, packages, layers, blobs, bytesAdded, links, repairs } = result;
  const present = packages.filter(({ status }) => status === "present").length;
  const made = links.filter(({ status }) => status === "added" || status === "moved").length;
  const parts = [
    packages.length > present && count(packages.length - present, "package"),
    layers.added > 0 && `${count(layers.added, "layer")} (${prettyBytes(bytesAdded)})`,
    blobs.added > 0 && count(blobs.added, "blob"),
    made > 0 && count(made, "link"),
  ].filter((part) => part !== false);
  const repaired = repairs === undefined || repairs.length === 0 ? "" : repairSentence(repairs.length, dryRun);
  if (parts.length === 0) {
    const has = `${home} has all ${count(packages.length, "package")}`;
    if (repaired !== "") return `${has}. ${repaired}`;
    // The import changed only a tag, a project record or a lost back-reference.
    return result.changed
      ? `${has}; ${dryRun ? "would bring" : "brought"} their records up to date.`
      : `Nothing to import: ${has}.`;
  }
  const head = `${dryRun ? "Would import" : "Imported"} ${parts.join(", ")} into ${home}.`;
  const there = present === 0 ? "" : `${count(present, "package")} ${present === 1 ? "was" : "were"} there.`;
  return [head, there, repaired].filter((sentence) => sentence !== "").join(" ");
}

function repairSentence(entries: number, dryRun: boolean): string {
  return `${dryRun ? "Would repair" : "Repaired"} ${count(entries, "entry", "entries")}.`;
}

/** Text output of `verify`. */
export function formatVerify(result: VerifyResult): string {
  const { bundle, platforms, size, blobs, frames, entries, contentSize, home, trust, unchecked } = result;
  const checked = platforms === undefined ? "" : ` for ${platforms.map(({ platform }) => platform).join(", ")}`;
  const counts = `${count(blobs, "blob")}, ${count(frames, "frame")} and ${count(entries, "entry", "entries")}`;
  const sizes = `${prettyBytes(size)}, ${prettyBytes(contentSize)} unpacked`;
  const same =
    home === undefined
      ? ""
      : `${home.path} has it unchanged: ${count(home.layers, "layer")} and ${count(home.packages, "package")}.\n`;
  const left = unchecked === undefined ? "" : `${describeUnchecked(unchecked)}\n`;
  return `${printable(bundle.name)} is whole${printable(checked)}: ${counts}, ${sizes}.\n${left}${formatDigest(bundle.digest)}${same}${formatTrust(trust)}`;
}

/** Text output of `verify` for a home without a bundle. */
export function formatVerifyHome({ home, imports }: VerifyHomeResult): string {
  const what = `${count(home.layers, "layer")} and ${count(home.packages, "package")}`;
  const bundles = imports.map(({ name, digest }) => `${name} ${digest}\n`).join("");
  return `${printable(`${home.path} has unchanged what was imported: ${what}.`)}\n${bundles}`;
}

/** Text output of `send`. */
export function formatSend(sent: SendResult): string {
  const { channel, status, name, names, size, url, key, fileDigest, bundle, reference, configuration } = sent;
  if (configuration !== undefined)
    return `${printable(`Sent the originals of ${count(names.length, "repository", "repositories")}, ${prettyBytes(size)}, to ${name}.`)}\n${formatDigest(bundle.digest)}\n${configuration}`;
  const where = reference ?? url ?? (key === undefined ? channel : `cache ${key}`);
  const parts = names.length > 1 ? ` (${names.join(", ")})` : "";
  const head =
    status === "reserved"
      ? `Sent nothing: another job has reserved ${where} and has not finished. If none is running, use another --cache-key.`
      : status === "kept"
        ? `Sent nothing: ${where} has it already.`
        : `Sent ${name}${parts}, ${prettyBytes(size)}, to ${where}${status === "replaced" ? ", where it replaced another" : ""}.`;
  return `${printable(head)}\n${formatDigest(bundle.digest)}${fileDigest === undefined ? "" : `File digest: ${fileDigest}\n`}`;
}

/** Text output of `split`. */
export function formatSplit({ bundle, file, size, parts }: SplitResult): string {
  const head = `Wrote ${prettyBytes(size)} in ${count(parts.length, "part")}, listed in ${file}.`;
  return `${printable(head)}\n${formatDigest(bundle.digest)}`;
}

/** Text output of `join`. */
export function formatJoin({ bundle, file, size, fileDigest }: JoinResult): string {
  return `${printable(`Joined ${prettyBytes(size)} to ${file}.`)}\n${formatDigest(bundle.digest)}File digest: ${fileDigest}\n`;
}

/** Text output of `fetch`. */
export function formatFetch({ file = "", size, origin = "", signatures = [] }: FetchResult): string {
  const lines = [
    `Fetched ${origin}, ${prettyBytes(size)}, to ${file}.`,
    ...signatures.map((path) => `Signature: ${path}`),
  ];
  return lines.map((line) => `${printable(line)}\n`).join("");
}

const PACKAGE_COLUMNS: readonly Column[] = [
  { title: "PACKAGE" },
  { title: "PLATFORM" },
  { title: "LAYERS", right: true },
  { title: "SIZE", right: true },
  { title: "" },
];

/** Roots first, in the bundle's order, then their dependencies. */
function formatPackages(packages: readonly PackageSummary[], bold: Bold): string {
  const inOrder = [...packages.filter(({ root }) => root), ...packages.filter(({ root }) => !root)];
  const rows = inOrder.map(({ identifier, platform, layers, contentSize, root, current }) => [
    root ? identifier : shorten(identifier),
    platform,
    String(layers),
    prettyBytes(contentSize),
    root ? (current ? "current" : "") : "dependency",
  ]);
  return formatTable(PACKAGE_COLUMNS, rows, bold);
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
    shorten(digest),
    registry,
    String(entryCount),
    String(frameCount),
    size === undefined ? "" : prettyBytes(size),
    prettyBytes(contentSize),
  ]);
  return formatTable(columns, rows, bold);
}

function formatDigest(digest: string | undefined): string {
  return digest === undefined ? "" : `Bundle digest: ${digest}\n`;
}

function count(number: number, one: string, several = `${one}s`): string {
  return `${number} ${number === 1 ? one : several}`;
}
