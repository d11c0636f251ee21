import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  FORMAT_VERSION,
  array,
  boolean,
  choosePlatform,
  compareBytes,
  entriesOf,
  fitsMachine,
  formatIdentifier,
  formatPlatform,
  formatPretty,
  get,
  integer,
  isRegistry,
  isRepository,
  isTag,
  knownPlatform,
  object,
  parseIdentifier,
  parseJson,
  string,
  textOf
} from "./chunk-ZWU27QIT.mjs";
import {
  MAX_DOCUMENT
} from "./chunk-6CKKONBI.mjs";
import {
  algorithmOf,
  hexOf,
  isDigest,
  isDigestOf
} from "./chunk-CX3N45CJ.mjs";
import {
  BundleError
} from "./chunk-5HOQBOAW.mjs";

// src/home/model/paths.ts
var SHARD_HEX = 32;
function slug(registry) {
  return slugOfPart(safe(registry, isRegistry));
}
function slugOfPart(text) {
  return text.replaceAll(/[^a-zA-Z0-9._-]/gu, "_");
}
function shard(digest) {
  const hex = hexOf(digest);
  return `${algorithmOf(digest)}/${hex.slice(0, 2)}/${hex.slice(2, SHARD_HEX)}`;
}
function storeBlobPath(registry, digest) {
  return `blobs/${slug(registry)}/${shard(digest)}/data`;
}
function layerPath(registry, digest) {
  return `layers/${slug(registry)}/${shard(digest)}`;
}
function packagePath(registry, leaf) {
  return `packages/${slug(registry)}/${shard(leaf)}`;
}
function shimPath(registry, repository, leaf) {
  return `shims/${slug(registry)}/${safe(repository, isRepository)}/${shard(leaf)}`;
}
function indexPath(registry) {
  return `index/${slug(registry)}`;
}
function indexRootPath(registry, repository) {
  return `${indexPath(registry)}/p/${safe(repository, isRepository)}.json`;
}
function dispatchPath(registry, repository, digest) {
  return `${indexPath(registry)}/p/${safe(repository, isRepository)}/o/${algorithmOf(digest)}/${hexOf(digest)}.json`;
}
function indexConfigPath(registry) {
  return `${indexPath(registry)}/config.json`;
}
function catalogPath(registry) {
  return `${indexPath(registry)}/c/index.json`;
}
function linksPath(registry, repository) {
  return `symlinks/${slug(registry)}/${safe(repository, isRepository)}`;
}
function candidatePath(registry, repository, tag) {
  return `${linksPath(registry, repository)}/candidates/${safe(tag, isTag)}`;
}
function currentPath(registry, repository) {
  return `${linksPath(registry, repository)}/current`;
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
  throw new BundleError("PATH_UNSAFE", `Cannot use "${name}" in a path`);
}

// src/commands/summarize-bundle.ts
function summarizeBundle(closure, figures) {
  const sizes = new Map(figures.layers.map((layer) => [keyOf(layer), layer]));
  const users = usersOf(closure);
  const tagged = closure.roots.filter(({ tag }) => tag !== void 0);
  return {
    ...figures,
    formatVersion: FORMAT_VERSION,
    contentSize: figures.layers.reduce((sum, { contentSize }) => sum + contentSize, 0),
    packages: closure.packages.map((item) => summarizePackage(item, closure, sizes)),
    layers: figures.layers.map((layer) => ({ ...layer, packages: users.get(keyOf(layer)) ?? [] })),
    tags: tagged.map(({ identifier, leaf, current }) => ({ identifier, digest: leaf, current }))
  };
}
function summarizeLayers({ layers }) {
  return layers.map(({ frames, ...layer }) => ({
    ...layer,
    size: frames.reduce((sum, frame) => sum + frame.size, 0),
    frameCount: frames.length
  }));
}
function nameOf({ registry, leaf, repositories }, roots) {
  const root = roots.find((candidate) => candidate.registry === registry && candidate.leaf === leaf);
  return root?.identifier ?? formatIdentifier({ registry, repository: repositories[0] ?? "", digest: leaf });
}
function summarizePackage(item, { packages, roots }, sizes) {
  const { registry, leaf, platform, manifest, dependencies } = item;
  const own = roots.filter((root) => root.registry === registry && root.leaf === leaf);
  const needed = dependencies.flatMap(
    ({ identifier }) => packages.filter((other) => other.registry === identifier.registry && other.leaf === identifier.digest)
  );
  const layers = manifest.layers.map(({ digest }) => sizes.get(keyOf({ registry, digest })));
  return {
    identifier: nameOf(item, roots),
    digest: leaf,
    platform,
    root: own.length > 0,
    current: own.some(({ current }) => current),
    dependencies: needed.map((other) => nameOf(other, roots)),
    layers: layers.length,
    contentSize: layers.reduce((sum, layer) => sum + (layer?.contentSize ?? 0), 0)
  };
}
function usersOf({ packages, roots }) {
  const uses = packages.flatMap((item) => {
    const digests = new Set(item.manifest.layers.map(({ digest }) => digest));
    const name = nameOf(item, roots);
    return Array.from(digests, (digest) => ({ key: keyOf({ registry: item.registry, digest }), name }));
  });
  const byLayer = Map.groupBy(uses, ({ key }) => key);
  return new Map(Array.from(byLayer, ([key, list]) => [key, list.map(({ name }) => name)]));
}
function keyOf({ registry, digest }) {
  return `${registry} ${digest}`;
}

// src/home/documents/fields.ts
function fieldsOf(tree, what, code) {
  const refuse = (reason) => {
    throw new BundleError(code, `Cannot read ${what}: ${reason}`);
  };
  if (tree?.kind !== "object") return refuse("expected an object");
  const optional = (key) => {
    const [member, second] = tree.members.filter((candidate) => candidate.key === key);
    return second === void 0 ? member?.value : refuse(`"${key}" occurs twice`);
  };
  const text = (key) => {
    const value = optional(key);
    if (value === void 0) return void 0;
    return value.kind === "string" ? value.value : refuse(`"${key}" is not a string`);
  };
  return {
    tree,
    optional,
    text,
    requiredText: (key) => text(key) ?? refuse(`"${key}" is missing`),
    integer: (key, limit) => {
      const value = optional(key);
      if (value === void 0 || value.kind === "null") return void 0;
      const number = value.kind === "number" && /^\d+$/u.test(value.text) ? Number(value.text) : Number.NaN;
      return number <= limit ? number : refuse(`"${key}" is not an integer from 0 to ${limit}`);
    },
    items: (key) => {
      const value = optional(key);
      if (value === void 0) return [];
      return value.kind === "array" ? value.items : refuse(`"${key}" is not an array`);
    },
    refuse
  };
}

// src/home/documents/index-documents.ts
var FORMAT_VERSION2 = "1";
var NEWLINE = 10;
async function readRootDocument(read, { registry, repository }) {
  await checkFormat(read, registry);
  const bytes = await read(indexRootPath(registry, repository));
  return bytes === void 0 ? void 0 : parseRootDocument(bytes, `the index of ${registry}/${repository}`);
}
function parseRootDocument(bytes, what) {
  const fields = fieldsOf(parseJson(bytes, what), what, "DOCUMENT_INVALID");
  const repository = fields.requiredText("repository");
  if (!/^oci:\/\/[^/]+\/./u.test(repository))
    return fields.refuse(`its repository is "${repository}", expected oci://host/path`);
  const table = fields.optional("tags") ?? { kind: "object", members: [] };
  const members = fieldsOf(table, `the tags in ${what}`, "DOCUMENT_INVALID").tree.members;
  const tags = members.map(({ key, value }) => {
    const tag = fieldsOf(value, `tag ${key} in ${what}`, "DOCUMENT_INVALID");
    const content = tag.requiredText("content");
    if (!isDigest(content)) return tag.refuse(`"${content}" is not a digest`);
    const yanked = get(value, "yanked");
    return [key, { content, yanked: yanked !== void 0 && yanked.kind !== "null" }];
  });
  return {
    tree: fields.tree,
    form: formOf(bytes),
    repository,
    tags: new Map(tags),
    yanked: textOf(get(fields.tree, "status")) === "yanked"
  };
}
function formOf(bytes) {
  return bytes.at(-1) === NEWLINE ? "published" : "derived";
}
async function isPublished(read, registry) {
  return await read(indexConfigPath(registry)) !== void 0 || await read(catalogPath(registry)) !== void 0;
}
async function readReferenced(read, location, digest) {
  const path = dispatchPath(location.registry, location.repository, digest);
  const bytes = await read(path);
  return bytes === void 0 ? await readBlob(read, location.registry, digest) : verified(bytes, digest, path);
}
async function readBlob(read, registry, digest) {
  const path = storeBlobPath(registry, digest);
  const bytes = await read(path);
  return bytes === void 0 || bytes.byteLength === 0 ? void 0 : verified(bytes, digest, path);
}
function verified(bytes, digest, path) {
  if (isDigestOf(digest, bytes)) return bytes;
  throw new BundleError("DOCUMENT_INVALID", `Cannot use ${path}: its content does not match ${digest}`, {
    hint: "The file is damaged: delete it, then install the package again with `ocx package install`."
  });
}
async function checkFormat(read, registry) {
  const path = indexConfigPath(registry);
  const bytes = await read(path);
  if (bytes === void 0) return;
  const version = get(parseJson(bytes, path), "format_version");
  if (version?.kind === "number" && version.text === FORMAT_VERSION2) return;
  throw new BundleError("DOCUMENT_INVALID", `Cannot use ${path}: expected format_version ${FORMAT_VERSION2}`);
}

// src/home/documents/visibility.ts
function isVisibility(text) {
  return text === "sealed" || text === "private" || text === "interface" || text === "public";
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
var METADATA_LIMIT = MAX_DOCUMENT;
var DEPENDENCY_LIMIT = 256;
var NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/u;
function parseMetadata(bytes, what) {
  const fields = fieldsOf(parseJson(bytes, what, "METADATA_INVALID"), what, "METADATA_INVALID");
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
  const text = formatPretty(toJson(metadata));
  if (Buffer.byteLength(text) > METADATA_LIMIT) return fields.refuse(`it takes over ${METADATA_LIMIT} bytes as a file`);
  return { ...metadata, text };
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
      const required = fields.optional("required") ?? boolean(false);
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
  const repositories = dependencies.map(({ identifier: { registry, repository } }) => `${registry}/${repository}`);
  const names = dependencies.flatMap(({ name }) => name ?? []);
  if (new Set(repositories).size < repositories.length) return fields.refuse("two dependencies have one repository");
  if (new Set(names).size < names.length) return fields.refuse("two dependencies have one name");
  return dependencies;
}
function readDependency(fields) {
  const text = fields.requiredText("identifier");
  const { digest, ...identifier } = parseIdentifier(text, void 0, { code: "METADATA_INVALID" });
  if (digest === void 0) return fields.refuse(`${text} has no digest`);
  const visibility = fields.text("visibility") ?? "sealed";
  if (!isVisibility(visibility)) return fields.refuse(`${text} has visibility "${visibility}"`);
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
  if (!NAME.test(name)) return entrypoints.refuse(`"${name}" is not a valid name for an entrypoint`);
  const fields = fieldsOf(entrypoints.optional(name), `entrypoint ${name} of ${what}`, "METADATA_INVALID");
  const command = optionalName(fields, "command");
  const args = fields.items("args").map((item) => textOf(item) ?? fields.refuse("an argument is not a string"));
  return { name, ...command === void 0 ? {} : { command }, args };
}
function readBinaries(fields) {
  const value = fields.optional("binaries");
  if (value === void 0 || value.kind === "null") return void 0;
  if (value.kind !== "array") return fields.refuse('"binaries" is not an array');
  const names = value.items.map(
    (item) => textOf(item) ?? textOf(get(item, "name")) ?? fields.refuse("a binary has no name")
  );
  return [...new Set(names)].toSorted(compareBytes);
}
function readIntegrations(fields) {
  const value = fields.optional("integrations");
  if (value === void 0) return [];
  if (value.kind !== "object") return fields.refuse('"integrations" is not an object');
  return entriesOf(value).toSorted((a, b) => compareBytes(a.key, b.key));
}
function optionalName(fields, key) {
  if (fields.optional(key)?.kind === "null") return void 0;
  const name = fields.text(key);
  return name === void 0 || NAME.test(name) ? name : fields.refuse(`"${name}" is not a valid ${key}`);
}
function toJson(metadata) {
  const { stripComponents, binaries } = metadata;
  return object([
    ["type", string("bundle")],
    ["version", integer(1)],
    ["strip_components", stripComponents === void 0 ? void 0 : integer(stripComponents)],
    ["env", unlessEmpty(array(metadata.env.map(variableToJson)))],
    ["dependencies", unlessEmpty(array(metadata.dependencies.map(dependencyToJson)))],
    [
      "entrypoints",
      unlessEmpty(object(metadata.entrypoints.map((entrypoint) => [entrypoint.name, entrypointToJson(entrypoint)])))
    ],
    ["binaries", binaries === void 0 ? void 0 : array(binaries.map(string))],
    ["integrations", unlessEmpty({ kind: "object", members: metadata.integrations.map(plain) })]
  ]);
}
function unlessEmpty(value) {
  return (value.kind === "array" ? value.items : value.members).length === 0 ? void 0 : value;
}
function variableToJson(variable) {
  return object([
    ["key", string(variable.key)],
    ["type", string(variable.type)],
    ["required", variable.type === "path" ? boolean(variable.required) : void 0],
    ["separator", variable.type === "list" ? string(variable.separator) : void 0],
    ["value", string(variable.value)],
    ["visibility", string(variable.visibility)]
  ]);
}
function dependencyToJson({ identifier, visibility, name }) {
  return object([
    ["identifier", string(formatIdentifier(identifier))],
    ["visibility", string(visibility)],
    ["name", name === void 0 ? void 0 : string(name)]
  ]);
}
function entrypointToJson({ command, args }) {
  return object([
    ["command", command === void 0 ? void 0 : string(command)],
    ["args", args.length === 0 ? void 0 : array(args.map(string))]
  ]);
}
function plain({ key, value }) {
  return { key, value: plainValue(value) };
}
function plainValue(value) {
  if (value.kind === "array") return array(value.items.map(plainValue));
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
  const tooLong = sizes.some((size) => size > LONGEST_SEGMENT) || sizes.reduce((sum, size) => sum + size, 0) > LONGEST;
  return tooLong || segments.length > DEEPEST || segments.some((segment) => new RegExp("\\p{Cc}", "u").test(segment)) ? void 0 : segments.join("/");
}

// src/home/documents/leaf-manifest.ts
var PACKAGE_ARTIFACT_TYPE = "application/vnd.sh.ocx.package.v1";
var CONFIG_MEDIA_TYPE = "application/vnd.sh.ocx.package.v1+json";
var STRIP = "sh.ocx.layer.strip-components";
var PREFIX = "sh.ocx.layer.prefix";
function parseManifest(bytes, what) {
  const tree = parseJson(bytes, what);
  const fields = fieldsOf(tree, what, "DOCUMENT_INVALID");
  if (fields.integer("schemaVersion", 255) === void 0) return fields.refuse('"schemaVersion" is missing');
  const [isLeaf, isIndex] = [get(tree, "layers") !== void 0, get(tree, "manifests") !== void 0];
  if (isLeaf && isIndex) return fields.refuse("it is both a manifest and an image index");
  if (isLeaf && get(tree, "config") !== void 0) return readLeaf(fields, what);
  if (isIndex) return { kind: "index", offers: readOffers(fields, what) };
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
  const invalid = fieldsOf(fields.tree, what, "METADATA_INVALID");
  if (fields.text("artifactType") !== PACKAGE_ARTIFACT_TYPE) return invalid.refuse("it is not an OCX package");
  const config = fieldsOf(fields.optional("config"), `the config of ${what}`, "DOCUMENT_INVALID");
  if (config.text("mediaType") !== CONFIG_MEDIA_TYPE) return invalid.refuse("its config is not OCX metadata");
  if ((config.integer("size", Number.MAX_SAFE_INTEGER) ?? 0) > METADATA_LIMIT) {
    return invalid.refuse(`its config is larger than ${METADATA_LIMIT} bytes`);
  }
  const layers = fields.items("layers").map((item) => fieldsOf(item, `a layer of ${what}`, "DOCUMENT_INVALID"));
  const digests = layers.map(digestIn);
  if (new Set(digests).size < digests.length) return invalid.refuse("it lists a layer twice");
  return {
    kind: "leaf",
    config: digestIn(config),
    layers: layers.map((layer) => readLayer(layer, what)),
    text: formatPretty(toJson2(fields))
  };
}
function readLayer(fields, what) {
  const invalid = fieldsOf(fields.tree, `a layer of ${what}`, "METADATA_INVALID");
  const annotations = fields.optional("annotations");
  const strip = textOf(get(annotations, STRIP));
  if (strip !== void 0 && !(/^\+?\d+$/u.test(strip) && Number(strip) <= 255))
    return invalid.refuse(`${STRIP} is "${strip}"`);
  const prefix = normalPrefix(textOf(get(annotations, PREFIX)) ?? "");
  if (prefix === void 0) return invalid.refuse(`${PREFIX} leaves the package`);
  return { digest: digestIn(fields), ...strip === void 0 ? {} : { strip: Number(strip) }, prefix };
}
function digestIn(fields) {
  const digest = fields.requiredText("digest");
  return isDigest(digest) ? digest : fields.refuse(`"${digest}" is not a digest`);
}
function toJson2(fields) {
  return object([
    ["schemaVersion", fields.optional("schemaVersion")],
    ["mediaType", present(fields.optional("mediaType"))],
    ["config", descriptorToJson(fields.optional("config"))],
    ["layers", array(fields.items("layers").map(descriptorToJson))],
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
  return object([
    ["mediaType", string(fields.requiredText("mediaType"))],
    ["digest", string(fields.requiredText("digest"))],
    ["size", sizeOf(fields)],
    ["urls", present(fields.optional("urls"))],
    ["annotations", annotationsToJson(fields.optional("annotations"))],
    ["artifactType", present(fields.optional("artifactType"))]
  ]);
}
function sizeOf(fields) {
  const size = fields.integer("size", Number.MAX_SAFE_INTEGER);
  return size === void 0 ? fields.refuse('"size" is missing') : integer(size);
}
function annotationsToJson(annotations) {
  if (annotations?.kind !== "object") return present(annotations);
  return { kind: "object", members: entriesOf(annotations).toSorted((a, b) => compareBytes(a.key, b.key)) };
}
function present(value) {
  return value?.kind === "null" ? void 0 : value;
}
function platformOfEntry(platform) {
  const os = textOf(get(platform, "os"));
  const architecture = textOf(get(platform, "architecture"));
  const variant = textOf(get(platform, "variant"));
  if (os === void 0 || architecture === void 0) return void 0;
  const listed = get(platform, "os.features");
  const features = listed?.kind === "array" ? listed.items.flatMap((item) => textOf(item) ?? []) : [];
  return knownPlatform({ os, architecture, ...variant === void 0 ? {} : { variant }, features });
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
    add({ identifier: formatIdentifier(identifier), key: keyOf2(identifier), visibility }, visibility);
  }
  return [...all.values()];
}
function keyOf2({ tag: _advisory, ...identity }) {
  return formatIdentifier(identity);
}
function formatResolved(dependencies) {
  const items = dependencies.map(
    ({ identifier, visibility }) => object([
      ["identifier", string(identifier)],
      ["visibility", string(visibility)]
    ])
  );
  return formatPretty(object([["dependencies", array(items)]]));
}
function parseResolved(bytes, what) {
  const fields = fieldsOf(parseJson(bytes, what), what, "DOCUMENT_INVALID");
  if (fields.tree.members.some(({ key }) => key !== "dependencies")) return fields.refuse("it has an unknown key");
  return fields.items("dependencies").map((item) => {
    const dependency = fieldsOf(item, `a dependency of ${what}`, "DOCUMENT_INVALID");
    const visibility = dependency.requiredText("visibility");
    if (!isVisibility(visibility)) return dependency.refuse(`"${visibility}" is not a visibility`);
    return { identifier: dependency.requiredText("identifier"), visibility };
  });
}

// src/home/closure/leaf-choice.ts
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
  slug,
  slugOfPart,
  shard,
  storeBlobPath,
  layerPath,
  packagePath,
  shimPath,
  indexRootPath,
  dispatchPath,
  indexConfigPath,
  catalogPath,
  linksPath,
  candidatePath,
  currentPath,
  refName,
  packageOfLink,
  readRootDocument,
  parseRootDocument,
  formOf,
  isPublished,
  readReferenced,
  readBlob,
  hasInterface,
  parseMetadata,
  parseManifest,
  composeResolved,
  formatResolved,
  parseResolved,
  chooseLeaf,
  describeOffers,
  summarizeBundle,
  summarizeLayers,
  nameOf
};
