import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  BLOCK_SIZE,
  FILE,
  MAX_DOCUMENT,
  MAX_FRAME_CONTENT,
  MAX_FRAME_SIZE,
  MAX_MANIFEST,
  asByteString,
  encodeHeader,
  padding
} from "./chunk-EGRBEDZZ.mjs";
import {
  algorithmOf,
  array,
  boolean,
  digestOf,
  exactOptional,
  getDotPath,
  guard,
  hexOf,
  isDigest,
  literal,
  maxLength,
  maxValue,
  minLength,
  minValue,
  number,
  object,
  optional,
  parseDigest,
  picklist,
  pipe,
  readonly,
  record,
  regex,
  safeInteger,
  safeParse,
  string
} from "./chunk-74I3W642.mjs";
import {
  asFailure
} from "./chunk-UXUGPLQI.mjs";
import {
  BundleError
} from "./chunk-7XDTQEKM.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/oci/reference.ts
var TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
function isTagName(text3) {
  return TAG.test(text3);
}

// src/bundle/config-schema.ts
var text = (longest) => pipe(string(), regex(/^[ -~\u00a0-\uffff]+$/), maxLength(longest));
var size = pipe(number(), safeInteger(), minValue(0));
var positive = () => pipe(number(), safeInteger(), minValue(1));
var list = (item) => pipe(array(item), readonly());
var anyDigest = pipe(
  string(),
  regex(/^(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/),
  guard(isDigest)
);
var ownDigest = pipe(string(), regex(/^sha256:[0-9a-f]{64}$/), guard(isDigest));
var registry = pipe(string(), regex(/^(?!\.{1,2}$)[A-Za-z0-9._:[\]-]+$/), maxLength(255));
var repository = pipe(
  string(),
  regex(/^(?!\.{1,2}(\/|$))[a-z0-9._-]+(\/(?!\.{1,2}(\/|$))[a-z0-9._-]+)*$/),
  maxLength(255)
);
var tag = pipe(string(), regex(/^(?!\.{1,2}$)[!-.0-[\]-~\u00a0-\uffff]+$/), maxLength(255));
var frame = pipe(
  object({
    size: pipe(positive(), maxValue(MAX_FRAME_SIZE)),
    contentSize: pipe(positive(), maxValue(MAX_FRAME_CONTENT)),
    digest: ownDigest,
    fileOffset: exactOptional(positive())
  }),
  readonly()
);
var table = {
  blob: ownDigest,
  entryCount: size,
  contentSize: size,
  frames: pipe(array(frame), minLength(1), readonly())
};
var root = object({
  identifier: text(1024),
  registry,
  repository,
  tag: exactOptional(tag),
  leaf: anyDigest,
  index: exactOptional(anyDigest),
  current: boolean(),
  declaredBy: picklist(["identifier", "lock", "link"]),
  name: exactOptional(text(255)),
  groups: exactOptional(list(text(255)))
});
var configSchema = object({
  formatVersion: literal(1),
  requires: list(text(255)),
  platform: object({ os: text(64), architecture: text(64), features: list(text(255)) }),
  roots: list(root),
  packages: list(object({ registry, leaf: anyDigest, repositories: list(repository), platform: text(255) })),
  layers: list(object({ registry, digest: anyDigest, ...table })),
  sources: list(object({ registry, published: boolean() })),
  store: object(table),
  project: exactOptional(object({ declarationHash: anyDigest, groups: list(text(255)) }))
});
var versionSchema = object({
  formatVersion: pipe(number(), safeInteger(), minValue(1)),
  requires: optional(list(text(255)), [])
});

// src/bundle/documents.ts
function parseDocument(bytes, schema, what) {
  const result = safeParse(schema, parseJson(bytes, what), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const found = `${getDotPath(issue) ?? "it"} is ${issue.received}, expected ${issue.expected ?? issue.message}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} of the bundle: ${printable(found)}`);
}
function printable(text3) {
  const short = text3.length > 300 ? `${text3.slice(0, 300)}...` : text3;
  return short.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
function parseJson(bytes, what) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} of the bundle: it is not JSON`, { cause });
  }
}

// src/bundle/config.ts
var FORMAT_VERSION = 1;
var KNOWN_FEATURES = [];
function encodeConfig(config) {
  const { formatVersion, requires, platform, roots, packages, layers, sources, store, project } = config;
  const ordered = {
    formatVersion,
    requires,
    platform: { os: platform.os, architecture: platform.architecture, features: platform.features },
    roots: roots.map(orderRoot),
    packages: packages.map((item) => ({
      registry: item.registry,
      leaf: item.leaf,
      repositories: item.repositories,
      platform: item.platform
    })),
    layers: layers.map((layer) => ({ registry: layer.registry, digest: layer.digest, ...orderTable(layer) })),
    sources: sources.map(({ registry: registry2, published }) => ({ registry: registry2, published })),
    store: orderTable(store),
    ...project && { project: { declarationHash: project.declarationHash, groups: project.groups } }
  };
  return new TextEncoder().encode(JSON.stringify(ordered));
}
function orderRoot(root2) {
  const { identifier, registry: registry2, repository: repository2, tag: tag2, leaf, index, current, declaredBy, name, groups } = root2;
  return { identifier, registry: registry2, repository: repository2, tag: tag2, leaf, index, current, declaredBy, name, groups };
}
function orderTable({ blob, entryCount, contentSize, frames }) {
  return { blob, entryCount, contentSize, frames: frames.map(orderFrame) };
}
function orderFrame({ size: size2, contentSize, digest, fileOffset }) {
  return { size: size2, contentSize, digest, ...fileOffset !== void 0 && { fileOffset } };
}
function parseConfig(bytes) {
  const { formatVersion, requires } = parseDocument(bytes, versionSchema, "config");
  if (formatVersion > FORMAT_VERSION) {
    const found = `it has format version ${formatVersion}, expected at most ${FORMAT_VERSION}`;
    throw new BundleError("BUNDLE_TOO_NEW", `Cannot read bundle: ${found}`, {
      hint: `Use a newer ocx-bundle, one that reads format version ${formatVersion}.`
    });
  }
  const unknown = requires.filter((feature) => !KNOWN_FEATURES.includes(feature));
  if (unknown.length > 0) {
    const found = `it requires ${unknown.map((feature) => `"${feature}"`).join(", ")}`;
    throw new BundleError(
      "BUNDLE_TOO_NEW",
      `Cannot read bundle: ${found}, expected only features that this version knows`
    );
  }
  const config = parseDocument(bytes, configSchema, "config");
  checkConfig(config);
  return config;
}
function checkConfig(config) {
  const packages = unique(
    "packages",
    config.packages.map(({ registry: registry2, leaf }) => `${registry2} ${leaf}`)
  );
  unique(
    "layers",
    config.layers.map(({ registry: registry2, digest }) => `${registry2} ${digest}`)
  );
  unique(
    "sources",
    config.sources.map(({ registry: registry2 }) => registry2)
  );
  for (const { registry: registry2, leaf, identifier } of config.roots) {
    if (!packages.has(`${registry2} ${leaf}`)) invalid(`root ${identifier} is not among its packages`);
  }
}
function unique(what, names) {
  const seen = /* @__PURE__ */ new Set();
  for (const name of names) {
    if (seen.has(name)) invalid(`its ${what} have ${name} twice`);
    seen.add(name);
  }
  return seen;
}
function invalid(found) {
  throw new BundleError("BUNDLE_INVALID", `Cannot read config of the bundle: ${found}`);
}

// src/oci/layout.ts
var LAYOUT_FILE = "oci-layout";
var INDEX_FILE = "index.json";
var LAYOUT_VERSION = "1.0.0";
function blobPath(digest) {
  return `blobs/${algorithmOf(digest)}/${hexOf(digest)}`;
}

// src/oci/descriptor.ts
var MAX_TEXT = 4096;
var text2 = pipe(string(), maxLength(MAX_TEXT));
var sizeSchema = pipe(number(), safeInteger(), minValue(0));
var digestSchema = pipe(string(), guard(isDigest));
var descriptorSchema = pipe(
  object({
    mediaType: text2,
    digest: digestSchema,
    size: sizeSchema,
    annotations: exactOptional(record(string(), string())),
    platform: exactOptional(
      object({ architecture: text2, os: text2, "os.features": exactOptional(array(text2)) })
    ),
    artifactType: exactOptional(text2)
  }),
  readonly()
);
function orderDescriptor(descriptor) {
  const { mediaType, digest, size: size2, annotations: annotations2, platform, artifactType } = descriptor;
  return {
    mediaType,
    digest,
    size: size2,
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
var BUNDLE_ARTIFACT = "application/vnd.ocx-bundle.v1";
var BUNDLE_CONFIG = "application/vnd.ocx-bundle.config.v1+json";
var REF_NAME = "org.opencontainers.image.ref.name";

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

// src/bundle/head.ts
var LAYOUT = new TextEncoder().encode(JSON.stringify({ imageLayoutVersion: LAYOUT_VERSION }));
var SPACE = 32;
function buildHead({ name, config, blobs, annotations: annotations2 }) {
  const configBytes = encodeConfig(config);
  const manifest = encodeManifest({
    artifactType: BUNDLE_ARTIFACT,
    config: { mediaType: BUNDLE_CONFIG, digest: digestOf(configBytes), size: configBytes.byteLength },
    layers: blobs.map(({ digest, size: size2 }) => ({ mediaType: LAYER_TAR_ZSTD, digest, size: size2 })),
    ...annotations2 && { annotations: annotations2 }
  });
  const { os, architecture, features } = config.platform;
  const descriptor = {
    mediaType: IMAGE_MANIFEST,
    digest: digestOf(manifest),
    size: manifest.byteLength,
    annotations: { [REF_NAME]: name },
    platform: { architecture, os, ...features.length > 0 && { "os.features": features.toSorted() } },
    artifactType: BUNDLE_ARTIFACT
  };
  return { digest: descriptor.digest, index: encodeImageIndex([descriptor]), manifest, config: configBytes };
}
function sizeOfHead({ index, manifest, config }) {
  return [LAYOUT, index, manifest, config].reduce((sum, { byteLength }) => sum + sizeInTar(byteLength), 0);
}
function sizeInTar(size2) {
  return BLOCK_SIZE + size2 + padding(size2);
}
function encodeHead(head, room) {
  const slack = room - sizeOfHead(head);
  if (slack < 0) throw new Error(`Cannot write the head: it takes ${room - slack} bytes, expected at most ${room}`);
  const index = new Uint8Array(head.index.byteLength + padding(head.index.byteLength) + slack).fill(SPACE);
  index.set(head.index);
  const bytes = new Uint8Array(room);
  let position = 0;
  const put = (path, content) => {
    bytes.set(memberHeader(path, content.byteLength), position);
    bytes.set(content, position + BLOCK_SIZE);
    position += sizeInTar(content.byteLength);
  };
  put(LAYOUT_FILE, LAYOUT);
  put(INDEX_FILE, index);
  put(blobPath(head.digest), head.manifest);
  put(blobPath(digestOf(head.config)), head.config);
  return bytes;
}
function memberHeader(path, size2) {
  return encodeHeader({ path: asByteString(path), type: FILE, mode: 420, size: size2, mtime: 0, target: asByteString("") });
}

// src/bundle/plan-bundle.ts
function planBundle({ name, facts, store, layers, annotations: annotations2 }) {
  checkBundleName(name);
  const trees = [store];
  const treeOf = /* @__PURE__ */ new Map();
  const ordered = layers.toSorted(inOrder).map(({ registry: registry2, digest, plan: plan2 }) => {
    const tree = treeOf.get(plan2.tree.prefix) ?? trees.push(plan2) - 1;
    treeOf.set(plan2.tree.prefix, tree);
    return { registry: registry2, digest, tree };
  });
  const plan = { name, facts: inFixedOrder(facts), ...annotations2 && { annotations: annotations2 }, trees, layers: ordered };
  return { ...plan, room: sizeOfHead(widestHead(plan)) };
}
function checkBundleName(name) {
  if (isTagName(name)) return;
  const rule = "expected up to 128 letters, digits, dots, dashes and underscores, the first one a letter, digit or underscore";
  throw new BundleError("OPTION_INVALID", `Cannot name a bundle "${name}": ${rule}`, {
    hint: "Choose another `name`, for example toolchain-1.2."
  });
}
function defaultBundleName({ os, architecture }) {
  return `ocx-bundle-${os}-${architecture}`;
}
function headOf(plan, tables) {
  const { name, facts, annotations: annotations2, layers } = plan;
  const tableOf = (tree) => {
    const table2 = tables[tree];
    if (!table2) throw new Error(`Cannot describe tree ${tree}: there are ${tables.length} tables`);
    return table2;
  };
  const config = {
    formatVersion: FORMAT_VERSION,
    requires: [],
    ...facts,
    layers: layers.map(({ registry: registry2, digest, tree }) => ({ registry: registry2, digest, ...tableOf(tree) })),
    store: tableOf(0)
  };
  const blobs = tables.map(({ blob, frames }) => ({
    digest: blob,
    size: frames.reduce((sum, frame2) => sum + frame2.size, 0)
  }));
  return { head: buildHead({ name, config, blobs, ...annotations2 && { annotations: annotations2 } }), config };
}
function widestHead(plan) {
  const digest = parseDigest(`sha256:${"0".repeat(64)}`);
  const { head } = headOf(
    plan,
    plan.trees.map(({ entryCount, contentSize, frames }) => ({
      blob: digest,
      entryCount,
      contentSize,
      frames: frames.map((frame2) => ({
        size: largestFrame(frame2.contentSize),
        contentSize: frame2.contentSize,
        digest,
        ...frame2.fileOffset !== void 0 && { fileOffset: frame2.fileOffset }
      }))
    }))
  );
  limit("config", head.config, MAX_DOCUMENT);
  limit("manifest", head.manifest, MAX_MANIFEST);
  return head;
}
function largestFrame(contentSize) {
  return contentSize + Math.ceil(contentSize / 256) + 128;
}
function limit(what, bytes, longest) {
  if (bytes.byteLength <= longest) return;
  const found = `it may take ${bytes.byteLength} bytes, expected at most ${longest}`;
  throw new BundleError("LIMIT_EXCEEDED", `Cannot write the ${what} of the bundle: ${found}`);
}
function inOrder(a, b) {
  return b.plan.contentSize - a.plan.contentSize || compare(a.registry, b.registry) || compare(a.digest, b.digest);
}
function inFixedOrder(facts) {
  return {
    ...facts,
    platform: { ...facts.platform, features: facts.platform.features.toSorted(compare) },
    packages: facts.packages.toSorted((a, b) => compare(a.registry, b.registry) || compare(a.leaf, b.leaf)),
    sources: facts.sources.toSorted((a, b) => compare(a.registry, b.registry))
  };
}
function compare(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

// src/home/identifier.ts
var DEFAULT_TAG = "latest";
var REPOSITORY_LIMIT = 255;
function parseIdentifier(text3, defaultRegistry, options = {}) {
  const refuse = (reason) => {
    options.refuse?.(reason);
    throw new BundleError(options.code ?? "IDENTIFIER_INVALID", `Cannot read identifier "${text3}": ${reason}`);
  };
  const { name, digest } = splitDigest(text3);
  const { path, tag: tag2 } = splitTag(name);
  const { registry: registry2, repository: repository2 } = splitRegistry(path, defaultRegistry);
  if (registry2 === void 0 || registry2 === "") return refuse("no registry, expected registry/repository");
  if (!isRegistry(registry2)) return refuse(`"${registry2}" is no registry`);
  const fault = faultOfRepository(repository2);
  if (fault !== void 0) return refuse(fault);
  if (tag2 !== void 0 && !isTag(tag2)) return refuse(`"${tag2}" is no tag`);
  if (digest !== void 0 && !isDigest(digest)) return refuse(`"${digest}" is no lowercase digest`);
  return { registry: registry2, repository: repository2, ...tag2 === void 0 ? {} : { tag: tag2 }, ...digest === void 0 ? {} : { digest } };
}
function formatIdentifier({ registry: registry2, repository: repository2, tag: tag2, digest }) {
  const name = `${registry2}/${repository2}`;
  return `${name}${tag2 === void 0 ? "" : `:${tag2}`}${digest === void 0 ? "" : `@${digest}`}`;
}
function isRegistry(text3) {
  return text3 !== "" && !/^\.\.?(?::|$)/u.test(text3) && !text3.includes("/");
}
function isRepository(text3) {
  return faultOfRepository(text3) === void 0;
}
function isTag(text3) {
  return /^[^/\\\0:@+]{1,255}$/u.test(text3) && text3 !== "." && text3 !== "..";
}
function splitDigest(text3) {
  const at = text3.indexOf("@");
  return at === -1 ? { name: text3 } : { name: text3.slice(0, at), digest: text3.slice(at + 1) };
}
function splitTag(name) {
  const colon = name.indexOf(":", name.lastIndexOf("/") + 1);
  if (colon === -1) return { path: name };
  return { path: name.slice(0, colon), tag: name.slice(colon + 1).replaceAll("+", "_") };
}
function splitRegistry(path, defaultRegistry) {
  const slash = path.indexOf("/");
  const first = path.slice(0, Math.max(slash, 0));
  if (slash !== -1 && (/[.:]/u.test(first) || first === "localhost")) {
    return { registry: first, repository: path.slice(slash + 1) };
  }
  return defaultRegistry === void 0 ? { repository: path } : { registry: defaultRegistry, repository: path };
}
function faultOfRepository(repository2) {
  if (/[A-Z]/u.test(repository2)) return "a repository has no upper-case letters";
  if (Buffer.byteLength(repository2) > REPOSITORY_LIMIT) return `a repository has at most ${REPOSITORY_LIMIT} bytes`;
  const segments = repository2.split("/");
  if (segments.some((segment) => segment === "." || segment === "..")) return "a repository has no . or .. in its path";
  if (segments.every((segment) => /^[a-z0-9._-]+$/u.test(segment))) return void 0;
  return "a repository has only a-z, 0-9, and . _ - between its slashes";
}

// src/home/documents/json-tree.ts
import { isUtf8 } from "node:buffer";

// node_modules/jsonc-parser/lib/esm/impl/scanner.js
function createScanner(text3, ignoreTrivia = false) {
  const len = text3.length;
  let pos = 0, value = "", tokenOffset = 0, token = 16, lineNumber = 0, lineStartOffset = 0, tokenLineStartOffset = 0, prevTokenLineStartOffset = 0, scanError = 0;
  function scanHexDigits(count, exact) {
    let digits = 0;
    let value2 = 0;
    while (digits < count || !exact) {
      let ch = text3.charCodeAt(pos);
      if (ch >= 48 && ch <= 57) {
        value2 = value2 * 16 + ch - 48;
      } else if (ch >= 65 && ch <= 70) {
        value2 = value2 * 16 + ch - 65 + 10;
      } else if (ch >= 97 && ch <= 102) {
        value2 = value2 * 16 + ch - 97 + 10;
      } else {
        break;
      }
      pos++;
      digits++;
    }
    if (digits < count) {
      value2 = -1;
    }
    return value2;
  }
  function setPosition(newPosition) {
    pos = newPosition;
    value = "";
    tokenOffset = 0;
    token = 16;
    scanError = 0;
  }
  function scanNumber() {
    let start = pos;
    if (text3.charCodeAt(pos) === 48) {
      pos++;
    } else {
      pos++;
      while (pos < text3.length && isDigit(text3.charCodeAt(pos))) {
        pos++;
      }
    }
    if (pos < text3.length && text3.charCodeAt(pos) === 46) {
      pos++;
      if (pos < text3.length && isDigit(text3.charCodeAt(pos))) {
        pos++;
        while (pos < text3.length && isDigit(text3.charCodeAt(pos))) {
          pos++;
        }
      } else {
        scanError = 3;
        return text3.substring(start, pos);
      }
    }
    let end = pos;
    if (pos < text3.length && (text3.charCodeAt(pos) === 69 || text3.charCodeAt(pos) === 101)) {
      pos++;
      if (pos < text3.length && text3.charCodeAt(pos) === 43 || text3.charCodeAt(pos) === 45) {
        pos++;
      }
      if (pos < text3.length && isDigit(text3.charCodeAt(pos))) {
        pos++;
        while (pos < text3.length && isDigit(text3.charCodeAt(pos))) {
          pos++;
        }
        end = pos;
      } else {
        scanError = 3;
      }
    }
    return text3.substring(start, end);
  }
  function scanString() {
    let result = "", start = pos;
    while (true) {
      if (pos >= len) {
        result += text3.substring(start, pos);
        scanError = 2;
        break;
      }
      const ch = text3.charCodeAt(pos);
      if (ch === 34) {
        result += text3.substring(start, pos);
        pos++;
        break;
      }
      if (ch === 92) {
        result += text3.substring(start, pos);
        pos++;
        if (pos >= len) {
          scanError = 2;
          break;
        }
        const ch2 = text3.charCodeAt(pos++);
        switch (ch2) {
          case 34:
            result += '"';
            break;
          case 92:
            result += "\\";
            break;
          case 47:
            result += "/";
            break;
          case 98:
            result += "\b";
            break;
          case 102:
            result += "\f";
            break;
          case 110:
            result += "\n";
            break;
          case 114:
            result += "\r";
            break;
          case 116:
            result += "	";
            break;
          case 117:
            const ch3 = scanHexDigits(4, true);
            if (ch3 >= 0) {
              result += String.fromCharCode(ch3);
            } else {
              scanError = 4;
            }
            break;
          default:
            scanError = 5;
        }
        start = pos;
        continue;
      }
      if (ch >= 0 && ch <= 31) {
        if (isLineBreak(ch)) {
          result += text3.substring(start, pos);
          scanError = 2;
          break;
        } else {
          scanError = 6;
        }
      }
      pos++;
    }
    return result;
  }
  function scanNext() {
    value = "";
    scanError = 0;
    tokenOffset = pos;
    lineStartOffset = lineNumber;
    prevTokenLineStartOffset = tokenLineStartOffset;
    if (pos >= len) {
      tokenOffset = len;
      return token = 17;
    }
    let code = text3.charCodeAt(pos);
    if (isWhiteSpace(code)) {
      do {
        pos++;
        value += String.fromCharCode(code);
        code = text3.charCodeAt(pos);
      } while (isWhiteSpace(code));
      return token = 15;
    }
    if (isLineBreak(code)) {
      pos++;
      value += String.fromCharCode(code);
      if (code === 13 && text3.charCodeAt(pos) === 10) {
        pos++;
        value += "\n";
      }
      lineNumber++;
      tokenLineStartOffset = pos;
      return token = 14;
    }
    switch (code) {
      // tokens: []{}:,
      case 123:
        pos++;
        return token = 1;
      case 125:
        pos++;
        return token = 2;
      case 91:
        pos++;
        return token = 3;
      case 93:
        pos++;
        return token = 4;
      case 58:
        pos++;
        return token = 6;
      case 44:
        pos++;
        return token = 5;
      // strings
      case 34:
        pos++;
        value = scanString();
        return token = 10;
      // comments
      case 47:
        const start = pos - 1;
        if (text3.charCodeAt(pos + 1) === 47) {
          pos += 2;
          while (pos < len) {
            if (isLineBreak(text3.charCodeAt(pos))) {
              break;
            }
            pos++;
          }
          value = text3.substring(start, pos);
          return token = 12;
        }
        if (text3.charCodeAt(pos + 1) === 42) {
          pos += 2;
          const safeLength = len - 1;
          let commentClosed = false;
          while (pos < safeLength) {
            const ch = text3.charCodeAt(pos);
            if (ch === 42 && text3.charCodeAt(pos + 1) === 47) {
              pos += 2;
              commentClosed = true;
              break;
            }
            pos++;
            if (isLineBreak(ch)) {
              if (ch === 13 && text3.charCodeAt(pos) === 10) {
                pos++;
              }
              lineNumber++;
              tokenLineStartOffset = pos;
            }
          }
          if (!commentClosed) {
            pos++;
            scanError = 1;
          }
          value = text3.substring(start, pos);
          return token = 13;
        }
        value += String.fromCharCode(code);
        pos++;
        return token = 16;
      // numbers
      case 45:
        value += String.fromCharCode(code);
        pos++;
        if (pos === len || !isDigit(text3.charCodeAt(pos))) {
          return token = 16;
        }
      // found a minus, followed by a number so
      // we fall through to proceed with scanning
      // numbers
      case 48:
      case 49:
      case 50:
      case 51:
      case 52:
      case 53:
      case 54:
      case 55:
      case 56:
      case 57:
        value += scanNumber();
        return token = 11;
      // literals and unknown symbols
      default:
        while (pos < len && isUnknownContentCharacter(code)) {
          pos++;
          code = text3.charCodeAt(pos);
        }
        if (tokenOffset !== pos) {
          value = text3.substring(tokenOffset, pos);
          switch (value) {
            case "true":
              return token = 8;
            case "false":
              return token = 9;
            case "null":
              return token = 7;
          }
          return token = 16;
        }
        value += String.fromCharCode(code);
        pos++;
        return token = 16;
    }
  }
  function isUnknownContentCharacter(code) {
    if (isWhiteSpace(code) || isLineBreak(code)) {
      return false;
    }
    switch (code) {
      case 125:
      case 93:
      case 123:
      case 91:
      case 34:
      case 58:
      case 44:
      case 47:
        return false;
    }
    return true;
  }
  function scanNextNonTrivia() {
    let result;
    do {
      result = scanNext();
    } while (result >= 12 && result <= 15);
    return result;
  }
  return {
    setPosition,
    getPosition: () => pos,
    scan: ignoreTrivia ? scanNextNonTrivia : scanNext,
    getToken: () => token,
    getTokenValue: () => value,
    getTokenOffset: () => tokenOffset,
    getTokenLength: () => pos - tokenOffset,
    getTokenStartLine: () => lineStartOffset,
    getTokenStartCharacter: () => tokenOffset - prevTokenLineStartOffset,
    getTokenError: () => scanError
  };
}
function isWhiteSpace(ch) {
  return ch === 32 || ch === 9;
}
function isLineBreak(ch) {
  return ch === 10 || ch === 13;
}
function isDigit(ch) {
  return ch >= 48 && ch <= 57;
}
var CharacterCodes;
(function(CharacterCodes2) {
  CharacterCodes2[CharacterCodes2["lineFeed"] = 10] = "lineFeed";
  CharacterCodes2[CharacterCodes2["carriageReturn"] = 13] = "carriageReturn";
  CharacterCodes2[CharacterCodes2["space"] = 32] = "space";
  CharacterCodes2[CharacterCodes2["_0"] = 48] = "_0";
  CharacterCodes2[CharacterCodes2["_1"] = 49] = "_1";
  CharacterCodes2[CharacterCodes2["_2"] = 50] = "_2";
  CharacterCodes2[CharacterCodes2["_3"] = 51] = "_3";
  CharacterCodes2[CharacterCodes2["_4"] = 52] = "_4";
  CharacterCodes2[CharacterCodes2["_5"] = 53] = "_5";
  CharacterCodes2[CharacterCodes2["_6"] = 54] = "_6";
  CharacterCodes2[CharacterCodes2["_7"] = 55] = "_7";
  CharacterCodes2[CharacterCodes2["_8"] = 56] = "_8";
  CharacterCodes2[CharacterCodes2["_9"] = 57] = "_9";
  CharacterCodes2[CharacterCodes2["a"] = 97] = "a";
  CharacterCodes2[CharacterCodes2["b"] = 98] = "b";
  CharacterCodes2[CharacterCodes2["c"] = 99] = "c";
  CharacterCodes2[CharacterCodes2["d"] = 100] = "d";
  CharacterCodes2[CharacterCodes2["e"] = 101] = "e";
  CharacterCodes2[CharacterCodes2["f"] = 102] = "f";
  CharacterCodes2[CharacterCodes2["g"] = 103] = "g";
  CharacterCodes2[CharacterCodes2["h"] = 104] = "h";
  CharacterCodes2[CharacterCodes2["i"] = 105] = "i";
  CharacterCodes2[CharacterCodes2["j"] = 106] = "j";
  CharacterCodes2[CharacterCodes2["k"] = 107] = "k";
  CharacterCodes2[CharacterCodes2["l"] = 108] = "l";
  CharacterCodes2[CharacterCodes2["m"] = 109] = "m";
  CharacterCodes2[CharacterCodes2["n"] = 110] = "n";
  CharacterCodes2[CharacterCodes2["o"] = 111] = "o";
  CharacterCodes2[CharacterCodes2["p"] = 112] = "p";
  CharacterCodes2[CharacterCodes2["q"] = 113] = "q";
  CharacterCodes2[CharacterCodes2["r"] = 114] = "r";
  CharacterCodes2[CharacterCodes2["s"] = 115] = "s";
  CharacterCodes2[CharacterCodes2["t"] = 116] = "t";
  CharacterCodes2[CharacterCodes2["u"] = 117] = "u";
  CharacterCodes2[CharacterCodes2["v"] = 118] = "v";
  CharacterCodes2[CharacterCodes2["w"] = 119] = "w";
  CharacterCodes2[CharacterCodes2["x"] = 120] = "x";
  CharacterCodes2[CharacterCodes2["y"] = 121] = "y";
  CharacterCodes2[CharacterCodes2["z"] = 122] = "z";
  CharacterCodes2[CharacterCodes2["A"] = 65] = "A";
  CharacterCodes2[CharacterCodes2["B"] = 66] = "B";
  CharacterCodes2[CharacterCodes2["C"] = 67] = "C";
  CharacterCodes2[CharacterCodes2["D"] = 68] = "D";
  CharacterCodes2[CharacterCodes2["E"] = 69] = "E";
  CharacterCodes2[CharacterCodes2["F"] = 70] = "F";
  CharacterCodes2[CharacterCodes2["G"] = 71] = "G";
  CharacterCodes2[CharacterCodes2["H"] = 72] = "H";
  CharacterCodes2[CharacterCodes2["I"] = 73] = "I";
  CharacterCodes2[CharacterCodes2["J"] = 74] = "J";
  CharacterCodes2[CharacterCodes2["K"] = 75] = "K";
  CharacterCodes2[CharacterCodes2["L"] = 76] = "L";
  CharacterCodes2[CharacterCodes2["M"] = 77] = "M";
  CharacterCodes2[CharacterCodes2["N"] = 78] = "N";
  CharacterCodes2[CharacterCodes2["O"] = 79] = "O";
  CharacterCodes2[CharacterCodes2["P"] = 80] = "P";
  CharacterCodes2[CharacterCodes2["Q"] = 81] = "Q";
  CharacterCodes2[CharacterCodes2["R"] = 82] = "R";
  CharacterCodes2[CharacterCodes2["S"] = 83] = "S";
  CharacterCodes2[CharacterCodes2["T"] = 84] = "T";
  CharacterCodes2[CharacterCodes2["U"] = 85] = "U";
  CharacterCodes2[CharacterCodes2["V"] = 86] = "V";
  CharacterCodes2[CharacterCodes2["W"] = 87] = "W";
  CharacterCodes2[CharacterCodes2["X"] = 88] = "X";
  CharacterCodes2[CharacterCodes2["Y"] = 89] = "Y";
  CharacterCodes2[CharacterCodes2["Z"] = 90] = "Z";
  CharacterCodes2[CharacterCodes2["asterisk"] = 42] = "asterisk";
  CharacterCodes2[CharacterCodes2["backslash"] = 92] = "backslash";
  CharacterCodes2[CharacterCodes2["closeBrace"] = 125] = "closeBrace";
  CharacterCodes2[CharacterCodes2["closeBracket"] = 93] = "closeBracket";
  CharacterCodes2[CharacterCodes2["colon"] = 58] = "colon";
  CharacterCodes2[CharacterCodes2["comma"] = 44] = "comma";
  CharacterCodes2[CharacterCodes2["dot"] = 46] = "dot";
  CharacterCodes2[CharacterCodes2["doubleQuote"] = 34] = "doubleQuote";
  CharacterCodes2[CharacterCodes2["minus"] = 45] = "minus";
  CharacterCodes2[CharacterCodes2["openBrace"] = 123] = "openBrace";
  CharacterCodes2[CharacterCodes2["openBracket"] = 91] = "openBracket";
  CharacterCodes2[CharacterCodes2["plus"] = 43] = "plus";
  CharacterCodes2[CharacterCodes2["slash"] = 47] = "slash";
  CharacterCodes2[CharacterCodes2["formFeed"] = 12] = "formFeed";
  CharacterCodes2[CharacterCodes2["tab"] = 9] = "tab";
})(CharacterCodes || (CharacterCodes = {}));

// node_modules/jsonc-parser/lib/esm/impl/string-intern.js
var cachedSpaces = new Array(20).fill(0).map((_, index) => {
  return " ".repeat(index);
});
var maxCachedValues = 200;
var cachedBreakLinesWithSpaces = {
  " ": {
    "\n": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\n" + " ".repeat(index);
    }),
    "\r": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\r" + " ".repeat(index);
    }),
    "\r\n": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\r\n" + " ".repeat(index);
    })
  },
  "	": {
    "\n": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\n" + "	".repeat(index);
    }),
    "\r": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\r" + "	".repeat(index);
    }),
    "\r\n": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\r\n" + "	".repeat(index);
    })
  }
};

// node_modules/jsonc-parser/lib/esm/impl/parser.js
var ParseOptions;
(function(ParseOptions2) {
  ParseOptions2.DEFAULT = {
    allowTrailingComma: false
  };
})(ParseOptions || (ParseOptions = {}));
function parseTree(text3, errors = [], options = ParseOptions.DEFAULT) {
  let currentParent = { type: "array", offset: -1, length: -1, children: [], parent: void 0 };
  function ensurePropertyComplete(endOffset) {
    if (currentParent.type === "property") {
      currentParent.length = endOffset - currentParent.offset;
      currentParent = currentParent.parent;
    }
  }
  function onValue(valueNode) {
    currentParent.children.push(valueNode);
    return valueNode;
  }
  const visitor = {
    onObjectBegin: (offset) => {
      currentParent = onValue({ type: "object", offset, length: -1, parent: currentParent, children: [] });
    },
    onObjectProperty: (name, offset, length) => {
      currentParent = onValue({ type: "property", offset, length: -1, parent: currentParent, children: [] });
      currentParent.children.push({ type: "string", value: name, offset, length, parent: currentParent });
    },
    onObjectEnd: (offset, length) => {
      ensurePropertyComplete(offset + length);
      currentParent.length = offset + length - currentParent.offset;
      currentParent = currentParent.parent;
      ensurePropertyComplete(offset + length);
    },
    onArrayBegin: (offset, length) => {
      currentParent = onValue({ type: "array", offset, length: -1, parent: currentParent, children: [] });
    },
    onArrayEnd: (offset, length) => {
      currentParent.length = offset + length - currentParent.offset;
      currentParent = currentParent.parent;
      ensurePropertyComplete(offset + length);
    },
    onLiteralValue: (value, offset, length) => {
      onValue({ type: getNodeType(value), offset, length, parent: currentParent, value });
      ensurePropertyComplete(offset + length);
    },
    onSeparator: (sep, offset, length) => {
      if (currentParent.type === "property") {
        if (sep === ":") {
          currentParent.colonOffset = offset;
        } else if (sep === ",") {
          ensurePropertyComplete(offset);
        }
      }
    },
    onError: (error, offset, length) => {
      errors.push({ error, offset, length });
    }
  };
  visit(text3, visitor, options);
  const result = currentParent.children[0];
  if (result) {
    delete result.parent;
  }
  return result;
}
function visit(text3, visitor, options = ParseOptions.DEFAULT) {
  const _scanner = createScanner(text3, false);
  const _jsonPath = [];
  let suppressedCallbacks = 0;
  function toNoArgVisit(visitFunction) {
    return visitFunction ? () => suppressedCallbacks === 0 && visitFunction(_scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter()) : () => true;
  }
  function toOneArgVisit(visitFunction) {
    return visitFunction ? (arg) => suppressedCallbacks === 0 && visitFunction(arg, _scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter()) : () => true;
  }
  function toOneArgVisitWithPath(visitFunction) {
    return visitFunction ? (arg) => suppressedCallbacks === 0 && visitFunction(arg, _scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter(), () => _jsonPath.slice()) : () => true;
  }
  function toBeginVisit(visitFunction) {
    return visitFunction ? () => {
      if (suppressedCallbacks > 0) {
        suppressedCallbacks++;
      } else {
        let cbReturn = visitFunction(_scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter(), () => _jsonPath.slice());
        if (cbReturn === false) {
          suppressedCallbacks = 1;
        }
      }
    } : () => true;
  }
  function toEndVisit(visitFunction) {
    return visitFunction ? () => {
      if (suppressedCallbacks > 0) {
        suppressedCallbacks--;
      }
      if (suppressedCallbacks === 0) {
        visitFunction(_scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter());
      }
    } : () => true;
  }
  const onObjectBegin = toBeginVisit(visitor.onObjectBegin), onObjectProperty = toOneArgVisitWithPath(visitor.onObjectProperty), onObjectEnd = toEndVisit(visitor.onObjectEnd), onArrayBegin = toBeginVisit(visitor.onArrayBegin), onArrayEnd = toEndVisit(visitor.onArrayEnd), onLiteralValue = toOneArgVisitWithPath(visitor.onLiteralValue), onSeparator = toOneArgVisit(visitor.onSeparator), onComment = toNoArgVisit(visitor.onComment), onError = toOneArgVisit(visitor.onError);
  const disallowComments = options && options.disallowComments;
  const allowTrailingComma = options && options.allowTrailingComma;
  function scanNext() {
    while (true) {
      const token = _scanner.scan();
      switch (_scanner.getTokenError()) {
        case 4:
          handleError(
            14
            /* ParseErrorCode.InvalidUnicode */
          );
          break;
        case 5:
          handleError(
            15
            /* ParseErrorCode.InvalidEscapeCharacter */
          );
          break;
        case 3:
          handleError(
            13
            /* ParseErrorCode.UnexpectedEndOfNumber */
          );
          break;
        case 1:
          if (!disallowComments) {
            handleError(
              11
              /* ParseErrorCode.UnexpectedEndOfComment */
            );
          }
          break;
        case 2:
          handleError(
            12
            /* ParseErrorCode.UnexpectedEndOfString */
          );
          break;
        case 6:
          handleError(
            16
            /* ParseErrorCode.InvalidCharacter */
          );
          break;
      }
      switch (token) {
        case 12:
        case 13:
          if (disallowComments) {
            handleError(
              10
              /* ParseErrorCode.InvalidCommentToken */
            );
          } else {
            onComment();
          }
          break;
        case 16:
          handleError(
            1
            /* ParseErrorCode.InvalidSymbol */
          );
          break;
        case 15:
        case 14:
          break;
        default:
          return token;
      }
    }
  }
  function handleError(error, skipUntilAfter = [], skipUntil = []) {
    onError(error);
    if (skipUntilAfter.length + skipUntil.length > 0) {
      let token = _scanner.getToken();
      while (token !== 17) {
        if (skipUntilAfter.indexOf(token) !== -1) {
          scanNext();
          break;
        } else if (skipUntil.indexOf(token) !== -1) {
          break;
        }
        token = scanNext();
      }
    }
  }
  function parseString(isValue) {
    const value = _scanner.getTokenValue();
    if (isValue) {
      onLiteralValue(value);
    } else {
      onObjectProperty(value);
      _jsonPath.push(value);
    }
    scanNext();
    return true;
  }
  function parseLiteral() {
    switch (_scanner.getToken()) {
      case 11:
        const tokenValue = _scanner.getTokenValue();
        let value = Number(tokenValue);
        if (isNaN(value)) {
          handleError(
            2
            /* ParseErrorCode.InvalidNumberFormat */
          );
          value = 0;
        }
        onLiteralValue(value);
        break;
      case 7:
        onLiteralValue(null);
        break;
      case 8:
        onLiteralValue(true);
        break;
      case 9:
        onLiteralValue(false);
        break;
      default:
        return false;
    }
    scanNext();
    return true;
  }
  function parseProperty() {
    if (_scanner.getToken() !== 10) {
      handleError(3, [], [
        2,
        5
        /* SyntaxKind.CommaToken */
      ]);
      return false;
    }
    parseString(false);
    if (_scanner.getToken() === 6) {
      onSeparator(":");
      scanNext();
      if (!parseValue()) {
        handleError(4, [], [
          2,
          5
          /* SyntaxKind.CommaToken */
        ]);
      }
    } else {
      handleError(5, [], [
        2,
        5
        /* SyntaxKind.CommaToken */
      ]);
    }
    _jsonPath.pop();
    return true;
  }
  function parseObject() {
    onObjectBegin();
    scanNext();
    let needsComma = false;
    while (_scanner.getToken() !== 2 && _scanner.getToken() !== 17) {
      if (_scanner.getToken() === 5) {
        if (!needsComma) {
          handleError(4, [], []);
        }
        onSeparator(",");
        scanNext();
        if (_scanner.getToken() === 2 && allowTrailingComma) {
          break;
        }
      } else if (needsComma) {
        handleError(6, [], []);
      }
      if (!parseProperty()) {
        handleError(4, [], [
          2,
          5
          /* SyntaxKind.CommaToken */
        ]);
      }
      needsComma = true;
    }
    onObjectEnd();
    if (_scanner.getToken() !== 2) {
      handleError(7, [
        2
        /* SyntaxKind.CloseBraceToken */
      ], []);
    } else {
      scanNext();
    }
    return true;
  }
  function parseArray() {
    onArrayBegin();
    scanNext();
    let isFirstElement = true;
    let needsComma = false;
    while (_scanner.getToken() !== 4 && _scanner.getToken() !== 17) {
      if (_scanner.getToken() === 5) {
        if (!needsComma) {
          handleError(4, [], []);
        }
        onSeparator(",");
        scanNext();
        if (_scanner.getToken() === 4 && allowTrailingComma) {
          break;
        }
      } else if (needsComma) {
        handleError(6, [], []);
      }
      if (isFirstElement) {
        _jsonPath.push(0);
        isFirstElement = false;
      } else {
        _jsonPath[_jsonPath.length - 1]++;
      }
      if (!parseValue()) {
        handleError(4, [], [
          4,
          5
          /* SyntaxKind.CommaToken */
        ]);
      }
      needsComma = true;
    }
    onArrayEnd();
    if (!isFirstElement) {
      _jsonPath.pop();
    }
    if (_scanner.getToken() !== 4) {
      handleError(8, [
        4
        /* SyntaxKind.CloseBracketToken */
      ], []);
    } else {
      scanNext();
    }
    return true;
  }
  function parseValue() {
    switch (_scanner.getToken()) {
      case 3:
        return parseArray();
      case 1:
        return parseObject();
      case 10:
        return parseString(true);
      default:
        return parseLiteral();
    }
  }
  scanNext();
  if (_scanner.getToken() === 17) {
    if (options.allowEmptyContent) {
      return true;
    }
    handleError(4, [], []);
    return false;
  }
  if (!parseValue()) {
    handleError(4, [], []);
    return false;
  }
  if (_scanner.getToken() !== 17) {
    handleError(9, [], []);
  }
  return true;
}
function getNodeType(value) {
  switch (typeof value) {
    case "boolean":
      return "boolean";
    case "number":
      return "number";
    case "string":
      return "string";
    case "object": {
      if (!value) {
        return "null";
      } else if (Array.isArray(value)) {
        return "array";
      }
      return "object";
    }
    default:
      return "null";
  }
}

// node_modules/jsonc-parser/lib/esm/main.js
var ScanError;
(function(ScanError2) {
  ScanError2[ScanError2["None"] = 0] = "None";
  ScanError2[ScanError2["UnexpectedEndOfComment"] = 1] = "UnexpectedEndOfComment";
  ScanError2[ScanError2["UnexpectedEndOfString"] = 2] = "UnexpectedEndOfString";
  ScanError2[ScanError2["UnexpectedEndOfNumber"] = 3] = "UnexpectedEndOfNumber";
  ScanError2[ScanError2["InvalidUnicode"] = 4] = "InvalidUnicode";
  ScanError2[ScanError2["InvalidEscapeCharacter"] = 5] = "InvalidEscapeCharacter";
  ScanError2[ScanError2["InvalidCharacter"] = 6] = "InvalidCharacter";
})(ScanError || (ScanError = {}));
var SyntaxKind;
(function(SyntaxKind2) {
  SyntaxKind2[SyntaxKind2["OpenBraceToken"] = 1] = "OpenBraceToken";
  SyntaxKind2[SyntaxKind2["CloseBraceToken"] = 2] = "CloseBraceToken";
  SyntaxKind2[SyntaxKind2["OpenBracketToken"] = 3] = "OpenBracketToken";
  SyntaxKind2[SyntaxKind2["CloseBracketToken"] = 4] = "CloseBracketToken";
  SyntaxKind2[SyntaxKind2["CommaToken"] = 5] = "CommaToken";
  SyntaxKind2[SyntaxKind2["ColonToken"] = 6] = "ColonToken";
  SyntaxKind2[SyntaxKind2["NullKeyword"] = 7] = "NullKeyword";
  SyntaxKind2[SyntaxKind2["TrueKeyword"] = 8] = "TrueKeyword";
  SyntaxKind2[SyntaxKind2["FalseKeyword"] = 9] = "FalseKeyword";
  SyntaxKind2[SyntaxKind2["StringLiteral"] = 10] = "StringLiteral";
  SyntaxKind2[SyntaxKind2["NumericLiteral"] = 11] = "NumericLiteral";
  SyntaxKind2[SyntaxKind2["LineCommentTrivia"] = 12] = "LineCommentTrivia";
  SyntaxKind2[SyntaxKind2["BlockCommentTrivia"] = 13] = "BlockCommentTrivia";
  SyntaxKind2[SyntaxKind2["LineBreakTrivia"] = 14] = "LineBreakTrivia";
  SyntaxKind2[SyntaxKind2["Trivia"] = 15] = "Trivia";
  SyntaxKind2[SyntaxKind2["Unknown"] = 16] = "Unknown";
  SyntaxKind2[SyntaxKind2["EOF"] = 17] = "EOF";
})(SyntaxKind || (SyntaxKind = {}));
var parseTree2 = parseTree;
var ParseErrorCode;
(function(ParseErrorCode2) {
  ParseErrorCode2[ParseErrorCode2["InvalidSymbol"] = 1] = "InvalidSymbol";
  ParseErrorCode2[ParseErrorCode2["InvalidNumberFormat"] = 2] = "InvalidNumberFormat";
  ParseErrorCode2[ParseErrorCode2["PropertyNameExpected"] = 3] = "PropertyNameExpected";
  ParseErrorCode2[ParseErrorCode2["ValueExpected"] = 4] = "ValueExpected";
  ParseErrorCode2[ParseErrorCode2["ColonExpected"] = 5] = "ColonExpected";
  ParseErrorCode2[ParseErrorCode2["CommaExpected"] = 6] = "CommaExpected";
  ParseErrorCode2[ParseErrorCode2["CloseBraceExpected"] = 7] = "CloseBraceExpected";
  ParseErrorCode2[ParseErrorCode2["CloseBracketExpected"] = 8] = "CloseBracketExpected";
  ParseErrorCode2[ParseErrorCode2["EndOfFileExpected"] = 9] = "EndOfFileExpected";
  ParseErrorCode2[ParseErrorCode2["InvalidCommentToken"] = 10] = "InvalidCommentToken";
  ParseErrorCode2[ParseErrorCode2["UnexpectedEndOfComment"] = 11] = "UnexpectedEndOfComment";
  ParseErrorCode2[ParseErrorCode2["UnexpectedEndOfString"] = 12] = "UnexpectedEndOfString";
  ParseErrorCode2[ParseErrorCode2["UnexpectedEndOfNumber"] = 13] = "UnexpectedEndOfNumber";
  ParseErrorCode2[ParseErrorCode2["InvalidUnicode"] = 14] = "InvalidUnicode";
  ParseErrorCode2[ParseErrorCode2["InvalidEscapeCharacter"] = 15] = "InvalidEscapeCharacter";
  ParseErrorCode2[ParseErrorCode2["InvalidCharacter"] = 16] = "InvalidCharacter";
})(ParseErrorCode || (ParseErrorCode = {}));
function printParseErrorCode(code) {
  switch (code) {
    case 1:
      return "InvalidSymbol";
    case 2:
      return "InvalidNumberFormat";
    case 3:
      return "PropertyNameExpected";
    case 4:
      return "ValueExpected";
    case 5:
      return "ColonExpected";
    case 6:
      return "CommaExpected";
    case 7:
      return "CloseBraceExpected";
    case 8:
      return "CloseBracketExpected";
    case 9:
      return "EndOfFileExpected";
    case 10:
      return "InvalidCommentToken";
    case 11:
      return "UnexpectedEndOfComment";
    case 12:
      return "UnexpectedEndOfString";
    case 13:
      return "UnexpectedEndOfNumber";
    case 14:
      return "InvalidUnicode";
    case 15:
      return "InvalidEscapeCharacter";
    case 16:
      return "InvalidCharacter";
  }
  return "<unknown ParseErrorCode>";
}

// src/home/documents/json-number.ts
var U64_MAX = 2n ** 64n - 1n;
var I64_MIN = -(2n ** 63n);
function formatNumber(token) {
  if (/^-?\d+$/u.test(token) && token !== "-0") {
    const integer2 = BigInt(token);
    if (integer2 >= I64_MIN && integer2 <= U64_MAX) return integer2.toString();
  }
  const float = Number(token);
  return Number.isFinite(float) ? formatFloat(float) : void 0;
}
function formatFloat(float) {
  if (float === 0) return Object.is(float, -0) ? "-0.0" : "0.0";
  const sign = float < 0 ? "-" : "";
  const [mantissa = "", power = "0"] = Math.abs(float).toExponential().split("e");
  const digits = mantissa.replace(".", "");
  const point = Number(power) + 1;
  if (point > 16 || point <= -5) {
    const fraction = digits.length === 1 ? "" : `.${digits.slice(1)}`;
    return `${sign}${digits[0]}${fraction}e${point > 0 ? "+" : ""}${point - 1}`;
  }
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (digits.length <= point) return `${sign}${digits.padEnd(point, "0")}.0`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

// src/home/documents/json-tree.ts
var DEPTH_LIMIT = 127;
function parseJson2(bytes, what, code = "DOCUMENT_INVALID") {
  const refuse = (reason) => {
    throw new BundleError(code, `Cannot read ${what}: ${reason}`);
  };
  const text3 = decodeUtf8(bytes);
  if (text3 === void 0) return refuse("it is not UTF-8");
  if (depthOf(text3) > DEPTH_LIMIT) return refuse(`it is nested deeper than ${DEPTH_LIMIT} levels`);
  const errors = [];
  const tree = parseTree2(text3, errors, { disallowComments: true, allowTrailingComma: false });
  const [fault] = errors;
  if (fault !== void 0) return refuse(`it is no JSON (${printParseErrorCode(fault.error)} at ${fault.offset})`);
  if (tree === void 0) return refuse("it is empty");
  const unwell = { found: false };
  const json = toJson(tree, text3, unwell);
  return unwell.found ? refuse("it has a lone surrogate or a number out of range") : json;
}
function decodeUtf8(bytes) {
  return isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString() : void 0;
}
function get(tree, key) {
  if (tree?.kind !== "object") return void 0;
  return tree.members.findLast((member) => member.key === key)?.value;
}
function textOf(tree) {
  return tree?.kind === "string" ? tree.value : void 0;
}
function entriesOf(tree) {
  const last = /* @__PURE__ */ new Map();
  for (const { key, value } of tree.members) last.set(key, value);
  return [...last].map(([key, value]) => ({ key, value }));
}
function withMember(tree, key, value) {
  const members = entriesOf(tree).filter((member) => member.key !== key);
  const place = entriesOf(tree).findIndex((member) => member.key === key);
  return { kind: "object", members: members.toSpliced(place === -1 ? members.length : place, 0, { key, value }) };
}
function object2(pairs) {
  const members = pairs.flatMap(([key, value]) => value === void 0 ? [] : [{ key, value }]);
  return { kind: "object", members };
}
function array2(items) {
  return { kind: "array", items };
}
function string2(value) {
  return { kind: "string", value };
}
function integer(value) {
  return { kind: "number", text: String(value) };
}
function boolean2(value) {
  return { kind: "boolean", value };
}
function formatPretty(tree) {
  return format2(tree, "", JSON.stringify);
}
function formatPython(tree) {
  return `${format2(tree, "", quoteAscii)}
`;
}
function compareBytes(a, b) {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
function format2(tree, indent, quote) {
  const inner = `${indent}  `;
  const wrap = (open2, lines, close) => lines.length === 0 ? `${open2}${close}` : `${open2}
${inner}${lines.join(`,
${inner}`)}
${indent}${close}`;
  switch (tree.kind) {
    case "object":
      return wrap(
        "{",
        tree.members.map(({ key, value }) => `${quote(key)}: ${format2(value, inner, quote)}`),
        "}"
      );
    case "array":
      return wrap(
        "[",
        tree.items.map((item) => format2(item, inner, quote)),
        "]"
      );
    case "string":
      return quote(tree.value);
    case "number":
      return tree.text;
    case "boolean":
      return String(tree.value);
    case "null":
      return "null";
  }
}
function quoteAscii(text3) {
  return JSON.stringify(text3).replaceAll(/[^ -~]/g, escapeUnit);
}
function escapeUnit(unit) {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
function depthOf(text3) {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let i = 0; i < text3.length; i++) {
    const char = text3[i];
    if (quoted) {
      if (char === "\\") i++;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === "{" || char === "[") deepest = Math.max(deepest, ++depth);
    else if (char === "}" || char === "]") depth--;
  }
  return deepest;
}
function toJson(node, text3, unwell) {
  const children = node.children ?? [];
  switch (node.type) {
    case "object":
      return { kind: "object", members: children.map((property) => toMember(property, text3, unwell)) };
    case "array":
      return { kind: "array", items: children.map((item) => toJson(item, text3, unwell)) };
    case "string":
      return { kind: "string", value: wellFormed(String(node.value), unwell) };
    case "number": {
      const printed = formatNumber(text3.slice(node.offset, node.offset + node.length));
      if (printed === void 0) unwell.found = true;
      return { kind: "number", text: printed ?? "0" };
    }
    case "boolean":
      return { kind: "boolean", value: node.value === true };
    case "null":
      return { kind: "null" };
    case "property":
      throw new Error("a property stands only in an object");
  }
}
function toMember(property, text3, unwell) {
  const [key, value] = property.children ?? [];
  if (key === void 0 || value === void 0) throw new Error("a property without errors has a key and a value");
  return { key: wellFormed(String(key.value), unwell), value: toJson(value, text3, unwell) };
}
function wellFormed(text3, unwell) {
  if (!text3.isWellFormed()) unwell.found = true;
  return text3;
}

// src/home/host-libc.ts
import { open, readdir, readFile, realpath } from "node:fs/promises";
import { basename, join } from "node:path";
var LOADERS = {
  amd64: [
    ["libc.glibc", "ld-linux-x86-64"],
    ["libc.musl", "ld-musl-x86_64"]
  ],
  arm64: [
    ["libc.glibc", "ld-linux-aarch64"],
    ["libc.musl", "ld-musl-aarch64"]
  ]
};
var PROGRAMS = ["/usr/bin/env", "/bin/sh", "/bin/ls"];
var LOADER_FOLDERS = ["/lib", "/lib64", "/usr/lib", "/usr/lib64"];
var MULTIARCH = "-linux-";
var MARKS = [
  ["libc.musl", "musl libc"],
  ["libc.glibc", "GLIBC_2."]
];
async function hostLibc(architecture, root2 = "/") {
  const names = LOADERS[architecture] ?? [];
  const found = [
    ...await systemLoader(root2),
    ...await loadersIn(
      root2,
      names.map(([, name]) => name)
    )
  ];
  const families = await Promise.all((await distinct(found)).map(familyOf));
  return [...new Set(families.filter((family) => family !== void 0))].toSorted();
}
async function systemLoader(root2) {
  for (const program of PROGRAMS) {
    const loader = await interpreterOf(join(root2, program)).catch(() => void 0);
    if (loader?.startsWith("/") === true) return [join(root2, loader)];
  }
  return [];
}
async function interpreterOf(path) {
  var _stack = [];
  try {
    const file = __using(_stack, await open(path), true);
    const head = Buffer.alloc(4096);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    if (bytesRead < 64 || head.readUInt32BE(0) !== 2135247942 || head[4] !== 2 || head[5] !== 1) return void 0;
    const [table2, size2, count] = [Number(head.readBigUInt64LE(32)), head.readUInt16LE(54), head.readUInt16LE(56)];
    for (let at = table2; at < table2 + size2 * count && at + 40 <= bytesRead; at += size2) {
      if (head.readUInt32LE(at) !== 3) continue;
      const text3 = Buffer.alloc(Math.min(Number(head.readBigUInt64LE(at + 32)), 4096));
      await file.read(text3, 0, text3.length, Number(head.readBigUInt64LE(at + 8)));
      return text3.toString("utf8").split("\0", 1)[0];
    }
    return void 0;
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function loadersIn(root2, names) {
  const found = [];
  for (const folder of await distinct(LOADER_FOLDERS.map((name) => join(root2, name)))) {
    const inside = await list2(folder);
    const deeper = inside.filter((name) => name.includes(MULTIARCH)).map((name) => join(folder, name));
    const paths = [...inside.map((name) => join(folder, name)), ...(await Promise.all(deeper.map(listPaths))).flat()];
    found.push(...paths.filter((path) => names.some((name) => basename(path).includes(name))));
  }
  return found;
}
async function listPaths(folder) {
  return (await list2(folder)).map((name) => join(folder, name));
}
async function list2(folder) {
  return readdir(folder).catch(() => []);
}
async function distinct(paths) {
  return [...new Set(await Promise.all(paths.map((path) => realpath(path).catch(() => path))))];
}
async function familyOf(path) {
  const bytes = await readFile(path).catch(() => void 0);
  return MARKS.find(([, mark]) => bytes?.includes(mark))?.[0];
}

// src/home/platform.ts
var ANY = { os: "any", architecture: "any", features: [] };
var KNOWN = /* @__PURE__ */ new Set([
  "linux/amd64",
  "linux/arm64",
  "darwin/amd64",
  "darwin/arm64",
  "windows/amd64",
  "windows/arm64",
  "wasip1/wasm",
  "wasip2/wasm"
]);
var ESCAPES = [
  ["%", "%25"],
  ["/", "%2F"],
  ["+", "%2B"],
  [",", "%2C"]
];
function parsePlatform(text3, code = "PLATFORM_INVALID") {
  const refuse = (reason) => {
    throw new BundleError(code, `Cannot read platform "${text3}": ${reason}`);
  };
  if (text3 === "any") return ANY;
  const [core = "", ...rest] = text3.split("+");
  const [os = "", architecture = "", variant, ...more] = core.split("/");
  if (!KNOWN.has(`${os}/${architecture}`)) return refuse(`OCX knows ${[...KNOWN].join(", ")} and any`);
  if (more.length > 0 || rest.length > 1) return refuse("expected os/arch[/variant][+feature[,feature]]");
  const features = rest[0]?.split(",") ?? [];
  const parts = [...variant === void 0 ? [] : [variant], ...features];
  if (!parts.every((part) => /^(?:[^%]|%(?:25|2F|2B|2C))+$/u.test(part)))
    return refuse("a part of it is empty or badly escaped");
  return {
    os,
    architecture,
    ...variant === void 0 ? {} : { variant: unescape(variant) },
    features: inOrder2(features.map(unescape))
  };
}
function formatPlatform({ os, architecture, variant, features }) {
  if (os === "any" && architecture === "any") return "any";
  const core = [os, architecture, ...variant === void 0 ? [] : [escape(variant)]].join("/");
  return features.length === 0 ? core : `${core}+${inOrder2(features).map(escape).join(",")}`;
}
function platformOfEntry(platform) {
  const os = textOf(get(platform, "os"));
  const architecture = textOf(get(platform, "architecture"));
  const variant = textOf(get(platform, "variant"));
  if (os === void 0 || architecture === void 0) return void 0;
  if (os === "any" && architecture === "any" && variant === void 0) return ANY;
  if (!KNOWN.has(`${os}/${architecture}`)) return void 0;
  const listed = get(platform, "os.features");
  const features = listed?.kind === "array" ? listed.items.flatMap((item) => textOf(item) ?? []) : [];
  return { os, architecture, ...variant === void 0 ? {} : { variant }, features: inOrder2(features) };
}
async function hostPlatform() {
  const os = { linux: "linux", darwin: "darwin", win32: "windows" }[process.platform];
  const architecture = { x64: "amd64", arm64: "arm64" }[process.arch];
  if (os === void 0 || architecture === void 0) {
    throw new BundleError(
      "SYSTEM_UNSUPPORTED",
      `Cannot run on ${process.platform}/${process.arch}: OCX has no such platform`
    );
  }
  return { os, architecture, features: os === "linux" ? await hostLibc(architecture) : [] };
}
function fits(offer, wanted) {
  if (isAny(offer)) return true;
  if (offer.variant !== void 0 && offer.variant !== wanted.variant) return false;
  return sameMachine(offer, wanted) && offer.features.every((feature) => wanted.features.includes(feature));
}
function fitsMachine(offer, wanted) {
  return isAny(offer) || sameMachine(offer, wanted);
}
function wantedBelow(platform, wanted) {
  if (isAny(platform)) return wanted;
  const families = new Set(platform.features.map(familyOf2));
  const features = wanted.features.filter((feature) => !families.has(familyOf2(feature)));
  const variant = platform.variant ?? wanted.variant;
  return {
    os: platform.os,
    architecture: platform.architecture,
    ...variant === void 0 ? {} : { variant },
    features: inOrder2([...features, ...platform.features])
  };
}
function choosePlatform(offers, wanted) {
  const fitting = offers.filter(({ platform }) => fits(platform, wanted));
  const ranks = fitting.map(({ platform }) => rank(platform));
  const best = Math.max(...ranks);
  return fitting.filter((_, i) => ranks[i] === best);
}
function rank(offer) {
  if (isAny(offer)) return -1;
  return (offer.variant === void 0 ? 0 : 1e6) + offer.features.length;
}
function familyOf2(feature) {
  return feature.split(".", 1)[0] ?? feature;
}
function isAny(platform) {
  return platform.os === "any" && platform.architecture === "any";
}
function sameMachine(a, b) {
  return a.os === b.os && a.architecture === b.architecture;
}
function inOrder2(features) {
  return [...new Set(features)].toSorted(compareBytes);
}
function escape(text3) {
  return ESCAPES.reduce((escaped, [from, to]) => escaped.replaceAll(from, to), text3);
}
function unescape(text3) {
  return ESCAPES.reduceRight((plain, [to, from]) => plain.replaceAll(from, to), text3);
}

// src/commands/file-name.ts
function fileNameOf(bundleName) {
  checkBundleName(bundleName);
  return `${bundleName}.tar`;
}

// src/io/look-at.ts
import { stat } from "node:fs/promises";
var ABSENT = /* @__PURE__ */ new Set(["ENOENT", "ENOTDIR", "EISDIR"]);
function isAbsent(error) {
  return error instanceof Error && "code" in error && ABSENT.has(String(error.code));
}
async function lookAt(path, ask = stat) {
  try {
    return await ask(path);
  } catch (error) {
    if (isAbsent(error)) return void 0;
    throw asFailure(error, `look at ${path}`);
  }
}

export {
  isTagName,
  parseDocument,
  printable,
  FORMAT_VERSION,
  parseConfig,
  LAYOUT_FILE,
  INDEX_FILE,
  LAYOUT_VERSION,
  blobPath,
  sameContent,
  IMAGE_MANIFEST,
  IMAGE_INDEX,
  LAYER_TAR_ZSTD,
  BUNDLE_ARTIFACT,
  BUNDLE_CONFIG,
  REF_NAME,
  manifestSchema,
  imageIndexSchema,
  encodeHead,
  memberHeader,
  planBundle,
  defaultBundleName,
  headOf,
  DEFAULT_TAG,
  parseIdentifier,
  formatIdentifier,
  isRegistry,
  isRepository,
  isTag,
  parseJson2 as parseJson,
  decodeUtf8,
  get,
  textOf,
  entriesOf,
  withMember,
  object2 as object,
  array2 as array,
  string2 as string,
  integer,
  boolean2 as boolean,
  formatPretty,
  formatPython,
  compareBytes,
  parsePlatform,
  formatPlatform,
  platformOfEntry,
  hostPlatform,
  fits,
  fitsMachine,
  wantedBelow,
  choosePlatform,
  familyOf2 as familyOf,
  isAbsent,
  lookAt,
  fileNameOf
};
