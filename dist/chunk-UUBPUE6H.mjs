import {
  readVerified_145
} from "./chunk-CPZFSQ4X.mjs";
import {
  parseList
} from "./chunk-ZZRRVDV5.mjs";
import {
  isBundle_144
} from "./chunk-GAABXPZ7.mjs";
import {
  parseConfig_126
} from "./chunk-OD6NBJZO.mjs";
import {
  parseLinks_78
} from "./chunk-NGU3A6MU.mjs";
import {
  manifestSchema_148
} from "./chunk-3UEUDSEO.mjs";
import {
  parseDocument_133
} from "./chunk-ODSXMKHS.mjs";
import {
  ORIGINALS_ARTIFACT_134,
  ORIGINALS_LIST_134,
  ORIGINAL_INDEX_134
} from "./chunk-OO2FR422.mjs";
import {
  MAX_CONFIG,
  MAX_MANIFEST
} from "./chunk-P25APHHE.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";

// src/originals/check-originals.ts
async function readOwnConfig(content, bundle) {
  const bytes = await readVerified_145(content, bundle, { what: "manifest", longest: MAX_MANIFEST });
  const manifest = parseDocument_133(bytes, manifestSchema_148, "manifest");
  if (!isBundle_144(manifest)) throw invalid(`their list belongs to ${bundle.digest}, which is not a bundle's manifest`);
  return parseConfig_126(await readVerified_145(content, manifest.config, { what: "config", longest: MAX_CONFIG }));
}
function checkList({ list, indexes, manifests }, { packages, roots }) {
  const known = new Set(
    packages.flatMap(({ registry, leaf, repositories }) => repositories.map((name) => `${registry}/${name} ${leaf}`))
  );
  const tagged = new Set(
    roots.map(({ registry, repository, tag, index, leaf }) => `${registry}/${repository}:${tag} ${index ?? leaf}`)
  );
  for (const item of list.repositories) {
    const name = `${item.registry}/${item.repository}`;
    const leaves = new Set(item.packages);
    const named = /* @__PURE__ */ new Set([...leaves, ...item.indexes]);
    const absent = [...leaves, ...item.referrers].find((digest) => !manifests.has(digest)) ?? item.indexes.find((digest) => !indexes.has(digest));
    if (absent !== void 0) throw invalid(`${absent} is listed and missing`);
    for (const leaf of leaves)
      if (!known.has(`${name} ${leaf}`)) throw invalid(`${name}@${leaf} is not among the packages of the bundle`);
    for (const { tag, digest } of item.tags) {
      if (!named.has(digest)) throw invalid(`tag ${tag} names neither a package nor an image index`);
      if (!tagged.has(`${name}:${tag} ${digest}`))
        throw invalid(`${name}:${tag} is ${digest}, which the bundle does not have under this name`);
    }
    for (const referrer of item.referrers) {
      const subject = manifests.get(referrer)?.links.subject?.digest;
      if (subject === void 0 || !leaves.has(subject)) throw invalid(`${referrer} refers to no package of ${name}`);
    }
  }
}
function invalid(found) {
  return new BundleError("BUNDLE_INVALID", `Cannot read the originals of the bundle: ${found}`);
}

// src/originals/open-originals.ts
async function openOriginals(content, beside) {
  const all = new Map(beside.map((each) => [each.descriptor.digest, { ...each, links: parseLinks_78(each.bytes) }]));
  const opened = [];
  for (const { links, ...manifest } of all.values()) {
    if (links.artifactType !== ORIGINALS_ARTIFACT_134) continue;
    const [config, ...layers] = links.to;
    if (config?.mediaType !== ORIGINALS_LIST_134) throw invalid2("their list has another media type");
    const list = parseList(await readVerified_145(content, config, { what: "list of originals", longest: MAX_CONFIG }));
    const indexes = new Map(
      layers.filter(({ mediaType }) => mediaType === ORIGINAL_INDEX_134).map((index) => [index.digest, index])
    );
    const { subject } = links;
    if (subject === void 0) throw invalid2("their list belongs to no bundle");
    checkList({ list, indexes: new Set(indexes.keys()), manifests: all }, await readOwnConfig(content, subject));
    opened.push({ manifest, bundle: subject.digest, list, indexes, manifests: manifestsOf(list, all) });
  }
  return opened;
}
function manifestsOf({ repositories }, all) {
  const named = repositories.flatMap(({ packages, referrers }) => [...packages, ...referrers]);
  return new Map(
    named.flatMap((digest) => {
      const manifest = all.get(digest);
      return manifest === void 0 ? [] : [[digest, manifest]];
    })
  );
}
function invalid2(found) {
  return new BundleError("BUNDLE_INVALID", `Cannot read the originals of the bundle: ${found}`);
}

export {
  openOriginals
};
