import * as v from "valibot";
import type { ErrorCode } from "../../../error-codes.ts";
import { BundleError } from "../../../errors.ts";
import { HttpError } from "../../../http/http-error.ts";
import { parseAnswer } from "../../../http/parse-answer.ts";
import { readText, request } from "../../../http/request.ts";
import type { TransferReporter } from "../../../http/transfer.ts";
import type { GitHubApi, GitHubRepository } from "../../address/address.ts";
import { isCollision, type Purpose } from "../api/github-errors.ts";
import { openRepositoryApi, orAbsent } from "../api/repository-api.ts";
import type { Asset, CreatedDraft, Release, Releases } from "./releases.ts";

/** Most bytes of a text that is held in memory. */
const TEXT_LIMIT = 1024 * 1024;

/**
 * The releases of a repository. Every call but an upload retries transient failures.
 * @throws BundleError (every call) `TOKEN_REJECTED`, `ACCESS_DENIED`, `REPOSITORY_NOT_FOUND`, `RATE_LIMITED`, `SERVICE_FAILED`,
 * `NETWORK_FAILED`
 */
export function openReleases(access: GitHubApi, repository: GitHubRepository, watch: TransferReporter): Releases {
  const { signal, debug } = watch;
  const whose = `${repository.owner}/${repository.name}`;
  const api = openRepositoryApi(access, repository, watch);

  const findRelease = async (path: string, doing: string): Promise<Release | undefined> => {
    const found = await api.attempt(reading(doing), () => api.find(path));
    return found === undefined ? undefined : parseRelease(found, doing);
  };
  const listDrafts = async (tag: string, doing: string): Promise<readonly Release[]> => {
    const read = (page: unknown) => parseAnswer(listSchema, page, doing).map((item) => parseRelease(item, doing));
    const releases = (await api.list("/releases", read).catch(orAbsent)) ?? [];
    return releases.filter((release) => release.draft && release.tag === tag).toSorted((a, b) => a.id - b.id);
  };
  const locate: Releases["locate"] = async ({ id, name: asset }) => {
    const doing = `find the bytes of ${asset} of ${whose}`;
    const purpose = { ...reading(doing), meanings: vanished("ASSET_NOT_FOUND", doing) };
    return api.attempt(purpose, () => api.locate(`/releases/assets/${id}`, "application/octet-stream"));
  };

  return {
    async explainAbsence(absence) {
      if ((await api.attempt(reading(`find repository ${whose}`), () => api.find(""))) !== undefined) return absence;
      const message = `Cannot find repository ${whose}: GitHub says that there is none`;
      const hint = "Correct `repository` (owner/name), or set a token: without one GitHub shows no private repository.";
      return new BundleError("REPOSITORY_NOT_FOUND", message, access.token === undefined ? { hint } : {});
    },
    published: (tag) => findRelease(`/releases/tags/${encodeURIComponent(tag)}`, `find release ${tag} of ${whose}`),
    latest: () => findRelease("/releases/latest", `find the latest release of ${whose}`),
    async drafts(tag) {
      const doing = `list the releases of ${whose}`;
      return api.attempt(reading(doing), () => listDrafts(tag, doing));
    },
    async createDraft(tag) {
      const doing = `create a draft of release ${tag} of ${whose}`;
      let isRepeated = false;
      const create = async (): Promise<CreatedDraft> => {
        // If the answer of the first attempt was lost, the draft may exist.
        const [oldest] = isRepeated ? await listDrafts(tag, doing) : [];
        isRepeated = true;
        if (oldest !== undefined) return { release: oldest, isOurs: false };
        const made = await api.post("/releases", { tag_name: tag, name: tag, draft: true });
        return { release: parseRelease(made, doing), isOurs: true };
      };
      return api.attempt(writing(doing), create);
    },
    async deleteRelease({ id, tag }) {
      const doing = `delete a draft of release ${tag} of ${whose}`;
      await api.attempt(writing(doing), () => api.remove(`/releases/${id}`));
    },
    async assets({ id, tag }) {
      const doing = `list the assets of release ${tag} of ${whose}`;
      const purpose = { ...reading(doing), meanings: vanished("RELEASE_NOT_FOUND", doing) };
      const read = (page: unknown) => parseAnswer(listSchema, page, doing).map((item) => parseAsset(item, doing));
      return api.attempt(purpose, () => api.list(`/releases/${id}/assets`, read));
    },
    async asset(id) {
      const doing = `look at an asset of ${whose}`;
      const found = await api.attempt(reading(doing), () => api.find(`/releases/assets/${id}`));
      return found === undefined ? undefined : parseAsset(found, doing);
    },
    async deleteAsset({ id, name: asset }) {
      const doing = `delete asset ${asset} of ${whose}`;
      await api.attempt(writing(doing), () => api.remove(`/releases/assets/${id}`));
    },
    async upload({ uploadUrl, tag }, { name: asset, mediaType, size, open }) {
      const body = open();
      try {
        const url = `${uploadUrl}?name=${encodeURIComponent(asset)}`;
        const made = await api.upload(url, { mediaType, size, body });
        return parseAsset(made, `upload ${asset} to release ${tag} of ${whose}`);
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
      const ask = async () => readText(await request({ method: "GET", ...location, signal, debug }), TEXT_LIMIT);
      return api.attempt(reading(`read asset ${asset.name} of ${whose}`), ask);
    },
    explain: (error, doing) => api.explain(error, writing(doing)),
  };
}

function reading(doing: string): Purpose {
  return { doing, needs: "contents: read" };
}

function writing(doing: string): Purpose {
  return { doing, needs: "contents: write" };
}

/** A 404 for something that existed a moment ago. */
function vanished(code: ErrorCode, doing: string): NonNullable<Purpose["meanings"]> {
  const hint = "It was deleted or replaced meanwhile: run it again.";
  return { 404: (cause) => new BundleError(code, `Cannot ${doing}: it no longer exists`, { cause, hint }) };
}

const listSchema = v.array(v.unknown());

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

function parseRelease(data: unknown, doing: string): Release {
  const { id, tag_name: tag, draft, immutable, upload_url } = parseAnswer(releaseSchema, data, doing);
  return { id, tag, draft, immutable, uploadUrl: upload_url.replace(/\{[^}]*\}$/, "") };
}

function parseAsset(data: unknown, doing: string): Asset {
  const { id, name, size, digest, state, browser_download_url: url } = parseAnswer(assetSchema, data, doing);
  return { id, name, size, complete: state === "uploaded", url, ...(typeof digest === "string" && { digest }) };
}
