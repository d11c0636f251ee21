import {
  call,
  fetchManifest,
  manifestName,
  putManifest
} from "./chunk-MHALAELM.mjs";
import {
  descriptorSchema_134
} from "./chunk-DZFMGHUF.mjs";
import {
  encodeImageIndex_151,
  imageIndexSchema_151
} from "./chunk-LS4QIVEJ.mjs";
import {
  parseDocument_135
} from "./chunk-47YTZHQL.mjs";
import {
  IMAGE_INDEX_136,
  IMAGE_MANIFEST_136
} from "./chunk-PN52QW44.mjs";
import {
  algorithmOf_82,
  digestOf_82,
  hexOf_82
} from "./chunk-GX6YAEWI.mjs";
import {
  MAX_MANIFEST
} from "./chunk-M77KPOTZ.mjs";
import {
  isSameOrigin
} from "./chunk-PBA2ENII.mjs";
import {
  bytesOf,
  followAddress,
  readBytes
} from "./chunk-3E74XSBN.mjs";
import {
  array,
  exactOptional,
  nullish,
  object,
  record,
  string
} from "./chunk-JKTDTWAH.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/channels/registry/referrers.ts
var MAX_REFERRERS = 100;
var MAX_LISTED = 10 * MAX_REFERRERS;
var MOST_RACES = 3;
var UNSUPPORTED = [301, 302, 303, 307, 308, 400, 404, 405, 406, 429, 501];
var referrerSchema = object({
  mediaType: exactOptional(string()),
  artifactType: exactOptional(string()),
  config: object({ mediaType: string() }),
  subject: exactOptional(descriptorSchema_134),
  annotations: exactOptional(record(string(), string()))
});
var referrersSchema = object({ manifests: nullish(array(descriptorSchema_134), []) });
async function readReferrers(repository, subject) {
  const listed = await listByApi(repository, subject) ?? await listByTag(repository, subject);
  const digests = new Set(listed.filter(({ mediaType }) => mediaType === IMAGE_MANIFEST_136).map(({ digest }) => digest));
  if (digests.size > MAX_REFERRERS) throw tooMany(repository, subject, digests.size);
  const referrers = [];
  for (const digest of digests) {
    const fetched = await fetchManifest(repository, digest);
    const referrer = fetched && describe(fetched.bytes);
    if (referrer !== void 0 && referrer.subject?.digest === subject) referrers.push(referrer);
  }
  return referrers;
}
function tooMany(repository, subject, count) {
  const found = `it has ${count}, expected at most ${MAX_REFERRERS}`;
  return new BundleError(
    "LIMIT_EXCEEDED",
    `Cannot read the referrers of ${manifestName(repository, subject)}: ${found}`
  );
}
async function howListed(repository, referrer) {
  const { descriptor, artifactType, subject } = describe(referrer);
  const rows = subject && await listByApi(repository, subject.digest);
  const row = rows?.find(({ digest }) => digest === descriptor.digest);
  if (row === void 0) return "absent";
  return row.artifactType === artifactType ? "typed" : "untyped";
}
async function listByApi(repository, subject) {
  const found = [];
  let target = `referrers/${subject}`;
  for (let pages = 0; target !== void 0 && pages < MAX_REFERRERS; pages++) {
    const page = await listPage(repository, target);
    if (page === void 0) return pages === 0 ? void 0 : found;
    found.push(...page.manifests);
    if (found.length > MAX_LISTED) throw tooMany(repository, subject, found.length);
    target = page.next;
  }
  return found;
}
function listPage(repository, target) {
  return call(repository, {
    method: "GET",
    target,
    headers: { accept: IMAGE_INDEX_136 },
    accept: UNSUPPORTED,
    action: "pull",
    doing: `list referrers in ${repository.name.host}/${repository.name.repository}`,
    async read({ message, url }) {
      const type = message.headers["content-type"]?.split(";")[0]?.trim();
      if (message.statusCode !== 200 || type !== IMAGE_INDEX_136) return void 0;
      const { manifests } = parseDocument_135(
        await readBytes(bytesOf(message), MAX_MANIFEST),
        referrersSchema,
        "list of referrers"
      );
      const [, link] = /<([^>]*)>\s*;\s*rel="?next"?/.exec(message.headers["link"]?.toString() ?? "") ?? [];
      const next = link === void 0 ? void 0 : followAddress(link, url);
      return { manifests, next: next !== void 0 && isSameOrigin(next, url) ? next : void 0 };
    }
  });
}
function referrersTag(subject) {
  return `${algorithmOf_82(subject).slice(0, 32)}-${hexOf_82(subject).slice(0, 64)}`;
}
async function listByTag(repository, subject) {
  const found = await fetchManifest(repository, referrersTag(subject));
  if (found?.descriptor.mediaType !== IMAGE_INDEX_136) return [];
  return parseDocument_135(found.bytes, imageIndexSchema_151, "list of referrers").manifests;
}
async function pushReferrer(repository, bytes) {
  const { descriptor, artifactType, subject, annotations } = describe(bytes);
  if (subject === void 0) throw new Error(`Cannot push referrer ${descriptor.digest}: it names no subject`);
  const { digest, mediaType } = descriptor;
  const kept = await putManifest(repository, { reference: digest, mediaType, bytes });
  if (kept !== void 0) return digest;
  const entry = { ...descriptor, artifactType, ...annotations && { annotations } };
  const reference = referrersTag(subject.digest);
  for (let races = 0; races < MOST_RACES; races++) {
    const listed = await listByTag(repository, subject.digest);
    if (listed.some((other) => other.digest === digest)) return digest;
    await putManifest(repository, { reference, mediaType: IMAGE_INDEX_136, bytes: encodeImageIndex_151([...listed, entry]) });
    if ((await listByTag(repository, subject.digest)).some((other) => other.digest === digest)) return digest;
  }
  throw new BundleError(
    "SERVICE_FAILED",
    `Cannot add a referrer to ${manifestName(repository, reference)}: others change it too`
  );
}
function describe(bytes) {
  const { subject, annotations, ...manifest } = parseDocument_135(bytes, referrerSchema, "referrer");
  return {
    descriptor: { mediaType: IMAGE_MANIFEST_136, digest: digestOf_82(bytes), size: bytes.byteLength },
    artifactType: manifest.artifactType ?? manifest.config.mediaType,
    bytes,
    ...subject && { subject },
    ...annotations && { annotations }
  };
}

export {
  readReferrers,
  howListed,
  pushReferrer
};
