import type { EnvironmentEntry } from "./environment-entries.ts";
import {
  appendUnique,
  DEFAULT_SEPARATOR,
  isVariableName,
  LONGEST_VARIABLE,
  moveToFront,
  type Variables,
  variableOf,
} from "./variable-values.ts";

/** Text to append to the files that `GITHUB_PATH` and `GITHUB_ENV` name. */
export interface GithubEnvironment {
  readonly path: string;
  readonly environment: string;
  readonly warnings: readonly string[];
}

/** OCX's own bytes for `--ci=github`; path and list values are folded over `variables`, those of the running step. */
export function formatGithub(entries: readonly EnvironmentEntry[], variables: Variables): GithubEnvironment {
  const warnings: string[] = [];
  const directories: string[] = [];
  const paths = new Map<string, string[]>();
  const lists = new Map<string, { readonly separator: string; readonly value: string }>();
  const constants = new Map<string, string>();
  const tooLong = new Set<string>();
  for (const entry of entries) {
    const { key, value, type, separator = DEFAULT_SEPARATOR } = entry;
    const flaw = flawOf(entry);
    if (flaw !== undefined) {
      warnings.push(`left out ${flaw}`);
    } else if (type === "constant") {
      constants.set(key, value);
    } else if (type === "list") {
      const known = lists.get(key) ?? { separator, value: variableOf(variables, key) };
      const longer = appendUnique(known.value, value, known.separator);
      if (Buffer.byteLength(longer) > LONGEST_VARIABLE) tooLong.add(key);
      else lists.set(key, { ...known, value: longer });
    } else if (key !== "PATH") {
      const values = paths.get(key);
      if (values === undefined) paths.set(key, [value]);
      else values.push(value);
    } else {
      directories.push(value);
    }
  }
  for (const key of tooLong)
    warnings.push(`left out a part of ${key}: no program can get a variable of more than ${LONGEST_VARIABLE} bytes`);
  const records = [
    ...[...paths].map(([key, values]) => formatRecord(key, moveToFront(variableOf(variables, key), values))),
    ...[...lists].map(([key, { value }]) => formatRecord(key, value)),
    ...[...constants].map(([key, value]) => formatRecord(key, value)),
  ];
  // The runner puts each line in front of those before it: the last copy of a directory is the one that counts.
  const lines = [...new Set(directories.toReversed())].toReversed();
  return { path: lines.map((line) => `${line}\n`).join(""), environment: records.join(""), warnings };
}

/** Why the runner cannot take an entry; undefined where it can. */
export function flawOf({ key, value, type }: EnvironmentEntry): string | undefined {
  if (!isVariableName(key)) return `${JSON.stringify(key)}: it is not a valid name for an environment variable`;
  if (value.includes("\0")) return `${key}: no environment can hold the NUL character in its value`;
  if (key !== "PATH" || type !== "path" || !/[\r\n]/.test(value)) return undefined;
  // The file has a directory a line: a line break in one would name a second.
  return `${JSON.stringify(value)} of PATH: it has a line break`;
}

function formatRecord(key: string, value: string): string {
  if (!/[\r\n"]/.test(value)) return `${key}=${value}\n`;
  const delimiter = unusedDelimiter(value);
  return `${key}<<${delimiter}\n${value}\n${delimiter}\n`;
}

/** `EOF`, `EOF_0`, `EOF_1`, …: the first that `value` does not contain. Looks through it once: a publisher may use thousands. */
function unusedDelimiter(value: string): string {
  if (!value.includes("EOF")) return "EOF";
  const used = new Set<string>();
  for (const [, digits = ""] of value.matchAll(/EOF_(\d{1,6})/g))
    for (let length = 1; length <= digits.length; length++) used.add(digits.slice(0, length));
  let count = 0;
  while (used.has(String(count))) count += 1;
  return `EOF_${count}`;
}
