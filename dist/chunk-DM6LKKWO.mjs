import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isVisibility
} from "./chunk-ZVUNG3OG.mjs";
import {
  fieldsOf
} from "./chunk-T75H43WP.mjs";
import {
  array,
  boolean,
  compareBytes,
  formatIdentifier,
  formatPretty,
  get,
  integer,
  membersOf,
  object,
  parseIdentifier,
  parseJsonTree,
  string,
  textOf
} from "./chunk-M6FOAHYW.mjs";
import {
  MAX_DOCUMENT
} from "./chunk-Z2KHX2NZ.mjs";

// src/home/documents/metadata.ts
var METADATA_LIMIT = MAX_DOCUMENT;
var DEPENDENCY_LIMIT = 256;
var NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/u;
function parseMetadata(bytes, what) {
  const fields = fieldsOf(parseJsonTree(bytes, what, "METADATA_INVALID"), what, "METADATA_INVALID");
  const type = fields.requiredText("type");
  if (type !== "bundle") return fields.refuse(`its type is "${type}", expected "bundle"`);
  if (fields.integer("version", 255) !== 1) return fields.refuse("expected version 1");
  const stripComponents = fields.integer("strip_components", 255);
  const binaries = readBinaries(fields);
  const metadata = {
    ...stripComponents === void 0 ? {} : { stripComponents },
    env: fields.items("env").map((item) => readVariable(fieldsOf(item, `env of ${what}`, "METADATA_INVALID"))),
    dependencies: readDependencies(fields, what),
    entrypoints: readEntrypoints(fields, what),
    ...binaries === void 0 ? {} : { binaries },
    integrations: readIntegrations(fields)
  };
  const text = formatPretty(toJson(metadata));
  if (Buffer.byteLength(text) > METADATA_LIMIT) return fields.refuse(`it takes over ${METADATA_LIMIT} bytes as a file`);
  return { ...metadata, text };
}
function readVariable(fields) {
  const key = fields.requiredText("key");
  const type = fields.requiredText("type");
  const value = fields.requiredText("value");
  const visibility = fields.text("visibility") ?? "private";
  if (!isVisibility(visibility) || visibility === "sealed")
    return fields.refuse(`${key} has visibility "${visibility}"`);
  const common = { key, value, visibility };
  switch (type) {
    case "constant":
      return { ...common, type };
    case "path": {
      const required = fields.optional("required") ?? boolean(false);
      if (required.kind !== "boolean") return fields.refuse(`"required" of ${key} is neither true nor false`);
      return { ...common, type, required: required.value };
    }
    case "list": {
      const separator = fields.text("separator");
      if (separator === void 0) return fields.refuse(`the list ${key} has no separator`);
      if (separator === "" || /[=\n\r]/u.test(separator)) return fields.refuse(`the list ${key} has a bad separator`);
      if (value.startsWith(separator) || value.endsWith(separator))
        return fields.refuse(`${key} has a separator at an end`);
      return { ...common, type, separator };
    }
    default:
      return fields.refuse(`${key} has the type "${type}", which this version does not know`);
  }
}
function readDependencies(fields, what) {
  const items = fields.items("dependencies");
  if (items.length > DEPENDENCY_LIMIT) return fields.refuse(`it has more than ${DEPENDENCY_LIMIT} dependencies`);
  const dependencies = items.map(
    (item) => readDependency(fieldsOf(item, `a dependency of ${what}`, "METADATA_INVALID"))
  );
  const repositories = dependencies.map(({ identifier: { registry, repository } }) => `${registry}/${repository}`);
  const names = dependencies.flatMap(({ name }) => name ?? []);
  if (new Set(repositories).size < repositories.length) return fields.refuse("two dependencies have one repository");
  if (new Set(names).size < names.length) return fields.refuse("two dependencies have one name");
  return dependencies;
}
function readDependency(fields) {
  const text = fields.requiredText("identifier");
  const { digest, ...identifier } = parseIdentifier(text, void 0, { code: "METADATA_INVALID" });
  if (digest === void 0) return fields.refuse(`${text} has no digest`);
  const visibility = fields.text("visibility") ?? "sealed";
  if (!isVisibility(visibility)) return fields.refuse(`${text} has visibility "${visibility}"`);
  const name = optionalName(fields, "name");
  return { identifier: { ...identifier, digest }, visibility, ...name === void 0 ? {} : { name } };
}
function readEntrypoints(fields, what) {
  const value = fields.optional("entrypoints");
  if (value === void 0) return [];
  const entrypoints = fieldsOf(value, `the entrypoints of ${what}`, "METADATA_INVALID");
  return entrypoints.tree.members.map(({ key }) => readEntrypoint(key, entrypoints, what)).toSorted((a, b) => compareBytes(a.name, b.name));
}
function readEntrypoint(name, entrypoints, what) {
  if (!NAME.test(name)) return entrypoints.refuse(`"${name}" is not a valid name for an entrypoint`);
  const fields = fieldsOf(entrypoints.optional(name), `entrypoint ${name} of ${what}`, "METADATA_INVALID");
  const command = optionalName(fields, "command");
  const args = fields.items("args").map((item) => textOf(item) ?? fields.refuse("an argument is not a string"));
  return { name, ...command === void 0 ? {} : { command }, args };
}
function readBinaries(fields) {
  const value = fields.optional("binaries");
  if (value === void 0 || value.kind === "null") return void 0;
  if (value.kind !== "array") return fields.refuse('"binaries" is not an array');
  const names = value.items.map(
    (item) => textOf(item) ?? textOf(get(item, "name")) ?? fields.refuse("a binary has no name")
  );
  return [...new Set(names)].toSorted(compareBytes);
}
function readIntegrations(fields) {
  const value = fields.optional("integrations");
  if (value === void 0) return [];
  if (value.kind !== "object") return fields.refuse('"integrations" is not an object');
  return membersOf(value).toSorted((a, b) => compareBytes(a.key, b.key));
}
function optionalName(fields, key) {
  if (fields.optional(key)?.kind === "null") return void 0;
  const name = fields.text(key);
  return name === void 0 || NAME.test(name) ? name : fields.refuse(`"${name}" is not a valid ${key}`);
}
function toJson(metadata) {
  const { stripComponents, binaries } = metadata;
  return object([
    ["type", string("bundle")],
    ["version", integer(1)],
    ["strip_components", stripComponents === void 0 ? void 0 : integer(stripComponents)],
    ["env", unlessEmpty(array(metadata.env.map(variableToJson)))],
    ["dependencies", unlessEmpty(array(metadata.dependencies.map(dependencyToJson)))],
    [
      "entrypoints",
      unlessEmpty(object(metadata.entrypoints.map((entrypoint) => [entrypoint.name, entrypointToJson(entrypoint)])))
    ],
    ["binaries", binaries === void 0 ? void 0 : array(binaries.map(string))],
    ["integrations", unlessEmpty({ kind: "object", members: metadata.integrations.map(plain) })]
  ]);
}
function unlessEmpty(value) {
  return (value.kind === "array" ? value.items : value.members).length === 0 ? void 0 : value;
}
function variableToJson(variable) {
  return object([
    ["key", string(variable.key)],
    ["type", string(variable.type)],
    ["required", variable.type === "path" ? boolean(variable.required) : void 0],
    ["separator", variable.type === "list" ? string(variable.separator) : void 0],
    ["value", string(variable.value)],
    ["visibility", string(variable.visibility)]
  ]);
}
function dependencyToJson({ identifier, visibility, name }) {
  return object([
    ["identifier", string(formatIdentifier(identifier))],
    ["visibility", string(visibility)],
    ["name", name === void 0 ? void 0 : string(name)]
  ]);
}
function entrypointToJson({ command, args }) {
  return object([
    ["command", command === void 0 ? void 0 : string(command)],
    ["args", args.length === 0 ? void 0 : array(args.map(string))]
  ]);
}
function plain({ key, value }) {
  return { key, value: plainValue(value) };
}
function plainValue(value) {
  if (value.kind === "array") return array(value.items.map(plainValue));
  return value.kind === "object" ? { kind: "object", members: membersOf(value).map(plain) } : value;
}

export {
  METADATA_LIMIT,
  parseMetadata
};
