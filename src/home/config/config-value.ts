import type { Table } from "../documents/toml.ts";

/** One file of configuration that OCX reads. */
export interface ConfigFile {
  readonly file: string;
  readonly table: Table;
  /**
   * `system`: its settings for a registry cannot be changed by the others. `managed`: it was fetched, so it cannot do without the
   * published index of a registry.
   */
  readonly tier?: "system" | "managed";
}

/** Values that OCX reads as true, in lowercase. */
const TRUTHY = new Set(["1", "y", "yes", "on", "true"]);

/** The value of a key in something that may be a table. */
export function memberOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

/** True when OCX reads the value of a variable as true. */
export function isSet(value: string | undefined): boolean {
  return TRUTHY.has((value ?? "").toLowerCase());
}
