import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  MAX_PARTED_NAME,
  checkPartsDocumentSize,
  formatPartsDocument,
  parsePartsDocument,
  partsDocumentName,
  planParts,
  wholeNameOf
} from "./chunk-F6RVCG2V.mjs";
import {
  isCollision,
  listNames,
  openRepositoryApi,
  orAbsent
} from "./chunk-FXQBEKZN.mjs";
import {
  changed,
  readRange
} from "./chunk-HFBLED2C.mjs";
import {
  download
} from "./chunk-UW2HO5KS.mjs";
import "./chunk-5ASUYMKP.mjs";
import {
  parseAnswer
} from "./chunk-4WU2DSPI.mjs";
import {
  HttpError,
  readText,
  request,
  retry,
  transientHttp
} from "./chunk-M4MJTQ5F.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import {
  digestOf,
  digester
} from "./chunk-4LCJ56VL.mjs";
import {
  array,
  boolean,
  nullish,
  number,
  object,
  string,
  unknown
} from "./chunk-6YTQYSGA.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import "./chunk-MU6RN3XU.mjs";

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

// src/channels/github/release/plan-sending.ts
function planSending(files, present, vouched = /* @__PURE__ */ new Map()) {
  const isKept = ({ name, size, digest = vouched.get(name), complete }) => complete && files.some((file) => file.name === name && file.size === size && file.digest === digest);
  const keep = present.filter(isKept);
  const kept = new Set(keep.map(({ name }) => name));
  const upload = files.filter(({ name }) => !kept.has(name));
  const remove = present.filter((asset) => !isKept(asset)).toSorted((a, b) => rankOf(a) - rankOf(b));
  const replaces = remove.some(({ complete }) => complete);
  return { status: replaces ? "replaced" : upload.length > 0 ? "sent" : "kept", keep, remove, upload };
}
function rankOf({ name }) {
  if (name.endsWith(partsDocumentName(""))) return 0;
  return name.endsWith(checksumFileName("")) ? 1 : 2;
}

// src/channels/github/release/read-release.ts
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";

// src/channels/github/release/release-files.ts
import { Readable } from "node:stream";

// src/channels/github/release/describe-parts.ts
async function describeParts(file, name, plan) {
  const whole = digester();
  const parts = [];
  for (const part of plan) {
    const own = digester();
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
var LARGEST_ASSET = 2 ** 31 - 1;
var PART_SIZE = 1900 * 1024 * 1024;
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
  if (name.length > MAX_PARTED_NAME) fail(`it has ${name.length} characters, expected at most ${MAX_PARTED_NAME}`);
}
function checkPartSize(partSize) {
  if (partSize === void 0 || Number.isSafeInteger(partSize) && partSize > 0 && partSize <= LARGEST_ASSET) return;
  const what = `expected 1 to ${LARGEST_ASSET}, because GitHub accepts files of less than 2 GiB`;
  throw new BundleError("OPTION_INVALID", `Cannot use parts of ${partSize} bytes: ${what}`);
}
async function releaseFilesOf(file, name, partSize) {
  if (file.size <= (partSize ?? LARGEST_ASSET)) {
    const whole = rangeOf(file, { name, offset: 0, size: file.size, digest: file.digest });
    return { files: [whole, checksumsOf(name, [whole])], main: name };
  }
  const plan = planParts({ size: file.size, name, partSize: partSize ?? PART_SIZE });
  const described = await describeParts(file, name, plan);
  const parts = described.parts.map((part, index) => rangeOf(file, { ...part, offset: plan[index]?.offset ?? 0 }));
  const document = textFile(partsDocumentName(name), "application/json", formatPartsDocument(described));
  return { files: [...parts, document, checksumsOf(name, parts)], main: document.name };
}
function standsFor(name) {
  const names = /* @__PURE__ */ new Set([name, partsDocumentName(name), checksumFileName(name)]);
  return (asset) => names.has(asset) || wholeNameOf(asset) === name;
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
  return { name, mediaType, size: bytes.byteLength, digest: digestOf(bytes), open: () => text };
}

// src/channels/github/release/read-release.ts
var LATEST = "latest";
var SHOWN_TO = "GitHub shows drafts only to a token with\n\npermissions:\n  contents: write";
async function findAsset(job, name) {
  checkReleaseName(name);
  const { found, complete } = await findAssets(job);
  const main = complete.get(name) ?? complete.get(partsDocumentName(name));
  if (main === void 0) throw notFound(job, name, [...complete.keys()]);
  return { main, complete, origin: `${job.release}${found.tag === job.address.tag ? "" : ` (${found.tag})`}` };
}
async function findAssets(job) {
  const found = await findForFetching(job);
  const assets = await job.releases.assets(found);
  return { found, complete: new Map(assets.filter((asset) => asset.complete).map((asset) => [asset.name, asset])) };
}
async function namesInRelease(job) {
  return [...(await findAssets(job)).complete.keys()];
}
async function findInRelease(job, name) {
  const { main, complete, origin } = await findAsset(job, name);
  const pieceOf = (asset) => ({
    name: `${asset.name} of ${job.release}`,
    size: asset.size,
    locate: () => job.releases.locate(asset)
  });
  const whole = `${name} of ${origin}`;
  if (main.name === name) return { pieces: [pieceOf(main)], origin: whole };
  checkPartsDocumentSize(main.size, main.name);
  const document = parseParts(job, name, Buffer.from(await job.releases.readText(main)), main.name);
  return { pieces: partsIn(job, document, complete).map(pieceOf), origin: whole };
}
async function fetchFromRelease(job, name, directory) {
  const { main, complete, origin } = await findAsset(job, name);
  const path = join(directory, main.name);
  if (main.name === name) {
    const { size } = await fetchAsset(job, await withDigest(job, main, complete), path, job.watch.progress);
    return { path, size, origin };
  }
  return { path, size: await fetchParts(job, { name, document: main, complete, directory }), origin };
}
async function withDigest({ releases, watch }, asset, complete) {
  if (asset.digest !== void 0) return asset;
  const checksums = complete.get(checksumFileName(asset.name));
  const isRead = checksums !== void 0 && checksums.size <= MAX_CHECKSUM_FILE;
  const digest = isRead ? readChecksum(await releases.readText(checksums), asset.name) : void 0;
  if (digest !== void 0) return { ...asset, digest };
  watch.say(`${asset.name} cannot be checked: neither this server nor a checksum file gives a digest of it`);
  return asset;
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
async function fetchParts(job, { name, document, complete, directory }) {
  const fetched = [];
  const fetchInto = async (asset, progress) => {
    const path = join(directory, asset.name);
    await fetchAsset(job, asset, path, progress);
    fetched.push(path);
    return path;
  };
  try {
    checkPartsDocumentSize(document.size, document.name);
    const path = await fetchInto(document, () => void 0);
    const listed = parseParts(job, name, await readFile(path), document.name);
    const parts = partsIn(job, listed, complete);
    let done = 0;
    for (const part of parts) {
      await fetchInto(part, (bytes) => job.watch.progress(done + bytes, listed.size));
      done += part.size;
    }
    return document.size + done;
  } catch (error) {
    for (const path of fetched) await rm(path, { force: true });
    throw error;
  }
}
function parseParts({ release }, name, bytes, document) {
  const listed = parsePartsDocument(bytes, document);
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
async function fetchAsset({ releases, release, watch }, asset, path, progress) {
  const { name, size, digest } = asset;
  return download({
    locate: () => releases.locate(asset),
    name: `${name} of ${release}`,
    path,
    expected: { size, ...digest !== void 0 && { digest } },
    watch: { ...watch, progress }
  });
}

// src/channels/github/release/upload-asset.ts
async function uploadAsset(upload) {
  const { releases, release, file, watch } = upload;
  const doing = `upload ${file.name} to release ${release.tag}`;
  let state = "untouched";
  let taken;
  let wasAbsent = false;
  const attempt = async () => {
    const there = state === "untouched" ? void 0 : await lookAgain(upload, state === "failed");
    if (there === "busy") throw taken = underWay(doing);
    if (there !== void 0) return there;
    const sending = releases.upload(release, { ...file, open: () => file.open(upload.onBytes) });
    const asset2 = await sending.catch(async (error) => {
      const isAbsent = error instanceof HttpError && error.status === 404;
      state = isAbsent ? "taken" : "failed";
      if (!isAbsent || wasAbsent && await find(upload) === void 0) throw error;
      wasAbsent = true;
      throw taken = underWay(doing);
    });
    if (asset2 !== void 0) return asset2;
    if (state === "untouched") state = "taken";
    throw taken = underWay(doing);
  };
  const transient = (error) => error === taken ? { reason: "another job is uploading an asset of that name" } : transientHttp(error);
  const asset = await retry(attempt, { transient, say: watch.say, doing, signal: watch.signal }).catch(
    (error) => {
      watch.signal.throwIfAborted();
      throw releases.explain(error, doing);
    }
  );
  upload.onBytes(file.size);
  await checkArrived(upload, asset);
  return asset;
}
async function find({ releases, release, file }) {
  return (await releases.assets(release)).find(({ name }) => name === file.name);
}
async function lookAgain(upload, failed) {
  const { releases, release, file, overwrite } = upload;
  const there = await find(upload);
  if (there === void 0) return void 0;
  const isSame = there.size === file.size && (there.digest ?? file.digest) === file.digest;
  if (there.complete && isSame && (failed || there.digest !== void 0)) return there;
  if (there.complete && !overwrite) {
    const what = "another job sent a different file of that name meanwhile";
    throw new BundleError("ASSET_EXISTS", `Cannot upload ${file.name} to release ${release.tag}: ${what}`);
  }
  if (!there.complete && !failed) return "busy";
  await releases.deleteAsset(there);
  return void 0;
}
function underWay(doing) {
  return new BundleError("ASSET_EXISTS", `Cannot ${doing}: another job is uploading an asset of that name`, {
    hint: "Run it again when the other job has finished: an asset with the same bytes is kept."
  });
}
async function checkArrived({ releases, release, file, watch }, asset) {
  const fail = async (code, what) => {
    await releases.deleteAsset(asset);
    throw new BundleError(code, `Cannot upload ${file.name} to release ${release.tag}: ${what}`);
  };
  if (asset.name !== file.name) await fail("OPTION_INVALID", `GitHub renamed it to ${JSON.stringify(asset.name)}`);
  if (asset.size !== file.size) await fail("DIGEST_MISMATCH", `got ${asset.size} bytes, expected ${file.size}`);
  const digest = asset.digest ?? (await releases.asset(asset.id))?.digest;
  if (digest === void 0) watch.say(`${file.name} could not be checked: this server gives no digests of assets`);
  else if (digest !== file.digest) await fail("DIGEST_MISMATCH", `got ${digest}, expected ${file.digest}`);
}

// src/channels/github/release/release.ts
function releaseChannel(address, watch) {
  const { owner, name } = address.repository;
  const job = {
    address,
    watch,
    releases: openReleases(address.api, address.repository, watch),
    release: `${address.tag === "" ? "the latest release" : `release ${address.tag}`} of ${owner}/${name}`
  };
  return {
    send: (file, as) => send(job, file, as),
    fetch: (sentAs, directory) => fetchFromRelease(job, sentAs, directory),
    find: (sentAs) => findInRelease(job, sentAs),
    names: () => namesInRelease(job)
  };
}
async function send(job, file, name) {
  checkSending(job, name);
  const { address, releases, watch } = job;
  const found = await findForSending(job);
  const { files, main } = await releaseFilesOf(file, name, address.partSize);
  if (main !== name) watch.say(`${name} is sent in ${files.length - 2} parts: GitHub accepts files of less than 2 GiB`);
  const release = found ?? await createDraft(job);
  const isOurs = standsFor(name);
  const present = (await releases.assets(release)).filter((asset) => isOurs(asset.name));
  const plan = planSending(files, present, await vouchedDigests(job, files, present));
  checkPlan(job, release, plan);
  for (const asset of plan.remove) await releases.deleteAsset(asset);
  const sent = await uploadAll(job, release, plan.upload);
  const { url } = [...sent, ...plan.keep].find((asset) => asset.name === main) ?? {};
  return { status: plan.status, names: files.map((each) => each.name), ...url !== void 0 && { url } };
}
function checkSending({ address: { api, partSize }, release }, name) {
  checkReleaseName(name);
  checkPartSize(partSize);
  if (api.token === void 0) throw new BundleError("TOKEN_MISSING", `Cannot send to ${release}: expected a token`);
}
async function findForSending({
  address: { tag, create },
  releases,
  release
}) {
  const found = await releases.published(tag) ?? (await releases.drafts(tag))[0];
  if (found !== void 0) return found;
  const hint = `Set \`create-release\` to create a draft, or create the release first; ${SHOWN_TO}`;
  const absence = new BundleError("RELEASE_NOT_FOUND", `Cannot find ${release}`, { hint });
  const reason = await releases.explainAbsence(absence);
  if (!create || reason !== absence) throw reason;
  return void 0;
}
async function createDraft({ address: { tag }, releases }) {
  const { release: made, isOurs } = await releases.createDraft(tag);
  if (!isOurs) return made;
  const [oldest = made] = await releases.drafts(tag);
  if (oldest.id >= made.id) return made;
  await releases.deleteRelease(made);
  return oldest;
}
async function vouchedDigests({ releases }, files, present) {
  const checksums = files.at(-1);
  const theirs = present.find(({ name, complete }) => name === checksums?.name && complete);
  const isVouched = present.some(({ digest }) => digest === void 0) && theirs?.size === checksums?.size && theirs !== void 0 && digestOf(Buffer.from(await releases.readText(theirs))) === checksums?.digest;
  return new Map(isVouched ? files.map(({ name, digest }) => [name, digest]) : []);
}
function checkPlan({ address, release: where }, release, { remove, upload }) {
  const conflicts = remove.filter(({ complete }) => complete).map(({ name }) => name);
  if (release.immutable && !release.draft && remove.length + upload.length > 0) {
    throw new BundleError(
      "RELEASE_IMMUTABLE",
      `Cannot send to ${where}: it is published, and its assets are immutable`
    );
  }
  if (conflicts.length === 0 || address.overwrite) return;
  const what = conflicts.length === 1 ? "it has a different" : "it has different";
  throw new BundleError("ASSET_EXISTS", `Cannot send to ${where}: ${what} ${listNames(conflicts)}`);
}
async function uploadAll({ address, releases, watch }, release, files) {
  const { overwrite } = address;
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const sent = [];
  let done = 0;
  for (const file of files) {
    const onBytes = (bytes) => watch.progress(done + bytes, total);
    sent.push(await uploadAsset({ releases, release, file, overwrite, watch, onBytes }));
    done += file.size;
  }
  return sent;
}
export {
  releaseChannel
};
