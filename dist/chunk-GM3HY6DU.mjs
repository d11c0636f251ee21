import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  DEFAULT_SEPARATOR,
  appendUnique,
  isVariableName,
  moveToFront,
  variableOf
} from "./chunk-6C4SRBBV.mjs";
import {
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/commands/job-environment.ts
import { appendFile } from "node:fs/promises";

// src/home/environment/format-github.ts
function formatGithub(entries, variables) {
  const warnings = [];
  const directories = [];
  const paths = /* @__PURE__ */ new Map();
  const lists = /* @__PURE__ */ new Map();
  const constants = /* @__PURE__ */ new Map();
  for (const entry of entries) {
    const { key, value, type, separator = DEFAULT_SEPARATOR } = entry;
    const flaw = flawOf(entry);
    if (flaw !== void 0) {
      warnings.push(`left out ${flaw}`);
    } else if (type === "constant") {
      constants.set(key, value);
    } else if (type === "list") {
      const known = lists.get(key) ?? { separator, value: variableOf(variables, key) };
      lists.set(key, { ...known, value: appendUnique(known.value, value, known.separator) });
    } else if (key !== "PATH") {
      paths.set(key, moveToFront(paths.get(key) ?? variableOf(variables, key), value));
    } else {
      directories.push(value);
    }
  }
  const records = [
    ...[...paths].map(([key, value]) => formatRecord(key, value)),
    ...[...lists].map(([key, { value }]) => formatRecord(key, value)),
    ...[...constants].map(([key, value]) => formatRecord(key, value))
  ];
  const lines = [...new Set(directories.toReversed())].toReversed();
  return { path: lines.map((line) => `${line}
`).join(""), environment: records.join(""), warnings };
}
function flawOf({ key, value, type }) {
  if (!isVariableName(key)) return `${JSON.stringify(key)}: it is not a valid name for an environment variable`;
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
  let delimiter = "EOF";
  for (let count = 0; value.includes(delimiter); count += 1) delimiter = `EOF_${count}`;
  return delimiter;
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
