import { formatCompact, type JsonMember } from "./json-tree.ts";

/** Bytes of a binary's name, of a namespace, of one namespace's payload, and of all integrations with their names. */
const [MAX_BINARY, MAX_NAMESPACE, MAX_PAYLOAD, MAX_INTEGRATIONS] = [64, 128, 8 * 1024, 32 * 1024];

/** Visible ASCII without what a path or Windows forbids; no dash in front, no dot at an end. */
const BINARY = /^(?![-.])[^\P{ASCII}\p{Cc}\s/\\<>:"|?*]+(?<!\.)$/u;

/** Windows takes these for devices, whatever follows the first dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;

/**
 * Why OCX refuses these names of binaries; undefined when it takes them. Source: OCX, `package/metadata/binary.rs`.
 * @param names each once.
 */
export function faultOfBinaries(names: readonly string[]): string | undefined {
  const bad = names.find((name) => name.length > MAX_BINARY || !BINARY.test(name) || DEVICE.test(name));
  if (bad !== undefined) return `${JSON.stringify(bad)} is not a valid name for a binary`;
  const folded = new Set(names.map((name) => name.toLowerCase()));
  return folded.size < names.length ? "two binaries differ only in case" : undefined;
}

/** Why OCX refuses these integrations; undefined when it takes them. Source: OCX, `package/metadata/validation.rs`. */
export function faultOfIntegrations(members: readonly JsonMember[]): string | undefined {
  const bad = members.find(({ key }) => !isNamespace(key));
  if (bad !== undefined) return `${JSON.stringify(bad.key)} is not a valid namespace of an integration`;
  const large = members.find(({ value }) => Buffer.byteLength(formatCompact(value)) > MAX_PAYLOAD);
  if (large !== undefined) return `the integration ${large.key} takes over ${MAX_PAYLOAD} bytes`;
  const total = Buffer.byteLength(formatCompact({ kind: "object", members }));
  return total > MAX_INTEGRATIONS ? `the integrations take over ${MAX_INTEGRATIONS} bytes` : undefined;
}

function isNamespace(name: string): boolean {
  const invisible = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{White_Space}]/u;
  return name !== "" && Buffer.byteLength(name) <= MAX_NAMESPACE && !invisible.test(name);
}
