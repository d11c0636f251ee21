import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readRootName,
  repositoryOfPlace
} from "./chunk-JJOJ54KG.mjs";
import {
  openOriginals
} from "./chunk-AY7ING6R.mjs";
import {
  LIST_ROLE
} from "./chunk-HHZI6YZK.mjs";
import {
  readBeside
} from "./chunk-HLKWKF4Z.mjs";
import {
  readLinks,
  walkManifests
} from "./chunk-RPFQEEOQ.mjs";
import {
  isManifestType
} from "./chunk-5UEIVGCP.mjs";
import {
  readVerified
} from "./chunk-AQRZANAN.mjs";
import {
  imageIndexSchema
} from "./chunk-ZDWNJVBT.mjs";
import {
  BESIDE,
  IMAGE_INDEX,
  REF_NAME
} from "./chunk-L7XR4U4C.mjs";
import {
  parseDocument
} from "./chunk-V6OPSD56.mjs";
import {
  MAX_MANIFEST,
  MAX_SERVED
} from "./chunk-Z2KHX2NZ.mjs";
import {
  excerpt
} from "./chunk-PNVSA3GV.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

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
  for (const content of contents) {
    const walk = walkIn(content, counter);
    const roots = (await content.roots()).filter(({ mediaType }) => isManifestType(mediaType));
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
  const given = root.annotations?.[REF_NAME];
  if (name !== void 0 || given === void 0) return name;
  const found = `its name "${excerpt(given)}" is not a name of a repository`;
  throw new BundleError("OPTION_INVALID", `Cannot serve ${place}: ${found}`, {
    hint: "Export it under a name of letters and digits, with single dots, dashes and underscores between them."
  });
}
async function placeNameless(nameless, repositories, walk, { name }) {
  let waiting = nameless;
  for (let before = -1; waiting.length !== before; ) {
    before = waiting.length;
    const later = [];
    for (const root of waiting) {
      const subject = (await walk.links(root))?.subject?.digest;
      const homes = [...repositories.values()].filter(
        ({ manifests }) => manifests.has(root.digest) || subject !== void 0 && manifests.has(subject)
      );
      for (const repository of homes) await walk.into(repository, root);
      if (homes.length === 0) later.push(root);
    }
    waiting = later;
  }
  for (const root of waiting) await walk.into(repositoryIn(repositories, repositoryOfPlace(name)), root);
}
function walkIn(content, counter) {
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
    async into({ manifests, blobs, referrers }, root) {
      const mapOf = ({ mediaType }) => isManifestType(mediaType) ? manifests : blobs;
      const isKnown = (descriptor) => mapOf(descriptor).has(descriptor.digest);
      for await (const { descriptor, links } of walkManifests(content, root, isKnown)) {
        count();
        reached.set(descriptor.digest, descriptor);
        mapOf(descriptor).set(descriptor.digest, { content, descriptor });
        const subject = links?.subject?.digest;
        if (links === void 0 || subject === void 0) continue;
        referrers.set(subject, [...referrers.get(subject) ?? [], describeReferrer(descriptor, links)]);
      }
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
    const indexes = (await content.roots()).filter(({ mediaType }) => mediaType === IMAGE_INDEX);
    const unique = new Map(indexes.map((index) => [index.digest, index]));
    for (const descriptor of unique.values()) {
      const bytes = await readVerified(content, descriptor, { what: "image index", longest: MAX_MANIFEST });
      const { manifests } = parseDocument(bytes, imageIndexSchema, "image index");
      const others = manifests.filter(({ annotations }) => annotations?.[BESIDE] !== void 0);
      if (!others.some(({ annotations }) => annotations?.[BESIDE] === LIST_ROLE)) continue;
      if (!await hasAll(content, others)) continue;
      const beside = await readBeside(content, others);
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
  const listed = [...all].flatMap(([name, { isAlias = false }]) => isAlias ? [] : [name]);
  const registries = new Set(
    originals.flatMap(({ opened }) => opened.list.repositories.map(({ registry }) => registry))
  );
  for (const registry of registries) for (const name of listed) aliasIn(all, `${mirrorName(registry)}/${name}`);
  return all;
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
    if (index !== void 0) place(manifests, { mediaType: IMAGE_INDEX, digest, size: index.size });
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
