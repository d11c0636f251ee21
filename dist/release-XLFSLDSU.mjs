import {
  MAX_CHECKSUM_FILE,
  SHOWN_TO,
  checkPartSize,
  checkReleaseName,
  checksumFileName,
  findAsset,
  openRelease,
  parseParts,
  partsIn,
  readChecksum,
  releaseFilesOf,
  standsFor
} from "./chunk-KEGN2KSD.mjs";
import "./chunk-ZIC2TOCR.mjs";
import {
  listNames
} from "./chunk-AWNAWSHX.mjs";
import {
  download
} from "./chunk-EMNZWL72.mjs";
import "./chunk-O3JRH7UT.mjs";
import {
  checkPartsDocumentSize_140,
  partsDocumentName_140
} from "./chunk-GYELZAFS.mjs";
import {
  digestOf_82
} from "./chunk-GX6YAEWI.mjs";
import "./chunk-M77KPOTZ.mjs";
import "./chunk-MU7OTYLB.mjs";
import "./chunk-RBBAEUAX.mjs";
import {
  HttpError,
  retry,
  transientHttp
} from "./chunk-3E74XSBN.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/channels/github/release/fetch-from-release.ts
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
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
async function fetchParts(job, { name, document, complete, directory }) {
  const fetched = [];
  const fetchInto = async (asset, progress) => {
    const path = join(directory, asset.name);
    await fetchAsset(job, asset, path, progress);
    fetched.push(path);
    return path;
  };
  try {
    checkPartsDocumentSize_140(document.size, document.name);
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
  if (name.endsWith(partsDocumentName_140(""))) return 0;
  return name.endsWith(checksumFileName("")) ? 1 : 2;
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
  const job = openRelease(address, watch);
  return {
    send: (file, as) => send(job, file, as),
    fetch: (sentAs, directory) => fetchFromRelease(job, sentAs, directory)
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
  const isVouched = present.some(({ digest }) => digest === void 0) && theirs?.size === checksums?.size && theirs !== void 0 && digestOf_82(Buffer.from(await releases.readText(theirs))) === checksums?.digest;
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
