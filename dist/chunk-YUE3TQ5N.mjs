import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  shapeOf
} from "./chunk-53CXBFN6.mjs";
import {
  BLOCK_SIZE,
  DIRECTORY,
  END_SIZE,
  FILE,
  decodeHeader,
  padding
} from "./chunk-CZ2U25SC.mjs";
import {
  MAX_INDEX,
  MAX_MANIFEST,
  MAX_MANIFEST_VALUES,
  MAX_MEMBERS,
  MAX_MEMBER_NAMES,
  MAX_NESTING,
  MAX_PAX,
  MAX_TRAILER
} from "./chunk-EQADGZVT.mjs";
import {
  algorithmOf,
  array,
  exactOptional,
  getDotPath,
  guard,
  hexOf,
  isDigest,
  literal,
  maxLength,
  minValue,
  number,
  object,
  pipe,
  readonly,
  record,
  safeInteger,
  safeParse,
  string
} from "./chunk-663NMWFT.mjs";
import {
  excerpt
} from "./chunk-PNVSA3GV.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/layout/file-kind.ts
var EMPTY = {
  name: "an empty file",
  hint: "Check why the command or download that made it wrote nothing."
};
var WEB_PAGE = {
  name: "an HTML page",
  hint: "Check the address and the login: the server sent a web page instead."
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
      hint: "Unpack it with `unzip`, and use the bundle in it. A workflow artifact may be a zip file."
    }
  ],
  ["7z\xBC\xAF'", { name: "a 7-Zip file", hint: "Unpack it, and use the bundle in it." }],
  ["\x7FELF", { name: "an ELF program" }],
  ["<!DOCTYPE", WEB_PAGE],
  ["<!doctype", WEB_PAGE],
  ["<html", WEB_PAGE],
  ["{", { name: "a JSON document" }]
];
function fileKind(start) {
  if (start.byteLength === 0) return EMPTY;
  const text2 = Buffer.from(start).toString("latin1");
  const known = MAGIC.find(([magic]) => text2.startsWith(magic))?.[1];
  return known ?? (start.includes(0) ? void 0 : { name: "a text file" });
}
function compressed(name, program) {
  return { name, hint: `Decompress it with \`${program}\`.` };
}
async function readStart(source, length) {
  return source.read(0, length).catch(async (error) => {
    const size = await source.size();
    if (size >= length) throw error;
    return source.read(0, size);
  });
}

// src/oci/layout.ts
var LAYOUT_FILE = "oci-layout";
var INDEX_FILE = "index.json";
var LAYOUT_VERSION = "1.0.0";
function blobPath(digest) {
  return `blobs/${algorithmOf(digest)}/${hexOf(digest)}`;
}
function encodeLayoutFile() {
  return new TextEncoder().encode(JSON.stringify({ imageLayoutVersion: LAYOUT_VERSION }));
}

// src/oci/descriptor.ts
var MAX_TEXT = 4096;
var text = pipe(string(), maxLength(MAX_TEXT));
var sizeSchema = pipe(number(), safeInteger(), minValue(0));
var digestSchema = pipe(string(), guard(isDigest));
var descriptorSchema = pipe(
  object({
    mediaType: text,
    digest: digestSchema,
    size: sizeSchema,
    annotations: exactOptional(record(string(), string())),
    platform: exactOptional(
      object({ architecture: text, os: text, "os.features": exactOptional(array(text)) })
    ),
    artifactType: exactOptional(text)
  }),
  readonly()
);
function orderDescriptor(descriptor) {
  const { mediaType, digest, size, annotations: annotations2, platform, artifactType } = descriptor;
  return {
    mediaType,
    digest,
    size,
    ...annotations2 && { annotations: sortKeys(annotations2) },
    ...platform && { platform },
    ...artifactType !== void 0 && { artifactType }
  };
}
function sortKeys(annotations2) {
  return Object.fromEntries(Object.entries(annotations2).toSorted(([a], [b]) => a < b ? -1 : 1));
}
function sameContent(a, b) {
  return a.digest === b.digest && a.size === b.size;
}

// src/oci/media-types.ts
var IMAGE_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
var IMAGE_INDEX = "application/vnd.oci.image.index.v1+json";
var LAYER_TAR_ZSTD = "application/vnd.oci.image.layer.v1.tar+zstd";
var DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
var DOCKER_MANIFEST_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
var BUNDLE_ARTIFACT = "application/vnd.ocx-bundle.v1";
var BUNDLE_CONFIG = "application/vnd.ocx-bundle.config.v1+json";
var STORE_NAME = "vnd.ocx-bundle.store.name";
var STORE_TAG = "vnd.ocx-bundle.store.tag";
var REF_NAME = "org.opencontainers.image.ref.name";

// src/io/bytes.ts
import { createHash } from "node:crypto";
function sliceOf(source, start, size) {
  return {
    name: source.name,
    size,
    locate: (offset, length) => source.locate(start + offset, length),
    read: (offset, length) => source.read(start + offset, length)
  };
}
var CHUNK = 1024 * 1024;
async function hashRange(source, start, size, onProgress = () => void 0) {
  const hash = createHash("sha256");
  for (let done = 0; done < size; ) {
    const bytes = await source.read(start + done, Math.min(CHUNK, size - done));
    hash.update(bytes);
    done += bytes.byteLength;
    onProgress(bytes.byteLength);
  }
  return `sha256:${hash.digest("hex")}`;
}

// src/layout/content.ts
var NOTHING_AHEAD = { async [Symbol.asyncDispose]() {
} };

// src/oci/document.ts
function parseDocument(bytes, schema, what, mostValues = MAX_MANIFEST_VALUES) {
  checkShape(bytes, what, mostValues);
  const result = safeParse(schema, parseJson(bytes, what), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const found = `${getDotPath(issue) ?? "it"} is ${issue.received}, expected ${issue.expected ?? issue.message}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} of the bundle: ${excerpt(found)}`);
}
function checkShape(bytes, what, most) {
  const { values, depth } = shapeOf(bytes);
  const over = (found) => new BundleError("LIMIT_EXCEEDED", `Cannot read ${what} of the bundle: it has ${found}`);
  if (values > most) throw over(`${values} values, expected at most ${most}`);
  if (depth > MAX_NESTING) throw over(`${depth} levels, expected at most ${MAX_NESTING}`);
}
function parseJson(bytes, what) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} of the bundle: it is not JSON`, { cause });
  }
}

// src/oci/manifest.ts
var annotations = exactOptional(record(string(), string()));
var manifestSchema = pipe(
  object({
    schemaVersion: literal(2),
    mediaType: exactOptional(literal(IMAGE_MANIFEST)),
    artifactType: exactOptional(string()),
    config: descriptorSchema,
    layers: pipe(array(descriptorSchema), readonly()),
    annotations
  }),
  readonly()
);
var imageIndexSchema = pipe(
  object({
    schemaVersion: literal(2),
    mediaType: exactOptional(literal(IMAGE_INDEX)),
    artifactType: exactOptional(string()),
    manifests: pipe(array(descriptorSchema), readonly()),
    annotations
  }),
  readonly()
);
function encodeManifest(manifest) {
  const { artifactType, config, layers } = manifest;
  return encode({
    schemaVersion: 2,
    mediaType: IMAGE_MANIFEST,
    ...artifactType !== void 0 && { artifactType },
    config: orderDescriptor(config),
    layers: layers.map(orderDescriptor),
    ...manifest.annotations && { annotations: sortKeys(manifest.annotations) }
  });
}
function encodeImageIndex(manifests) {
  return encode({ schemaVersion: 2, mediaType: IMAGE_INDEX, manifests: manifests.map(orderDescriptor) });
}
function encode(document) {
  return new TextEncoder().encode(JSON.stringify(document));
}

// src/layout/read-layout.ts
var layoutSchema = object({ imageLayoutVersion: literal(LAYOUT_VERSION) });
async function readLayout(find, name) {
  parseDocument(await readWhole(await find(LAYOUT_FILE), LAYOUT_FILE, MAX_MANIFEST), layoutSchema, LAYOUT_FILE);
  const index = await readWhole(await find(INDEX_FILE), INDEX_FILE, MAX_INDEX);
  const { manifests } = parseDocument(index, imageIndexSchema, INDEX_FILE);
  if (name === void 0) return manifests;
  const named = manifests.filter(({ annotations: annotations2 }) => annotations2?.[REF_NAME] === name);
  if (named.length > 0) return named;
  throw new BundleError("BUNDLE_NOT_FOUND", `Cannot find bundle ${name}: the layout has ${nameList(manifests)}`);
}
function nameList(descriptors) {
  const names = descriptors.map(({ annotations: annotations2, digest }) => excerpt(annotations2?.[REF_NAME] ?? digest));
  const shown = [...new Set(names)].toSorted();
  if (shown.length === 0) return "none";
  const rest = shown.length - MOST_NAMES;
  return rest > 0 ? `${shown.slice(0, MOST_NAMES).join(", ")} and ${rest} more` : shown.join(", ");
}
var MOST_NAMES = 20;
async function readWhole(bytes, what, longest) {
  if (bytes.size <= longest) return bytes.read(0, bytes.size);
  const found = `it has ${bytes.size} bytes, expected at most ${longest}`;
  throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${what} of the bundle: ${found}`);
}

// src/layout/member-extension.ts
var TYPES = ["x", "g", "L", "K"];
function isExtension({ type }) {
  return TYPES.includes(type);
}
function readExtension({ type }, body) {
  const text2 = Buffer.from(body).toString("latin1");
  if (type === "L") return { path: text2.replace(/\0.*$/s, "") };
  if (type === "K") return {};
  const records = parseRecords(text2);
  if (records.keys().some((key) => key.startsWith("GNU.sparse."))) throw damaged("it is a sparse file");
  const path = records.get("path");
  const size = records.get("size");
  if (type === "g") {
    if (path !== void 0 || size !== void 0) throw damaged("a global record names or measures all members");
    return {};
  }
  return { ...path !== void 0 && { path }, ...size !== void 0 && { size: parseSize(size) } };
}
function parseRecords(text2) {
  const records = /* @__PURE__ */ new Map();
  for (let at = 0; at < text2.length; ) {
    const [, digits = "", key = ""] = /^(\d{1,9}) ([^=]+)=/.exec(text2.slice(at)) ?? [];
    const start = at + digits.length + 1 + key.length + 1;
    const end = at + Number(digits);
    if (end <= start - 1 || end > text2.length || text2[end - 1] !== "\n") throw damaged("its PAX records are damaged");
    records.set(key, text2.slice(start, end - 1));
    at = end;
  }
  return records;
}
function parseSize(text2) {
  const size = /^\d{1,16}$/.test(text2) ? Number(text2) : Number.NaN;
  if (!Number.isSafeInteger(size)) throw damaged(`its size is ${excerpt(text2)}`);
  return size;
}
function damaged(found) {
  return new BundleError("BUNDLE_INVALID", `Cannot read an extended header of the bundle: ${found}`);
}

// src/layout/members.ts
function scanMembers(source) {
  const found = /* @__PURE__ */ new Map();
  let end = 0;
  let count = 0;
  let names = 0;
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
    if (found.has(name)) throw damaged2(offset, `its tar has ${excerpt(name)} twice`);
    names += name.length;
    if (names > MAX_MEMBER_NAMES) {
      const what = `the names in its tar take over ${MAX_MEMBER_NAMES} bytes`;
      throw new BundleError("LIMIT_EXCEEDED", `Cannot read bundle: ${what}`);
    }
    found.set(name, { offset, size });
  };
  return {
    found,
    async find(path) {
      while (!found.has(path) && await step()) ;
      return found.get(path);
    },
    async next() {
      await step();
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

// src/layout/tar-layout.ts
async function openTarLayout(source, { streaming = false, verify = async () => [], name: wanted } = {}) {
  var _stack = [];
  try {
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    stack.use(source);
    await checkKind(source);
    stack.move();
    const scan = scanMembers(source);
    let places;
    const bytesOf = ({ offset, size }) => sliceOf(source, offset, size);
    return {
      name: source.name,
      roots: () => readLayout(async (name) => {
        const member = await scan.find(name);
        if (member !== void 0) return bytesOf(member);
        const found = `its tar has no ${name}, expected an OCI image layout`;
        throw new BundleError("BUNDLE_INVALID", `Cannot read ${source.name}: ${found}`);
      }, wanted),
      async expect(blobs) {
        if (streaming) places = placesBehind(scan, blobs);
        else await scan.finish();
      },
      async open({ digest }) {
        const path = blobPath(digest);
        const member = scan.found.get(path) ?? places?.get(path) ?? await scan.find(path);
        return member && bytesOf(member);
      },
      prefetch: () => NOTHING_AHEAD,
      async finish() {
        await scan.finish();
        if (places !== void 0) checkPlaces(scan, places);
      },
      verify,
      size: () => source.size(),
      ...!streaming && { whole: source },
      [Symbol.asyncDispose]: () => source[Symbol.asyncDispose]()
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
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
function placesBehind(scan, blobs) {
  const seen = [...scan.found];
  const order = [LAYOUT_FILE, INDEX_FILE, ...blobs.map(({ digest }) => blobPath(digest))];
  if (seen.some(([path], place) => path !== order[place])) return void 0;
  let end = seen.reduce((sum, [, { size }]) => sum + BLOCK_SIZE + size + padding(size), 0);
  const last = seen.at(-1)?.[1];
  if (!last || last.offset + last.size + padding(last.size) !== end) return void 0;
  const places = /* @__PURE__ */ new Map();
  for (const { digest, size } of blobs) {
    const path = blobPath(digest);
    if (scan.found.has(path) || places.has(path)) continue;
    const offset = end + BLOCK_SIZE;
    places.set(path, { offset, size });
    end = offset + size + padding(size);
  }
  return places;
}
function checkPlaces(scan, places) {
  for (const [path, { offset, size }] of places) {
    const member = scan.found.get(path);
    if (member?.offset === offset && member.size === size) continue;
    throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: ${path} is not at the offset that its order gives`, {
      hint: "Save the stream to a file and import that: its blobs are in another order."
    });
  }
}

export {
  LAYOUT_FILE,
  INDEX_FILE,
  blobPath,
  encodeLayoutFile,
  descriptorSchema,
  sameContent,
  IMAGE_MANIFEST,
  IMAGE_INDEX,
  LAYER_TAR_ZSTD,
  DOCKER_MANIFEST,
  DOCKER_MANIFEST_LIST,
  BUNDLE_ARTIFACT,
  BUNDLE_CONFIG,
  STORE_NAME,
  STORE_TAG,
  REF_NAME,
  manifestSchema,
  imageIndexSchema,
  encodeManifest,
  encodeImageIndex,
  parseDocument,
  hashRange,
  NOTHING_AHEAD,
  readLayout,
  nameList,
  readWhole,
  readStart,
  scanMembers,
  openTarLayout,
  checkKind,
  placesBehind
};
