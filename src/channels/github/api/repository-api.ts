import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { BundleError } from "../../../errors.ts";
import { discard } from "../../../http/discard.ts";
import { followAddress } from "../../../http/follow-address.ts";
import type { SignedUrl } from "../../../http/follow-redirects.ts";
import { HttpError } from "../../../http/http-error.ts";
import { parseJson } from "../../../http/parse-answer.ts";
import { type HttpRequest, readText, request } from "../../../http/request.ts";
import type { TransferReporter } from "../../../http/transfer.ts";
import { transientHttp } from "../../../http/transient-http.ts";
import { retry } from "../../../io/retry.ts";
import type { GitHubApi, GitHubRepository } from "../../address/address.ts";
import { fromGitHubError, type Purpose } from "./github-errors.ts";

/** Most bytes of an answer: 100 releases with a few hundred assets each. */
const ANSWER_LIMIT = 64 * 1024 * 1024;

/** Most pages of a list, of 100 items each: GitHub lists at most 10,000 releases. */
const MOST_PAGES = 100;

/** Statuses that GitHub's API redirects with, for a repository that was renamed for example. */
const REDIRECTS = [301, 302, 307, 308];

/** Most redirects that are followed: enough for several moves, and an end for a loop. */
const MOST_REDIRECTS = 4;

/** A body for an upload, in one attempt. */
export interface UploadBody {
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  readonly body: string | Readable;
}

/**
 * The REST API of one repository on GitHub. Paths are relative to `/repos/OWNER/NAME`. Each call but `attempt` is a single
 * attempt, and throws an {@link HttpError} when GitHub refuses; `attempt` retries one or several calls, and explains a failure.
 */
export interface RepositoryApi {
  /** Retries transient failures of `calls`. @throws BundleError for what is left, see {@link fromGitHubError} */
  attempt<Answer>(purpose: Purpose, calls: () => Promise<Answer>): Promise<Answer>;
  /** Turns a failed call into a coded failure. */
  explain(error: unknown, purpose: Purpose): unknown;
  /** Undefined if it does not exist, or the token may not see it. */
  find(path: string): Promise<unknown>;
  /** All items of a list; `read` takes those of one page. */
  list<Item>(path: string, read: (page: unknown) => readonly Item[]): Promise<readonly Item[]>;
  post(path: string, body: object): Promise<unknown>;
  /** Does nothing if it is deleted already. */
  remove(path: string): Promise<void>;
  /** Sends a body to an upload address that the API gave. */
  upload(url: string, upload: UploadBody): Promise<unknown>;
  /** The address of bytes: on storage, where the token is not sent, or the API's own. */
  locate(path: string, accept?: string): Promise<SignedUrl>;
}

/** Opens the API. GitHub's own client is not used: it follows redirects to any host, and takes a torn answer for an empty one. */
export function openRepositoryApi(
  { url: base, token, tokenSource = "its caller" }: GitHubApi,
  { owner, name }: GitHubRepository,
  { say, signal, debug }: TransferReporter,
): RepositoryApi {
  const headers = {
    accept: "application/vnd.github+json",
    "x-github-api-version": "2022-11-28",
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  debug?.(`Token for ${new URL(base).host}: ${token === undefined ? "none" : `from ${tokenSource}`}`);
  const urlOf = (path: string): string =>
    `${base}/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}${path}`;
  const send = (asked: Pick<HttpRequest, "method" | "url" | "body"> & { readonly headers?: OutgoingHttpHeaders }) =>
    followRedirects({ ...asked, headers: { ...headers, ...asked.headers }, signal, debug });
  const get = async (path: string) => {
    const url = urlOf(path);
    const message = answerOf(await send({ method: "GET", url }), url);
    return { value: parseJson(await readText(message, ANSWER_LIMIT), url), links: message.headers["link"] };
  };
  const explain: RepositoryApi["explain"] = (error, purpose) =>
    fromGitHubError(error, purpose, token === undefined ? undefined : tokenSource);
  return {
    async attempt(purpose, calls) {
      try {
        return await retry(calls, { transient: transientHttp, say, doing: purpose.doing, signal });
      } catch (error) {
        signal.throwIfAborted();
        throw explain(error, purpose);
      }
    },
    explain,
    find: async (path) => (await get(path).catch(orAbsent))?.value,
    async list<Item>(path: string, read: (page: unknown) => readonly Item[]) {
      const items: Item[] = [];
      for (let page = 1; page <= MOST_PAGES; page++) {
        // Counted here: the address of the next page could be on another host.
        const number = page === 1 ? "" : `&page=${page}`;
        const { value, links } = await get(`${path}${path.includes("?") ? "&" : "?"}per_page=100${number}`);
        items.push(...read(value));
        if (!hasNextPage(links)) return items;
      }
      throw new BundleError("SERVICE_FAILED", `Cannot read a list of more than ${MOST_PAGES} pages`);
    },
    async post(path, body) {
      const url = urlOf(path);
      const json = { "content-type": "application/json" };
      const message = answerOf(await send({ method: "POST", url, headers: json, body: JSON.stringify(body) }), url);
      return parseJson(await readText(message, ANSWER_LIMIT), url);
    },
    async remove(path) {
      const url = urlOf(path);
      const followed = await send({ method: "DELETE", url }).catch(orAbsent);
      if (followed !== undefined) answerOf(followed, url).resume();
    },
    async upload(url, { mediaType, size, body }) {
      const sent = { ...headers, "content-type": mediaType, "content-length": size };
      const message = await request({ method: "POST", url, headers: sent, body, signal, debug });
      return parseJson(await readText(message, ANSWER_LIMIT), url);
    },
    async locate(path, accept = headers.accept) {
      const { message, url } = await send({ method: "GET", url: urlOf(path), headers: { accept } });
      message?.destroy();
      return message === undefined ? { url } : { url, headers: { ...headers, accept } };
    },
  };
}

/** An answer, or the address on another origin that the API redirects to. */
interface Followed {
  readonly message?: IncomingMessage;
  readonly url: string;
}

/** Follows redirects on the API's own origin, with the same request, as GitHub asks for. Another host must not see the token. */
async function followRedirects(asked: HttpRequest): Promise<Followed> {
  let { url } = asked;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const message = await request({ ...asked, url, accept: REDIRECTS });
    const { location } = message.headers;
    if (!REDIRECTS.includes(message.statusCode ?? 0) || location === undefined) return { message, url };
    await discard(message);
    const next = followAddress(location, new URL(url));
    if (next.origin !== new URL(url).origin) return { url: next.href };
    url = next.href;
  }
  throw strayed(url, `redirects more than ${MOST_REDIRECTS} times`);
}

function answerOf({ message, url }: Followed, asked: string): IncomingMessage {
  if (message !== undefined) return message;
  throw strayed(asked, `redirects to another host, ${new URL(url).host}, which must not get the token`);
}

function strayed(url: string, what: string): BundleError {
  return new BundleError("SERVICE_FAILED", `Cannot use GitHub's API: ${new URL(url).host} ${what}`, {
    hint: "Check GITHUB_API_URL, and the proxy between this machine and GitHub.",
  });
}

/** Source: "Using pagination in the REST API", GitHub's documentation. */
function hasNextPage(links: string | string[] | undefined): boolean {
  return /;\s*rel="next"/.test([links ?? ""].flat().join());
}

/** Handles a refused call: undefined if the thing does not exist. */
export function orAbsent(error: unknown): undefined {
  if (error instanceof HttpError && error.status === 404) return undefined;
  throw error;
}
