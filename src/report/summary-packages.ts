import type { BundleSummary } from "../commands/results/bundle-summary.ts";
import { code, escapeHtml, formatBytes, shortDigest } from "./summary-html.ts";
import { shortNames } from "./summary-names.ts";
import { type Section, type SectionTitle, table } from "./summary-sections.ts";

/** Most dependencies that a cell names; the others are counted. */
const NAMED = 3;

/** Every package of a bundle: roots first, in the bundle's order, then their dependencies. */
export function packageTable(place: SectionTitle, bundle: BundleSummary): Section {
  const { packages } = bundle;
  const inOrder = [...packages.filter(({ root }) => root), ...packages.filter(({ root }) => !root)];
  const names = shortNames(packages);
  const packed = packedSizes(bundle);
  const titles = ["Package", "Digest", ">Content"];
  if (packed !== undefined) titles.push(">Packed");
  const needy = packages.some(({ dependencies }) => dependencies.length > 0);
  if (needy) titles.push("Depends on");
  const rows = inOrder.map((item) => {
    const name = code(names.get(item.identifier) ?? item.identifier);
    const foreign = isForeign(item.platform, bundle.platform) ? `<br><sub>${escapeHtml(item.platform)}</sub>` : "";
    const cells = [
      `${item.root ? `<b>${name}</b>` : name}${foreign}`,
      shortDigest(item.digest),
      formatBytes(item.contentSize),
    ];
    if (packed !== undefined) cells.push(formatPacked(packed.get(item.identifier)));
    if (needy) cells.push(nameSome(item.dependencies, names));
    return cells;
  });
  return table(place, titles, rows);
}

/** Whether a package is for another platform than the bundle. A package may leave features such as a libc open. */
function isForeign(platform: string, bundle: string): boolean {
  return platform !== bundle && platform !== bundle.replace(/\+.*/, "");
}

function nameSome(identifiers: readonly string[], names: ReadonlyMap<string, string>): string {
  const named = identifiers.map((identifier) => names.get(identifier) ?? identifier);
  const shown = named.length > NAMED + 1 ? named.slice(0, NAMED) : named;
  const rest = named.slice(shown.length);
  const more =
    rest.length > 0 ? [`<abbr title="${escapeHtml(rest.slice(0, 50).join(", "))}">${rest.length} more</abbr>`] : [];
  return [...shown.map((name) => code(name)), ...more].join("<br>");
}

interface Packed {
  readonly all: number;
  /** Bytes of layers that other packages have too. */
  readonly shared: number;
}

/** Bytes of each package's layers in the file, by identifier; undefined before the file is written. */
function packedSizes({ layers }: BundleSummary): ReadonlyMap<string, Packed> | undefined {
  const sizes = new Map<string, Packed>();
  for (const layer of layers) {
    if (layer.size === undefined) return undefined;
    for (const owner of layer.packages) {
      const { all, shared } = sizes.get(owner) ?? { all: 0, shared: 0 };
      sizes.set(owner, { all: all + layer.size, shared: shared + (layer.packages.length > 1 ? layer.size : 0) });
    }
  }
  return layers.length === 0 ? undefined : sizes;
}

function formatPacked({ all, shared }: Packed = { all: 0, shared: 0 }): string {
  if (shared === 0) return formatBytes(all);
  return `${formatBytes(all)}<br><sub>${shared === all ? "" : `${formatBytes(shared)}&nbsp;`}shared</sub>`;
}
