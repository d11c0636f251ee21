import type { Readable, Writable } from "node:stream";
import type { ProgressStep } from "./progress-step.ts";
import type { TrustRequest } from "./trust-request.ts";

/** The process environment of a command. The edges fill it in, so that nothing below them reads globals. */
export interface ProcessContext {
  /** Working directory: base of relative paths, and start of the search for ocx.toml. */
  readonly directory: string;
  readonly userHome: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user cancels: the command stops, removes its staging and throws the reason. */
  readonly signal: AbortSignal;
}

/** Receives warnings, log lines and progress of a running command. */
export interface Reporter {
  warn(text: string): void;
  /** Writes a line to the log that needs no action, such as a notice of a retry. */
  say(text: string): void;
  /** Writes a line to the debug log, which is shown only on demand. It must not contain secrets. */
  debug(text: string): void;
  /** `done` of `total` bytes in the current step: bytes of content, or transferred bytes. Called often. */
  progress(step: ProgressStep, done: number, total: number): void;
}

/** Selection of the packages to export. */
export type ExportSelection =
  | { readonly kind: "packages"; readonly identifiers: readonly string[] }
  | { readonly kind: "project"; readonly path?: string; readonly groups: readonly string[] }
  | { readonly kind: "all" };

/**
 * Output of an export. In a directory, the file is called `<name>.tar`; a `file` whose path is a directory counts as one.
 * `layout` is a directory with an OCI image layout, which is created, or gets one more bundle.
 */
export type Output =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "directory"; readonly path: string }
  | { readonly kind: "layout"; readonly path: string }
  | { readonly kind: "stream"; readonly stream: Writable }
  | ({ readonly kind: "registry" } & RegistryTarget);

/**
 * Source of a bundle. `file` is a tar, a parts document or an OCI image layout; `name` chooses one of several bundles in it.
 * `directory` is a layout too, or holds `<name>.tar`; without a name, the default name of export on this machine.
 */
export type Input =
  | { readonly kind: "file"; readonly path: string; readonly name?: string }
  | { readonly kind: "directory"; readonly path: string; readonly name?: string }
  | { readonly kind: "stream"; readonly stream: Readable }
  | ({ readonly kind: "url"; readonly name?: string } & UrlPlace)
  /** A file in a channel, read where it is. The file is called `<name>.tar`; default: as for a {@link RemoteBundle}. */
  | { readonly kind: "channel"; readonly origin: RangedOrigin; readonly name?: string }
  | ({ readonly kind: "registry"; readonly name?: string } & RegistryPlace);

/** Channels whose files are read by ranges. */
export type RangedOrigin = Exclude<FileOrigin, { channel: "cache" }>;

/** A bundle on a web server. */
export interface UrlPlace {
  /** `https://HOST/PATH` of a tar or a parts document, as the user wrote it: it may contain secrets. */
  readonly url: string;
  /** User name and password from inputs. Without them: variables, then `.netrc`. */
  readonly login?: { readonly username: string; readonly password: string };
  /** PEM file with certificates of more authorities to trust. */
  readonly caFile?: string;
}

/** A bundle in an OCI registry. */
export interface RegistryPlace {
  /** `HOST/REPOSITORY[:TAG][@DIGEST]`, as the user wrote it. */
  readonly reference: string;
  /** Use plain HTTP outside loopback too. Credentials are not sent over it. */
  readonly plainHttp?: boolean;
  /** User name and password from inputs. Without them: variables, then the files of docker and podman. */
  readonly login?: { readonly username: string; readonly password: string };
  /** Token of the job, for ghcr.io only. */
  readonly token?: string;
  /** PEM file with certificates of more authorities to trust. */
  readonly caFile?: string;
}

/** A place in a registry to push to. */
export interface RegistryTarget extends RegistryPlace {
  /** Repositories of the same registry that may have some of the blobs. */
  readonly mountFrom?: readonly string[];
  /** Most bytes of a request. Default: a blob goes in one request. */
  readonly chunkSize?: number;
}

export interface ExportRequest {
  /** Default: the project around the working directory. */
  readonly declaration?: ExportSelection;
  readonly home?: string;
  readonly platform?: string;
  /** Required, except in a dry run. */
  readonly output?: Output;
  /** Bytes of a part, to write an output file in parts. */
  readonly partSize?: number;
  /** Bundles, or lists of what a home has, that the other side has: then a delta is written. */
  readonly bases?: readonly Input[];
  /** Replace an output file that is not a bundle. */
  readonly overwrite?: boolean;
  readonly name?: string;
  /** Path of an SBOM to write too. */
  readonly sbom?: string;
  /** Whether ocx itself travels. Default: `auto`. */
  readonly includeOcx?: IncludeOcx;
  /** zstd level, 1 to 19. */
  readonly level?: number;
  readonly workers?: number;
  /** Carry the publishers' own blobs too, fetched from their registries. */
  readonly original?: boolean;
  readonly dryRun: boolean;
}

/**
 * `auto`: the package of the home, if entry points need it. `true`: that package in any case, else the executable on PATH.
 */
export type IncludeOcx = "auto" | "true" | "false";

export interface ImportRequest {
  readonly source: Input;
  readonly home?: string;
  /** Identifiers of the wanted roots; empty means all. */
  readonly packages: readonly string[];
  readonly select: boolean;
  readonly onConflict: ConflictPolicy;
  readonly project?: string;
  readonly digest?: string;
  readonly platform?: string;
  /** Earlier bundles or homes with what a delta builds on. Default: the home itself. */
  readonly bases?: readonly Input[];
  readonly allowUnverified: boolean;
  /** Whether all users may read what the import writes. The edges set the umask for it. */
  readonly shared?: boolean;
  /** Whether to compare the content of what is present, and replace what was altered. */
  readonly repair?: boolean;
  readonly durable: boolean;
  readonly workers?: number;
  /** Directory for the bytes of a remote bundle until they are unpacked. Default: the home's staging. */
  readonly spoolDirectory?: string;
  /** Requests to a remote bundle at the same time. */
  readonly concurrency?: number;
  /** Store that keeps what is fetched. Default: OCX_BUNDLE_STORE; none if that is not set either. */
  readonly store?: string;
  readonly dryRun: boolean;
  /** Set to compose the environment as well, from these groups of the project; no groups means `default`. */
  readonly environment?: { readonly groups: readonly string[] };
  readonly trust?: TrustRequest;
}

export type ConflictPolicy = "update" | "keep" | "replace" | "fail";

export interface VerifyRequest {
  readonly source: Input;
  readonly digest?: string;
  /** Checks only this platform of a bundle for several. Default: all; to compare with a home, this machine's. */
  readonly platform?: string;
  readonly workers?: number;
  /** A home to compare with the bundle. */
  readonly home?: string;
  readonly trust?: TrustRequest;
  /** Earlier bundles and homes that a delta builds on. */
  readonly bases?: readonly Input[];
}

/** Compares a home with what was imported into it. */
export interface VerifyHomeRequest {
  readonly home: string;
  readonly workers?: number;
}

/** Forms of a list of files. `ocix-tool` is the form that the format's own program writes. */
export type ManifestFormat = "json" | "mtree" | "ocix" | "ocix-tool";

/** Lists the files of a bundle or of a home. */
export interface ManifestRequest {
  /** A directory that is not an OCI image layout is a home. */
  readonly source: Input;
  /** Lists only the files of this package. */
  readonly package?: string;
  /** Of a home's packages, or of a bundle for several platforms. Default: this machine's. */
  readonly platform?: string;
  readonly format: ManifestFormat;
  readonly workers?: number;
}

/** Compares two bundles, homes or lists of files. */
export interface DiffRequest {
  readonly before: Input;
  readonly after: Input;
  /** Compares only this package. */
  readonly package?: string;
  /** Of a home's packages, or of a bundle for several platforms. Default: this machine's. */
  readonly platform?: string;
  readonly workers?: number;
}

/** The packages whose environment is composed. */
export type EnvironmentSubject =
  | { readonly kind: "packages"; readonly identifiers: readonly string[] }
  /** `groups` only for a bundle that was exported from a project; empty means `default`. */
  | { readonly kind: "bundle"; readonly source: Input; readonly groups?: readonly string[] }
  | { readonly kind: "project"; readonly path: string; readonly groups: readonly string[] };

export type EnvironmentFormat = "sh" | "fish" | "pwsh" | "json" | "github";

export interface EnvironmentRequest {
  readonly subject: EnvironmentSubject;
  readonly home?: string;
  readonly platform?: string;
  readonly format: EnvironmentFormat;
  /** Whether OCX_HOME and OCX_OFFLINE=1 are set too. */
  readonly offline?: boolean;
}

/** Channel to send a bundle to. Repositories are `owner/name`; the default is that of the job. */
export type Destination =
  | { readonly channel: "artifact"; readonly retentionDays?: number; readonly overwrite: boolean }
  | {
      readonly channel: "release";
      readonly tag: string;
      readonly repository?: string;
      readonly token?: string;
      /** Whether to create a missing release, as a draft. */
      readonly create: boolean;
      /** Whether to replace another bundle of that name. */
      readonly overwrite: boolean;
    }
  | { readonly channel: "cache"; readonly key: CacheKey }
  | ({ readonly channel: "registry" } & RegistryTarget)
  | MirrorTarget;

/** A registry that gets the publishers' own repositories, below a prefix: `HOST` or `HOST/PATH`. */
export interface MirrorTarget extends Omit<RegistryTarget, "reference"> {
  readonly channel: "mirror";
  readonly prefix: string;
}

/** Channel to fetch a bundle from. */
export type Origin =
  | {
      readonly channel: "artifact";
      /** Default: the run of this job. */
      readonly runId?: number;
      readonly repository?: string;
      readonly token?: string;
    }
  | {
      readonly channel: "release";
      /** Empty: the release that GitHub marks as latest. */
      readonly tag: string;
      readonly repository?: string;
      readonly token?: string;
    }
  | { readonly channel: "cache"; readonly key: CacheKey }
  | ({ readonly channel: "registry" } & RegistryPlace)
  | ({ readonly channel: "url" } & UrlPlace);

/** Channels that carry a bundle as a file. A registry holds its blobs, and a web server is only read. */
export type FileDestination = Exclude<Destination, { channel: "registry" | "mirror" }>;
export type FileOrigin = Exclude<Origin, { channel: "registry" | "url" }>;

/** Key of a cache entry: a given one, or one made from the project's lock and the platform. */
export type CacheKey =
  | { readonly kind: "given"; readonly key: string }
  | { readonly kind: "lock"; readonly project?: string };

export interface SendRequest {
  readonly source: Input;
  readonly destination: Destination;
  /** The file is called `<name>.tar` in the channel. Default: the bundle's own name. */
  readonly name?: string;
}

/** A bundle in a channel. */
export interface RemoteBundle {
  readonly origin: FileOrigin;
  /** The file is called `<name>.tar` in the channel. Default: the default name of export on this machine. */
  readonly name?: string;
}

export interface FetchRequest extends Omit<RemoteBundle, "origin"> {
  readonly origin: Origin;
  /** A file, or a directory in which the file keeps its name from the channel. */
  readonly output: string;
  /** Replace an output file that is not a bundle. */
  readonly overwrite?: boolean;
}
