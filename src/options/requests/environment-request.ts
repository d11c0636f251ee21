import type { Input } from "./input.ts";

export interface EnvironmentRequest {
  readonly subject: EnvironmentSubject;
  readonly home?: string;
  readonly platform?: string;
  readonly format: EnvironmentFormat;
  /** Whether OCX_HOME and OCX_OFFLINE=1 are set too. */
  readonly offline?: boolean;
}

/** The packages whose environment is composed. */
export type EnvironmentSubject =
  | { readonly kind: "packages"; readonly identifiers: readonly string[] }
  /** `groups` only for a bundle that was exported from a project; empty means `default`. */
  | { readonly kind: "bundle"; readonly source: Input; readonly groups?: readonly string[] }
  | { readonly kind: "project"; readonly path: string; readonly groups: readonly string[] };

export type EnvironmentFormat = "sh" | "fish" | "pwsh" | "json" | "github";
