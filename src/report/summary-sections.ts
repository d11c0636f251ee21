import { prose } from "./summary-html.ts";

/** Most bytes of a job summary: GitHub drops one of more than 1 MiB. The rest is for the notes about missing rows. */
const SIZE_LIMIT = 1_000_000;

/** Most rows of a list that is shown open; a longer one is folded. */
const OPEN_ROWS = 20;

/** A section of a summary in Markdown or HTML. If it is too long, its last rows are left out. */
export interface Section {
  readonly head: string;
  readonly rows: readonly string[];
  readonly foot: string;
}

/** Title of a list, and whether the list is folded under it. A long list is always folded. */
export interface SectionTitle {
  readonly title: string;
  readonly folded?: boolean;
}

/** A section of one piece, which is never cut; empty without text. */
export function block(text: string | undefined): Section {
  return { head: "", rows: text === undefined || text === "" ? [] : [text], foot: "" };
}

/** Name and value of each fact, both HTML. */
export function facts(pairs: readonly (readonly [string, string])[]): Section {
  const rows = pairs.map(([name, value]) => `<tr><td>${name}</td><td>${value}</td></tr>`);
  return { head: "<table>", rows, foot: "</table>" };
}

/** A table of HTML cells. A `>` before a title aligns its column to the right, for numbers. */
export function table(place: SectionTitle, titles: readonly string[], rows: readonly (readonly string[])[]): Section {
  const right = titles.map((title) => title.startsWith(">"));
  const head = titles.map((title, column) => cell("th", title.replace(/^>/, ""), right[column]));
  const body = rows.map((cells) => `<tr>${cells.map((text, column) => cell("td", text, right[column])).join("")}</tr>`);
  return placed(place, { head: `<table><tr>${head.join("")}</tr>`, rows: body, foot: "</table>" });
}

/** A list of sentences. */
export function listOf(place: SectionTitle, texts: readonly string[]): Section {
  return placed(place, { head: "<ul>", rows: texts.map((text) => `<li>${prose(text)}</li>`), foot: "</ul>" });
}

/** A block of code, with GitHub's button that copies it. No line may start with a backtick. */
export function fence({ title, folded = false }: SectionTitle, language: string, lines: readonly string[]): Section {
  if (lines.length === 0) return block(undefined);
  const text = [`\`\`\`${language}`, ...lines, "```"].join("\n");
  // Inside HTML, Markdown is only read after a blank line.
  return block(folded ? `${open(title)}\n\n${text}\n\n</details>` : `### ${title}\n\n${text}`);
}

/** The whole summary. Sections without rows are left out. */
export function assemble(title: string, sections: readonly Section[]): string {
  const parts = [`## ${title}`];
  let room = SIZE_LIMIT;
  for (const { head, rows, foot } of sections.filter((section) => section.rows.length > 0)) {
    // A section gets at most half of the remaining room, so that a long list leaves some for the others.
    const kept = fitting(rows, room / 2);
    room -= kept.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    if (kept.length > 0) parts.push(`${head}${kept.join("")}${foot}`);
    const missing = rows.length - kept.length;
    if (missing > 0) parts.push(`… and ${missing} more: left out, because GitHub limits the size of a job summary.`);
  }
  // Without blank lines, Markdown would read a section as part of the HTML before it.
  return `${parts.join("\n\n")}\n`;
}

function fitting(rows: readonly string[], room: number): readonly string[] {
  let size = 0;
  const end = rows.findIndex((text) => {
    size += Buffer.byteLength(text);
    return size > room;
  });
  return end < 0 ? rows : rows.slice(0, end);
}

function placed({ title, folded = false }: SectionTitle, { head, rows, foot }: Section): Section {
  if (!folded && rows.length <= OPEN_ROWS) return { head: `### ${title}\n\n${head}`, rows, foot };
  return { head: `${open(title)}${head}`, rows, foot: `${foot}</details>` };
}

function open(title: string): string {
  return `<details><summary><b>${title}</b></summary>`;
}

function cell(tag: "td" | "th", html: string, right = false): string {
  return `<${tag}${right ? ' align="right"' : ""}>${html}</${tag}>`;
}
