import type { ErrorCode } from "../../error-codes.ts";
import { BundleError } from "../../errors.ts";
import type { Json, JsonObject } from "./json-tree.ts";

/** Reads the fields of one object of a document. Errors name the place of the object. */
export interface Fields {
  readonly tree: JsonObject;
  /** @throws when the key occurs twice. */
  optional(key: string): Json | undefined;
  /** A string; undefined when absent. @throws when it is something else. */
  text(key: string): string | undefined;
  /** @throws when it is absent or not a string. */
  requiredText(key: string): string;
  /** An integer from 0 to `limit`; undefined when absent or null. @throws when it is something else. */
  integer(key: string, limit: number): number | undefined;
  /** The items of an array; none when absent. @throws when it is something else. */
  items(key: string): readonly Json[];
  /** Fails with this document's code. */
  refuse(reason: string): never;
}

/** Opens an object for reading. @throws BundleError with `code` when `tree` is not an object. */
export function fieldsOf(tree: Json | undefined, what: string, code: ErrorCode): Fields {
  const refuse = (reason: string): never => {
    throw new BundleError(code, `Cannot read ${what}: ${reason}`);
  };
  if (tree?.kind !== "object") return refuse("expected an object");
  // Made at once: an object may have thousands of keys, and each may be asked for.
  const byKey = Map.groupBy(tree.members, (member) => member.key);
  const optional = (key: string): Json | undefined => {
    const [member, second] = byKey.get(key) ?? [];
    return second === undefined ? member?.value : refuse(`"${key}" occurs twice`);
  };
  const text = (key: string): string | undefined => {
    const value = optional(key);
    if (value === undefined) return undefined;
    return value.kind === "string" ? value.value : refuse(`"${key}" is not a string`);
  };
  return {
    tree,
    optional,
    text,
    requiredText: (key) => text(key) ?? refuse(`"${key}" is missing`),
    integer: (key, limit) => {
      const value = optional(key);
      if (value === undefined || value.kind === "null") return undefined;
      const number = value.kind === "number" && /^\d+$/u.test(value.text) ? Number(value.text) : Number.NaN;
      return number <= limit ? number : refuse(`"${key}" is not an integer from 0 to ${limit}`);
    },
    items: (key) => {
      const value = optional(key);
      if (value === undefined) return [];
      return value.kind === "array" ? value.items : refuse(`"${key}" is not an array`);
    },
    refuse,
  };
}
