import type { BundleSummary } from "../commands/results/bundle-summary.ts";
import { code, formatBytes } from "./summary-html.ts";
import { shortNames } from "./summary-names.ts";
import { block, type Section, table } from "./summary-sections.ts";

/** Fewest and most bars of a chart. Beyond the fewest, only shares of at least {@link LEAST} get a bar. */
const FEW_BARS = 3;
const BARS = 8;
const LEAST = 0.02;
/** Characters of the longest bar. */
const BAR_WIDTH = 24;
/** Bytes of content below which a bundle gets no chart. */
const WORTH_ASKING = 1_000_000;
/** Most packages that a bar names; the others are counted. */
const NAMED = 2;

/** Bytes of the layers that belong to the same set of packages. */
interface Share {
  readonly owners: readonly string[];
  readonly bytes: number;
}

/**
 * Chart of the sizes in a bundle, largest first. A layer of several packages is in the bundle once, so it gets one bar.
 * Empty for a bundle of one package, and for a small one.
 */
export function sizeChart(bundle: BundleSummary): Section {
  const { shares, packed } = sharesOf(bundle);
  const total = sumOf(shares);
  if (shares.length < 2 || bundle.contentSize < WORTH_ASKING || total === 0) return block(undefined);
  const names = shortNames(bundle.packages);
  const inOrder = shares.toSorted((a, b) => b.bytes - a.bytes);
  const large = inOrder
    .slice(0, BARS)
    .filter(({ bytes }, position) => position < FEW_BARS || bytes / total >= LEAST).length;
  // A single rest is shown too: it takes no more room than the line `1 others`.
  const end = inOrder.length === large + 1 ? inOrder.length : large;
  const [shown, rest] = [inOrder.slice(0, end), inOrder.slice(end)];
  const longest = inOrder[0]?.bytes ?? total;
  const rows = shown.map(({ owners, bytes }) => [
    labelOf(owners, names),
    formatBytes(bytes),
    formatShare(bytes / total),
    `<code>${formatBar(bytes / longest)}</code>`,
  ]);
  if (rest.length > 0) {
    rows.push([`${rest.length} others`, formatBytes(sumOf(rest)), formatShare(sumOf(rest) / total), ""]);
  }
  return table({ title: "Where the bytes are" }, ["Package", packed ? ">Packed" : ">Content", ">Share", ""], rows);
}

/** Shares in packed bytes, or in bytes of content if nothing is packed yet. */
function sharesOf({ layers }: BundleSummary): { readonly shares: readonly Share[]; readonly packed: boolean } {
  const packed = layers.every(({ size }) => size !== undefined);
  const groups = Map.groupBy(layers, ({ packages }) => JSON.stringify(packages.toSorted()));
  const shares = Array.from(groups.values(), (group) => ({
    owners: group[0]?.packages ?? [],
    bytes: group.reduce((sum, { size = 0, contentSize }) => sum + (packed ? size : contentSize), 0),
  }));
  return { shares, packed };
}

function sumOf(shares: readonly Share[]): number {
  return shares.reduce((sum, { bytes }) => sum + bytes, 0);
}

function labelOf(owners: readonly string[], names: ReadonlyMap<string, string>): string {
  const named = owners.map((owner) => code(names.get(owner) ?? owner));
  if (named.length <= 1) return named.join("");
  const more = named.length - NAMED;
  return `${named.slice(0, NAMED).join(" and ")}${more > 0 ? ` and ${more} more` : ""}, shared`;
}

/** A share of something, between 0 and 1, in percent. */
function formatShare(share: number): string {
  const percent = share * 100;
  return percent > 0 && percent < 1 ? "< 1 %" : `${Math.round(percent)} %`;
}

function formatBar(share: number): string {
  const eighths = Math.max(1, Math.round(share * BAR_WIDTH * 8));
  return "█".repeat(Math.floor(eighths / 8)) + (" ▏▎▍▌▋▊▉"[eighths % 8] ?? "").trim();
}
