import type { Readable } from "node:stream";
import type { BundleError } from "../../../errors.ts";
import type { SignedUrl } from "../../../http/follow-redirects.ts";

/** A release as GitHub's REST API has it. */
export interface Release {
  readonly id: number;
  readonly tag: string;
  readonly draft: boolean;
  /** Whether the assets cannot change once the release is published. */
  readonly immutable: boolean;
  /** Without the template of parameters at its end. */
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
  /** False during the upload, and for ever if the sender died. */
  readonly complete: boolean;
  /** Download page for people. */
  readonly url: string;
}

/** One file to upload to a release. */
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
  /** False if an answer was lost: then this is the oldest draft of its tag, and another sender may have created it. */
  readonly isOurs: boolean;
}

/** The releases of one repository. */
export interface Releases {
  /** A published release, by its tag. GitHub does not find drafts by tag. */
  published(tag: string): Promise<Release | undefined>;
  /** The published release that GitHub marks as latest. */
  latest(): Promise<Release | undefined>;
  /** Drafts of a tag, oldest first: there may be several. A token without write access sees none. */
  drafts(tag: string): Promise<readonly Release[]>;
  createDraft(tag: string): Promise<CreatedDraft>;
  deleteRelease(release: Release): Promise<void>;
  assets(release: Release): Promise<readonly Asset[]>;
  asset(id: number): Promise<Asset | undefined>;
  deleteAsset(asset: Asset): Promise<void>;
  /**
   * Sends a file, in one attempt.
   * @returns undefined when there is an asset of that name
   * @throws HttpError, explained by {@link Releases.explain}
   */
  upload(release: Release, file: Upload): Promise<Asset | undefined>;
  /** Current download address of an asset. */
  locate(asset: Asset): Promise<SignedUrl>;
  /** A small asset's whole text. @throws BundleError `SERVICE_FAILED` beyond 1 MiB */
  readText(asset: Asset): Promise<string>;
  /** Turns a failed upload into a coded failure. */
  explain(error: unknown, doing: string): unknown;
  /** Explains why something of this repository was not found: `absence` if the repository itself exists. */
  explainAbsence(absence: BundleError): Promise<BundleError>;
}
