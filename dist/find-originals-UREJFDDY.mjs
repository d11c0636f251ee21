import {
  blobFile
} from "./chunk-GQE4GOVD.mjs";
import {
  readReferrers
} from "./chunk-25VC2GC5.mjs";
import {
  RangesIgnored
} from "./chunk-FWEIS5KZ.mjs";
import {
  requestFollowing
} from "./chunk-O3JRH7UT.mjs";
import {
  call,
  fetchManifest,
  manifestName
} from "./chunk-MHALAELM.mjs";
import {
  mapInBatches_49
} from "./chunk-OJOIADCF.mjs";
import {
  readConfiguration_7
} from "./chunk-22M2MICJ.mjs";
import {
  parseRootDocument_117,
  readBlob_117,
  readReferenced_117,
  readRootDocument_117
} from "./chunk-P3VSXBJ3.mjs";
import {
  indexBlob
} from "./chunk-ASU3ZQOF.mjs";
import "./chunk-2R5IZPZE.mjs";
import "./chunk-NGMPKNFU.mjs";
import "./chunk-DZFMGHUF.mjs";
import {
  isManifestType_79,
  parseLinks_79
} from "./chunk-SJ3DJ5W3.mjs";
import "./chunk-LS4QIVEJ.mjs";
import "./chunk-47YTZHQL.mjs";
import {
  IMAGE_MANIFEST_136
} from "./chunk-PN52QW44.mjs";
import {
  algorithmOf_82,
  digester_82
} from "./chunk-GX6YAEWI.mjs";
import {
  MAX_DOCUMENT
} from "./chunk-M77KPOTZ.mjs";
import {
  isAbsent
} from "./chunk-GJP4ZKXN.mjs";
import {
  PATIENCE,
  findCredential,
  openRepository
} from "./chunk-COCKKZT3.mjs";
import "./chunk-BIBJ2WPR.mjs";
import {
  REDIRECTS,
  registryUrl
} from "./chunk-PBA2ENII.mjs";
import "./chunk-MU7OTYLB.mjs";
import {
  fromHttpError
} from "./chunk-RBBAEUAX.mjs";
import {
  HttpError,
  bytesOf,
  isPrivate,
  readBytes,
  retry,
  transientHttp
} from "./chunk-3E74XSBN.mjs";
import "./chunk-LL32AUHH.mjs";
import {
  isRepositoryName_119,
  isTagName_119
} from "./chunk-HNLNHLU6.mjs";
import {
  checkProxy
} from "./chunk-NKGX6MXH.mjs";
import "./chunk-A6YYFOED.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import {
  excerpt
} from "./chunk-JWMHGH6Y.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/commands/export/find-originals.ts
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

// from-joined:src/home/config/registry-access.ts
import { faultOfMirrors_164, loginInVariables_164, readRegistryAccess_164 } from "./core.mjs";

// from-joined:src/home/model/root.ts
import { isTagRoot_115 } from "./core.mjs";

// src/originals/collect-referrers.ts
var MAX_REFERRER = 64 * 1024 * 1024;
async function collectReferrers(repository, leaf) {
  const found = await readReferrers(repository, leaf);
  const name = manifestName(repository, leaf);
  if (found.length === 0) return { referrers: [], notes: [`${name} has no signatures: its registry lists none`] };
  const referrers = [];
  const notes = [];
  for (const { descriptor, artifactType, bytes } of found.toSorted(
    (a, b) => a.descriptor.digest < b.descriptor.digest ? -1 : 1
  )) {
    const names = parseLinks_79(bytes).to;
    const fault = faultOf(names) ?? await whatIsMissing(repository, names);
    if (fault === void 0) referrers.push({ manifest: { descriptor, bytes }, names });
    else notes.push(`${excerpt(artifactType)} of ${name} is left out: ${fault}`);
  }
  return { referrers, notes };
}
function faultOf(names) {
  const size = names.reduce((sum, each) => sum + each.size, 0);
  if (size > MAX_REFERRER) return `it has ${size} bytes, expected at most ${MAX_REFERRER}`;
  if (names.some(({ mediaType }) => isManifestType_79(mediaType))) return "it names other manifests as its blobs";
  return names.every(({ digest }) => algorithmOf_82(digest) === "sha256") ? void 0 : "it has a digest that is not sha256";
}
async function whatIsMissing(repository, names) {
  for (const { digest, size } of names) {
    const found = await call(repository, {
      method: "HEAD",
      target: `blobs/${digest}`,
      // A redirect leads to where it is, to a place that may refuse HEAD.
      accept: [...REDIRECTS, 404],
      action: "pull",
      doing: `look for blob ${manifestName(repository, digest)}`,
      read: async ({ message: { statusCode = 0, headers } }) => ({ statusCode, length: headers["content-length"] })
    });
    if (found.statusCode === 404) return `its registry does not have blob ${digest}`;
    const isSized = found.statusCode === 200 && found.length !== void 0;
    if (isSized && Number(found.length) !== size)
      return `blob ${digest} has ${Number(found.length)} bytes, expected ${size}`;
  }
  return void 0;
}

// src/originals/fetch-original.ts
async function fetchOriginal(repository, blob, { write, received }) {
  const hash = digester_82();
  const file = blobFile(repository, blob, { received, missing });
  const take = async (bytes) => {
    hash.update(bytes);
    await write(bytes);
  };
  const run = { offset: 0, length: blob.size };
  await file.fetch(run, take, repository.watch.signal).catch((error) => {
    if (error instanceof RangesIgnored) return file.fetch(run, take, repository.watch.signal);
    throw withHint(error);
  });
  const found = hash.digest();
  if (found === blob.digest) return;
  const name = manifestName(repository, blob.digest);
  throw withHint(new BundleError("DIGEST_MISMATCH", `Cannot use ${name}: the registry sent ${found}`));
}
function missing(doing) {
  return new BundleError("ORIGINAL_NOT_FOUND", `Cannot ${doing}: the registry does not have it`);
}
function withHint(error) {
  if (!(error instanceof BundleError) || error.code !== "DIGEST_MISMATCH") return error;
  return new BundleError(error.code, error.lines, {
    cause: error.cause,
    hint: "Ask the operator of the registry or of the mirror: it has other bytes than the publisher's manifest says. Without `original`, the export does not need it."
  });
}

// src/originals/collect-originals.ts
var AT_ONCE = 8;
async function collectOriginals(closure, options) {
  const names = repositoriesOf(closure);
  const found = await mapInBatches_49(names, (name) => collectRepository(name, closure, options), AT_ONCE);
  const sources = new Map(found.flatMap(({ blobs }) => [...blobs]));
  const manifests = new Map(found.flatMap((each) => each.packages.map((leaf) => [leaf.descriptor.digest, leaf])));
  const referrers = new Map(found.flatMap((each) => each.referrers.map((item) => [item.descriptor.digest, item])));
  const indexes = new Map(found.flatMap((each) => each.indexes.map((index) => [index.descriptor.digest, index])));
  const fetched = [...sources.values()].filter((source) => "repository" in source);
  return {
    originals: {
      list: { repositories: found.map(({ listed }) => listed) },
      manifests: [...sorted(manifests), ...sorted(referrers)],
      indexes: sorted(indexes),
      async copyBlob(blob, write) {
        const source = sources.get(blob.digest);
        if (source === void 0) throw new Error(`no original has blob ${blob.digest}`);
        if ("bytes" in source) await write(source.bytes);
        else await fetchOriginal(source.repository, blob, { write, received: options.received });
      }
    },
    size: fetched.reduce((sum, { descriptor }) => sum + descriptor.size, 0),
    notes: found.flatMap(({ notes }) => notes)
  };
}
async function collectRepository(name, closure, { read, locate, open }) {
  const located = await locate(name);
  const repository = open(located);
  const packages = [];
  const referrers = /* @__PURE__ */ new Map();
  const blobs = /* @__PURE__ */ new Map();
  const notes = [];
  for (const pkg of closure.packages.filter((each) => isIn(each, name))) {
    const leaf = await readLeaf(read, pkg, repository);
    packages.push(leaf);
    for (const descriptor of parseLinks_79(leaf.bytes).to) blobs.set(descriptor.digest, { descriptor, repository });
    const config = await readBlob_117(read, pkg.registry, pkg.manifest.config);
    const described = blobs.get(pkg.manifest.config)?.descriptor;
    if (config !== void 0 && described !== void 0 && described.size === config.byteLength)
      blobs.set(described.digest, { descriptor: described, bytes: config });
    const collected = await collectReferrers(repository, leaf.descriptor.digest);
    for (const { manifest, names } of collected.referrers) {
      referrers.set(manifest.descriptor.digest, manifest);
      for (const descriptor of names)
        if (!blobs.has(descriptor.digest)) blobs.set(descriptor.digest, { descriptor, repository });
    }
    notes.push(...collected.notes);
  }
  const indexes = await readIndexes(read, name, closure);
  const { location } = located;
  return {
    listed: {
      ...name,
      ...location && { location },
      tags: tagsOf(name, closure),
      indexes: digestsOf(indexes),
      packages: digestsOf(packages),
      referrers: digestsOf([...referrers.values()])
    },
    packages,
    referrers: [...referrers.values()],
    indexes,
    blobs,
    notes
  };
}
function repositoriesOf({ packages }) {
  const names = packages.flatMap(
    ({ registry, repositories }) => repositories.map((repository) => [`${registry}/${repository}`, { registry, repository }])
  );
  const unique = [...new Map(names)].toSorted(([a], [b]) => a < b ? -1 : 1).map(([, name]) => name);
  const strange = unique.find(({ repository }) => !isRepositoryName_119(repository));
  if (strange === void 0) return unique;
  throw new BundleError(
    "ORIGINAL_NOT_FOUND",
    `Cannot find the originals of ${strange.registry}/${strange.repository}: no registry has a repository of this name`
  );
}
function isIn({ registry, repositories }, name) {
  return registry === name.registry && repositories.includes(name.repository);
}
async function readLeaf(read, pkg, repository) {
  const { registry, leaf } = pkg;
  const bytes = await readBlob_117(read, registry, leaf);
  if (bytes === void 0) throw new BundleError("OBJECT_MISSING", `Cannot read ${leaf} of ${registry}: it is missing`);
  const others = [leaf, ...parseLinks_79(bytes).to.map(({ digest }) => digest)];
  const strange = others.find((digest) => algorithmOf_82(digest) !== "sha256");
  if (strange !== void 0)
    throw new BundleError("LIMIT_EXCEEDED", `Cannot carry the original ${strange}: expected a sha256 digest`, {
      hint: "Export without `original`."
    });
  if (await fetchManifest(repository, leaf) === void 0)
    throw new BundleError(
      "ORIGINAL_NOT_FOUND",
      `Cannot find ${manifestName(repository, leaf)}: the registry does not have it, so the publisher has removed it`
    );
  const descriptor = { mediaType: IMAGE_MANIFEST_136, digest: leaf, size: bytes.byteLength };
  return { descriptor, bytes };
}
function tagsOf({ registry, repository }, { roots }) {
  const tagged = roots.filter(
    (root) => root.registry === registry && root.repository === repository && isTagRoot_115(root)
  );
  const tags = new Map(tagged.map(({ tag = "", index, leaf }) => [tag, index ?? leaf]));
  return [...tags].filter(([tag]) => isTagName_119(tag)).map(([tag, digest]) => ({ tag, digest })).toSorted((a, b) => a.tag < b.tag ? -1 : 1);
}
async function readIndexes(read, name, { roots, packages }) {
  const pins = packages.flatMap(
    ({ dependencies }) => dependencies.map(({ identifier, index }) => ({ ...identifier, index }))
  );
  const found = /* @__PURE__ */ new Map();
  for (const { registry, repository, index } of [...roots, ...pins]) {
    if (index === void 0 || registry !== name.registry || repository !== name.repository) continue;
    const bytes = await readReferenced_117(read, name, index);
    if (bytes === void 0)
      throw new BundleError("OBJECT_MISSING", `Cannot read ${index} of ${registry}/${repository}: it is missing`);
    found.set(index, indexBlob(bytes));
  }
  return [...found.values()];
}
function digestsOf(items) {
  return items.map(({ descriptor }) => descriptor.digest).toSorted();
}
function sorted(items) {
  return [...items].toSorted(([a], [b]) => a < b ? -1 : 1).map(([, item]) => item);
}

// src/originals/fetch-document.ts
async function fetchDocument(address, { say, debug, signal }) {
  const doing = `read ${address}`;
  if (!/^https?:\/\//.test(address)) throw new BundleError("CONFIG_INVALID", `Cannot ${doing}: it is not an address`);
  const attempt = async () => readBytes(bytesOf((await requestFollowing({ location: { url: address }, signal, debug })).message), MAX_DOCUMENT);
  try {
    return await retry(attempt, { transient: transientHttp, say, doing, signal });
  } catch (error) {
    if (error instanceof HttpError && error.status === 404) return void 0;
    signal.throwIfAborted();
    throw fromHttpError(error, doing);
  }
}

// src/originals/locate-repository.ts
async function locateRepository(name, options) {
  const { access } = options;
  const location = await publishedLocation(name, options) ?? name;
  const { registry, repository } = location;
  const mirror = access.mirrors.get(registry)?.registry;
  const isElsewhere = registry !== name.registry || repository !== name.repository;
  const told = isElsewhere ? { location } : {};
  if (mirror === void 0) return { host: registry, repository, plainHttp: access.insecure.has(registry), ...told };
  const path = mirror.prefix === "" ? repository : `${mirror.prefix}/${repository}`;
  return { host: mirror.host, repository: path, plainHttp: mirror.plainHttp, ...told };
}
async function publishedLocation(name, { read, access, fetchDocument: fetchDocument2 }) {
  const root = await readRootDocument_117(read, name);
  if (root !== void 0) return parseLocation(root.repository);
  const index = access.indexes.get(name.registry);
  if (index === void 0) return void 0;
  const host = URL.parse(index)?.host ?? "";
  const address = `${index.replace(/\/$/, "")}/p/${name.repository}.json`;
  const bytes = await fetchDocument2(address, access.mirrors.get(host)?.index);
  return bytes && parseLocation(parseRootDocument_117(bytes, address).repository);
}
function parseLocation(text) {
  const [, registry = "", repository = ""] = /^oci:\/\/([^/]+)\/(.+)$/.exec(text) ?? [];
  return { registry, repository };
}

// src/commands/export/find-originals.ts
async function findOriginals(home, closure, { context, reporter }) {
  const { variables, signal } = context;
  const { files } = await readConfiguration_7({ ...context, home: home.path });
  const access = readRegistryAccess_164(variables, files);
  const debug = (text) => reporter.debug(text);
  const say = (text) => reporter.say(text);
  let size = 0;
  let fetched = 0;
  const collected = await collectOriginals(closure, {
    read: home.read,
    locate: (name) => locateRepository(name, {
      read: home.read,
      access,
      fetchDocument: (address, mirror) => address.startsWith("file:") ? readLocal(address) : fetchDocument(throughMirror(address, mirror), { say, debug, signal })
    }),
    open: (located) => openOriginalRepository(located, { context, say, debug }),
    received: (bytes) => reporter.progress("fetch", Math.min(fetched += bytes, size), size)
  }).catch((error) => {
    throw withHint2(error);
  });
  size = collected.size;
  return collected;
}
function throughMirror(address, mirror) {
  if (mirror === void 0) return address;
  const { pathname } = new URL(address);
  const prefix = mirror.prefix === "" ? "" : `/${mirror.prefix}`;
  return `${mirror.plainHttp ? "http" : "https"}://${mirror.host}${prefix}${pathname}`;
}
async function readLocal(address) {
  try {
    return await readFile(fileURLToPath(address));
  } catch (error) {
    if (isAbsent(error)) return void 0;
    throw fromSystemError(error, `read ${address}`);
  }
}
function openOriginalRepository({ host, repository, plainHttp }, { context, say, debug }) {
  const { variables, userHome, signal } = context;
  const url = registryUrl(host, plainHttp);
  checkProxy(url.href, variables);
  const login = isPrivate(url) ? loginInVariables_164(host, variables) : void 0;
  const patience = variables["CI"] ? PATIENCE.job : PATIENCE.person;
  const places = { ...login && { explicit: login }, variables, userHome, patience, say, signal };
  const find = () => findCredential({ host, repository }, places);
  return openRepository({ host, repository }, { plainHttp, find, watch: { say, debug, signal, progress: () => {
  } } });
}
function withHint2(error) {
  if (!(error instanceof BundleError) || error.code !== "NETWORK_FAILED") return error;
  return new BundleError(error.code, error.lines, {
    cause: error.cause,
    hint: "Export with `original` on a machine that reaches the publishers' registries, or set OCX's mirrors. Without `original`, an export needs no network."
  });
}
export {
  findOriginals
};
