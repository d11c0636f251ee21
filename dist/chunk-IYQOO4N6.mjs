import {
  readVerified_148
} from "./chunk-BUMMGJGF.mjs";
import {
  parseList
} from "./chunk-3TBFMNDO.mjs";
import {
  parseLinks_82
} from "./chunk-X5HQV64S.mjs";
import {
  ORIGINALS_ARTIFACT_137,
  ORIGINALS_LIST_137,
  ORIGINAL_INDEX_137
} from "./chunk-WS6H44K5.mjs";
import {
  MAX_CONFIG
} from "./chunk-P25APHHE.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";

// src/originals/open-originals.ts
async function openOriginals(content, beside) {
  const all = new Map(beside.map((each) => [each.descriptor.digest, { ...each, links: parseLinks_82(each.bytes) }]));
  const opened = [];
  for (const { links, ...manifest } of all.values()) {
    if (links.artifactType !== ORIGINALS_ARTIFACT_137) continue;
    const [config, ...layers] = links.to;
    if (config?.mediaType !== ORIGINALS_LIST_137) throw invalid("their list has another media type");
    const list = parseList(await readVerified_148(content, config, { what: "list of originals", longest: MAX_CONFIG }));
    const indexes = new Map(
      layers.filter(({ mediaType }) => mediaType === ORIGINAL_INDEX_137).map((index) => [index.digest, index])
    );
    const bundle = links.subject && { bundle: links.subject.digest };
    opened.push({ manifest, ...bundle, list, indexes, manifests: checked(list, indexes, all) });
  }
  return opened;
}
function checked({ repositories }, indexes, manifests) {
  const own = /* @__PURE__ */ new Map();
  for (const { tags, indexes: named, packages, referrers } of repositories) {
    for (const digest of [...packages, ...referrers]) own.set(digest, manifests.get(digest) ?? missing(digest));
    for (const digest of named) if (!indexes.has(digest)) missing(digest);
    const strange = tags.find(({ digest }) => !named.includes(digest) && !packages.includes(digest));
    if (strange !== void 0) throw invalid(`tag ${strange.tag} names neither a package nor an image index`);
  }
  return own;
}
function missing(digest) {
  throw invalid(`${digest} is listed and missing`);
}
function invalid(found) {
  return new BundleError("BUNDLE_INVALID", `Cannot read the originals of the bundle: ${found}`);
}

export {
  openOriginals
};
