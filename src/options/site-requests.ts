import type { Input } from "./requests.ts";

/** An action on a store of many bundles. `name` is a name, with a tag or without, or the beginning of a digest. */
export type StoreAction =
  | {
      readonly action: "add";
      readonly source: Input;
      readonly as?: string;
      /** Earlier bundles and homes that a delta builds on, besides the bundles of the store. */
      readonly bases?: readonly Input[];
    }
  | { readonly action: "list" }
  | { readonly action: "show"; readonly name: string }
  /** No names mean all. */
  | { readonly action: "check" | "remove"; readonly names: readonly string[] }
  | {
      readonly action: "gc";
      readonly keep?: number;
      /** Milliseconds. */
      readonly unusedFor?: number;
      /** Bytes. */
      readonly maxSize?: number;
      readonly dryRun: boolean;
    };

/** `store` is the directory; default: OCX_BUNDLE_STORE. */
export type StoreRequest = { readonly store?: string } & StoreAction;

/** A read-only registry with bundles. */
export interface ServeRequest {
  /** Files, parts documents and directories with bundles. */
  readonly paths: readonly string[];
  readonly listen: { readonly address: string; readonly port: number; readonly isLoopback: boolean };
  /** Names of this server besides its address, in lower case. */
  readonly hosts: readonly string[];
  /** Print OCX's configuration for this server instead of serving. */
  readonly printConfig?: boolean;
  readonly tokenFile?: string;
  /** Paths of PEM files. */
  readonly tls?: { readonly certificate: string; readonly key: string };
}
