import {
  parseJson
} from "./chunk-MU7OTYLB.mjs";
import {
  HttpError,
  discard,
  followAddress,
  rateLimitOf,
  readText,
  request,
  retry,
  transientHttp
} from "./chunk-3E74XSBN.mjs";
import {
  array,
  looseObject,
  object,
  optional,
  safeParse,
  string,
  union
} from "./chunk-JKTDTWAH.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/channels/github/services/list-names.ts
var MOST_NAMES = 20;
function listNames(names) {
  const more = names.length - MOST_NAMES;
  const listed = names.slice(0, MOST_NAMES).join(", ");
  return `${listed.replace(/[^ -~]/g, "?")}${more > 0 ? ` and ${more} more` : ""}`;
}

// src/channels/github/api/github-errors.ts
function fromGitHubError(error, { doing, needs, meanings = {} }, tokenSource) {
  if (!(error instanceof HttpError)) return error;
  const { status } = error;
  const said = detailsOf(error);
  const failure = (code, what, hint) => new BundleError(code, `Cannot ${doing}: ${what}`, { cause: error, ...hint !== void 0 && { hint } });
  if (status === 401) {
    const from = tokenSource === void 0 ? "" : ` from ${tokenSource}`;
    return failure("TOKEN_REJECTED", `GitHub does not accept the token${from} (${said})`, EXPIRED);
  }
  const limit = rateLimitOf(error);
  if (limit !== void 0) return failure("RATE_LIMITED", ...describeLimit(limit, error, tokenSource === void 0));
  const meaning = meanings[status];
  if (meaning !== void 0) return meaning(error);
  if (status === 403 && needsSingleSignOn(error)) return failure("ACCESS_DENIED", said, SINGLE_SIGN_ON);
  if (status === 403) return failure("ACCESS_DENIED", said, permissionHint(acceptedPermissions(error) ?? [needs]));
  if (status === 404) {
    const what = "GitHub answers that it does not exist, as it also does when the token lacks a permission";
    return failure("ACCESS_DENIED", what, permissionHint([needs]));
  }
  if (status === 422 && /immutable/i.test(said)) {
    const burnt = /tag_name/.test(said) ? "Choose another tag: this one belonged to an immutable release that was deleted." : void 0;
    return failure("RELEASE_IMMUTABLE", said, burnt);
  }
  return failure("SERVICE_FAILED", `GitHub answers ${status} (${said})`);
}
function permissionHint(permissions) {
  const lines = permissions.map((permission) => `
  ${permission}`).join("");
  return `Give the job's token the permission, or use a token that has it:

permissions:${lines}`;
}
function acceptedPermissions({ headers }) {
  const [text = ""] = [headers["x-accepted-github-permissions"] ?? ""].flat();
  const [first = ""] = text.split(";");
  const permissions = first.split(",").map((item) => /^ *([a-z_]{1,40})=(read|write) *$/.exec(item));
  const asked = permissions.filter((found) => found?.[1] !== "metadata");
  if (asked.length === 0 || asked.includes(null)) return void 0;
  return asked.map((found) => `${found?.[1]?.replaceAll("_", "-")}: ${found?.[2]}`);
}
function needsSingleSignOn({ headers, text }) {
  return headers["x-github-sso"] !== void 0 || /SAML enforcement/i.test(text);
}
var EXPIRED = "Use a valid token for this host: this one has expired, was revoked, or is for another host.";
var SINGLE_SIGN_ON = "Authorize the token for single sign-on of the organization (in the settings of the token on GitHub: Configure SSO), or use the token of a job.";
function describeLimit({ pause }, { text }, anonymous) {
  const limit = /secondary/i.test(text) ? "secondary rate limit" : "rate limit";
  const token = anonymous ? ", or set a token: without one GitHub allows 60 requests an hour" : "";
  if (pause === void 0) return [`GitHub's ${limit} is exceeded`, `Wait, then run it again${token}.`];
  const end = new Date(Date.now() + pause).toISOString().replace(/\.\d+Z$/, "Z");
  return [`GitHub's ${limit} is exceeded until ${end}`, `Run it again after ${end}${token}.`];
}
var refusalSchema = object({
  message: string(),
  errors: optional(
    array(union([string(), looseObject({ code: optional(string()), message: optional(string()) })])),
    []
  )
});
function detailsOf({ status, text }) {
  const refusal = readRefusal(text);
  if (refusal === void 0) return `status ${status}`;
  const details = refusal.errors.map((error) => typeof error === "string" ? error : error.message ?? error.code);
  const all = [refusal.message, ...details.filter((detail) => detail !== void 0)].join(": ");
  return all.replace(/[^ -~]+/g, " ").slice(0, 300);
}
function isCollision({ status, text }) {
  if (status !== 422) return false;
  const { errors = [] } = readRefusal(text) ?? {};
  return errors.some((error) => typeof error === "object" && error.code === "already_exists");
}
function readRefusal(text) {
  try {
    const result = safeParse(refusalSchema, JSON.parse(text));
    return result.success ? result.output : void 0;
  } catch {
    return void 0;
  }
}

// src/channels/github/api/repository-api.ts
var ANSWER_LIMIT = 64 * 1024 * 1024;
var MOST_PAGES = 100;
var REDIRECTS = [301, 302, 307, 308];
var MOST_REDIRECTS = 4;
function openRepositoryApi({ url: base, token, tokenSource = "its caller" }, { owner, name }, { say, signal, debug }) {
  const headers = {
    accept: "application/vnd.github+json",
    "x-github-api-version": "2022-11-28",
    ...token !== void 0 && { authorization: `Bearer ${token}` }
  };
  debug?.(`Token for ${new URL(base).host}: ${token === void 0 ? "none" : `from ${tokenSource}`}`);
  const urlOf = (path) => `${base}/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}${path}`;
  const send = (asked) => followRedirects({ ...asked, headers: { ...headers, ...asked.headers }, signal, debug });
  const get = async (path) => {
    const url = urlOf(path);
    const message = answerOf(await send({ method: "GET", url }), url);
    return { value: parseJson(await readText(message, ANSWER_LIMIT), url), links: message.headers["link"] };
  };
  const explain = (error, purpose) => fromGitHubError(error, purpose, token === void 0 ? void 0 : tokenSource);
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
    async list(path, read) {
      const items = [];
      for (let page = 1; page <= MOST_PAGES; page++) {
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
      if (followed !== void 0) answerOf(followed, url).resume();
    },
    async upload(url, { mediaType, size, body }) {
      const sent = { ...headers, "content-type": mediaType, "content-length": size };
      const message = await request({ method: "POST", url, headers: sent, body, signal, debug });
      return parseJson(await readText(message, ANSWER_LIMIT), url);
    },
    async locate(path, accept = headers.accept) {
      const { message, url } = await send({ method: "GET", url: urlOf(path), headers: { accept } });
      message?.destroy();
      return message === void 0 ? { url } : { url, headers: { ...headers, accept } };
    }
  };
}
async function followRedirects(asked) {
  let { url } = asked;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const message = await request({ ...asked, url, accept: REDIRECTS });
    const { location } = message.headers;
    if (!REDIRECTS.includes(message.statusCode ?? 0) || location === void 0) return { message, url };
    await discard(message);
    const next = followAddress(location, new URL(url));
    if (next.origin !== new URL(url).origin) return { url: next.href };
    url = next.href;
  }
  throw strayed(url, `redirects more than ${MOST_REDIRECTS} times`);
}
function answerOf({ message, url }, asked) {
  if (message !== void 0) return message;
  throw strayed(asked, `redirects to another host, ${new URL(url).host}, which must not get the token`);
}
function strayed(url, what) {
  return new BundleError("SERVICE_FAILED", `Cannot use GitHub's API: ${new URL(url).host} ${what}`, {
    hint: "Check GITHUB_API_URL, and the proxy between this machine and GitHub."
  });
}
function hasNextPage(links) {
  return /;\s*rel="next"/.test([links ?? ""].flat().join());
}
function orAbsent(error) {
  if (error instanceof HttpError && error.status === 404) return void 0;
  throw error;
}

export {
  isCollision,
  openRepositoryApi,
  orAbsent,
  listNames
};
