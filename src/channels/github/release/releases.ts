import type { Readable } from "node:stream";
import type { BundleError } from "../../../errors.ts";
import type { SignedUrl } from "../../../http/download.ts";

/** A release as GitHub's REST API has it. */
export interface Release {
  readonly id: number;
  readonly tag: string;
  readonly draft: boolean;
  /** Assets of one that is published can no longer change. */
  readonly immutable: boolean;
  /** Without its template of parameters. */
  readonly uploadUrl: string;
}

/** A file of a release. */
export interface Asset {
  readonly id: number;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Absent for assets from before GitHub computed them, and on older servers. */
  readonly digest?: string;
  /** False while it is sent, and for ever after a sender died. */
  readonly complete: boolean;
  /** Where people find it. */
  readonly url: string;
}

/** One file on its way into a release. */
export interface Upload {
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  /** The bytes from their start. */
  readonly open: () => Readable | string;
}

/** A draft to send to. */
export interface CreatedDraft {
  readonly release: Release;
  /** False where an answer was lost: then it is the oldest draft of its tag, and may be anybody's. */
  readonly isOurs: boolean;
}

/** The releases of one repository. */
export interface Releases {
  /** A published release, by its tag. A draft has no such address. */
  published(tag: string): Promise<Release | undefined>;
  /** The published release that GitHub calls the latest. */
  latest(): Promise<Release | undefined>;
  /** Drafts of a tag, oldest first: there may be several. A token that may not write sees none. */
  drafts(tag: string): Promise<readonly Release[]>;
  createDraft(tag: string): Promise<CreatedDraft>;
  deleteRelease(release: Release): Promise<void>;
  assets(release: Release): Promise<readonly Asset[]>;
  asset(id: number): Promise<Asset | undefined>;
  deleteAsset(asset: Asset): Promise<void>;
  /**
   * Sends a file, in one attempt.
   * @returns undefined when there is an asset of that name
   * @throws HttpError, to be judged by {@link transientGitHub} and told by {@link Releases.explain}
   */
  upload(release: Release, file: Upload): Promise<Asset | undefined>;
  /** Where the bytes of an asset can be had now. */
  locate(asset: Asset): Promise<SignedUrl>;
  /** A small asset's whole text. @throws BundleError `SERVICE_FAILED` beyond 1 MiB */
  readText(asset: Asset): Promise<string>;
  /** What a failure of an upload means. */
  explain(error: unknown, doing: string): unknown;
  /** Why something of this repository is not found: `absence` if the repository itself is there. */
  explainAbsence(absence: BundleError): Promise<BundleError>;
}
