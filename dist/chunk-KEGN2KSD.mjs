import {
  changed,
  readRange
} from "./chunk-ZIC2TOCR.mjs";
import {
  isCollision,
  listNames,
  openRepositoryApi,
  orAbsent
} from "./chunk-AWNAWSHX.mjs";
import {
  MAX_PARTED_NAME_140,
  formatPartsDocument_140,
  parsePartsDocument_140,
  partsDocumentName_140,
  planParts_140,
  wholeNameOf_140
} from "./chunk-GYELZAFS.mjs";
import {
  digestOf_82,
  digester_82
} from "./chunk-GX6YAEWI.mjs";
import {
  parseAnswer
} from "./chunk-MU7OTYLB.mjs";
import {
  HttpError,
  readText,
  request
} from "./chunk-3E74XSBN.mjs";
import {
  array,
  boolean,
  nullish,
  number,
  object,
  string,
  unknown
} from "./chunk-JKTDTWAH.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/channels/github/release/part-size.ts
var LARGEST_ASSET = 2 ** 31 - 1;
var PART_SIZE = 1900 * 1024 * 1024;
function checkPartSize(partSize) {
  if (partSize === void 0 || Number.isSafeInteger(partSize) && partSize > 0 && partSize <= LARGEST_ASSET) return;
  const what = `expected 1 to ${LARGEST_ASSET}, because GitHub accepts files of less than 2 GiB`;
  throw new BundleError("OPTION_INVALID", `Cannot use parts of ${partSize} bytes: ${what}`);
}

// src/channels/github/release/release-files.ts
import { Readable } from "node:stream";

// src/channels/github/release/checksum-file.ts
var MAX_CHECKSUM_FILE = 1024 * 1024;
function checksumFileName(name) {
  return `${name}.sha256`;
}
function readChecksum(text, name) {
  const lines = text.replace(/\n$/, "").split("\n");
  const rows = lines.map((line) => /^([0-9a-f]{64}) [ *](.+)$/.exec(line));
  if (rows.includes(null)) return void 0;
  const digests = rows.filter((row) => row?.[2] === name).map((row) => `sha256:${row?.[1]}`);
  return digests.length === 1 ? digests[0] : void 0;
}
function formatChecksums(files) {
  return files.map(({ name, digest }) => `${digest.slice(digest.indexOf(":") + 1)}  ${name}
`).join("");
}

// src/channels/github/release/describe-parts.ts
async function describeParts(file, name, plan) {
  const whole = digester_82();
  const parts = [];
  for (const part of plan) {
    const own = digester_82();
    for await (const chunk of readRange(file.path, part)) {
      whole.update(chunk);
      own.update(chunk);
    }
    parts.push({ name: part.name, size: part.size, digest: own.digest() });
  }
  const digest = whole.digest();
  if (digest === file.digest) return { name, size: file.size, digest, parts };
  throw changed(file.path, `it is ${digest}, expected ${file.digest}`);
}

// src/channels/github/release/release-files.ts
var NAME = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;
var DERIVED_NAME = /\.(sha256|parts\.json|part-\d{3})$/;
function checkReleaseName(name) {
  const fail = (what) => {
    throw new BundleError("OPTION_INVALID", `Cannot use ${JSON.stringify(name)} as name in a release: ${what}`, {
      hint: "Choose another name."
    });
  };
  if (!NAME.test(name)) fail("expected only letters, digits, - and _, and single dots between them");
  if (DERIVED_NAME.test(name)) fail("this ending is reserved for checksum files and parts");
  if (name.length > MAX_PARTED_NAME_140) fail(`it has ${name.length} characters, expected at most ${MAX_PARTED_NAME_140}`);
}
async function releaseFilesOf(file, name, partSize) {
  if (file.size <= (partSize ?? LARGEST_ASSET)) {
    const whole = rangeOf(file, { name, offset: 0, size: file.size, digest: file.digest });
    return { files: [whole, checksumsOf(name, [whole])], main: name };
  }
  const plan = planParts_140({ size: file.size, name, partSize: partSize ?? PART_SIZE });
  const described = await describeParts(file, name, plan);
  const parts = described.parts.map((part, index) => rangeOf(file, { ...part, offset: plan[index]?.offset ?? 0 }));
  const document = textFile(partsDocumentName_140(name), "application/json", formatPartsDocument_140(described));
  return { files: [...parts, document, checksumsOf(name, parts)], main: document.name };
}
function standsFor(name) {
  const names = /* @__PURE__ */ new Set([name, partsDocumentName_140(name), checksumFileName(name)]);
  return (asset) => names.has(asset) || wholeNameOf_140(asset) === name;
}
function rangeOf({ path }, { name, offset, size, digest }) {
  const open = (onBytes) => size === 0 ? "" : Readable.from(counted(readRange(path, { offset, size }), onBytes), { objectMode: false });
  return { name, mediaType: "application/octet-stream", size, digest, open };
}
async function* counted(chunks, onBytes) {
  let done = 0;
  for await (const chunk of chunks) {
    yield chunk;
    done += chunk.byteLength;
    onBytes(done);
  }
}
function checksumsOf(name, files) {
  return textFile(checksumFileName(name), "text/plain", formatChecksums(files));
}
function textFile(name, mediaType, text) {
  const bytes = Buffer.from(text);
  return { name, mediaType, size: bytes.byteLength, digest: digestOf_82(bytes), open: () => text };
}

// src/channels/github/release/open-releases.ts
var TEXT_LIMIT = 1024 * 1024;
function openReleases(access, repository, watch) {
  const { signal, debug } = watch;
  const whose = `${repository.owner}/${repository.name}`;
  const api = openRepositoryApi(access, repository, watch);
  const findRelease = async (path, doing) => {
    const found = await api.attempt(reading(doing), () => api.find(path));
    return found === void 0 ? void 0 : parseRelease(found, doing);
  };
  const listDrafts = async (tag, doing) => {
    const read = (page) => parseAnswer(listSchema, page, doing).map((item) => parseRelease(item, doing));
    const releases = await api.list("/releases", read).catch(orAbsent) ?? [];
    return releases.filter((release) => release.draft && release.tag === tag).toSorted((a, b) => a.id - b.id);
  };
  const locate = async ({ id, name: asset }) => {
    const doing = `find the bytes of ${asset} of ${whose}`;
    const purpose = { ...reading(doing), meanings: vanished("ASSET_NOT_FOUND", doing) };
    return api.attempt(purpose, () => api.locate(`/releases/assets/${id}`, "application/octet-stream"));
  };
  return {
    async explainAbsence(absence) {
      if (await api.attempt(reading(`find repository ${whose}`), () => api.find("")) !== void 0) return absence;
      const message = `Cannot find repository ${whose}: GitHub says that there is none`;
      const hint = "Correct `repository` (owner/name), or set a token: without one GitHub shows no private repository.";
      return new BundleError("REPOSITORY_NOT_FOUND", message, access.token === void 0 ? { hint } : {});
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
      const create = async () => {
        const [oldest] = isRepeated ? await listDrafts(tag, doing) : [];
        isRepeated = true;
        if (oldest !== void 0) return { release: oldest, isOurs: false };
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
      const read = (page) => parseAnswer(listSchema, page, doing).map((item) => parseAsset(item, doing));
      return api.attempt(purpose, () => api.list(`/releases/${id}/assets`, read));
    },
    async asset(id) {
      const doing = `look at an asset of ${whose}`;
      const found = await api.attempt(reading(doing), () => api.find(`/releases/assets/${id}`));
      return found === void 0 ? void 0 : parseAsset(found, doing);
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
        if (error instanceof HttpError && isCollision(error)) return void 0;
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
    explain: (error, doing) => api.explain(error, writing(doing))
  };
}
function reading(doing) {
  return { doing, needs: "contents: read" };
}
function writing(doing) {
  return { doing, needs: "contents: write" };
}
function vanished(code, doing) {
  const hint = "It was deleted or replaced meanwhile: run it again.";
  return { 404: (cause) => new BundleError(code, `Cannot ${doing}: it no longer exists`, { cause, hint }) };
}
var listSchema = array(unknown());
var releaseSchema = object({
  id: number(),
  tag_name: string(),
  draft: boolean(),
  immutable: nullish(boolean(), false),
  upload_url: string()
});
var assetSchema = object({
  id: number(),
  name: string(),
  size: number(),
  digest: nullish(string()),
  state: string(),
  browser_download_url: string()
});
function parseRelease(data, doing) {
  const { id, tag_name: tag, draft, immutable, upload_url } = parseAnswer(releaseSchema, data, doing);
  return { id, tag, draft, immutable, uploadUrl: upload_url.replace(/\{[^}]*\}$/, "") };
}
function parseAsset(data, doing) {
  const { id, name, size, digest, state, browser_download_url: url } = parseAnswer(assetSchema, data, doing);
  return { id, name, size, complete: state === "uploaded", url, ...typeof digest === "string" && { digest } };
}

// src/channels/github/release/release-assets.ts
var LATEST = "latest";
var SHOWN_TO = "GitHub shows drafts only to a token with\n\npermissions:\n  contents: write";
function openRelease(address, watch) {
  const { owner, name } = address.repository;
  return {
    address,
    watch,
    releases: openReleases(address.api, address.repository, watch),
    release: `${address.tag === "" ? "the latest release" : `release ${address.tag}`} of ${owner}/${name}`
  };
}
async function findAsset(job, name) {
  checkReleaseName(name);
  const { found, complete } = await findAssets(job);
  const main = complete.get(name) ?? complete.get(partsDocumentName_140(name));
  if (main === void 0) throw notFound(job, name, [...complete.keys()]);
  return { main, complete, origin: `${job.release}${found.tag === job.address.tag ? "" : ` (${found.tag})`}` };
}
async function findAssets(job) {
  const found = await findForFetching(job);
  const assets = await job.releases.assets(found);
  return { found, complete: new Map(assets.filter((asset) => asset.complete).map((asset) => [asset.name, asset])) };
}
async function findForFetching(job) {
  const { address, releases, release } = job;
  const isLatest = address.tag === "" || address.tag === LATEST;
  const tagged = address.tag === "" ? void 0 : await findTagged(job);
  const found = tagged ?? (isLatest ? await releases.latest() : void 0);
  if (found !== void 0) return found;
  const hint = isLatest ? "Publish a release that is not a pre-release, or name one in `release-tag`." : `Correct \`release-tag\`, or create the release first; ${SHOWN_TO}`;
  throw await releases.explainAbsence(new BundleError("RELEASE_NOT_FOUND", `Cannot find ${release}`, { hint }));
}
async function findTagged({ address: { tag, api }, releases }) {
  const published = await releases.published(tag);
  if (published !== void 0 || api.token === void 0) return published;
  return (await releases.drafts(tag))[0];
}
function notFound({ release }, name, names) {
  const has = names.length === 0 ? "The release has no assets" : `The release has ${listNames(names)}`;
  return new BundleError("ASSET_NOT_FOUND", `Cannot find ${name} in ${release}`, {
    hint: `${has}. Correct \`name\`, or send the bundle to that release first.`
  });
}
function parseParts({ release }, name, bytes, document) {
  const listed = parsePartsDocument_140(bytes, document);
  if (listed.name === name) return listed;
  const what = `it is for ${listed.name}, expected ${name}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${document} in ${release}: ${what}`);
}
function partsIn(job, { parts }, complete) {
  return parts.map(({ name, size, digest }) => {
    const asset = complete.get(name);
    if (asset === void 0) throw notFound(job, name, [...complete.keys()]);
    return { ...asset, size, digest };
  });
}

export {
  MAX_CHECKSUM_FILE,
  checksumFileName,
  readChecksum,
  checkPartSize,
  checkReleaseName,
  releaseFilesOf,
  standsFor,
  SHOWN_TO,
  openRelease,
  findAsset,
  findAssets,
  parseParts,
  partsIn
};
