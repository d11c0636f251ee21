import prettyBytes from "pretty-bytes";
import type { BundleSummary, ExportResult, ImportResult, PackageSummary } from "../commands/requests.ts";
import { formatGraph } from "./graph.ts";

/** Bytes of a job summary: GitHub drops one of more than 1 MiB. What is left over is for the notes about what was cut. */
const SIZE_LIMIT = 1_000_000;

/** A list in HTML. Rows are left out from the end when there is no room for them. */
interface Section {
  readonly head: string;
  readonly rows: readonly string[];
  readonly foot: string;
}

/** The job summary of an export. Pure. */
export function summarizeExport(result: ExportResult): string {
  const { bundle } = result;
  const facts = [...factsOf(bundle), ["Home", code(result.home)]];
  if (result.file !== undefined) facts.push(["File", code(result.file)]);
  return assemble(result.dryRun ? "Offline bundle (dry run: nothing was written)" : "Offline bundle exported", [
    table([], facts),
    list("Warnings", result.warnings),
    graph(bundle.packages),
    table(["Package", "Platform", "Layers", "Content"], bundle.packages.map(describe)),
  ]);
}

/** The job summary of an import: what it did, and what is in the bundle. Pure. */
export function summarizeImport(result: ImportResult, bundle: BundleSummary): string {
  const statuses = new Map(result.packages.map(({ digest, status }) => [digest, status]));
  const count = (wanted: string): number => result.packages.filter(({ status }) => status === wanted).length;
  const facts = [
    ...factsOf(bundle),
    ["Home", code(result.home)],
    ["Packages", `${count("added")} added, ${count("repaired")} repaired, ${count("present")} present`],
    ["Layers", `${result.layers.added} added, ${result.layers.present} present`],
    ["Content added", prettyBytes(result.bytesAdded)],
  ];
  return assemble(result.changed ? "Offline bundle imported" : "Offline bundle imported (everything was there)", [
    table([], facts),
    list("Warnings", result.warnings),
    table(
      ["Tag in conflict", "Outcome", "Reason"],
      result.conflicts.map(({ identifier, status, reason }) => [code(identifier), status, escape(reason)]),
    ),
    graph(bundle.packages),
    table(
      ["Package", "Platform", "Layers", "Content", "Import"],
      bundle.packages.map((found) => [...describe(found), statuses.get(found.digest) ?? "not wanted"]),
    ),
  ]);
}

/** As people say it. */
export function countPackages(count: number): string {
  return `${count} ${count === 1 ? "package" : "packages"}`;
}

function factsOf(bundle: BundleSummary): string[][] {
  const facts = [["Name", code(bundle.name)]];
  if (bundle.digest !== undefined) facts.push(["Bundle digest", code(bundle.digest)]);
  facts.push(["Platform", code(bundle.platform)]);
  if (bundle.size !== undefined) facts.push(["Size", prettyBytes(bundle.size)]);
  facts.push(["Content", `${prettyBytes(bundle.contentSize)} in ${bundle.layers.length} layers`]);
  if (bundle.project !== undefined) facts.push(["Groups of the project", code(bundle.project.groups.join(", "))]);
  return facts;
}

function describe({ identifier, root, platform, layers, contentSize }: PackageSummary): string[] {
  const name = root ? `<b>${code(identifier)}</b>` : code(identifier);
  return [name, code(platform), String(layers), prettyBytes(contentSize)];
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): Section {
  const head = titles.length > 0 ? row("th", titles) : "";
  return { head: `<table>${head}`, rows: rows.map((cells) => row("td", cells)), foot: "</table>" };
}

function row(tag: "td" | "th", cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
}

function list(title: string, texts: readonly string[]): Section {
  return { head: `<b>${title}</b><ul>`, rows: texts.map((text) => `<li>${escape(text)}</li>`), foot: "</ul>" };
}

function graph(packages: readonly PackageSummary[]): Section {
  const text = formatGraph(packages);
  return { head: "", rows: text === undefined ? [] : [`\`\`\`mermaid\n${text}\n\`\`\``], foot: "" };
}

function assemble(title: string, sections: readonly Section[]): string {
  const parts = [`## ${title}`];
  let room = SIZE_LIMIT;
  for (const { head, rows, foot } of sections.filter((section) => section.rows.length > 0)) {
    const kept: string[] = [];
    for (const text of rows) {
      room -= Buffer.byteLength(text);
      if (room < 0) break;
      kept.push(text);
    }
    parts.push(`${head}${kept.join("")}${foot}`);
    const missing = rows.length - kept.length;
    if (missing > 0) parts.push(`… and ${missing} more: a job summary has no room for them.`);
  }
  // Blank lines, or Markdown takes what follows for a part of the HTML before it.
  return `${parts.join("\n\n")}\n`;
}

function code(text: string): string {
  return `<code>${escape(text)}</code>`;
}

/** Names come from a bundle that anyone may have made. A line break would end the HTML and start Markdown. */
function escape(text: string): string {
  return text.replaceAll(/[&<>"'`\p{Cc}\p{Zl}\p{Zp}]/gu, (char) =>
    /[&<>"'`]/.test(char) ? `&#${char.charCodeAt(0)};` : " ",
  );
}
