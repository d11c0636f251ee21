import prettyBytes from "pretty-bytes";
import type { BundleSummary } from "../commands/results/bundle-summary.ts";
import type { ExportResult } from "../commands/results/export-result.ts";
import type { SendResult } from "../commands/results/send-result.ts";
import { describeTravel } from "./delta-text.ts";
import { formatGraph } from "./dependency-graph.ts";
import { code, link, shellWord } from "./summary-html.ts";
import { block, fence, type Section } from "./summary-sections.ts";
import { countOf } from "./wording.ts";

/** Name and value of facts, both HTML. */
type Pairs = readonly (readonly [string, string])[];

/** Most packages in a graph that is shown open; a larger one is folded. */
const OPEN_NODES = 30;

/** Facts about a bundle, for the summaries of export and import. */
export function bundleFacts(bundle: BundleSummary): Pairs {
  const { name, digest, manifestDigest, platform, size, contentSize, layers, project, ocx, delta } = bundle;
  const content = `${prettyBytes(contentSize)} in ${countOf(layers.length, "layer")}`;
  return [
    ["Name", code(name)],
    ...pair("Bundle digest", digest && code(digest)),
    ["Platform", code(platform)],
    ...pair("Digest for this platform", manifestDigest && code(manifestDigest)),
    ...pair("Size", size && `${delta?.isBound === true ? "at most " : ""}${formatSize(size, contentSize)}`),
    ["Content", content],
    ...pair("Delta", delta && describeTravel(delta)),
    ...pair("ocx", ocx && `${prettyBytes(ocx.size)}, ${code(ocx.digest)}`),
    ...pair("Groups of the project", project && code(project.groups.join(", "))),
  ];
}

/** Location of a bundle in a channel or as a file, with links. */
export function placeFacts(sent: SendResult | undefined, file: string | undefined): Pairs {
  if (sent === undefined) return pair("File", file && code(file));
  const { channel, name, names, url, key, fileDigest, reference } = sent;
  const beside = names.filter((other) => other !== name);
  return [
    [PLACES[channel], link(code(reference ?? key ?? name), url)],
    ...pair("Further files", beside.length > 0 && nameFiles(beside)),
    ...pair("File digest", fileDigest && code(fileDigest)),
  ];
}

/** The outcome of an export as a sentence. */
export function exportLead({ bundle, dryRun }: ExportResult, sent: SendResult | undefined): string {
  const what = `<b>${countOf(bundle.packages.length, "package")}</b>`;
  const content = prettyBytes(bundle.contentSize);
  if (dryRun) return `${what} with ${content} of content would be exported.`;
  const packed = bundle.size === undefined ? "" : ` in ${prettyBytes(bundle.size)}`;
  const head = `${what} with ${content} of content${packed}`;
  if (sent === undefined) return `${head}.`;
  const where = `${CHANNELS[sent.channel]} ${link(code(sent.key ?? sent.name), sent.url)}`;
  switch (sent.status) {
    case "sent":
      return `${head}, sent as ${where}.`;
    case "replaced":
      return `${head}, sent as ${where}, which it replaced.`;
    case "reserved":
      return `${head}, not sent: another job has reserved ${where} and has not finished.`;
    case "kept":
      // In a cache any entry with the key is kept; in other channels only the same bytes are.
      if (sent.channel !== "cache") return `${head}, not sent: the same was there already, as ${where}.`;
      return `${head}, not sent: the cache has an entry with this key already, and entries never change.`;
  }
}

/** Commands that verify the bundle by hand; empty without a digest or a file name. */
export function verifySection(bundle: BundleSummary, file: string | undefined, sent?: SendResult): Section {
  const { digest } = bundle;
  const wanted = sent === undefined ? file : fileOf(sent);
  if (digest === undefined || wanted === undefined) return block(undefined);
  const sums = (sent?.names ?? []).filter((name) => name.endsWith(".sha256"));
  return fence({ title: "Verify by hand" }, "sh", [
    ...sums.map((name) => `sha256sum -c ${shellWord(name)}`),
    `ocx-bundle verify ${shellWord(wanted)} --digest ${shellWord(digest)}`,
  ]);
}

/** The dependencies as a graph. */
export function graphSection(bundle: BundleSummary, folded: boolean): Section {
  const text = formatGraph(bundle.packages);
  if (text === undefined && bundle.packages.some(({ dependencies }) => dependencies.length > 0)) {
    return block("<p>The dependencies are listed in the table only: they are more than GitHub draws in a graph.</p>");
  }
  const title = "Dependencies";
  return fence({ title, folded: folded || bundle.packages.length > OPEN_NODES }, "mermaid", text?.split("\n") ?? []);
}

/** One fact; none if the value is empty. */
export function pair(name: string, value: string | number | false | undefined): Pairs {
  return typeof value === "string" && value !== "" ? [[name, value]] : [];
}

const CHANNELS = {
  artifact: "artifact",
  release: "release asset",
  cache: "cache entry",
  registry: "registry reference",
} as const;
const PLACES = { artifact: "Artifact", release: "Release asset", cache: "Cache key", registry: "Registry" } as const;

/** The file to verify: that of the bundle, or its parts document if it was sent in parts. */
function fileOf({ name, names, reference }: SendResult): string {
  if (reference !== undefined) return `oci://${reference}`;
  if (names.includes(name)) return name;
  return names.find((other) => other.endsWith(".json")) ?? name;
}

function nameFiles(names: readonly string[]): string {
  const shown = names.length > 6 ? names.slice(0, 5) : names;
  const more = names.length > shown.length ? [`${names.length - shown.length} more`] : [];
  return [...shown.map((name) => code(name)), ...more].join("<br>");
}

function formatSize(size: number, contentSize: number): string {
  if (contentSize === 0) return prettyBytes(size);
  const percent = Math.round((size / contentSize) * 100);
  const times = (contentSize / size).toFixed(1);
  return `${prettyBytes(size)}, ${percent} % of its content (${times} : 1)`;
}
