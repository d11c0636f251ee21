/** Address of a file in a channel. The edges fill it in: channels never read the environment. */
export type Address = ArtifactAddress | CacheAddress | ReleaseAddress;

export interface ArtifactAddress {
  readonly channel: "artifact";
  /** The run of this job (`own`), or another run, read through the API. Sending needs `own`. */
  readonly run:
    | { readonly kind: "own"; readonly service: RunnerService }
    | {
        readonly kind: "other";
        readonly repository: GitHubRepository;
        readonly runId: number;
        readonly api: GitHubApi;
      };
  readonly retentionDays?: number;
  /** Most days that the repository allows: GITHUB_RETENTION_DAYS. */
  readonly retentionLimit?: number;
  /** Whether to replace an artifact of that name. */
  readonly overwrite: boolean;
  /** The page of this run, for a receipt: `<server>/<owner>/<name>/actions/runs/<id>`. */
  readonly runUrl?: string;
}

export interface CacheAddress {
  readonly channel: "cache";
  /** At most 512 characters, without a comma. The entry is found by this key alone, not by the name of the file. */
  readonly key: string;
  readonly service: CacheService;
}

export interface ReleaseAddress {
  readonly channel: "release";
  readonly repository: GitHubRepository;
  /** If empty, fetching takes the release that GitHub marks as latest. */
  readonly tag: string;
  /** Whether to create a missing release, as a draft. */
  readonly create: boolean;
  /** Whether to replace an asset of that name with other bytes. */
  readonly overwrite: boolean;
  readonly api: GitHubApi;
  /** Largest size of an asset in bytes, below GitHub's limit of 2 GiB. Larger files are sent in parts. */
  readonly partSize?: number;
}

export interface GitHubRepository {
  readonly owner: string;
  readonly name: string;
}

export interface GitHubApi {
  /** As in GITHUB_API_URL, without a slash at the end. */
  readonly url: string;
  /** Not needed for reading releases of public repositories. */
  readonly token?: string;
  /** Source of the token, for the debug log: `GITHUB_TOKEN`. */
  readonly tokenSource?: string;
}

/** The results service of GitHub's runners. */
export interface RunnerService {
  /** ACTIONS_RESULTS_URL */
  readonly url: string;
  /** ACTIONS_RUNTIME_TOKEN */
  readonly token: string;
}

/** The cache service: version 2 is part of the results service, version 1 is used by GitHub Enterprise Server and nektos/act. */
export interface CacheService extends RunnerService {
  readonly version: 1 | 2;
}
