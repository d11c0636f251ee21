import { formatCompact, type JsonMember } from "./json-tree.ts";

/** Bytes of a namespace, of one namespace's payload, and of all integrations with their names. */
const [MAX_NAMESPACE, MAX_PAYLOAD, MAX_INTEGRATIONS] = [128, 8 * 1024, 32 * 1024];

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
