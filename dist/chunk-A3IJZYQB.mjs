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
} from "./chunk-J4EJY76C.mjs";
import {
  BundleError
} from "./chunk-T2NCVDNQ.mjs";
import {
  __callDispose,
  __using
} from "./chunk-ISU6CRJH.mjs";

// src/oci/digest.ts
import { createHash, hash } from "node:crypto";
var HEX_LENGTH = { sha256: 64, sha384: 96, sha512: 128 };
function parseDigest(text3) {
  if (!isDigest(text3)) throw new BundleError("DIGEST_INVALID", `Cannot read digest "${text3}"`);
  return text3;
}
function isDigest(text3) {
  const [algorithm = "", hex = "", ...rest] = text3.split(":");
  return rest.length === 0 && HEX_LENGTH[algorithm] === hex.length && /^[0-9a-f]+$/.test(hex);
}
function digestOf(bytes, algorithm = "sha256") {
  return parseDigest(`${algorithm}:${hash(algorithm, bytes, "hex")}`);
}
function isDigestOf(digest, bytes) {
  return digestOf(bytes, algorithmOf(digest)) === digest;
}
function algorithmOf(digest) {
  return digest.slice(0, digest.indexOf(":"));
}
function hexOf(digest) {
  return digest.slice(digest.indexOf(":") + 1);
}
function digester() {
  const running = createHash("sha256");
  return {
    update: (bytes) => void running.update(bytes),
    digest: () => parseDigest(`sha256:${running.digest("hex")}`)
  };
}

// src/oci/reference.ts
var TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
function isTagName(text3) {
  return TAG.test(text3);
}

// ../../work/main/node_modules/valibot/dist/index.mjs
var store$4;
var DEFAULT_CONFIG = {
  lang: void 0,
  message: void 0,
  abortEarly: void 0,
  abortPipeEarly: void 0
};
// @__NO_SIDE_EFFECTS__
function getGlobalConfig(config$1) {
  if (!config$1 && !store$4) return DEFAULT_CONFIG;
  return {
    lang: config$1?.lang ?? store$4?.lang,
    message: config$1?.message,
    abortEarly: config$1?.abortEarly ?? store$4?.abortEarly,
    abortPipeEarly: config$1?.abortPipeEarly ?? store$4?.abortPipeEarly
  };
}
var store$3;
// @__NO_SIDE_EFFECTS__
function getGlobalMessage(lang) {
  return store$3?.get(lang);
}
var store$2;
// @__NO_SIDE_EFFECTS__
function getSchemaMessage(lang) {
  return store$2?.get(lang);
}
var store$1;
// @__NO_SIDE_EFFECTS__
function getSpecificMessage(reference, lang) {
  return store$1?.get(reference)?.get(lang);
}
// @__NO_SIDE_EFFECTS__
function _stringify(input) {
  const type = typeof input;
  if (type === "string") return `"${input}"`;
  if (type === "number" || type === "bigint" || type === "boolean") return `${input}`;
  if (type === "object" || type === "function") return (input && Object.getPrototypeOf(input)?.constructor?.name) ?? "null";
  return type;
}
function _addIssue(context, label, dataset, config$1, other) {
  const input = other && "input" in other ? other.input : dataset.value;
  const expected = other?.expected ?? context.expects ?? null;
  const received = other?.received ?? /* @__PURE__ */ _stringify(input);
  const issue = {
    kind: context.kind,
    type: context.type,
    input,
    expected,
    received,
    message: `Invalid ${label}: ${expected ? `Expected ${expected} but r` : "R"}eceived ${received}`,
    requirement: context.requirement,
    path: other?.path,
    issues: other?.issues,
    lang: config$1.lang,
    abortEarly: config$1.abortEarly,
    abortPipeEarly: config$1.abortPipeEarly
  };
  const isSchema = context.kind === "schema";
  const message$1 = other?.message ?? context.message ?? /* @__PURE__ */ getSpecificMessage(context.reference, issue.lang) ?? (isSchema ? /* @__PURE__ */ getSchemaMessage(issue.lang) : null) ?? config$1.message ?? /* @__PURE__ */ getGlobalMessage(issue.lang);
  if (message$1 !== void 0) issue.message = typeof message$1 === "function" ? message$1(issue) : message$1;
  if (isSchema) dataset.typed = false;
  if (dataset.issues) dataset.issues.push(issue);
  else dataset.issues = [issue];
}
// @__NO_SIDE_EFFECTS__
function _isSameValueZero(value1, value2) {
  return value1 === value2 || Number.isNaN(value1) && Number.isNaN(value2);
}
// @__NO_SIDE_EFFECTS__
function _isValidObjectKey(object$1, key) {
  return Object.prototype.hasOwnProperty.call(object$1, key) && key !== "__proto__" && key !== "prototype" && key !== "constructor";
}
// @__NO_SIDE_EFFECTS__
function _joinExpects(values$1, separator) {
  const list3 = [...new Set(values$1)];
  if (list3.length > 1) return `(${list3.join(` ${separator} `)})`;
  return list3[0] ?? "never";
}
function _standardSchema(schema) {
  schema["~standard"] = {
    version: 1,
    vendor: "valibot",
    validate: (value$1) => schema["~run"]({ value: value$1 }, /* @__PURE__ */ getGlobalConfig())
  };
  return schema;
}
// @__NO_SIDE_EFFECTS__
function getDotPath(issue) {
  if (issue.path) {
    let key = "";
    for (const item of issue.path) if (typeof item.key === "string" || typeof item.key === "number") if (key) key += `.${item.key}`;
    else key += item.key;
    else return null;
    return key;
  }
  return null;
}
var EMOJI_REGEX = new RegExp("^(?:[\\u{1F1E6}-\\u{1F1FF}]{2}|\\u{1F3F4}[\\u{E0061}-\\u{E007A}]{2}[\\u{E0030}-\\u{E0039}\\u{E0061}-\\u{E007A}]{1,3}\\u{E007F}|(?:\\p{Emoji}\\uFE0F\\u20E3?|\\p{Emoji_Modifier_Base}\\p{Emoji_Modifier}?|(?![\\p{Emoji_Modifier_Base}\\u{1F1E6}-\\u{1F1FF}])\\p{Emoji_Presentation})(?:\\u200D(?:\\p{Emoji}\\uFE0F\\u20E3?|\\p{Emoji_Modifier_Base}\\p{Emoji_Modifier}?|(?![\\p{Emoji_Modifier_Base}\\u{1F1E6}-\\u{1F1FF}])\\p{Emoji_Presentation}))*)+$", "u");
// @__NO_SIDE_EFFECTS__
function guard(requirement, message$1) {
  return {
    kind: "transformation",
    type: "guard",
    reference: guard,
    async: false,
    requirement,
    message: message$1,
    "~run"(dataset, config$1) {
      if (dataset.typed && !this.requirement(dataset.value)) {
        _addIssue(this, "input", dataset, config$1);
        dataset.typed = false;
      }
      return dataset;
    }
  };
}
// @__NO_SIDE_EFFECTS__
function maxLength(requirement, message$1) {
  return {
    kind: "validation",
    type: "max_length",
    reference: maxLength,
    async: false,
    expects: `<=${requirement}`,
    requirement,
    message: message$1,
    "~run"(dataset, config$1) {
      if (dataset.typed && dataset.value.length > this.requirement) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
      return dataset;
    }
  };
}
// @__NO_SIDE_EFFECTS__
function maxValue(requirement, message$1) {
  return {
    kind: "validation",
    type: "max_value",
    reference: maxValue,
    async: false,
    expects: `<=${requirement instanceof Date ? requirement.toJSON() : /* @__PURE__ */ _stringify(requirement)}`,
    requirement,
    message: message$1,
    "~run"(dataset, config$1) {
      if (dataset.typed && !(dataset.value <= this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
      return dataset;
    }
  };
}
// @__NO_SIDE_EFFECTS__
function minLength(requirement, message$1) {
  return {
    kind: "validation",
    type: "min_length",
    reference: minLength,
    async: false,
    expects: `>=${requirement}`,
    requirement,
    message: message$1,
    "~run"(dataset, config$1) {
      if (dataset.typed && dataset.value.length < this.requirement) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
      return dataset;
    }
  };
}
// @__NO_SIDE_EFFECTS__
function minValue(requirement, message$1) {
  return {
    kind: "validation",
    type: "min_value",
    reference: minValue,
    async: false,
    expects: `>=${requirement instanceof Date ? requirement.toJSON() : /* @__PURE__ */ _stringify(requirement)}`,
    requirement,
    message: message$1,
    "~run"(dataset, config$1) {
      if (dataset.typed && !(dataset.value >= this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
      return dataset;
    }
  };
}
// @__NO_SIDE_EFFECTS__
function readonly() {
  return {
    kind: "transformation",
    type: "readonly",
    reference: readonly,
    async: false,
    "~run"(dataset) {
      return dataset;
    }
  };
}
// @__NO_SIDE_EFFECTS__
function regex(requirement, message$1) {
  return {
    kind: "validation",
    type: "regex",
    reference: regex,
    async: false,
    expects: `${requirement}`,
    requirement,
    message: message$1,
    "~run"(dataset, config$1) {
      if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "format", dataset, config$1);
      return dataset;
    }
  };
}
// @__NO_SIDE_EFFECTS__
function safeInteger(message$1) {
  return {
    kind: "validation",
    type: "safe_integer",
    reference: safeInteger,
    async: false,
    expects: null,
    requirement: Number.isSafeInteger,
    message: message$1,
    "~run"(dataset, config$1) {
      if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "safe integer", dataset, config$1);
      return dataset;
    }
  };
}
// @__NO_SIDE_EFFECTS__
function getFallback(schema, dataset, config$1) {
  return typeof schema.fallback === "function" ? schema.fallback(dataset, config$1) : schema.fallback;
}
// @__NO_SIDE_EFFECTS__
function getDefault(schema, dataset, config$1) {
  return typeof schema.default === "function" ? schema.default(dataset, config$1) : schema.default;
}
// @__NO_SIDE_EFFECTS__
function array(item, message$1) {
  return _standardSchema({
    kind: "schema",
    type: "array",
    reference: array,
    expects: "Array",
    async: false,
    item,
    message: message$1,
    "~run"(dataset, config$1) {
      const input = dataset.value;
      if (Array.isArray(input)) {
        dataset.typed = true;
        dataset.value = [];
        for (let key = 0; key < input.length; key++) {
          const value$1 = input[key];
          const itemDataset = this.item["~run"]({ value: value$1 }, config$1);
          if (itemDataset.issues) {
            const pathItem = {
              type: "array",
              origin: "value",
              input,
              key,
              value: value$1
            };
            for (const issue of itemDataset.issues) {
              if (issue.path) issue.path.unshift(pathItem);
              else issue.path = [pathItem];
              dataset.issues?.push(issue);
            }
            if (!dataset.issues) dataset.issues = itemDataset.issues;
            if (config$1.abortEarly) {
              dataset.typed = false;
              break;
            }
          }
          if (!itemDataset.typed) dataset.typed = false;
          dataset.value.push(itemDataset.value);
        }
      } else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function boolean(message$1) {
  return _standardSchema({
    kind: "schema",
    type: "boolean",
    reference: boolean,
    expects: "boolean",
    async: false,
    message: message$1,
    "~run"(dataset, config$1) {
      if (typeof dataset.value === "boolean") dataset.typed = true;
      else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function custom(check$1, message$1) {
  return _standardSchema({
    kind: "schema",
    type: "custom",
    reference: custom,
    expects: "unknown",
    async: false,
    check: check$1,
    message: message$1,
    "~run"(dataset, config$1) {
      if (this.check(dataset.value)) dataset.typed = true;
      else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function exactOptional(wrapped, default_) {
  return _standardSchema({
    kind: "schema",
    type: "exact_optional",
    reference: exactOptional,
    expects: wrapped.expects,
    async: false,
    wrapped,
    default: default_,
    "~run"(dataset, config$1) {
      return this.wrapped["~run"](dataset, config$1);
    }
  });
}
// @__NO_SIDE_EFFECTS__
function literal(literal_, message$1) {
  return _standardSchema({
    kind: "schema",
    type: "literal",
    reference: literal,
    expects: /* @__PURE__ */ _stringify(literal_),
    async: false,
    literal: literal_,
    message: message$1,
    "~run"(dataset, config$1) {
      if (/* @__PURE__ */ _isSameValueZero(dataset.value, this.literal)) dataset.typed = true;
      else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function number(message$1) {
  return _standardSchema({
    kind: "schema",
    type: "number",
    reference: number,
    expects: "number",
    async: false,
    message: message$1,
    "~run"(dataset, config$1) {
      if (typeof dataset.value === "number" && !isNaN(dataset.value)) dataset.typed = true;
      else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function object(entries$1, message$1) {
  return _standardSchema({
    kind: "schema",
    type: "object",
    reference: object,
    expects: "Object",
    async: false,
    entries: entries$1,
    message: message$1,
    "~run"(dataset, config$1) {
      const input = dataset.value;
      if (input && typeof input === "object") {
        dataset.typed = true;
        dataset.value = {};
        for (const key in this.entries) {
          const valueSchema = this.entries[key];
          if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
            const value$1 = key in input ? input[key] : /* @__PURE__ */ getDefault(valueSchema);
            const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
            if (valueDataset.issues) {
              const pathItem = {
                type: "object",
                origin: "value",
                input,
                key,
                value: value$1
              };
              for (const issue of valueDataset.issues) {
                if (issue.path) issue.path.unshift(pathItem);
                else issue.path = [pathItem];
                dataset.issues?.push(issue);
              }
              if (!dataset.issues) dataset.issues = valueDataset.issues;
              if (config$1.abortEarly) {
                dataset.typed = false;
                break;
              }
            }
            if (!valueDataset.typed) dataset.typed = false;
            dataset.value[key] = valueDataset.value;
          } else if (valueSchema.fallback !== void 0) dataset.value[key] = /* @__PURE__ */ getFallback(valueSchema);
          else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
            _addIssue(this, "key", dataset, config$1, {
              input: void 0,
              expected: `"${key}"`,
              path: [{
                type: "object",
                origin: "key",
                input,
                key,
                value: input[key]
              }]
            });
            if (config$1.abortEarly) break;
          }
        }
      } else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function optional(wrapped, default_) {
  return _standardSchema({
    kind: "schema",
    type: "optional",
    reference: optional,
    expects: `(${wrapped.expects} | undefined)`,
    async: false,
    wrapped,
    default: default_,
    "~run"(dataset, config$1) {
      if (dataset.value === void 0) {
        if (this.default !== void 0) dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1);
        if (dataset.value === void 0) {
          dataset.typed = true;
          return dataset;
        }
      }
      return this.wrapped["~run"](dataset, config$1);
    }
  });
}
// @__NO_SIDE_EFFECTS__
function picklist(options, message$1) {
  return _standardSchema({
    kind: "schema",
    type: "picklist",
    reference: picklist,
    expects: /* @__PURE__ */ _joinExpects(options.map(_stringify), "|"),
    async: false,
    options,
    message: message$1,
    "~run"(dataset, config$1) {
      if (this.options.includes(dataset.value)) dataset.typed = true;
      else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function record(key, value$1, message$1) {
  return _standardSchema({
    kind: "schema",
    type: "record",
    reference: record,
    expects: "Object",
    async: false,
    key,
    value: value$1,
    message: message$1,
    "~run"(dataset, config$1) {
      const input = dataset.value;
      if (input && typeof input === "object") {
        dataset.typed = true;
        dataset.value = {};
        for (const entryKey in input) if (/* @__PURE__ */ _isValidObjectKey(input, entryKey)) {
          const entryValue = input[entryKey];
          const keyDataset = this.key["~run"]({ value: entryKey }, config$1);
          if (keyDataset.issues) {
            const pathItem = {
              type: "object",
              origin: "key",
              input,
              key: entryKey,
              value: entryValue
            };
            for (const issue of keyDataset.issues) {
              issue.path = [pathItem];
              dataset.issues?.push(issue);
            }
            if (!dataset.issues) dataset.issues = keyDataset.issues;
            if (config$1.abortEarly) {
              dataset.typed = false;
              break;
            }
          }
          const valueDataset = this.value["~run"]({ value: entryValue }, config$1);
          if (valueDataset.issues) {
            const pathItem = {
              type: "object",
              origin: "value",
              input,
              key: entryKey,
              value: entryValue
            };
            for (const issue of valueDataset.issues) {
              if (issue.path) issue.path.unshift(pathItem);
              else issue.path = [pathItem];
              dataset.issues?.push(issue);
            }
            if (!dataset.issues) dataset.issues = valueDataset.issues;
            if (config$1.abortEarly) {
              dataset.typed = false;
              break;
            }
          }
          if (!keyDataset.typed || !valueDataset.typed) dataset.typed = false;
          if (keyDataset.typed) dataset.value[keyDataset.value] = valueDataset.value;
        }
      } else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function string(message$1) {
  return _standardSchema({
    kind: "schema",
    type: "string",
    reference: string,
    expects: "string",
    async: false,
    message: message$1,
    "~run"(dataset, config$1) {
      if (typeof dataset.value === "string") dataset.typed = true;
      else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function pipe(...pipe$1) {
  return _standardSchema({
    ...pipe$1[0],
    pipe: pipe$1,
    "~run"(dataset, config$1) {
      for (const item of pipe$1) if (item.kind !== "metadata") {
        if (dataset.issues && (item.kind === "schema" || item.kind === "transformation")) {
          dataset.typed = false;
          break;
        }
        if (!dataset.issues || !config$1.abortEarly && !config$1.abortPipeEarly) dataset = item["~run"](dataset, config$1);
      }
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function safeParse(schema, input, config$1) {
  const dataset = schema["~run"]({ value: input }, /* @__PURE__ */ getGlobalConfig(config$1));
  return {
    typed: dataset.typed,
    success: !dataset.issues,
    output: dataset.value,
    issues: dataset.issues
  };
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
  if (!isTagName(name)) {
    const rule = "expected up to 128 letters, digits, dots, dashes and underscores, the first one a letter, digit or underscore";
    throw new BundleError("OPTION_INVALID", `Cannot name a bundle "${name}": ${rule}`, {
      hint: "Choose another `name`, for example toolchain-1.2."
    });
  }
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

// src/home/paths.ts
var SHARD_HEX = 32;
function slug(registry2) {
  return safe(registry2, isRegistry).replaceAll(/[^a-zA-Z0-9._-]/gu, "_");
}
function shard(digest) {
  const hex = hexOf(digest);
  return `${algorithmOf(digest)}/${hex.slice(0, 2)}/${hex.slice(2, SHARD_HEX)}`;
}
function blobPath2(registry2, digest) {
  return `blobs/${slug(registry2)}/${shard(digest)}/data`;
}
function layerPath(registry2, digest) {
  return `layers/${slug(registry2)}/${shard(digest)}`;
}
function packagePath(registry2, leaf) {
  return `packages/${slug(registry2)}/${shard(leaf)}`;
}
function indexPath(registry2) {
  return `index/${slug(registry2)}`;
}
function indexRootPath(registry2, repository2) {
  return `${indexPath(registry2)}/p/${safe(repository2, isRepository)}.json`;
}
function dispatchPath(registry2, repository2, digest) {
  return `${indexPath(registry2)}/p/${safe(repository2, isRepository)}/o/${algorithmOf(digest)}/${hexOf(digest)}.json`;
}
function indexConfigPath(registry2) {
  return `${indexPath(registry2)}/config.json`;
}
function catalogPath(registry2) {
  return `${indexPath(registry2)}/c/index.json`;
}
function linksPath(registry2, repository2) {
  return `symlinks/${slug(registry2)}/${safe(repository2, isRepository)}`;
}
function candidatePath(registry2, repository2, tag2) {
  return `${linksPath(registry2, repository2)}/candidates/${safe(tag2, isTag)}`;
}
function currentPath(registry2, repository2) {
  return `${linksPath(registry2, repository2)}/current`;
}
function refName(digest) {
  return `${algorithmOf(digest)}_${hexOf(digest).slice(0, SHARD_HEX)}`;
}
function packageOfLink(target) {
  const tail = /(?:^|[/\\])packages[/\\]([^/\\]+)[/\\](sha\d+)[/\\]([0-9a-f]{2})[/\\]([0-9a-f]{30})[/\\]*$/u.exec(
    target
  );
  if (tail === null) return void 0;
  const [, registrySlug = "", algorithm, folder, name] = tail;
  return { slug: registrySlug, shard: `${algorithm}/${folder}/${name}` };
}
function safe(name, isSafe) {
  if (isSafe(name)) return name;
  throw new BundleError("PATH_UNSAFE", `Cannot make a path of "${name}"`);
}

// src/home/documents/json-tree.ts
import { isUtf8 } from "node:buffer";

// ../../work/main/node_modules/jsonc-parser/lib/esm/impl/scanner.js
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

// ../../work/main/node_modules/jsonc-parser/lib/esm/impl/string-intern.js
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

// ../../work/main/node_modules/jsonc-parser/lib/esm/impl/parser.js
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

// ../../work/main/node_modules/jsonc-parser/lib/esm/main.js
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
  return ESCAPES.reduceRight((plain2, [to, from]) => plain2.replaceAll(from, to), text3);
}

// src/commands/file-name.ts
function fileNameOf(bundleName) {
  return `${bundleName}.tar`;
}

// src/home/documents/fields.ts
function fieldsOf(tree, what, code) {
  const refuse = (reason) => {
    throw new BundleError(code, `Cannot read ${what}: ${reason}`);
  };
  if (tree?.kind !== "object") return refuse("expected an object");
  const optional2 = (key) => {
    const [member, second] = tree.members.filter((candidate) => candidate.key === key);
    return second === void 0 ? member?.value : refuse(`"${key}" occurs twice`);
  };
  const text3 = (key) => {
    const value = optional2(key);
    if (value === void 0) return void 0;
    return value.kind === "string" ? value.value : refuse(`"${key}" is no text`);
  };
  return {
    tree,
    optional: optional2,
    text: text3,
    requiredText: (key) => text3(key) ?? refuse(`"${key}" is missing`),
    integer: (key, limit2) => {
      const value = optional2(key);
      if (value === void 0 || value.kind === "null") return void 0;
      const number2 = value.kind === "number" && /^\d+$/u.test(value.text) ? Number(value.text) : Number.NaN;
      return number2 <= limit2 ? number2 : refuse(`"${key}" is no integer up to ${limit2}`);
    },
    items: (key) => {
      const value = optional2(key);
      if (value === void 0) return [];
      return value.kind === "array" ? value.items : refuse(`"${key}" is no array`);
    },
    refuse
  };
}

// src/home/documents/index-documents.ts
var FORMAT_VERSION2 = "1";
var NEWLINE = 10;
async function readRootDocument(read, { registry: registry2, repository: repository2 }) {
  await checkFormat(read, registry2);
  const bytes = await read(indexRootPath(registry2, repository2));
  return bytes === void 0 ? void 0 : parseRootDocument(bytes, `the index of ${registry2}/${repository2}`);
}
function parseRootDocument(bytes, what) {
  const fields = fieldsOf(parseJson2(bytes, what), what, "DOCUMENT_INVALID");
  const repository2 = fields.requiredText("repository");
  if (!/^oci:\/\/[^/]+\/./u.test(repository2))
    return fields.refuse(`its repository is "${repository2}", expected oci://host/path`);
  const table2 = fields.optional("tags") ?? { kind: "object", members: [] };
  const members = fieldsOf(table2, `the tags in ${what}`, "DOCUMENT_INVALID").tree.members;
  const tags = members.map(({ key, value }) => {
    const tag2 = fieldsOf(value, `tag ${key} in ${what}`, "DOCUMENT_INVALID");
    const content = tag2.requiredText("content");
    if (!isDigest(content)) return tag2.refuse(`"${content}" is no digest`);
    const yanked = get(value, "yanked");
    return [key, { content, yanked: yanked !== void 0 && yanked.kind !== "null" }];
  });
  return {
    tree: fields.tree,
    form: formOf(bytes),
    repository: repository2,
    tags: new Map(tags),
    yanked: textOf(get(fields.tree, "status")) === "yanked"
  };
}
function formOf(bytes) {
  return bytes.at(-1) === NEWLINE ? "published" : "derived";
}
async function isPublished(read, registry2) {
  return await read(indexConfigPath(registry2)) !== void 0 || await read(catalogPath(registry2)) !== void 0;
}
async function readReferenced(read, location, digest) {
  const path = dispatchPath(location.registry, location.repository, digest);
  const bytes = await read(path);
  return bytes === void 0 ? await readBlob(read, location.registry, digest) : verified(bytes, digest, path);
}
async function readBlob(read, registry2, digest) {
  const path = blobPath2(registry2, digest);
  const bytes = await read(path);
  return bytes === void 0 || bytes.byteLength === 0 ? void 0 : verified(bytes, digest, path);
}
function verified(bytes, digest, path) {
  if (isDigestOf(digest, bytes)) return bytes;
  throw new BundleError("DOCUMENT_INVALID", `Cannot use ${path}: its bytes are not those of ${digest}`, {
    hint: "The file is damaged: delete it, then install the package again with `ocx package install`."
  });
}
async function checkFormat(read, registry2) {
  const path = indexConfigPath(registry2);
  const bytes = await read(path);
  if (bytes === void 0) return;
  const version = get(parseJson2(bytes, path), "format_version");
  if (version?.kind === "number" && version.text === FORMAT_VERSION2) return;
  throw new BundleError("DOCUMENT_INVALID", `Cannot use ${path}: expected format_version ${FORMAT_VERSION2}`);
}

// src/home/documents/visibility.ts
function isVisibility(text3) {
  return text3 === "sealed" || text3 === "private" || text3 === "interface" || text3 === "public";
}
function hasInterface(visibility) {
  return visibility === "interface" || visibility === "public";
}
function hasPrivate(visibility) {
  return visibility === "private" || visibility === "public";
}
function joinVisibility(a, b) {
  const seenByUsers = hasInterface(a) || hasInterface(b);
  if (hasPrivate(a) || hasPrivate(b)) return seenByUsers ? "public" : "private";
  return seenByUsers ? "interface" : "sealed";
}

// src/home/documents/metadata.ts
var METADATA_LIMIT = 4 * 1024 * 1024;
var DEPENDENCY_LIMIT = 256;
var NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/u;
function parseMetadata(bytes, what) {
  const fields = fieldsOf(parseJson2(bytes, what, "METADATA_INVALID"), what, "METADATA_INVALID");
  if (bytes.byteLength > METADATA_LIMIT) return fields.refuse(`it is larger than ${METADATA_LIMIT} bytes`);
  const type = fields.requiredText("type");
  if (type !== "bundle") return fields.refuse(`its type is "${type}", expected "bundle"`);
  if (fields.integer("version", 255) !== 1) return fields.refuse("expected version 1");
  const stripComponents = fields.integer("strip_components", 255);
  const binaries = readBinaries(fields);
  const metadata = {
    ...stripComponents === void 0 ? {} : { stripComponents },
    env: fields.items("env").map((item) => readVariable(fieldsOf(item, `env of ${what}`, "METADATA_INVALID"))),
    dependencies: readDependencies(fields, what),
    entrypoints: readEntrypoints(fields, what),
    ...binaries === void 0 ? {} : { binaries },
    integrations: readIntegrations(fields)
  };
  return { ...metadata, text: formatPretty(toJson2(metadata)) };
}
function readVariable(fields) {
  const key = fields.requiredText("key");
  const type = fields.requiredText("type");
  const value = fields.requiredText("value");
  const visibility = fields.text("visibility") ?? "private";
  if (!isVisibility(visibility) || visibility === "sealed")
    return fields.refuse(`${key} has visibility "${visibility}"`);
  const common = { key, value, visibility };
  switch (type) {
    case "constant":
      return { ...common, type };
    case "path": {
      const required = fields.optional("required") ?? boolean2(false);
      if (required.kind !== "boolean") return fields.refuse(`"required" of ${key} is neither true nor false`);
      return { ...common, type, required: required.value };
    }
    case "list": {
      const separator = fields.text("separator");
      if (separator === void 0) return fields.refuse(`the list ${key} has no separator`);
      if (separator === "" || /[=\n\r]/u.test(separator)) return fields.refuse(`the list ${key} has a bad separator`);
      if (value.startsWith(separator) || value.endsWith(separator))
        return fields.refuse(`${key} has a separator at an end`);
      return { ...common, type, separator };
    }
    default:
      return fields.refuse(`${key} has the type "${type}", which this version does not know`);
  }
}
function readDependencies(fields, what) {
  const items = fields.items("dependencies");
  if (items.length > DEPENDENCY_LIMIT) return fields.refuse(`it has more than ${DEPENDENCY_LIMIT} dependencies`);
  const dependencies = items.map(
    (item) => readDependency(fieldsOf(item, `a dependency of ${what}`, "METADATA_INVALID"))
  );
  const repositories = dependencies.map(({ identifier: { registry: registry2, repository: repository2 } }) => `${registry2}/${repository2}`);
  const names = dependencies.flatMap(({ name }) => name ?? []);
  if (new Set(repositories).size < repositories.length) return fields.refuse("two dependencies have one repository");
  if (new Set(names).size < names.length) return fields.refuse("two dependencies have one name");
  return dependencies;
}
function readDependency(fields) {
  const text3 = fields.requiredText("identifier");
  const { digest, ...identifier } = parseIdentifier(text3, void 0, { code: "METADATA_INVALID" });
  if (digest === void 0) return fields.refuse(`${text3} has no digest`);
  const visibility = fields.text("visibility") ?? "sealed";
  if (!isVisibility(visibility)) return fields.refuse(`${text3} has visibility "${visibility}"`);
  const name = optionalName(fields, "name");
  return { identifier: { ...identifier, digest }, visibility, ...name === void 0 ? {} : { name } };
}
function readEntrypoints(fields, what) {
  const value = fields.optional("entrypoints");
  if (value === void 0) return [];
  const entrypoints = fieldsOf(value, `the entrypoints of ${what}`, "METADATA_INVALID");
  return entrypoints.tree.members.map(({ key }) => readEntrypoint(key, entrypoints, what)).toSorted((a, b) => compareBytes(a.name, b.name));
}
function readEntrypoint(name, entrypoints, what) {
  if (!NAME.test(name)) return entrypoints.refuse(`"${name}" is no name for an entrypoint`);
  const fields = fieldsOf(entrypoints.optional(name), `entrypoint ${name} of ${what}`, "METADATA_INVALID");
  const command = optionalName(fields, "command");
  const args = fields.items("args").map((item) => textOf(item) ?? fields.refuse("an argument is no text"));
  return { name, ...command === void 0 ? {} : { command }, args };
}
function readBinaries(fields) {
  const value = fields.optional("binaries");
  if (value === void 0 || value.kind === "null") return void 0;
  if (value.kind !== "array") return fields.refuse('"binaries" is no array');
  const names = value.items.map(
    (item) => textOf(item) ?? textOf(get(item, "name")) ?? fields.refuse("a binary has no name")
  );
  return [...new Set(names)].toSorted(compareBytes);
}
function readIntegrations(fields) {
  const value = fields.optional("integrations");
  if (value === void 0) return [];
  if (value.kind !== "object") return fields.refuse('"integrations" is no object');
  return entriesOf(value).toSorted((a, b) => compareBytes(a.key, b.key));
}
function optionalName(fields, key) {
  if (fields.optional(key)?.kind === "null") return void 0;
  const name = fields.text(key);
  return name === void 0 || NAME.test(name) ? name : fields.refuse(`"${name}" is no ${key}`);
}
function toJson2(metadata) {
  const { stripComponents, binaries } = metadata;
  return object2([
    ["type", string2("bundle")],
    ["version", integer(1)],
    ["strip_components", stripComponents === void 0 ? void 0 : integer(stripComponents)],
    ["env", unlessEmpty(array2(metadata.env.map(variableToJson)))],
    ["dependencies", unlessEmpty(array2(metadata.dependencies.map(dependencyToJson)))],
    [
      "entrypoints",
      unlessEmpty(object2(metadata.entrypoints.map((entrypoint) => [entrypoint.name, entrypointToJson(entrypoint)])))
    ],
    ["binaries", binaries === void 0 ? void 0 : array2(binaries.map(string2))],
    ["integrations", unlessEmpty({ kind: "object", members: metadata.integrations.map(plain) })]
  ]);
}
function unlessEmpty(value) {
  return (value.kind === "array" ? value.items : value.members).length === 0 ? void 0 : value;
}
function variableToJson(variable) {
  return object2([
    ["key", string2(variable.key)],
    ["type", string2(variable.type)],
    ["required", variable.type === "path" ? boolean2(variable.required) : void 0],
    ["separator", variable.type === "list" ? string2(variable.separator) : void 0],
    ["value", string2(variable.value)],
    ["visibility", string2(variable.visibility)]
  ]);
}
function dependencyToJson({ identifier, visibility, name }) {
  return object2([
    ["identifier", string2(formatIdentifier(identifier))],
    ["visibility", string2(visibility)],
    ["name", name === void 0 ? void 0 : string2(name)]
  ]);
}
function entrypointToJson({ command, args }) {
  return object2([
    ["command", command === void 0 ? void 0 : string2(command)],
    ["args", args.length === 0 ? void 0 : array2(args.map(string2))]
  ]);
}
function plain({ key, value }) {
  return { key, value: plainValue(value) };
}
function plainValue(value) {
  if (value.kind === "array") return array2(value.items.map(plainValue));
  return value.kind === "object" ? { kind: "object", members: entriesOf(value).map(plain) } : value;
}

// src/home/documents/content-prefix.ts
var LONGEST_SEGMENT = 255;
var LONGEST = 4096;
var DEEPEST = 32;
function normalPrefix(prefix) {
  const path = prefix.replaceAll("\\", "/");
  if (path.startsWith("/") || /^[A-Za-z]:/u.test(path)) return void 0;
  const segments = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === void 0) return void 0;
  }
  const sizes = segments.map((segment) => Buffer.byteLength(segment));
  const tooLong = sizes.some((size2) => size2 > LONGEST_SEGMENT) || sizes.reduce((sum, size2) => sum + size2, 0) > LONGEST;
  return tooLong || segments.length > DEEPEST || segments.some((segment) => new RegExp("\\p{Cc}", "u").test(segment)) ? void 0 : segments.join("/");
}

// src/home/documents/manifest.ts
var PACKAGE_ARTIFACT_TYPE = "application/vnd.sh.ocx.package.v1";
var CONFIG_MEDIA_TYPE = "application/vnd.sh.ocx.package.v1+json";
var STRIP = "sh.ocx.layer.strip-components";
var PREFIX = "sh.ocx.layer.prefix";
function parseManifest(bytes, what) {
  const tree = parseJson2(bytes, what);
  const fields = fieldsOf(tree, what, "DOCUMENT_INVALID");
  if (fields.integer("schemaVersion", 255) === void 0) return fields.refuse('"schemaVersion" is missing');
  if (get(tree, "config") !== void 0 && get(tree, "layers") !== void 0) return readLeaf(fields, what);
  if (get(tree, "manifests") !== void 0) return { kind: "index", offers: readOffers(fields, what) };
  return fields.refuse("it is neither a manifest nor an image index");
}
function readOffers(fields, what) {
  return fields.items("manifests").flatMap((item) => {
    const entry = fieldsOf(item, `an entry of ${what}`, "DOCUMENT_INVALID");
    const platform = platformOfEntry(entry.optional("platform"));
    return platform === void 0 ? [] : [{ leaf: digestIn(entry), platform }];
  });
}
function readLeaf(fields, what) {
  const invalid2 = fieldsOf(fields.tree, what, "METADATA_INVALID");
  if (fields.text("artifactType") !== PACKAGE_ARTIFACT_TYPE) return invalid2.refuse("it is no OCX package");
  const config = fieldsOf(fields.optional("config"), `the config of ${what}`, "DOCUMENT_INVALID");
  if (config.text("mediaType") !== CONFIG_MEDIA_TYPE) return invalid2.refuse("its config is no OCX metadata");
  if ((config.integer("size", Number.MAX_SAFE_INTEGER) ?? 0) > METADATA_LIMIT) {
    return invalid2.refuse(`its config is larger than ${METADATA_LIMIT} bytes`);
  }
  const layers = fields.items("layers").map((item) => fieldsOf(item, `a layer of ${what}`, "DOCUMENT_INVALID"));
  const digests = layers.map(digestIn);
  if (new Set(digests).size < digests.length) return invalid2.refuse("it has one layer twice");
  return {
    kind: "leaf",
    config: digestIn(config),
    layers: layers.map((layer) => readLayer(layer, what)),
    text: formatPretty(toJson3(fields))
  };
}
function readLayer(fields, what) {
  const invalid2 = fieldsOf(fields.tree, `a layer of ${what}`, "METADATA_INVALID");
  const annotations2 = fields.optional("annotations");
  const strip = textOf(get(annotations2, STRIP));
  if (strip !== void 0 && !(/^\+?\d+$/u.test(strip) && Number(strip) <= 255))
    return invalid2.refuse(`${STRIP} is "${strip}"`);
  const prefix = normalPrefix(textOf(get(annotations2, PREFIX)) ?? "");
  if (prefix === void 0) return invalid2.refuse(`${PREFIX} leaves the package`);
  return { digest: digestIn(fields), ...strip === void 0 ? {} : { strip: Number(strip) }, prefix };
}
function digestIn(fields) {
  const digest = fields.requiredText("digest");
  return isDigest(digest) ? digest : fields.refuse(`"${digest}" is no digest`);
}
function toJson3(fields) {
  return object2([
    ["schemaVersion", fields.optional("schemaVersion")],
    ["mediaType", present(fields.optional("mediaType"))],
    ["config", descriptorToJson(fields.optional("config"))],
    ["layers", array2(fields.items("layers").map(descriptorToJson))],
    ["subject", subjectToJson(fields.optional("subject"))],
    ["artifactType", present(fields.optional("artifactType"))],
    ["annotations", annotationsToJson(fields.optional("annotations"))]
  ]);
}
function subjectToJson(subject) {
  return present(subject) === void 0 ? void 0 : descriptorToJson(subject);
}
function descriptorToJson(descriptor) {
  const fields = fieldsOf(descriptor, "a descriptor", "DOCUMENT_INVALID");
  return object2([
    ["mediaType", string2(fields.requiredText("mediaType"))],
    ["digest", string2(fields.requiredText("digest"))],
    ["size", fields.optional("size") ?? fields.refuse('"size" is missing')],
    ["urls", present(fields.optional("urls"))],
    ["annotations", annotationsToJson(fields.optional("annotations"))],
    ["artifactType", present(fields.optional("artifactType"))]
  ]);
}
function annotationsToJson(annotations2) {
  if (annotations2?.kind !== "object") return present(annotations2);
  return { kind: "object", members: entriesOf(annotations2).toSorted((a, b) => compareBytes(a.key, b.key)) };
}
function present(value) {
  return value?.kind === "null" ? void 0 : value;
}

// src/home/documents/resolved.ts
function composeResolved(direct) {
  const all = /* @__PURE__ */ new Map();
  const add = (entry, visibility) => {
    const known = all.get(entry.key);
    all.set(
      entry.key,
      known === void 0 ? { ...entry, visibility } : { ...known, visibility: joinVisibility(known.visibility, visibility) }
    );
  };
  for (const { identifier, visibility, brings } of direct) {
    for (const further of brings) add(further, hasInterface(further.visibility) ? visibility : "sealed");
    add({ identifier: formatIdentifier(identifier), key: keyOf(identifier), visibility }, visibility);
  }
  return [...all.values()];
}
function keyOf({ tag: _advisory, ...identity }) {
  return formatIdentifier(identity);
}
function formatResolved(dependencies) {
  const items = dependencies.map(
    ({ identifier, visibility }) => object2([
      ["identifier", string2(identifier)],
      ["visibility", string2(visibility)]
    ])
  );
  return formatPretty(object2([["dependencies", array2(items)]]));
}
function parseResolved(bytes, what) {
  const fields = fieldsOf(parseJson2(bytes, what), what, "DOCUMENT_INVALID");
  if (fields.tree.members.some(({ key }) => key !== "dependencies"))
    return fields.refuse("it has a key that is not known");
  return fields.items("dependencies").map((item) => {
    const dependency = fieldsOf(item, `a dependency of ${what}`, "DOCUMENT_INVALID");
    const visibility = dependency.requiredText("visibility");
    if (!isVisibility(visibility)) return dependency.refuse(`"${visibility}" is no visibility`);
    return { identifier: dependency.requiredText("identifier"), visibility };
  });
}

// src/home/resolve/leaf-choice.ts
async function chooseLeaf(offers, wanted, isPresent) {
  const fitting = offers.filter(({ platform }) => fitsMachine(platform, wanted));
  if (fitting.length === 0) return { kind: "unfit" };
  const presence = await Promise.all(fitting.map(({ leaf }) => isPresent(leaf)));
  const present2 = fitting.filter((_, i) => presence[i]);
  const [only] = present2;
  if (only === void 0) return { kind: "absent", offers: fitting };
  if (leavesOf(present2) === 1) return { kind: "found", offer: choosePlatform(present2, wanted)[0] ?? only };
  const best = choosePlatform(present2, wanted);
  const [first] = best;
  return first !== void 0 && leavesOf(best) === 1 ? { kind: "found", offer: first } : { kind: "ambiguous", offers: present2 };
}
function describeOffers(offers) {
  return [...new Set(offers.map(({ platform }) => formatPlatform(platform)))].join(", ") || "none";
}
function leavesOf(offers) {
  return new Set(offers.map(({ leaf }) => leaf)).size;
}

export {
  parseDigest,
  isDigest,
  digestOf,
  isDigestOf,
  algorithmOf,
  digester,
  isTagName,
  array,
  custom,
  exactOptional,
  literal,
  object,
  picklist,
  string,
  safeParse,
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
  isRepository,
  slug,
  shard,
  blobPath2,
  layerPath,
  packagePath,
  indexRootPath,
  dispatchPath,
  indexConfigPath,
  catalogPath,
  candidatePath,
  currentPath,
  refName,
  packageOfLink,
  parseJson2 as parseJson,
  decodeUtf8,
  get,
  textOf,
  entriesOf,
  withMember,
  object2,
  array2,
  string2,
  integer,
  formatPretty,
  formatPython,
  compareBytes,
  readRootDocument,
  parseRootDocument,
  formOf,
  isPublished,
  readReferenced,
  readBlob,
  parsePlatform,
  formatPlatform,
  hostPlatform,
  fits,
  fitsMachine,
  wantedBelow,
  choosePlatform,
  familyOf2 as familyOf,
  hasInterface,
  parseMetadata,
  parseManifest,
  composeResolved,
  formatResolved,
  parseResolved,
  chooseLeaf,
  describeOffers,
  fileNameOf
};
