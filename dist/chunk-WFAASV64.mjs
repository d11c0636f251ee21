import {
  listBundle,
  listHome
} from "./chunk-J23ZKE5H.mjs";
import {
  isDirectoryLayout_138
} from "./chunk-RHFZE22J.mjs";
import {
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
import {
  userPath_38
} from "./chunk-A6YYFOED.mjs";
import {
  exactOptional,
  getDotPath,
  literal,
  minValue,
  number,
  pipe,
  regex,
  safeInteger,
  safeParse,
  strictObject,
  string,
  transform,
  variant
} from "./chunk-JKTDTWAH.mjs";
import {
  printableJson
} from "./chunk-JWMHGH6Y.mjs";

// src/manifest/file-list.ts
function formatMode(mode2) {
  return mode2.toString(8).padStart(4, "0");
}

// src/manifest/json-lines.ts
function* formatJsonLines({ algorithm, entries }) {
  for (const entry of entries) yield `${printableJson(JSON.stringify(rowOf(entry, algorithm)))}
`;
}
function rowOf(entry, algorithm) {
  const { path: path2, type } = entry;
  switch (type) {
    case "directory":
      return { path: path2, type, ...entry.package !== void 0 && { package: entry.package } };
    case "symlink":
      return { path: path2, type, target: entry.target };
    case "file":
      return { path: path2, type, mode: formatMode(entry.mode), size: entry.size, [algorithm]: entry.digest };
  }
}
var path = string();
var digest = pipe(string(), regex(/^[0-9a-f]{64}$/));
var mode = pipe(
  string(),
  regex(/^[0-7]{4}$/),
  transform((text) => Number.parseInt(text, 8))
);
var size = pipe(number(), safeInteger(), minValue(0));
var row = variant("type", [
  strictObject({ path, type: literal("directory"), package: exactOptional(string()) }),
  strictObject({ path, type: literal("symlink"), target: string() }),
  pipe(
    strictObject({ path, type: literal("file"), mode, size, sha256: digest }),
    transform(({ sha256, ...entry }) => ({ ...entry, digest: sha256 }))
  )
]);
function parseJsonLine(line) {
  let value;
  try {
    value = JSON.parse(line);
  } catch {
    return "it is not JSON";
  }
  const result = safeParse(row, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  return `${getDotPath(issue) ?? "it"} is ${issue.received}, expected ${issue.expected ?? "another form"}`;
}

// src/commands/reading/list-source.ts
async function listSource(source, listing, context, reporter) {
  if (source.kind !== "file") return listBundle(source, listing, context, reporter);
  const path2 = userPath_38(source.path, context);
  const isHome = (await lookAt(path2))?.isDirectory() === true && !await isDirectoryLayout_138(path2);
  return isHome ? listHome(path2, listing, context, reporter) : listBundle(source, listing, context, reporter);
}

export {
  formatMode,
  formatJsonLines,
  parseJsonLine,
  listSource
};
