import {
  readVerified_148
} from "./chunk-BUMMGJGF.mjs";
import {
  parseList
} from "./chunk-2R5IZPZE.mjs";
import {
  isBundle_147
} from "./chunk-WG6XD3OV.mjs";
import {
  parseConfig_128
} from "./chunk-6SUZIHNH.mjs";
import {
  parseLinks_79
} from "./chunk-SJ3DJ5W3.mjs";
import {
  manifestSchema_151
} from "./chunk-LS4QIVEJ.mjs";
import {
  parseDocument_135
} from "./chunk-47YTZHQL.mjs";
import {
  ORIGINALS_ARTIFACT_136,
  ORIGINALS_LIST_136,
  ORIGINAL_INDEX_136
} from "./chunk-PN52QW44.mjs";
import {
  MAX_CONFIG,
  MAX_MANIFEST
} from "./chunk-M77KPOTZ.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/originals/check-originals.ts
async function readOwnConfig(content, bundle) {
  const bytes = await readVerified_148(content, bundle, { what: "manifest", longest: MAX_MANIFEST });
  const manifest = parseDocument_135(bytes, manifestSchema_151, "manifest");
  if (!isBundle_147(manifest)) throw invalid(`their list belongs to ${bundle.digest}, which is not a bundle's manifest`);
  return parseConfig_128(await readVerified_148(content, manifest.config, { what: "config", longest: MAX_CONFIG }));
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
  const all = new Map(beside.map((each) => [each.descriptor.digest, { ...each, links: parseLinks_79(each.bytes) }]));
  const opened = [];
  for (const { links, ...manifest } of all.values()) {
    if (links.artifactType !== ORIGINALS_ARTIFACT_136) continue;
    const [config, ...layers] = links.to;
    if (config?.mediaType !== ORIGINALS_LIST_136) throw invalid2("their list has another media type");
    const list = parseList(await readVerified_148(content, config, { what: "list of originals", longest: MAX_CONFIG }));
    const indexes = new Map(
      layers.filter(({ mediaType }) => mediaType === ORIGINAL_INDEX_136).map((index) => [index.digest, index])
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
