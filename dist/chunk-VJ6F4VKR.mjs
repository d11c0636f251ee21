import {
  DEFAULT_SEPARATOR_170,
  LONGEST_VARIABLE_170,
  appendUnique_170,
  isVariableName_170,
  moveToFront_170,
  variableOf_170
} from "./chunk-Z4HKEFOH.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/commands/job-environment.ts
import { appendFile } from "node:fs/promises";

// src/home/environment/format-github.ts
function formatGithub(entries, variables) {
  const warnings = [];
  const directories = [];
  const paths = /* @__PURE__ */ new Map();
  const lists = /* @__PURE__ */ new Map();
  const constants = /* @__PURE__ */ new Map();
  const tooLong = /* @__PURE__ */ new Set();
  for (const entry of entries) {
    const { key, value, type, separator = DEFAULT_SEPARATOR_170 } = entry;
    const flaw = flawOf(entry);
    if (flaw !== void 0) {
      warnings.push(`left out ${flaw}`);
    } else if (type === "constant") {
      constants.set(key, value);
    } else if (type === "list") {
      const known = lists.get(key) ?? { separator, value: variableOf_170(variables, key) };
      const longer = appendUnique_170(known.value, value, known.separator);
      if (Buffer.byteLength(longer) > LONGEST_VARIABLE_170) tooLong.add(key);
      else lists.set(key, { ...known, value: longer });
    } else if (key !== "PATH") {
      const values = paths.get(key);
      if (values === void 0) paths.set(key, [value]);
      else values.push(value);
    } else {
      directories.push(value);
    }
  }
  for (const key of tooLong)
    warnings.push(`left out a part of ${key}: no program can get a variable of more than ${LONGEST_VARIABLE_170} bytes`);
  const records = [
    ...[...paths].map(([key, values]) => formatRecord(key, moveToFront_170(variableOf_170(variables, key), values))),
    ...[...lists].map(([key, { value }]) => formatRecord(key, value)),
    ...[...constants].map(([key, value]) => formatRecord(key, value))
  ];
  const lines = [...new Set(directories.toReversed())].toReversed();
  return { path: lines.map((line) => `${line}
`).join(""), environment: records.join(""), warnings };
}
function flawOf({ key, value, type }) {
  if (!isVariableName_170(key)) return `${JSON.stringify(key)}: it is not a valid name for an environment variable`;
  if (value.includes("\0")) return `${key}: no environment can hold the NUL character in its value`;
  if (key !== "PATH" || type !== "path" || !/[\r\n]/.test(value)) return void 0;
  return `${JSON.stringify(value)} of PATH: it has a line break`;
}
function formatRecord(key, value) {
  if (!/[\r\n"]/.test(value)) return `${key}=${value}
`;
  const delimiter = unusedDelimiter(value);
  return `${key}<<${delimiter}
${value}
${delimiter}
`;
}
function unusedDelimiter(value) {
  if (!value.includes("EOF")) return "EOF";
  const used = /* @__PURE__ */ new Set();
  for (const [, digits = ""] of value.matchAll(/EOF_(\d{1,6})/g))
    for (let length = 1; length <= digits.length; length++) used.add(digits.slice(0, length));
  let count = 0;
  while (used.has(String(count))) count += 1;
  return `EOF_${count}`;
}

// src/commands/job-environment.ts
function jobFiles({ variables }) {
  return { path: fileOf("GITHUB_PATH", variables), environment: fileOf("GITHUB_ENV", variables) };
}
async function appendToJob(files, entries, { variables }) {
  const { path, environment, warnings } = formatGithub(entries, variables);
  await append(files.path, path);
  await append(files.environment, environment);
  return warnings;
}
function changesOf(entries) {
  return entries.filter((entry) => flawOf(entry) === void 0).map(({ key, value, type }) => ({ key, value, kind: type }));
}
function fileOf(name, variables) {
  const path = variables[name];
  if (path) return path;
  throw new BundleError("RUNNER_MISSING", `Cannot write the environment of the job: ${name} is not set`);
}
async function append(path, text) {
  try {
    await appendFile(path, text);
  } catch (error) {
    throw fromSystemError(error, `write ${path}`);
  }
}

export {
  jobFiles,
  appendToJob,
  changesOf
};
