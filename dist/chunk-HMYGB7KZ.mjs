import {
  readRootName,
  repositoryOfPlace
} from "./chunk-ONDZEFK7.mjs";
import {
  openOriginals
} from "./chunk-GCLKELTG.mjs";
import {
  readVerified_148
} from "./chunk-BUMMGJGF.mjs";
import {
  LIST_ROLE
} from "./chunk-ASU3ZQOF.mjs";
import {
  readLinks,
  walkManifests
} from "./chunk-MAZFSUYI.mjs";
import {
  readBeside_87
} from "./chunk-DZJPFTB3.mjs";
import {
  isManifestType_79
} from "./chunk-SJ3DJ5W3.mjs";
import {
  imageIndexSchema_151
} from "./chunk-LS4QIVEJ.mjs";
import {
  parseDocument_135
} from "./chunk-47YTZHQL.mjs";
import {
  BESIDE_136,
  IMAGE_INDEX_136,
  REF_NAME_136
} from "./chunk-PN52QW44.mjs";
import {
  MAX_MANIFEST,
  MAX_SERVED
} from "./chunk-M77KPOTZ.mjs";
import {
  excerpt
} from "./chunk-JWMHGH6Y.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/originals/mirror-name.ts
function mirrorName(registry) {
  const name = registry.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, "_").replaceAll(/^[._-]+|[._-]+$/g, "");
  return name === "" ? "registry" : name;
}

// src/serve/served-repository.ts
function emptyRepository({ isAlias = false } = {}) {
  return { tags: /* @__PURE__ */ new Map(), manifests: /* @__PURE__ */ new Map(), blobs: /* @__PURE__ */ new Map(), referrers: /* @__PURE__ */ new Map(), ...isAlias && { isAlias } };
}

// src/serve/collect-repositories.ts
async function collectRepositories(contents) {
  const repositories = /* @__PURE__ */ new Map();
  const counter = { left: MAX_SERVED };
  const holders = /* @__PURE__ */ new Map();
  for (const content of contents) {
    const walk = walkIn(content, counter, holders);
    const roots = (await content.roots()).filter(({ mediaType }) => isManifestType_79(mediaType));
    const nameless = [];
    for (const root of roots) {
      const name = nameOfRoot(root, content.name);
      if (name === void 0) nameless.push(root);
      else {
        const repository = repositoryIn(repositories, name.repository);
        setTag(repository, name, root.digest);
        await walk.into(repository, root);
      }
    }
    await placeNameless(nameless, repositories, walk, content);
    await content.expect(walk.reached());
  }
  return repositories;
}
function repositoryIn(repositories, name) {
  const repository = repositories.get(name) ?? emptyRepository();
  repositories.set(name, repository);
  return repository;
}
function setTag({ tags }, { repository, tag }, digest) {
  if (tag === void 0) return;
  const other = tags.get(tag) ?? digest;
  if (other !== digest) {
    const found = `${other} and ${digest} both have that name`;
    throw new BundleError("BUNDLE_AMBIGUOUS", `Cannot serve ${repository}:${tag}: ${found}`, {
      hint: "Serve one of them only, or export one under another `--name`."
    });
  }
  tags.set(tag, digest);
}
function nameOfRoot(root, place) {
  const name = readRootName(root);
  const given = root.annotations?.[REF_NAME_136];
  if (name !== void 0 || given === void 0) return name;
  const found = `its name "${excerpt(given)}" is not a name of a repository`;
  throw new BundleError("OPTION_INVALID", `Cannot serve ${place}: ${found}`, {
    hint: "Export it under a name of letters and digits, with single dots, dashes and underscores between them."
  });
}
async function placeNameless(nameless, repositories, walk, { name }) {
  const needs = /* @__PURE__ */ new Map();
  const byNeed = /* @__PURE__ */ new Map();
  for (const root of nameless) {
    const subject = (await walk.links(root))?.subject?.digest;
    const wanted = subject === void 0 ? [root.digest] : [root.digest, subject];
    needs.set(root, wanted);
    for (const digest of wanted) addTo(byNeed, digest, root);
  }
  const waiting = new Set(nameless);
  const queue = [...nameless];
  for (const root of queue) {
    const homes = new Set(needs.get(root)?.flatMap((digest) => walk.holders.get(digest) ?? []));
    if (homes.size === 0 || !waiting.delete(root)) continue;
    for (const repository of homes)
      for (const digest of await walk.into(repository, root))
        for (const next of byNeed.get(digest) ?? []) queue.push(next);
  }
  for (const root of waiting) await walk.into(repositoryIn(repositories, repositoryOfPlace(name)), root);
}
function addTo(lists, key, item) {
  const list = lists.get(key);
  if (list === void 0) lists.set(key, [item]);
  else list.push(item);
}
function walkIn(content, counter, holders) {
  const reached = /* @__PURE__ */ new Map();
  const count = () => {
    counter.left -= 1;
    if (counter.left >= 0) return;
    const found = `there are more than ${MAX_SERVED} manifests and blobs`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot serve ${content.name}: ${found}`, {
      hint: "Serve fewer bundles, or push them to a registry."
    });
  };
  return {
    links: (manifest) => readLinks(content, manifest),
    reached: () => [...reached.values()],
    holders,
    async into(repository, root) {
      const { manifests, blobs, referrers } = repository;
      const added = [];
      const mapOf = ({ mediaType }) => isManifestType_79(mediaType) ? manifests : blobs;
      const isKnown = (descriptor) => mapOf(descriptor).has(descriptor.digest);
      for await (const { descriptor, links } of walkManifests(content, root, isKnown)) {
        count();
        reached.set(descriptor.digest, descriptor);
        mapOf(descriptor).set(descriptor.digest, { content, descriptor });
        if (links === void 0) continue;
        added.push(descriptor.digest);
        addTo(holders, descriptor.digest, repository);
        const subject = links.subject?.digest;
        if (subject !== void 0) addTo(referrers, subject, describeReferrer(descriptor, links));
      }
      return added;
    }
  };
}
function describeReferrer({ mediaType, digest, size }, { annotations, artifactType }) {
  return {
    mediaType,
    digest,
    size,
    ...annotations && { annotations },
    ...artifactType !== void 0 && { artifactType }
  };
}

// src/originals/original-repositories.ts
async function findOriginalsIn(contents) {
  const found = [];
  for (const content of contents) {
    const indexes = (await content.roots()).filter(({ mediaType }) => mediaType === IMAGE_INDEX_136);
    const unique = new Map(indexes.map((index) => [index.digest, index]));
    for (const descriptor of unique.values()) {
      const bytes = await readVerified_148(content, descriptor, { what: "image index", longest: MAX_MANIFEST });
      const { manifests } = parseDocument_135(bytes, imageIndexSchema_151, "image index");
      const others = manifests.filter(({ annotations }) => annotations?.[BESIDE_136] !== void 0);
      if (!others.some(({ annotations }) => annotations?.[BESIDE_136] === LIST_ROLE)) continue;
      if (!await hasAll(content, others)) continue;
      const beside = await readBeside_87(content, others);
      for (const opened of await openOriginals(content, beside))
        found.push({ content, root: descriptor.digest, opened });
    }
  }
  return found;
}
async function hasAll(content, descriptors) {
  for (const descriptor of descriptors) if (await content.open(descriptor) === void 0) return false;
  return true;
}
function withOriginals(repositories, originals) {
  const all = new Map(repositories);
  const bare = /* @__PURE__ */ new Map();
  for (const placed of originals) {
    for (const item of placed.opened.list.repositories) {
      const own = `${item.registry}/${item.repository}`;
      const places = [item, ...item.location === void 0 ? [] : [item.location]];
      for (const { registry, repository } of places)
        fill(aliasIn(all, `${mirrorName(registry)}/${repository}`), item, placed);
      const other = bare.get(item.repository) ?? own;
      if (repositories.has(item.repository)) continue;
      bare.set(item.repository, own);
      const listed2 = all.get(item.repository) ?? emptyRepository();
      all.set(item.repository, listed2);
      if (other === own) fill(listed2, item, placed);
    }
  }
  if (originals.length === 0) return all;
  const listed = [...all].filter(([, { isAlias = false }]) => !isAlias);
  const registries = new Set(
    originals.flatMap(({ opened }) => opened.list.repositories.map(({ registry }) => registry))
  );
  for (const [name, repository] of listed) {
    if (!bare.has(name) || !hasVersion(repository)) all.set(name, { ...repository, isUnlisted: true });
    else for (const registry of registries) aliasIn(all, `${mirrorName(registry)}/${name}`);
  }
  return all;
}
var RESERVED_TAG = /^__ocx|^sha256\.[0-9a-f]{64}$|^sha256-[0-9a-f]{64}(?:\.sig|\.att)?$/i;
function hasVersion({ tags, manifests }) {
  return [...tags].some(
    ([tag, digest]) => !RESERVED_TAG.test(tag) && manifests.get(digest)?.descriptor.mediaType === IMAGE_INDEX_136
  );
}
function aliasIn(all, name) {
  const repository = all.get(name) ?? emptyRepository({ isAlias: true });
  all.set(name, repository);
  return repository;
}
function fill({ tags, manifests, blobs, referrers }, item, { content, root, opened }) {
  const place = (map, descriptor) => void (map.has(descriptor.digest) || map.set(descriptor.digest, { content, descriptor, root }));
  for (const { tag, digest } of item.tags) tags.set(tag, digest);
  for (const digest of item.indexes) {
    const index = opened.indexes.get(digest);
    if (index !== void 0) place(manifests, { mediaType: IMAGE_INDEX_136, digest, size: index.size });
  }
  for (const digest of [...item.packages, ...item.referrers]) {
    const manifest = opened.manifests.get(digest);
    if (manifest === void 0) continue;
    place(manifests, manifest.descriptor);
    for (const blob of manifest.links.to) place(blobs, blob);
    const subject = manifest.links.subject?.digest;
    if (subject === void 0) continue;
    const rows = referrers.get(subject) ?? [];
    if (!rows.some((row) => row.digest === digest))
      referrers.set(subject, [...rows, describeReferrer(manifest.descriptor, manifest.links)]);
  }
}

export {
  mirrorName,
  emptyRepository,
  collectRepositories,
  findOriginalsIn,
  withOriginals
};
