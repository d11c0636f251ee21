import type { Readable, Writable } from "node:stream";

/** The process around a command. Edges fill it in, so that nothing below them reads globals. */
export interface ProcessContext {
  /** Working directory: relative paths start here, and the search for ocx.toml. */
  readonly directory: string;
  readonly userHome: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user gives up: the command stops, removes what it staged and throws the reason. */
  readonly signal: AbortSignal;
}

/** Who hears of a running command. */
export interface Reporter {
  warn(text: string): void;
  /** A line for the log: what is nothing to worry about, such as that something is tried again. */
  say(text: string): void;
  /** `done` of `total` bytes in the step that runs now, of content or on the road; called often. */
  progress(step: ProgressStep, done: number, total: number): void;
}

export type ProgressStep = "export" | "import" | "verify" | "send" | "fetch";

/** What is to be exported. */
export type ExportSelection =
  | { readonly kind: "packages"; readonly identifiers: readonly string[] }
  | { readonly kind: "project"; readonly path?: string; readonly groups: readonly string[] }
  | { readonly kind: "all" };

/**
 * In a directory, also where a file's path is one, the file is called as the bundle is: `<name>.tar`. A layout is a directory
 * with an OCI image layout, which is made or gets another bundle.
 */
export type Output =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "directory"; readonly path: string }
  | { readonly kind: "layout"; readonly path: string }
  | { readonly kind: "stream"; readonly stream: Writable };

/**
 * A path leads to a tar, a parts document or an OCI image layout; `name` picks one of several bundles there. In another
 * directory the file is called as export calls it, for a bundle of that name or, without one, for this machine.
 */
export type Input =
  | { readonly kind: "file"; readonly path: string; readonly name?: string }
  | { readonly kind: "directory"; readonly path: string; readonly name?: string }
  | { readonly kind: "stream"; readonly stream: Readable };

export interface ExportRequest {
  /** Without one: the project around the working directory. */
  readonly declaration?: ExportSelection;
  readonly home?: string;
  readonly platform?: string;
  /** Only a dry run can do without. */
  readonly output?: Output;
  /** Replace an output file that is not a bundle. */
  readonly force?: boolean;
  readonly name?: string;
  /** zstd level, 1 to 19. */
  readonly level?: number;
  readonly workers?: number;
  readonly dryRun: boolean;
}

export interface ImportRequest {
  readonly source: Input;
  readonly home?: string;
  /** Identifiers of those roots that are wanted; none means all. */
  readonly packages: readonly string[];
  readonly select: boolean;
  readonly onConflict: ConflictPolicy;
  readonly project?: string;
  readonly digest?: string;
  readonly platform?: string;
  readonly allowUnverified: boolean;
  readonly durable: boolean;
  readonly workers?: number;
  readonly dryRun: boolean;
  /** Whether the environment is to be composed as well, and of which groups of the project; none means `default`. */
  readonly environment?: { readonly groups: readonly string[] };
}

export type ConflictPolicy = "update" | "keep" | "replace" | "fail";

export interface InspectRequest {
  readonly source: Input;
}

export interface VerifyRequest {
  readonly source: Input;
  readonly digest?: string;
  readonly workers?: number;
}

/** Whose environment is wanted. */
export type EnvironmentSubject =
  | { readonly kind: "packages"; readonly identifiers: readonly string[] }
  /** Made from a project it has groups; none means `default`. */
  | { readonly kind: "bundle"; readonly source: Input; readonly groups?: readonly string[] }
  | { readonly kind: "project"; readonly path: string; readonly groups: readonly string[] };

export type EnvironmentFormat = "sh" | "fish" | "pwsh" | "json" | "github";

export interface EnvironmentRequest {
  readonly subject: EnvironmentSubject;
  readonly home?: string;
  readonly platform?: string;
  readonly format: EnvironmentFormat;
}

/** Where a bundle is sent. Repositories are `owner/name`; without one it is that of the job. */
export type Destination =
  | { readonly channel: "artifact"; readonly retentionDays?: number; readonly overwrite: boolean }
  | {
      readonly channel: "release";
      readonly tag: string;
      readonly repository?: string;
      readonly token?: string;
      /** Whether a release that does not exist is made, as a draft. */
      readonly create: boolean;
      /** Whether another bundle of that name is replaced. */
      readonly overwrite: boolean;
    }
  | { readonly channel: "cache"; readonly key: CacheKey };

/** Where a bundle is fetched from. */
export type Origin =
  | {
      readonly channel: "artifact";
      /** Without one: the run of the job itself. */
      readonly runId?: number;
      readonly repository?: string;
      readonly token?: string;
    }
  | {
      readonly channel: "release";
      /** Empty: the release that GitHub calls the latest. */
      readonly tag: string;
      readonly repository?: string;
      readonly token?: string;
    }
  | { readonly channel: "cache"; readonly key: CacheKey };

/** What a cache entry is found by: a key as it is, or one that the project's lock and the platform make. */
export type CacheKey =
  | { readonly kind: "given"; readonly key: string }
  | { readonly kind: "lock"; readonly project?: string };

export interface SendRequest {
  readonly source: Input;
  readonly destination: Destination;
  /** It is called `<name>.tar` there. Without one: the bundle's own name. */
  readonly name?: string;
}

/** A bundle that a channel has. */
export interface RemoteBundle {
  readonly origin: Origin;
  /** It is called `<name>.tar` there. Without one: as export calls it on this machine. */
  readonly name?: string;
}

export interface FetchRequest extends RemoteBundle {
  /** A file; or a directory, in which the file has the name that it has there. */
  readonly output: string;
  /** Replace an output file that is not a bundle. */
  readonly force?: boolean;
}
