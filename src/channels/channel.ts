/** A road between jobs. It carries files of any kind, and knows nothing of what is in them. */
export interface Channel {
  /**
   * Sends a file under `name`. It is there complete or not at all.
   * @throws BundleError when the service refuses, is out of reach or holds something else under that name
   */
  send(file: LocalFile, name: string): Promise<Receipt>;
  /**
   * Fetches what was sent under `name` into `directory`, which must exist, and checks it against the digest that the service
   * has. A file that came in parts is left in parts: then the path is that of the parts document beside them.
   * @returns undefined only where not having it is no failure: a cache
   */
  fetch(name: string, directory: string): Promise<FetchedFile | undefined>;
}

/** A file of this machine, with what its bytes are. */
export interface LocalFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** `sha256:<hex>` of the whole file. */
  readonly digest: string;
}

export interface FetchedFile {
  readonly path: string;
  /** Bytes that came over the network. */
  readonly size: number;
  /** Where it came from, for people. */
  readonly origin: string;
}

/** What came of sending. */
export interface Receipt {
  /** `kept`: the same was there already. `reserved`: another job took the key of a cache entry, and has not finished. */
  readonly status: "sent" | "kept" | "replaced" | "reserved";
  /** Where people find it. */
  readonly url?: string;
  /** Of a workflow artifact. */
  readonly id?: string;
  /** Names under which it is there: more than one for a file in parts, and for one with a checksum file beside it. */
  readonly names: readonly string[];
}

/** How the file is looked at while it travels. */
export interface Watch {
  /** A line for the log, such as that something is tried again. */
  readonly say: (text: string) => void;
  /** `done` of `total` bytes; called often. */
  readonly progress: (done: number, total: number) => void;
  /** Aborted when the user gives up. */
  readonly signal: AbortSignal;
}

/** Where a channel leads. Every value comes from an edge: nothing here reads the environment. */
export type Address = ArtifactAddress | CacheAddress | ReleaseAddress;

export interface ArtifactAddress {
  readonly channel: "artifact";
  /** The run that this job belongs to, or one that is reached through the API. Sending needs the former. */
  readonly run:
    | { readonly kind: "own"; readonly service: RunnerService }
    | { readonly kind: "other"; readonly repository: Repository; readonly runId: number; readonly api: GitHubApi };
  readonly retentionDays?: number;
  /** Days that the repository allows at most: GITHUB_RETENTION_DAYS. */
  readonly retentionLimit?: number;
  /** Whether an artifact of that name is replaced. */
  readonly overwrite: boolean;
  /** The page of this run, for a receipt: `<server>/<owner>/<name>/actions/runs/<id>`. */
  readonly runUrl?: string;
}

export interface CacheAddress {
  readonly channel: "cache";
  /** At most 512 characters, without a comma. The name of the file is of no account. */
  readonly key: string;
  readonly service: CacheService;
}

export interface ReleaseAddress {
  readonly channel: "release";
  readonly repository: Repository;
  /** Where it is empty, fetching takes the release that GitHub calls the latest. */
  readonly tag: string;
  /** Whether a release that does not exist is made, as a draft. */
  readonly create: boolean;
  /** Whether an asset of that name with other bytes is replaced. */
  readonly overwrite: boolean;
  readonly api: GitHubApi;
  /** Bytes of the largest asset: GitHub takes less than 2 GiB. Files that are larger go in parts. */
  readonly partSize?: number;
}

export interface Repository {
  readonly owner: string;
  readonly name: string;
}

export interface GitHubApi {
  /** As in GITHUB_API_URL, without a slash at the end. */
  readonly url: string;
  /** Releases of public repositories are read without one. */
  readonly token?: string;
}

/** The results service of GitHub's runners. */
export interface RunnerService {
  /** ACTIONS_RESULTS_URL */
  readonly url: string;
  /** ACTIONS_RUNTIME_TOKEN */
  readonly token: string;
}

/** The cache service: version 2 is part of the results service, version 1 is that of GitHub Enterprise Server and nektos/act. */
export interface CacheService extends RunnerService {
  readonly version: 1 | 2;
}
