import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  BUNDLE_ARTIFACT,
  BUNDLE_CONFIG,
  FORMAT_VERSION,
  IMAGE_INDEX,
  IMAGE_MANIFEST,
  INDEX_FILE,
  LAYER_TAR_ZSTD,
  LAYOUT_FILE,
  LAYOUT_VERSION,
  REF_NAME,
  blobPath,
  defaultBundleName,
  imageIndexSchema,
  isTagName,
  manifestSchema,
  parseConfig,
  parseDocument,
  printable,
  sameContent
} from "./chunk-TSMA2OKH.mjs";
import {
  BLOCK_SIZE,
  DIRECTORY,
  END_SIZE,
  FILE,
  MAX_CANDIDATES,
  MAX_DOCUMENT,
  MAX_INDEX,
  MAX_MANIFEST,
  MAX_MEMBERS,
  MAX_PAX,
  MAX_TRAILER,
  checkFrameTable,
  decodeHeader,
  padding
} from "./chunk-EGRBEDZZ.mjs";
import {
  algorithmOf,
  digestOf,
  isDigestOf,
  literal,
  object
} from "./chunk-74I3W642.mjs";
import {
  BundleError
} from "./chunk-7XDTQEKM.mjs";

// src/bundle/blob-places.ts
async function locateBlobs(scan, choice, streaming) {
  const layers = uniqueLayers(choice.manifest.layers);
  const blobs = /* @__PURE__ */ new Map();
  if (!streaming) await scan.finish();
  const expected = streaming ? expectedPlaces(scan, choice, layers) : void 0;
  if (expected) return { blobs: expected, finish: () => checkPlaces(scan, expected) };
  for (const layer of layers) {
    const member = await scan.find(blobPath(layer.digest));
    if (!member) throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: its blob ${layer.digest} is missing`);
    if (member.size !== layer.size) {
      const found = `it has ${member.size} bytes, expected ${layer.size}`;
      throw new BundleError("BUNDLE_INVALID", `Cannot read blob ${layer.digest}: ${found}`);
    }
    blobs.set(layer.digest, member);
  }
  return { blobs, finish: () => scan.finish() };
}
function uniqueLayers(layers) {
  const unique = /* @__PURE__ */ new Map();
  for (const layer of layers) {
    if (layer.mediaType !== LAYER_TAR_ZSTD) {
      const found = `it is ${printable(layer.mediaType)}, expected ${LAYER_TAR_ZSTD}`;
      throw new BundleError("BUNDLE_INVALID", `Cannot read blob ${layer.digest}: ${found}`);
    }
    if (algorithmOf(layer.digest) !== "sha256") {
      throw new BundleError("BUNDLE_INVALID", `Cannot read blob ${layer.digest}: expected a sha256 digest`);
    }
    if (!sameContent(unique.get(layer.digest) ?? layer, layer)) {
      throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: its manifest gives ${layer.digest} two sizes`);
    }
    unique.set(layer.digest, layer);
  }
  return [...unique.values()];
}
function expectedPlaces(scan, { digest, manifest }, layers) {
  const order = [LAYOUT_FILE, INDEX_FILE, blobPath(digest), blobPath(manifest.config.digest)];
  const seen = [...scan.found];
  if (seen.length !== order.length || seen.some(([path], place) => path !== order[place])) return void 0;
  let end = seen.reduce((sum, [, { size }]) => sum + BLOCK_SIZE + size + padding(size), 0);
  const last = seen.at(-1)?.[1];
  if (!last || last.offset + last.size + padding(last.size) !== end) return void 0;
  const places = /* @__PURE__ */ new Map();
  for (const layer of layers) {
    const offset = end + BLOCK_SIZE;
    places.set(layer.digest, { offset, size: layer.size });
    end = offset + layer.size + padding(layer.size);
  }
  return places;
}
async function checkPlaces(scan, expected) {
  await scan.finish();
  for (const [digest, { offset, size }] of expected) {
    const member = scan.found.get(blobPath(digest));
    if (member?.offset === offset && member.size === size) continue;
    throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: ${digest} is not where its order puts it`, {
      hint: "Save the stream to a file and import that: its blobs are in another order."
    });
  }
}

// src/bundle/choose-manifest.ts
async function chooseManifest(index, reader, { platform, pinned }) {
  const others = /* @__PURE__ */ new Set();
  const bundles = [];
  for (const descriptor of candidatesOf(index.manifests)) {
    const manifests = await readManifests(descriptor, reader);
    const found = manifests.filter(isBundle);
    if (found.length > 0) bundles.push({ descriptor, manifests: found });
    else for (const manifest of manifests) others.add(manifest.artifactType ?? manifest.config.mediaType);
  }
  const [bundle, another] = bundles;
  if (!bundle) throw notABundle([...others]);
  if (another) {
    throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: ${bundles.length} bundles are in it, expected one`);
  }
  const { digest, annotations } = bundle.descriptor;
  checkPinned(digest, pinned);
  const name = annotations?.[REF_NAME];
  return { ...name !== void 0 && { name }, digest, ...await choosePlatform(bundle.manifests, reader, platform) };
}
function candidatesOf(descriptors) {
  const known = descriptors.filter(({ mediaType }) => mediaType === IMAGE_MANIFEST || mediaType === IMAGE_INDEX);
  const named = known.filter(({ annotations }) => annotations?.[REF_NAME] !== void 0);
  const byDigest = new Map((named.length > 0 ? named : known).toReversed().map((item) => [item.digest, item]));
  if (byDigest.size > MAX_CANDIDATES) {
    const found = `${byDigest.size} manifests are in it, expected at most ${MAX_CANDIDATES}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot read bundle: ${found}`);
  }
  return [...byDigest.values()].toReversed();
}
async function readManifests(descriptor, reader) {
  const bytes = await reader.manifest(descriptor);
  if (descriptor.mediaType === IMAGE_MANIFEST) return [parseDocument(bytes, manifestSchema, "manifest")];
  const { manifests } = parseDocument(bytes, imageIndexSchema, "image index");
  const found = [];
  for (const inner of candidatesOf(manifests)) {
    if (inner.mediaType !== IMAGE_MANIFEST) continue;
    found.push(parseDocument(await reader.manifest(inner), manifestSchema, "manifest"));
  }
  return found;
}
function isBundle({ artifactType, config }) {
  return (artifactType ?? BUNDLE_ARTIFACT) === BUNDLE_ARTIFACT && config.mediaType === BUNDLE_CONFIG;
}
function notABundle(others) {
  const versions = others.map(
    (type) => Number(/^application\/vnd\.ocx-bundle(?:\.config)?\.v(\d{1,9})\b/.exec(type)?.[1])
  );
  const newer = versions.find((version) => version > FORMAT_VERSION);
  if (newer !== void 0) {
    const found2 = `it has format version ${newer}, expected at most ${FORMAT_VERSION}`;
    return new BundleError("BUNDLE_TOO_NEW", `Cannot read bundle: ${found2}`);
  }
  const found = others.length > 0 ? `it holds ${printable(others.join(", "))}` : "its index.json names no manifest";
  return new BundleError("BUNDLE_INVALID", `Cannot read bundle: ${found}, expected ${BUNDLE_ARTIFACT}`);
}
function checkPinned(digest, pinned) {
  if (pinned === void 0 || pinned === digest) return;
  throw new BundleError("DIGEST_MISMATCH", `Cannot use bundle: its digest is ${digest}, expected ${pinned}`, {
    hint: "This is not the bundle that was pinned: fetch the right one, or correct the digest."
  });
}
async function choosePlatform(manifests, reader, wanted) {
  const offers = [];
  for (const manifest of manifests) offers.push({ manifest, config: await reader.config(manifest) });
  const [only] = offers;
  if (only && offers.length === 1) return only;
  const offered = offers.map(({ config }) => describe(config.platform)).join(", ");
  if (!wanted) {
    throw new BundleError(
      "PLATFORM_AMBIGUOUS",
      `Cannot choose from bundle: it is for ${offered}, expected one platform`
    );
  }
  const fitting = offers.filter(({ config: { platform } }) => fits(platform, wanted));
  const most = Math.max(...fitting.map(({ config }) => config.platform.features.length));
  const [best, rival] = fitting.filter(({ config }) => config.platform.features.length === most);
  if (!best) {
    throw new BundleError("PLATFORM_MISMATCH", `Cannot use bundle: it is for ${offered}, expected ${describe(wanted)}`);
  }
  if (rival) {
    const found = `it is for ${describe(best.config.platform)} and ${describe(rival.config.platform)}`;
    throw new BundleError(
      "PLATFORM_AMBIGUOUS",
      `Cannot choose from bundle: ${found}, expected one for ${describe(wanted)}`
    );
  }
  return best;
}
function fits(offer, wanted) {
  const same = offer.os === wanted.os && offer.architecture === wanted.architecture;
  return same && offer.features.every((feature) => wanted.features.includes(feature));
}
function describe({ os, architecture, features }) {
  return [`${os}/${architecture}`, ...features].join("+");
}

// src/bundle/file-kind.ts
var EMPTY = {
  name: "an empty file",
  hint: "See why the command or the download that made it wrote nothing."
};
var WEB_PAGE = {
  name: "an HTML page",
  hint: "The server sent a page in its place: check the address and the login."
};
var MAGIC = [
  ["\x8B", compressed("a gzip file", "gunzip")],
  ["(\xB5/\xFD", compressed("a zstd file", "unzstd")],
  ["\xFD7zXZ\0", compressed("an xz file", "unxz")],
  ["BZh", compressed("a bzip2 file", "bunzip2")],
  [
    "PK",
    {
      name: "a zip file",
      hint: "Unpack it with `unzip` (a workflow artifact may come as one), and give the bundle in it."
    }
  ],
  ["7z\xBC\xAF'", { name: "a 7-Zip file", hint: "Unpack it, and give the bundle in it." }],
  ["\x7FELF", { name: "an ELF program" }],
  ["<!DOCTYPE", WEB_PAGE],
  ["<!doctype", WEB_PAGE],
  ["<html", WEB_PAGE],
  ["{", { name: "a JSON document" }]
];
function fileKind(start) {
  if (start.byteLength === 0) return EMPTY;
  const text = Buffer.from(start).toString("latin1");
  const known = MAGIC.find(([magic]) => text.startsWith(magic))?.[1];
  return known ?? (start.includes(0) ? void 0 : { name: "a text file" });
}
function compressed(name, program) {
  return { name, hint: `Decompress it first, with \`${program}\`.` };
}
async function readStart(source, length) {
  return source.read(0, length).catch(async (error) => {
    const size = await source.size();
    if (size >= length) throw error;
    return source.read(0, size);
  });
}

// src/bundle/member-extension.ts
var TYPES = ["x", "g", "L", "K"];
function isExtension({ type }) {
  return TYPES.includes(type);
}
function readExtension({ type }, body) {
  const text = Buffer.from(body).toString("latin1");
  if (type === "L") return { path: text.replace(/\0.*$/s, "") };
  if (type === "K") return {};
  const records = parseRecords(text);
  if (records.keys().some((key) => key.startsWith("GNU.sparse."))) throw damaged("it is a sparse file");
  const path = records.get("path");
  const size = records.get("size");
  if (type === "g") {
    if (path !== void 0 || size !== void 0) throw damaged("a global record names or measures all members");
    return {};
  }
  return { ...path !== void 0 && { path }, ...size !== void 0 && { size: parseSize(size) } };
}
function parseRecords(text) {
  const records = /* @__PURE__ */ new Map();
  for (let at = 0; at < text.length; ) {
    const [, digits = "", key = ""] = /^(\d{1,9}) ([^=]+)=/.exec(text.slice(at)) ?? [];
    const start = at + digits.length + 1 + key.length + 1;
    const end = at + Number(digits);
    if (end <= start - 1 || end > text.length || text[end - 1] !== "\n") throw damaged("its PAX records are damaged");
    records.set(key, text.slice(start, end - 1));
    at = end;
  }
  return records;
}
function parseSize(text) {
  const size = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(size)) throw damaged(`its size is ${printable(text)}`);
  return size;
}
function damaged(found) {
  return new BundleError("BUNDLE_INVALID", `Cannot read an extended header of the bundle: ${found}`);
}

// src/bundle/members.ts
function scanMembers(source) {
  const found = /* @__PURE__ */ new Map();
  let end = 0;
  let count = 0;
  let extension = {};
  let closed = false;
  const step = async () => {
    if (closed) return false;
    const start = end + padding(end);
    const bytes = await source.read(end, start - end + BLOCK_SIZE);
    if (!isZero(bytes.subarray(0, start - end))) throw damaged2(end, "its padding is not zero");
    const header = decode(bytes.subarray(start - end), start);
    if (!header) {
      await checkEnd(source, start);
      closed = true;
      return true;
    }
    if (++count > MAX_MEMBERS) {
      throw new BundleError("LIMIT_EXCEEDED", `Cannot read bundle: its tar has more than ${MAX_MEMBERS} members`);
    }
    await take(header, start + BLOCK_SIZE);
    return true;
  };
  const take = async (header, offset) => {
    if (isExtension(header)) {
      if (header.size > MAX_PAX) throw damaged2(offset, `its extended header has ${header.size} bytes`);
      end = offset + header.size;
      extension = { ...extension, ...readExtension(header, await source.read(offset, header.size)) };
      return;
    }
    const { path = header.path, size = header.size } = extension;
    extension = {};
    end = offset + contentSize(header, size, offset);
    if (!Number.isSafeInteger(end)) throw damaged2(offset, `it claims ${size} bytes`);
    if (header.type !== FILE || path.endsWith("/")) return;
    const name = path.replace(/^(?:\.\/+)+/, "");
    if (found.has(name)) throw damaged2(offset, `its tar has ${printable(name)} twice`);
    found.set(name, { offset, size });
  };
  return {
    found,
    async find(path) {
      while (!found.has(path) && await step()) ;
      return found.get(path);
    },
    async finish() {
      while (await step()) ;
    }
  };
}
var CHECKSUM = /^[0-7]{6}(?:\0 | \0)$/;
function decode(block, position) {
  const header = decodeOrSay(block, position);
  if (!header || CHECKSUM.test(Buffer.from(block).toString("latin1", 148, 156))) return header;
  throw damaged2(position, "the checksum of its tar header is in no tool's form");
}
function decodeOrSay(block, position) {
  try {
    return decodeHeader(block);
  } catch (cause) {
    if (!(cause instanceof BundleError)) throw cause;
    if (position > 0) throw damaged2(position, "it has no tar header there", cause);
    const found = "it is not a tar file, expected an OCI image layout in one";
    throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: ${found}`, { cause });
  }
}
function contentSize({ type }, size, offset) {
  if (type === DIRECTORY) return 0;
  if (/^[1-4 6S]$/.test(type) && (size > 0 || type === "S"))
    throw damaged2(offset, `it has an entry of type "${type}" with content`);
  return size;
}
async function checkEnd(source, start) {
  const end = await source.read(start, END_SIZE);
  if (!isZero(end)) throw damaged2(start, "the end of its tar is not zero");
  const trailer = await source.size() - start - END_SIZE;
  if (trailer > MAX_TRAILER || !isZero(await source.read(start + END_SIZE, trailer))) {
    throw damaged2(start + END_SIZE, "something follows the end of its tar");
  }
}
function isZero(bytes) {
  return bytes.every((byte) => byte === 0);
}
function damaged2(position, found, cause) {
  return new BundleError("BUNDLE_INVALID", `Cannot read bundle at byte ${position}: ${found}`, { cause });
}

// src/bundle/open-bundle.ts
var STORE_PREFIX = "ocx/";
var layoutSchema = object({ imageLayoutVersion: literal(LAYOUT_VERSION) });
async function openBundle(source, options = {}) {
  await checkKind(source);
  const scan = scanMembers(source);
  parseDocument(await readFile(source, scan, LAYOUT_FILE, MAX_MANIFEST), layoutSchema, LAYOUT_FILE);
  const index = parseDocument(await readFile(source, scan, INDEX_FILE, MAX_INDEX), imageIndexSchema, INDEX_FILE);
  const choice = await chooseManifest(index, layoutReader(source, scan), options);
  const places = await locateBlobs(scan, choice, options.streaming ?? false);
  const { manifest, config, digest } = choice;
  const framed = (table, prefix) => {
    const place = places.blobs.get(table.blob);
    if (!place) throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: its manifest does not name ${table.blob}`);
    const { entryCount, contentSize: contentSize2, frames } = table;
    return { name: table.blob, ...place, prefix, entryCount, contentSize: contentSize2, frames };
  };
  const store = framed(config.store, STORE_PREFIX);
  checkFrameTable(store);
  for (const layer of config.layers) checkFrameTable(framed(layer, STORE_PREFIX));
  const name = choice.name !== void 0 && isTagName(choice.name) ? choice.name : defaultBundleName(config.platform);
  return {
    source,
    name,
    digest,
    manifest,
    config,
    blobs: places.blobs,
    store,
    layer: framed,
    finish: () => places.finish()
  };
}
async function checkKind(source) {
  const kind = fileKind(await readStart(source, 512));
  if (kind === void 0) return;
  const { name, hint } = kind;
  throw new BundleError(
    "BUNDLE_INVALID",
    `Cannot read ${source.name}: it is ${name}, expected an OCI image layout in a tar`,
    {
      ...hint !== void 0 && { hint }
    }
  );
}
async function readFile(source, scan, path, longest) {
  const member = await scan.find(path);
  if (!member) {
    throw new BundleError(
      "BUNDLE_INVALID",
      `Cannot read ${source.name}: its tar has no ${path}, expected an OCI image layout`
    );
  }
  return readWhole(source, member, path, longest);
}
async function readWhole(source, { offset, size }, what, longest) {
  if (size <= longest) return source.read(offset, size);
  const found = `it has ${size} bytes, expected at most ${longest}`;
  throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${what} of the bundle: ${found}`);
}
function layoutReader(source, scan) {
  const read = async ({ digest, size }, what, longest) => {
    const member = await scan.find(blobPath(digest));
    if (!member) throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: its ${what} ${digest} is missing`);
    if (member.size !== size) {
      const found = `it has ${member.size} bytes, expected ${size}`;
      throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} ${digest}: ${found}`);
    }
    const bytes = await readWhole(source, member, what, longest);
    if (isDigestOf(digest, bytes)) return bytes;
    throw new BundleError("DIGEST_MISMATCH", `Cannot verify ${what}: got ${digestOf(bytes)}, expected ${digest}`);
  };
  return {
    manifest: (descriptor) => read(descriptor, "manifest", MAX_MANIFEST),
    config: async ({ config }) => parseConfig(await read(config, "config", MAX_DOCUMENT))
  };
}

export {
  readStart,
  openBundle
};
