import {
  blobFile
} from "./chunk-YRGHWG36.mjs";
import {
  readReferrers
} from "./chunk-VQ6T222R.mjs";
import {
  RangesIgnored
} from "./chunk-SG3KNL7N.mjs";
import {
  requestFollowing
} from "./chunk-EYEVNXLO.mjs";
import {
  call,
  fetchManifest,
  manifestName
} from "./chunk-NNY3ZLIG.mjs";
import {
  mapInBatches_48
} from "./chunk-XS63KYI6.mjs";
import {
  memberOf_42
} from "./chunk-HDSDHAAK.mjs";
import {
  readConfiguration_7
} from "./chunk-22M2MICJ.mjs";
import {
  parseRootDocument_116,
  readBlob_116,
  readReferenced_116,
  readRootDocument_116
} from "./chunk-HKJQRGYO.mjs";
import {
  indexBlob
} from "./chunk-SGUOLXR6.mjs";
import "./chunk-ZZRRVDV5.mjs";
import "./chunk-COGF6QKJ.mjs";
import {
  isManifestType_78,
  parseLinks_78
} from "./chunk-NGU3A6MU.mjs";
import "./chunk-3UEUDSEO.mjs";
import "./chunk-ODSXMKHS.mjs";
import {
  IMAGE_MANIFEST_134
} from "./chunk-OO2FR422.mjs";
import {
  algorithmOf_81,
  digester_81
} from "./chunk-L3CNCDPX.mjs";
import {
  MAX_DOCUMENT
} from "./chunk-P25APHHE.mjs";
import {
  isAbsent
} from "./chunk-2GKCAWFE.mjs";
import {
  PATIENCE,
  findCredential,
  openRepository
} from "./chunk-OJURK7ZM.mjs";
import "./chunk-S2GLELDN.mjs";
import {
  REDIRECTS,
  registryUrl
} from "./chunk-XW7YW4AN.mjs";
import "./chunk-53B2SSYR.mjs";
import {
  fromHttpError
} from "./chunk-MJPKS7XE.mjs";
import {
  HttpError,
  bytesOf,
  isPrivate,
  readBytes,
  retry,
  transientHttp
} from "./chunk-4MBXII24.mjs";
import "./chunk-SKYFWSHQ.mjs";
import {
  isRepositoryName_118,
  isTagName_118
} from "./chunk-TUC4HGQ4.mjs";
import {
  checkProxy
} from "./chunk-KEHZJ7TE.mjs";
import "./chunk-ZCJQ433E.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import {
  excerpt
} from "./chunk-JWMHGH6Y.mjs";
import {
  fromSystemError
} from "./chunk-4QBOVGT3.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/commands/export/find-originals.ts
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

// src/home/config/registry-access.ts
var DEFAULT_INDEXES = [["ocx.sh", "https://index.ocx.sh"]];
var ROLES = ["registry", "index"];
function readRegistryAccess(variables, files) {
  const insecure = new Set((variables["OCX_INSECURE_REGISTRIES"] ?? "").split(",").map((name) => name.trim()));
  const { roles, local } = foldMirrors(files);
  const given = variables["OCX_MIRRORS"];
  if (given !== void 0 && given !== "") {
    for (const [host, value] of entriesOf(parseJson(given))) {
      const own = rolesOf(value, `mirror of ${excerpt(host)} in OCX_MIRRORS`);
      if (own !== void 0) roles.set(host, own);
    }
  }
  const mirrors = new Map(
    [...roles].map(([host, own]) => [
      host,
      Object.fromEntries(
        ROLES.flatMap((role) => {
          const set = own[role];
          return set === void 0 ? [] : [[role, parseMirror(set.value, set.where, insecure)]];
        })
      )
    ])
  );
  const indexes = foldIndexes(files, local);
  for (const [registry, { address, file }] of indexes) {
    const host = URL.parse(address)?.host ?? address;
    if (isPlainHttp(address) && mirrors.get(host)?.["index"] === void 0 && !insecure.has(host))
      throw invalid(`index of ${excerpt(registry)} in ${file}`, withoutLeave(host));
  }
  const addresses = new Map(Array.from(indexes, ([registry, { address }]) => [registry, address]));
  return { mirrors, indexes: addresses, insecure };
}
function foldMirrors(files) {
  const roles = /* @__PURE__ */ new Map();
  const locked = /* @__PURE__ */ new Set();
  const local = /* @__PURE__ */ new Set();
  for (const { file, table, tier } of files) {
    for (const [host, value] of entriesOf(table.value("mirrors"))) {
      const own = rolesOf(value, `mirror of ${excerpt(host)} in ${file}`) ?? {};
      const isFree = (role) => !locked.has(`${role} ${host}`);
      const free = Object.fromEntries(Object.entries(own).filter(([role]) => isFree(role)));
      if (Object.keys(free).length > 0) roles.set(host, { ...roles.get(host), ...free });
      if (tier === "system") for (const role of Object.keys(own)) locked.add(`${role} ${host}`);
      if (tier !== "managed" && own.registry !== void 0) local.add(host);
    }
  }
  return { roles, local };
}
function rolesOf(value, where) {
  if (typeof value === "string") return { registry: { value, where }, index: { value, where } };
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw invalid(where, "it is neither an address nor a table");
  const set = ROLES.flatMap((role) => {
    const address = memberOf_42(value, role);
    return address === void 0 ? [] : [[role, { value: address, where }]];
  });
  return set.length === 0 ? void 0 : Object.fromEntries(set);
}
function foldIndexes(files, local) {
  const standard = DEFAULT_INDEXES.filter(([registry]) => !local.has(registry));
  const indexes = new Map(standard.map(([registry, address]) => [registry, { address, file: "OCX itself" }]));
  const locked = /* @__PURE__ */ new Set();
  for (const { file, table, tier } of files) {
    for (const [registry, settings] of entriesOf(table.value("registries"))) {
      if (locked.has(registry)) continue;
      if (tier === "system") locked.add(registry);
      const address = memberOf_42(settings, "index");
      if (address === "") indexes.delete(registry);
      else if (typeof address === "string") indexes.set(registry, { address: withScheme(address), file });
    }
  }
  return indexes;
}
function withScheme(address) {
  return address.includes("://") ? address : `https://${address}`;
}
function parseMirror(value, place, insecure) {
  const [, scheme = "https", host = "", prefix = ""] = typeof value === "string" ? /^(?:([a-z]+):\/\/)?([^/]+)(?:\/(.*?))?\/?$/i.exec(value) ?? [] : [];
  const name = host.toLowerCase();
  const plainHttp = scheme.toLowerCase() === "http";
  if (name === "" || name.includes("@") || !/^https?$/i.test(scheme))
    throw invalid(place, "it is not an address such as https://HOST/PREFIX");
  if (plainHttp && !insecure.has(host)) throw invalid(place, withoutLeave(host));
  return { host: name, prefix, plainHttp };
}
function isPlainHttp(address) {
  return /^http:/i.test(address);
}
function withoutLeave(host) {
  return `it uses plain HTTP, and OCX_INSECURE_REGISTRIES does not have ${excerpt(host)}`;
}
function entriesOf(value) {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("OCX_MIRRORS", "it is not JSON");
  }
}
function invalid(place, found) {
  return new BundleError("CONFIG_INVALID", `Cannot use ${place}: ${found}`);
}
function loginInVariables(host, variables) {
  const name = `OCX_AUTH_${host.replaceAll(/[^a-zA-Z0-9]/g, "_")}`;
  const [type, username, token] = ["TYPE", "USER", "TOKEN"].map((part) => variables[`${name}_${part}`]);
  if (!token || type === "anonymous") return void 0;
  const source = `${name}_TOKEN`;
  if (username && (type ?? "basic") === "basic") return { kind: "password", username, password: token, source };
  return { kind: "bearer", token, source };
}

// from-joined:src/home/model/root.ts
import { isTagRoot_114 } from "./core.mjs";

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
    const names = parseLinks_78(bytes).to;
    const fault = faultOf(names) ?? await whatIsMissing(repository, names);
    if (fault === void 0) referrers.push({ manifest: { descriptor, bytes }, names });
    else notes.push(`${excerpt(artifactType)} of ${name} is left out: ${fault}`);
  }
  return { referrers, notes };
}
function faultOf(names) {
  const size = names.reduce((sum, each) => sum + each.size, 0);
  if (size > MAX_REFERRER) return `it has ${size} bytes, expected at most ${MAX_REFERRER}`;
  if (names.some(({ mediaType }) => isManifestType_78(mediaType))) return "it names other manifests as its blobs";
  return names.every(({ digest }) => algorithmOf_81(digest) === "sha256") ? void 0 : "it has a digest that is not sha256";
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
  const hash = digester_81();
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
  const found = await mapInBatches_48(names, (name) => collectRepository(name, closure, options), AT_ONCE);
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
    for (const descriptor of parseLinks_78(leaf.bytes).to) blobs.set(descriptor.digest, { descriptor, repository });
    const config = await readBlob_116(read, pkg.registry, pkg.manifest.config);
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
  const strange = unique.find(({ repository }) => !isRepositoryName_118(repository));
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
  const bytes = await readBlob_116(read, registry, leaf);
  if (bytes === void 0) throw new BundleError("OBJECT_MISSING", `Cannot read ${leaf} of ${registry}: it is missing`);
  const others = [leaf, ...parseLinks_78(bytes).to.map(({ digest }) => digest)];
  const strange = others.find((digest) => algorithmOf_81(digest) !== "sha256");
  if (strange !== void 0)
    throw new BundleError("LIMIT_EXCEEDED", `Cannot carry the original ${strange}: expected a sha256 digest`, {
      hint: "Export without `original`."
    });
  if (await fetchManifest(repository, leaf) === void 0)
    throw new BundleError(
      "ORIGINAL_NOT_FOUND",
      `Cannot find ${manifestName(repository, leaf)}: the registry does not have it, so the publisher has removed it`
    );
  const descriptor = { mediaType: IMAGE_MANIFEST_134, digest: leaf, size: bytes.byteLength };
  return { descriptor, bytes };
}
function tagsOf({ registry, repository }, { roots }) {
  const tagged = roots.filter(
    (root) => root.registry === registry && root.repository === repository && isTagRoot_114(root)
  );
  const tags = new Map(tagged.map(({ tag = "", index, leaf }) => [tag, index ?? leaf]));
  return [...tags].filter(([tag]) => isTagName_118(tag)).map(([tag, digest]) => ({ tag, digest })).toSorted((a, b) => a.tag < b.tag ? -1 : 1);
}
async function readIndexes(read, name, { roots, packages }) {
  const pins = packages.flatMap(
    ({ dependencies }) => dependencies.map(({ identifier, index }) => ({ ...identifier, index }))
  );
  const found = /* @__PURE__ */ new Map();
  for (const { registry, repository, index } of [...roots, ...pins]) {
    if (index === void 0 || registry !== name.registry || repository !== name.repository) continue;
    const bytes = await readReferenced_116(read, name, index);
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
  const root = await readRootDocument_116(read, name);
  if (root !== void 0) return parseLocation(root.repository);
  const index = access.indexes.get(name.registry);
  if (index === void 0) return void 0;
  const host = URL.parse(index)?.host ?? "";
  const address = `${index.replace(/\/$/, "")}/p/${name.repository}.json`;
  const bytes = await fetchDocument2(address, access.mirrors.get(host)?.index);
  return bytes && parseLocation(parseRootDocument_116(bytes, address).repository);
}
function parseLocation(text) {
  const [, registry = "", repository = ""] = /^oci:\/\/([^/]+)\/(.+)$/.exec(text) ?? [];
  return { registry, repository };
}

// src/commands/export/find-originals.ts
async function findOriginals(home, closure, { context, reporter }) {
  const { variables, signal } = context;
  const { files } = await readConfiguration_7({ ...context, home: home.path });
  const access = readRegistryAccess(variables, files);
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
  const login = isPrivate(url) ? loginInVariables(host, variables) : void 0;
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
