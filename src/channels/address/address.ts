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
