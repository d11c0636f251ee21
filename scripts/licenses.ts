import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Metafile } from "esbuild";

const TEXTS = /^(licen[cs]e|copying|notice)\b/i;
/** The folder of the innermost package that a bundled file lies in. */
const PACKAGE = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;

/** The licences of every package that has at least one byte in the bundle, as one text in the order of package names. */
export async function collectLicenses(root: string, metafile: Metafile): Promise<string> {
  const parts = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const used = parts.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => PACKAGE.exec(path)?.[0]);
  const folders = [...new Set(used.filter((folder) => folder !== undefined))].toSorted();
  const notices = await Promise.all(folders.map((folder) => noticeOf(join(root, folder))));
  return notices.join(`\n${"-".repeat(80)}\n\n`);
}

async function noticeOf(folder: string): Promise<string> {
  const about: unknown = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const names = (await readdir(folder)).filter((name) => TEXTS.test(name)).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  if (texts.length === 0) texts.push("The package has no licence file.\n");
  const field = (name: string): string => String(Object(about)[name] ?? "unknown");
  return [`${field("name")} ${field("version")}\nLicence: ${field("license")}\n`, ...texts.map(tidy)].join("\n");
}

/** One kind of line end, no blanks at the ends of lines: the file is checked in. */
function tidy(text: string): string {
  return `${text.replaceAll(/[ \t\r]+$/gm, "").trim()}\n`;
}
