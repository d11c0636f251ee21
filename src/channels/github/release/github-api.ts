import { GitHub } from "@actions/github/lib/utils";
import * as v from "valibot";
import { BundleError } from "../../../errors.ts";
import type { SignedUrl } from "../../../http/download.ts";
import { parseAnswer } from "../../../http/parse-answer.ts";
import { HttpError, networkFailure, readText, request } from "../../../http/request.ts";
import type { TransferReporter } from "../../../http/transfer.ts";
import { retry } from "../../../io/retry.ts";
import type { GitHubApi, Repository } from "../../address/address.ts";
import { type Asked, fromGitHubError, isCollision, toHttpError, transientGitHub } from "../services/github-errors.ts";
import type { Asset, CreatedDraft, Release, Releases } from "./releases.ts";

const ignore = (): void => undefined;
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** Milliseconds to wait for an answer of GitHub. */
const ANSWER_LIMIT = 60_000;

/** Most bytes of a text or answer that is held in memory. */
const TEXT_LIMIT = 1024 * 1024;

/** Most redirects of an asset's address. A renamed repository adds one. */
const MAX_REDIRECTS = 5;

const releaseSchema = v.object({
  id: v.number(),
  tag_name: v.string(),
  draft: v.boolean(),
  immutable: v.nullish(v.boolean(), false),
  upload_url: v.string(),
});

const assetSchema = v.object({
  id: v.number(),
  name: v.string(),
  size: v.number(),
  digest: v.nullish(v.string()),
  state: v.string(),
  browser_download_url: v.string(),
});

/**
 * The releases of a repository. Every call but an upload retries transient failures.
 * @throws BundleError (every call) `TOKEN_REJECTED`, `ACCESS_DENIED`, `REPOSITORY_NOT_FOUND`, `RATE_LIMITED`, `SERVICE_FAILED`,
 * `NETWORK_FAILED`
 */
export function openReleases(api: GitHubApi, { owner, name }: Repository, watch: TransferReporter): Releases {
  const { signal } = watch;
  const whose = `${owner}/${name}`;
  const here = { owner, repo: name };
  const octokit = new GitHub({
    baseUrl: api.url,
    userAgent: "ocx-bundle",
    // Its own log goes to the console and repeats the failures.
    log: SILENT,
    ...(api.token !== undefined && { auth: api.token }),
  });
  octokit.hook.before("request", (options) => {
    options.request = { ...options.request, signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_LIMIT)]) };
  });
  // octokit returns a truncated answer as an empty text, and pagination reads that as an empty list. A proxy's page is text too.
  octokit.hook.after("request", ({ status, data }) => {
    if (status !== 204 && !isParsed(data)) throw notJson(api.url);
  });
  const { repos } = octokit.rest;

  const attempt = async <Answer>(
    { doing, needs = "contents: read", gone }: Pick<Asked, "doing"> & Partial<Asked>,
    ask: () => Promise<Answer>,
  ): Promise<Answer> => {
    try {
      return await retry(() => ask().catch((error: unknown) => Promise.reject(toHttpError(error, api.url))), {
        transient: transientGitHub,
        say: watch.say,
        doing,
        signal,
      });
    } catch (error) {
      signal.throwIfAborted();
      throw fromGitHubError(error, { doing, needs, token: api.token, ...(gone !== undefined && { gone }) });
    }
  };
  /** The answer, or undefined on 404. */
  const find = async <Answer>(doing: string, ask: () => Promise<Answer>): Promise<Answer | undefined> =>
    attempt({ doing }, () => ask().catch(orAbsent));
  const explainAbsence = async (absence: BundleError): Promise<BundleError> => {
    const found = await find(`find repository ${whose}`, () => repos.get({ ...here }));
    if (found !== undefined) return absence;
    const message = `Cannot find repository ${whose}: GitHub says that there is none`;
    const hint = "Correct `repository` (owner/name), or set a token: without one GitHub shows no private repository.";
    return new BundleError("REPOSITORY_NOT_FOUND", message, api.token === undefined ? { hint } : {});
  };
  const listDrafts = async (tag: string, doing: string): Promise<readonly Release[]> => {
    const data = await octokit.paginate(repos.listReleases, { ...here, per_page: 100 }).catch(orAbsent);
    const releases = (data ?? []).map((release) => parseRelease(release, doing));
    return releases.filter((release) => release.draft && release.tag === tag).toSorted((a, b) => a.id - b.id);
  };
  const authorization = api.token === undefined ? {} : { authorization: `token ${api.token}` };
  const locate = async ({ id, name: asset }: Asset): Promise<SignedUrl> => {
    const address = `${api.url}/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}/releases/assets/${id}`;
    const ask = () => locateBytes(address, authorization, signal);
    return attempt({ doing: `find the bytes of ${asset} of ${whose}`, gone: "ASSET_NOT_FOUND" }, ask);
  };

  return {
    explainAbsence,
    async published(tag) {
      const doing = `find release ${tag} of ${whose}`;
      const answer = await find(doing, () => repos.getReleaseByTag({ ...here, tag }));
      return answer === undefined ? undefined : parseRelease(answer.data, doing);
    },
    async latest() {
      const doing = `find the latest release of ${whose}`;
      const answer = await find(doing, () => repos.getLatestRelease({ ...here }));
      return answer === undefined ? undefined : parseRelease(answer.data, doing);
    },
    async drafts(tag) {
      const doing = `list the releases of ${whose}`;
      return attempt({ doing }, () => listDrafts(tag, doing));
    },
    async createDraft(tag) {
      const doing = `create a draft of release ${tag} of ${whose}`;
      let isRepeated = false;
      const create = async (): Promise<CreatedDraft> => {
        // If the answer of the first attempt was lost, the draft may exist.
        const [oldest] = isRepeated ? await listDrafts(tag, doing) : [];
        isRepeated = true;
        if (oldest !== undefined) return { release: oldest, isOurs: false };
        const { data } = await repos.createRelease({ ...here, tag_name: tag, name: tag, draft: true });
        return { release: parseRelease(data, doing), isOurs: true };
      };
      return attempt({ doing, needs: "contents: write" }, create);
    },
    async deleteRelease({ id, tag }) {
      const remove = () => repos.deleteRelease({ ...here, release_id: id }).catch(orAbsent);
      await attempt({ doing: `delete a draft of release ${tag} of ${whose}`, needs: "contents: write" }, remove);
    },
    async assets({ id, tag }) {
      const doing = `list the assets of release ${tag} of ${whose}`;
      const page = { ...here, release_id: id, per_page: 100 };
      const list = () => octokit.paginate(repos.listReleaseAssets, page);
      const data = await attempt({ doing, gone: "RELEASE_NOT_FOUND" }, list);
      return data.map((asset) => parseAsset(asset, doing));
    },
    async asset(id) {
      const doing = `look at an asset of ${whose}`;
      const answer = await find(doing, () => repos.getReleaseAsset({ ...here, asset_id: id }));
      return answer === undefined ? undefined : parseAsset(answer.data, doing);
    },
    async deleteAsset({ id, name: asset }) {
      const remove = () => repos.deleteReleaseAsset({ ...here, asset_id: id }).catch(orAbsent);
      await attempt({ doing: `delete asset ${asset} of ${whose}`, needs: "contents: write" }, remove);
    },
    async upload({ uploadUrl, tag }, { name: asset, mediaType, size, open }) {
      const doing = `upload ${asset} to release ${tag} of ${whose}`;
      const url = `${uploadUrl}?name=${encodeURIComponent(asset)}`;
      const headers = {
        accept: "application/vnd.github+json",
        "content-type": mediaType,
        "content-length": size,
        ...authorization,
      };
      const body = open();
      try {
        const answer = await request({ method: "POST", url, headers, body, signal });
        return parseAsset(parseJson(await readText(answer, TEXT_LIMIT), url), doing);
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof HttpError && isCollision(error)) return undefined;
        throw error;
      } finally {
        if (typeof body === "object") body.destroy();
      }
    },
    locate,
    async readText(asset) {
      const location = await locate(asset);
      const ask = async () => readText(await request({ method: "GET", ...location, signal }), TEXT_LIMIT);
      return attempt({ doing: `read asset ${asset.name} of ${whose}` }, ask);
    },
    explain: (error, doing) => fromGitHubError(error, { doing, needs: "contents: write", token: api.token }),
  };
}

/** Whether octokit has parsed the answer as JSON: it returns anything else as text or bytes. */
function isParsed(data: unknown): boolean {
  return typeof data === "object" && data !== null && !(data instanceof ArrayBuffer);
}

/** A transient failure: most likely the answer was truncated. */
function notJson(url: string): BundleError {
  return networkFailure(new Error("the answer is not JSON"), url);
}

function parseJson(text: string, url: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notJson(url);
  }
}

function orAbsent(error: unknown): undefined {
  if (error instanceof Error && "status" in error && error.status === 404) return undefined;
  throw error;
}

/** Follows redirects to the storage address. The token is sent to the API only, never to the storage. */
async function locateBytes(
  address: string,
  authorization: { readonly authorization?: string },
  signal: AbortSignal,
): Promise<SignedUrl> {
  const headers = { accept: "application/octet-stream", ...authorization };
  let url = new URL(address);
  for (let hop = 0; hop < MAX_REDIRECTS; hop++) {
    const answer = await request({ method: "GET", url: url.href, headers, accept: [301, 302, 307, 308], signal });
    answer.destroy();
    const { location } = answer.headers;
    if (location === undefined) return { url: url.href, headers };
    const next = new URL(location, url);
    if (next.origin !== url.origin) return { url: next.href };
    url = next;
  }
  throw new BundleError("SERVICE_FAILED", `Cannot reach ${address}: too many redirects`);
}

function parseRelease(data: unknown, doing: string): Release {
  const { id, tag_name: tag, draft, immutable, upload_url } = parseAnswer(releaseSchema, data, doing);
  return { id, tag, draft, immutable, uploadUrl: upload_url.replace(/\{[^}]*\}$/, "") };
}

function parseAsset(data: unknown, doing: string): Asset {
  const { id, name, size, digest, state, browser_download_url: url } = parseAnswer(assetSchema, data, doing);
  return { id, name, size, complete: state === "uploaded", url, ...(typeof digest === "string" && { digest }) };
}
