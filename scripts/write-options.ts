/**
 * Writes what the table of options says into the inputs of both action.yml files and into the tables of docs/actions.md.
 *
 *     node scripts/write-options.ts           writes
 *     node scripts/write-options.ts --check   changes nothing, and fails if there is something to write
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { stringify } from "yaml";
import type { ActionName } from "../src/options/table/operations.ts";
import type { Option } from "../src/options/table/option.ts";
import { optionsOf } from "../src/options/table/option-table.ts";

const ROOT = join(import.meta.dirname, "..");

/** A part of a file that the table decides: what is between two lines. */
interface Part {
  readonly file: string;
  readonly begin: string;
  readonly end: string;
  readonly text: string;
}

const PARTS: readonly Part[] = [
  { file: "action.yml", begin: "inputs:", end: "outputs:", text: formatInputs("export-action") },
  { file: "import/action.yml", begin: "inputs:", end: "outputs:", text: formatInputs("import-action") },
  {
    file: "docs/actions.md",
    begin: "<!-- inputs of export: node scripts/write-options.ts -->",
    end: "<!-- end of inputs -->",
    text: `\n${formatTable("export-action")}\n`,
  },
  {
    file: "docs/actions.md",
    begin: "<!-- inputs of import: node scripts/write-options.ts -->",
    end: "<!-- end of inputs -->",
    text: `\n${formatTable("import-action")}\n`,
  },
];

/** The inputs of an action.yml. */
function formatInputs(action: ActionName): string {
  const inputs = optionsOf(action).map((option) => {
    const value = option.type.kind === "flag" ? (option.default ?? "false") : option.default;
    const without = value === undefined && option.otherwise !== undefined ? ` Default: ${option.otherwise}.` : "";
    const several = option.type.kind === "list" || option.type.kind === "paths" ? " One per line." : "";
    return [
      option.input,
      {
        description: `${option.about}${choicesOf(option, "")}${several}${without}`,
        required: false,
        ...(value !== undefined && { default: value }),
      },
    ];
  });
  return stringify(Object.fromEntries(inputs), { lineWidth: 0 }).replaceAll(/^/gm, "  ").trimEnd().concat("\n");
}

/** The table of an action's inputs in Markdown, with columns of equal width. */
function formatTable(action: ActionName): string {
  const rows = [["Input", "Meaning", "Default"], ...optionsOf(action).map(formatRow)];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`);
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return `${[lines[0], rule, ...lines.slice(1)].join("\n")}\n`;
}

function formatRow(option: Option): string[] {
  const { input, about, type, channels = [] } = option;
  const value = option.default ?? (type.kind === "flag" ? "false" : undefined);
  const only = channels.length === 0 ? "" : `${channels.map((channel) => `\`${channel}\``).join(", ")}: `;
  const without = value === undefined ? (option.otherwise ?? "") : `\`${value.replace(/^\$\{\{ (.*) \}\}$/, "$1")}\``;
  return [`\`${input}\``, `${only}${about}${choicesOf(option, "`")}`, without].map((cell) =>
    cell.replaceAll("|", "\\|"),
  );
}

function choicesOf({ type }: Option, quote: string): string {
  if (type.kind !== "choice") return "";
  return ` One of ${type.choices.map((choice) => `${quote}${choice}${quote}`).join(", ")}.`;
}

/** @throws Error if the file does not have both lines */
function replacePart(content: string, { file, begin, end, text }: Part): string {
  const start = content.indexOf(`${begin}\n`);
  const stop = content.indexOf(`${end}\n`, start);
  if (start === -1 || stop === -1) throw new Error(`${file} has no lines "${begin}" and "${end}"`);
  return content.slice(0, start + begin.length + 1) + text + content.slice(stop);
}

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
for (const file of new Set(PARTS.map((part) => part.file))) {
  const content = await readFile(join(ROOT, file), "utf8");
  const wanted = PARTS.filter((part) => part.file === file).reduce(replacePart, content);
  if (wanted === content) continue;
  if (!values.check) await writeFile(join(ROOT, file), wanted);
  else {
    console.error(`${file} does not say what the table of options says: run node scripts/write-options.ts`);
    process.exitCode = 1;
  }
}
