import { printableJson } from "../../printable.ts";
import { array, formatPretty, type Json, object, string } from "../documents/json-tree.ts";
import type { Claim, Environment, Integration } from "./environment.ts";
import type { EnvironmentEntry } from "./environment-entries.ts";

/** OCX's own JSON, that of `ocx --format json package env`. */
export function formatEnvironmentJson({ entries, binaries, entrypoints, integrations }: Environment): string {
  const document = object([
    ["entries", array(entries.map(formatEntry))],
    ["binaries", array(binaries.map(formatClaim))],
    ["entrypoints", array(entrypoints.map(formatClaim))],
    ["integrations", array(integrations.map(formatIntegration))],
    // OCX's notes about tools that it fetches on first use; here everything is installed.
    ["advisories", array([])],
  ]);
  return `${printableJson(formatPretty(document))}\n`;
}

function formatEntry({ key, value, type, separator }: EnvironmentEntry): Json {
  return object([
    ["key", string(key)],
    ["value", string(value)],
    ["type", string(type)],
    ["separator", separator === undefined ? undefined : string(separator)],
  ]);
}

function formatClaim(claim: Claim): Json {
  return object([
    ["name", string(claim.name)],
    ["package", string(claim.package)],
  ]);
}

function formatIntegration(integration: Integration): Json {
  return object([
    ["namespace", string(integration.namespace)],
    ["package", string(integration.package)],
    ["payload", integration.payload],
  ]);
}
