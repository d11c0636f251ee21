import { MAX_DOCUMENT } from "../../limits.ts";
import type { Digest } from "../../oci/digest.ts";
import { formatIdentifier, type Identifier, parseIdentifier } from "../model/identifier.ts";
import { faultOfBinaries } from "./binary-names.ts";
import { type Fields, fieldsOf } from "./fields.ts";
import { faultOfIntegrations } from "./integrations.ts";
import {
  array,
  boolean,
  compareBytes,
  formatPretty,
  integer,
  type Json,
  type JsonArray,
  type JsonMember,
  type JsonObject,
  membersOf,
  object,
  parseJsonTree,
  string,
  textOf,
} from "./json-tree.ts";
import { isVisibility, type Visibility } from "./visibility.ts";

/** The metadata of a package. Source: OCX, `package/metadata/*.rs`. */
export interface Metadata {
  /** Leading directories to strip from its layers; a layer may have its own number. */
  readonly stripComponents?: number;
  readonly env: readonly Variable[];
  readonly dependencies: readonly Dependency[];
  /** Sorted by name. */
  readonly entrypoints: readonly Entrypoint[];
  /** Sorted, each once. Absent when the publisher did not say. */
  readonly binaries?: readonly string[];
  /** By namespace, sorted; the values untouched. */
  readonly integrations: readonly JsonMember[];
  /** The text of `metadata.json`: the metadata in OCX's own order. */
  readonly text: string;
}

/** A variable of the environment, with tokens such as `${installPath}` still in its value. */
export type Variable = { readonly key: string; readonly value: string; readonly visibility: Visibility } & (
  | { readonly type: "constant" }
  | { readonly type: "path"; readonly required: boolean }
  | { readonly type: "list"; readonly separator: string }
);

export interface Dependency {
  /** The pin: its digest is that of an image index or a leaf. */
  readonly identifier: Identifier & { readonly digest: Digest };
  readonly visibility: Visibility;
  /** The NAME in `${deps.NAME…}`, if the publisher chose one. */
  readonly name?: string;
}

/** A command that gets a launcher. */
export interface Entrypoint {
  readonly name: string;
  /** The binary that it runs, if that has another name. */
  readonly command?: string;
  readonly args: readonly string[];
}

/** The largest `metadata.json` that OCX takes, in bytes. */
export const METADATA_LIMIT = MAX_DOCUMENT;

const DEPENDENCY_LIMIT = 256;

/** Names that OCX allows for entrypoints and dependencies. */
const NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/u;

/**
 * Reads a config blob, or a `metadata.json`, and refuses what OCX refuses.
 * @param what names the document in the failure's message.
 * @throws BundleError `METADATA_INVALID`
 */
export function parseMetadata(bytes: Uint8Array, what: string): Metadata {
  const fields = fieldsOf(parseJsonTree(bytes, what, "METADATA_INVALID"), what, "METADATA_INVALID");
  const type = fields.requiredText("type");
  if (type !== "bundle") return fields.refuse(`its type is "${type}", expected "bundle"`);
  if (fields.integer("version", 255) !== 1) return fields.refuse("expected version 1");
  const stripComponents = fields.integer("strip_components", 255);
  const binaries = readBinaries(fields, what);
  const inEnv = `env of ${what}`;
  const metadata = {
    ...(stripComponents === undefined ? {} : { stripComponents }),
    env: fields.items("env").map((item) => readVariable(fieldsOf(item, inEnv, "METADATA_INVALID"), inEnv)),
    dependencies: readDependencies(fields, what),
    entrypoints: readEntrypoints(fields, what),
    ...(binaries === undefined ? {} : { binaries }),
    integrations: readIntegrations(fields),
  };
  const text = formatPretty(toJson(metadata));
  // OCX reads its own file again, and refuses one that is larger.
  if (Buffer.byteLength(text) > METADATA_LIMIT) return fields.refuse(`it takes over ${METADATA_LIMIT} bytes as a file`);
  return { ...metadata, text };
}

function readVariable(fields: Fields, what: string): Variable {
  const key = fields.requiredText("key");
  // OCX reads the rest as a map, in which the last one wins. Source: OCX, `env/modifier.rs`.
  const last = fieldsOf({ kind: "object", members: membersOf(fields.tree) }, what, "METADATA_INVALID");
  const type = last.requiredText("type");
  const value = last.requiredText("value");
  const visibility = fields.text("visibility") ?? "private";
  if (!isVisibility(visibility) || visibility === "sealed")
    return fields.refuse(`${key} has visibility "${visibility}"`);
  const common = { key, value, visibility };
  switch (type) {
    case "constant":
      return { ...common, type };
    case "path": {
      const required = last.optional("required") ?? boolean(false);
      if (required.kind !== "boolean") return fields.refuse(`"required" of ${key} is neither true nor false`);
      return { ...common, type, required: required.value };
    }
    case "list": {
      const separator = last.text("separator");
      if (separator === undefined) return fields.refuse(`the list ${key} has no separator`);
      if (separator === "" || /[=\n\r]/u.test(separator)) return fields.refuse(`the list ${key} has a bad separator`);
      if (value.startsWith(separator) || value.endsWith(separator))
        return fields.refuse(`${key} has a separator at an end`);
      return { ...common, type, separator };
    }
    default:
      return fields.refuse(`${key} has the type "${type}", which this version does not know`);
  }
}

function readDependencies(fields: Fields, what: string): readonly Dependency[] {
  const items = fields.items("dependencies");
  if (items.length > DEPENDENCY_LIMIT) return fields.refuse(`it has more than ${DEPENDENCY_LIMIT} dependencies`);
  const dependencies = items.map((item) =>
    readDependency(fieldsOf(item, `a dependency of ${what}`, "METADATA_INVALID")),
  );
  const repositories = dependencies.map(({ identifier: { registry, repository } }) => `${registry}/${repository}`);
  const names = dependencies.flatMap(({ name }) => name ?? []);
  if (new Set(repositories).size < repositories.length) return fields.refuse("two dependencies have one repository");
  if (new Set(names).size < names.length) return fields.refuse("two dependencies have one name");
  return dependencies;
}

function readDependency(fields: Fields): Dependency {
  const text = fields.requiredText("identifier");
  const { digest, ...identifier } = parseIdentifier(text, undefined, { code: "METADATA_INVALID" });
  if (digest === undefined) return fields.refuse(`${text} has no digest`);
  const visibility = fields.text("visibility") ?? "sealed";
  if (!isVisibility(visibility)) return fields.refuse(`${text} has visibility "${visibility}"`);
  const name = optionalName(fields, "name");
  return { identifier: { ...identifier, digest }, visibility, ...(name === undefined ? {} : { name }) };
}

function readEntrypoints(fields: Fields, what: string): readonly Entrypoint[] {
  const value = fields.optional("entrypoints");
  if (value === undefined) return [];
  const entrypoints = fieldsOf(value, `the entrypoints of ${what}`, "METADATA_INVALID");
  return entrypoints.tree.members
    .map(({ key }) => readEntrypoint(key, entrypoints, what))
    .toSorted((a, b) => compareBytes(a.name, b.name));
}

function readEntrypoint(name: string, entrypoints: Fields, what: string): Entrypoint {
  if (!NAME.test(name)) return entrypoints.refuse(`"${name}" is not a valid name for an entrypoint`);
  const fields = fieldsOf(entrypoints.optional(name), `entrypoint ${name} of ${what}`, "METADATA_INVALID");
  const command = optionalName(fields, "command");
  const args = fields.items("args").map((item) => textOf(item) ?? fields.refuse("an argument is not a string"));
  return { name, ...(command === undefined ? {} : { command }), args };
}

function readBinaries(fields: Fields, what: string): readonly string[] | undefined {
  const value = fields.optional("binaries");
  if (value === undefined || value.kind === "null") return undefined;
  if (value.kind !== "array") return fields.refuse('"binaries" is not an array');
  const listed = value.items.map(
    (item) => textOf(item) ?? fieldsOf(item, `a binary of ${what}`, "METADATA_INVALID").requiredText("name"),
  );
  const names = [...new Set(listed)];
  const fault = faultOfBinaries(names);
  return fault === undefined ? names.toSorted(compareBytes) : fields.refuse(fault);
}

function readIntegrations(fields: Fields): readonly JsonMember[] {
  const value = fields.optional("integrations");
  if (value === undefined) return [];
  if (value.kind !== "object") return fields.refuse('"integrations" is not an object');
  const members = membersOf(value).map(plain);
  const fault = faultOfIntegrations(members);
  return fault === undefined ? members.toSorted((a, b) => compareBytes(a.key, b.key)) : fields.refuse(fault);
}

/** A name in OCX's grammar; undefined when absent or null. */
function optionalName(fields: Fields, key: string): string | undefined {
  if (fields.optional(key)?.kind === "null") return undefined;
  const name = fields.text(key);
  return name === undefined || NAME.test(name) ? name : fields.refuse(`"${name}" is not a valid ${key}`);
}

function toJson(metadata: Omit<Metadata, "text">): Json {
  const { stripComponents, binaries } = metadata;
  return object([
    ["type", string("bundle")],
    ["version", integer(1)],
    ["strip_components", stripComponents === undefined ? undefined : integer(stripComponents)],
    ["env", unlessEmpty(array(metadata.env.map(variableToJson)))],
    ["dependencies", unlessEmpty(array(metadata.dependencies.map(dependencyToJson)))],
    [
      "entrypoints",
      unlessEmpty(object(metadata.entrypoints.map((entrypoint) => [entrypoint.name, entrypointToJson(entrypoint)]))),
    ],
    ["binaries", binaries === undefined ? undefined : array(binaries.map(string))],
    ["integrations", unlessEmpty({ kind: "object", members: metadata.integrations })],
  ]);
}

function unlessEmpty(value: JsonArray | JsonObject): Json | undefined {
  return (value.kind === "array" ? value.items : value.members).length === 0 ? undefined : value;
}

function variableToJson(variable: Variable): Json {
  return object([
    ["key", string(variable.key)],
    ["type", string(variable.type)],
    ["required", variable.type === "path" ? boolean(variable.required) : undefined],
    ["separator", variable.type === "list" ? string(variable.separator) : undefined],
    ["value", string(variable.value)],
    ["visibility", string(variable.visibility)],
  ]);
}

function dependencyToJson({ identifier, visibility, name }: Dependency): Json {
  return object([
    ["identifier", string(formatIdentifier(identifier))],
    ["visibility", string(visibility)],
    ["name", name === undefined ? undefined : string(name)],
  ]);
}

function entrypointToJson({ command, args }: Entrypoint): Json {
  return object([
    ["command", command === undefined ? undefined : string(command)],
    ["args", args.length === 0 ? undefined : array(args.map(string))],
  ]);
}

/** A free-form value as OCX's parser keeps it: of a key that occurs twice, the first place and the last value. */
function plain({ key, value }: JsonMember): JsonMember {
  return { key, value: plainValue(value) };
}

function plainValue(value: Json): Json {
  if (value.kind === "array") return array(value.items.map(plainValue));
  return value.kind === "object" ? { kind: "object", members: membersOf(value).map(plain) } : value;
}
