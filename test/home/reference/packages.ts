import {
  asRecord,
  asText,
  below,
  blobPath,
  bytesAt,
  type ChangingHome,
  dispatchPath,
  type Entry,
  HOME,
  type HomeMap,
  layerPath,
  packagePath,
  refName,
  rootPath,
} from "./home-map.ts";

/** A package that is asked for by name, as the exporting home has it. */
export interface Root {
  readonly registry: string;
  readonly repository: string;
  /** Absent for a package of a lock. */
  readonly tag?: string;
  readonly leaf: string;
  /** Digest of the image index that the tag names, if it does not name the leaf. */
  readonly index?: string;
  /** Whether `current` points at it there. */
  readonly current: boolean;
}

export interface Pin {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
  readonly leaf: string;
  readonly index?: string;
  readonly visibility: string;
}

export interface LayerUse {
  readonly digest: string;
  readonly strip: number;
  readonly prefix: string;
}

export interface Package {
  readonly registry: string;
  readonly leaf: string;
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly layers: readonly LayerUse[];
  readonly pins: readonly Pin[];
  /** All dependencies, transitive, dependencies first. */
  readonly resolved: ReadonlyMap<string, { readonly identifier: string; readonly visibility: string }>;
  /** Every document that it was reached through. */
  readonly blobs: Set<string>;
}

const HOST = { os: "linux", architecture: "amd64", features: ["libc.glibc"] };

/** What the roots of a home need, dependencies first. */
export function closureOf(source: HomeMap, roots: readonly Root[]): readonly Package[] {
  const found = new Map<string, Package>();
  const visit = (registry: string, leaf: string, through: readonly string[]): Package => {
    const path = packagePath(registry, leaf);
    const known = found.get(path);
    const pkg = known ?? readPackage(source, { registry, leaf, visit });
    for (const blob of through) pkg.blobs.add(blob);
    // Behind its dependencies, which were visited just now.
    if (known === undefined) found.set(path, pkg);
    return pkg;
  };
  for (const { registry, leaf, index } of roots) visit(registry, leaf, index === undefined ? [] : [index]);
  return [...found.values()];
}

type Visit = (registry: string, leaf: string, through: readonly string[]) => Package;

function readPackage(
  source: HomeMap,
  { registry, leaf, visit }: { readonly registry: string; readonly leaf: string; readonly visit: Visit },
): Package {
  const manifest = document(source, blobPath(registry, leaf));
  const config = String(asRecord(manifest["config"])["digest"]);
  const metadata = document(source, blobPath(registry, config));
  const resolved = new Map<string, { identifier: string; visibility: string }>();
  const pins: Pin[] = [];
  const add = (key: string, identifier: string, visibility: string): void => {
    const before = resolved.get(key);
    resolved.set(key, {
      identifier: before?.identifier ?? identifier,
      visibility: either(before?.visibility, visibility),
    });
  };
  for (const each of listOf(metadata["dependencies"])) {
    const pin = resolvePin(source, String(each["identifier"]), asText(each["visibility"] ?? "sealed"));
    const dependency = visit(pin.registry, pin.leaf, pin.index === undefined ? [] : [pin.index]);
    pins.push(pin);
    for (const [key, { identifier, visibility }] of dependency.resolved)
      add(key, identifier, ["public", "interface"].includes(visibility) ? pin.visibility : "sealed");
    const name = `${pin.registry}/${pin.repository}`;
    add(`${name}@${pin.leaf}`, `${name}${pin.tag === "" ? "" : `:${pin.tag}`}@${pin.leaf}`, pin.visibility);
  }
  const layers = layersOf(manifest, metadata);
  return { registry, leaf, manifest, metadata, layers, pins, resolved, blobs: new Set([leaf, config]) };
}

/** Two visibilities of one package: whether its own programs see it, and whether those that use it do. */
function either(a = "sealed", b = "sealed"): string {
  const bits = (visibility: string): number => ["sealed", "private", "interface", "public"].indexOf(visibility);
  return ["sealed", "private", "interface", "public"][bits(a) | bits(b)] ?? "sealed";
}

export function layersOf(
  manifest: Readonly<Record<string, unknown>>,
  metadata: Readonly<Record<string, unknown>>,
): readonly LayerUse[] {
  return listOf(manifest["layers"]).map((layer) => {
    const annotations = asRecord(layer["annotations"]);
    const prefix = asText(annotations["sh.ocx.layer.prefix"]);
    return {
      digest: String(layer["digest"]),
      strip: Number(annotations["sh.ocx.layer.strip-components"] ?? metadata["strip_components"] ?? 0),
      prefix: normal(prefix),
    };
  });
}

function normal(prefix: string): string {
  const kept: string[] = [];
  for (const part of prefix.split("/")) {
    if (part === "..") kept.pop();
    else if (part !== "" && part !== ".") kept.push(part);
  }
  return kept.join("/");
}

function resolvePin(source: HomeMap, text: string, visibility: string): Pin {
  const [name = "", digest = ""] = text.split("@");
  const [, registry = "", repository = "", tag = ""] = /^([^/]+)\/([^:]+)(?::(.+))?$/.exec(name) ?? [];
  const place = { registry, repository, tag: tag.replaceAll("+", "_"), visibility };
  const { leaf, index } = resolveDigest(source, { registry, repository }, digest);
  return { ...place, leaf, ...(index !== undefined && { index }) };
}

interface Place {
  readonly registry: string;
  readonly repository: string;
}

/** A digest that names an index or a leaf. */
function resolveDigest(
  source: HomeMap,
  { registry, repository }: Place,
  digest: string,
): { readonly leaf: string; readonly index?: string } {
  const dispatch = dispatchPath(registry, repository, digest);
  const found = document(source, bytesAt(source, dispatch) === undefined ? blobPath(registry, digest) : dispatch);
  if (!Array.isArray(found["manifests"])) return { leaf: digest };
  const offers = listOf(found["manifests"])
    .map((offer) => ({ leaf: String(offer["digest"]), score: fit(asRecord(offer["platform"])) }))
    .filter(({ score }) => score >= 0)
    .toSorted((a, b) => b.score - a.score);
  const [best] = offers;
  if (best === undefined) throw new Error(`nothing in ${digest} fits`);
  return { leaf: best.leaf, index: digest };
}

/** How well a platform fits this machine; less than 0 if not. */
function fit(platform: Readonly<Record<string, unknown>>): number {
  if (platform["os"] === "any" && platform["architecture"] === "any") return 0;
  if (platform["os"] !== HOST.os || platform["architecture"] !== HOST.architecture) return -1;
  const features = Array.isArray(platform["os.features"]) ? platform["os.features"] : [];
  return features.every((each) => HOST.features.includes(each)) ? 1 + features.length : -1;
}

/** The package that a tag of a home means. */
export function rootOf(source: HomeMap, identifier: string): Root {
  const [, registry = "", repository = "", tag = ""] = /^([^/]+)\/([^@]+?):([^:/]+)$/.exec(identifier) ?? [];
  const name = tag.replaceAll("+", "_");
  const content = asRecord(asRecord(document(source, rootPath(registry, repository))["tags"])[name])["content"];
  const { leaf, index } = resolveDigest(source, { registry, repository }, String(content));
  const selected = source.get(`symlinks/${registry.replace(/[^a-zA-Z0-9._-]/g, "_")}/${repository}/current`);
  const current = selected?.type === "link" && selected.target.endsWith(packagePath(registry, leaf));
  return { registry, repository, tag: name, leaf, ...(index !== undefined && { index }), current };
}

/** Files of a package in the home, but for its `content/` and its back-references. */
export function putDocuments(home: ChangingHome, pkg: Package): void {
  const path = packagePath(pkg.registry, pkg.leaf);
  home.file(`${path}/metadata.json`, metadataText(pkg.metadata));
  home.file(`${path}/resolve.json`, resolveText(pkg));
  home.file(`${path}/install.json`, `{\n  "timestamp": "2026-08-12T09:30:00.000000000Z",\n  "ok": true\n}`);
  home.file(`${path}/digest`, pkg.leaf);
  home.file(`${path}/manifest.json`, manifestText(pkg.manifest));
  for (const [name, text] of launchersOf(pkg)) home.file(`${path}/entrypoints/${name}`, text, 0o755);
  home.directory(`${path}/refs/layers`);
  for (const [link, target] of [...treeLinks(pkg), ...blobLinks(pkg)]) home.link(link, target);
}

export function resolveText({ resolved }: Package): string {
  return pretty({ dependencies: [...resolved.values()] });
}

export function launchersOf({ registry, leaf, metadata }: Package): readonly (readonly [string, string])[] {
  const root = `${HOME}/${packagePath(registry, leaf)}`;
  const text = [
    "#!/bin/sh",
    "# Generated by ocx at install time. Do not edit.",
    `exec "\${OCX_BINARY_PIN:-ocx}" launcher exec '${root}' -- "$(basename "$0")" "$@"`,
    "",
  ].join("\n");
  return Object.keys(asRecord(metadata["entrypoints"])).map((name) => [name, text] as const);
}

/** `refs/layers` and `refs/deps`. */
export function treeLinks({ registry, leaf, layers, pins }: Package): readonly (readonly [string, string])[] {
  const refs = `${packagePath(registry, leaf)}/refs`;
  return [
    ...layers.map(
      ({ digest }) => [`${refs}/layers/${refName(digest)}`, `${HOME}/${layerPath(registry, digest)}/content`] as const,
    ),
    ...pins.map(
      (pin) => [`${refs}/deps/${refName(pin.leaf)}`, `${HOME}/${packagePath(pin.registry, pin.leaf)}/content`] as const,
    ),
  ];
}

export function blobLinks({ registry, leaf, blobs }: Package): readonly (readonly [string, string])[] {
  const refs = `${packagePath(registry, leaf)}/refs/blobs`;
  return [...blobs].map((digest) => [`${refs}/${refName(digest)}`, `${HOME}/${blobPath(registry, digest)}`] as const);
}

/** The entries of a package's `content/`, from the layers of a home. */
export function assemble(home: HomeMap, registry: string, layers: readonly LayerUse[]): Map<string, Entry> {
  const content = new Map<string, Entry>();
  const directory: Entry = { type: "directory", mode: 0o755 };
  const putParents = (path: string): void => {
    for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1))
      content.set(path.slice(0, at), directory);
  };
  for (const { digest, strip, prefix } of layers) {
    const tree = below(home, `${layerPath(registry, digest)}/content`);
    const isWhole =
      strip === 0 || [...tree].some(([path, { type }]) => type === "directory" && path.split("/").length === strip);
    if (prefix !== "" && isWhole) putParents(`${prefix}/`);
    for (const [path, entry] of tree) {
      const parts = path.split("/");
      if (parts.length <= strip) continue;
      const place = [...(prefix === "" ? [] : [prefix]), ...parts.slice(strip)].join("/");
      putParents(place);
      content.set(place, entry.type === "directory" ? directory : entry);
    }
  }
  return content;
}

export function metadataText(source: Readonly<Record<string, unknown>>): string {
  const strip = source["strip_components"];
  const [env, dependencies] = [listOf(source["env"]), listOf(source["dependencies"])];
  const entrypoints = Object.entries(asRecord(source["entrypoints"])).map(([name, value]) => {
    const { command, args } = asRecord(value);
    return [name, { ...(command != null && { command }), ...(listed(args).length > 0 && { args }) }] as const;
  });
  const binaries = source["binaries"];
  const integrations = Object.entries(asRecord(source["integrations"]));
  return pretty({
    type: "bundle",
    version: 1,
    ...(strip != null && { strip_components: strip }),
    ...(env.length > 0 && { env: env.map(envEntry) }),
    ...(dependencies.length > 0 && { dependencies: dependencies.map(dependencyEntry) }),
    ...(entrypoints.length > 0 && { entrypoints: new Map(entrypoints.toSorted(bytewise)) }),
    ...(binaries != null && { binaries: [...new Set(listed(binaries).map(binaryName))].toSorted(compare) }),
    ...(integrations.length > 0 && { integrations: new Map(integrations.toSorted(bytewise)) }),
  });
}

function envEntry(entry: Readonly<Record<string, unknown>>): object {
  const { key, type, required = false, separator, value, visibility = "private" } = entry;
  const own = type === "path" ? { required } : type === "list" ? { separator } : {};
  return { key, type, ...own, value, visibility };
}

function dependencyEntry({ identifier, visibility = "sealed", name }: Readonly<Record<string, unknown>>): object {
  const display = String(identifier).replace(/:([^:@/]+)@/, (_, tag: string) => `:${tag.replaceAll("+", "_")}@`);
  return { identifier: display, visibility, ...(name != null && { name }) };
}

function binaryName(element: unknown): string {
  return typeof element === "string" ? element : String(asRecord(element)["name"]);
}

export function manifestText(source: Readonly<Record<string, unknown>>): string {
  const { schemaVersion, mediaType, artifactType, config, layers, subject, annotations } = source;
  return pretty({
    schemaVersion,
    ...(mediaType != null && { mediaType }),
    config: descriptor(config),
    layers: listed(layers).map(descriptor),
    ...(subject != null && { subject: descriptor(subject) }),
    ...(artifactType != null && { artifactType }),
    ...(annotations != null && { annotations: new Map(Object.entries(asRecord(annotations)).toSorted(bytewise)) }),
  });
}

function descriptor(source: unknown): object {
  const { mediaType, digest, size, urls, annotations, artifactType } = asRecord(source);
  return {
    mediaType,
    digest,
    size,
    ...(urls != null && { urls }),
    ...(annotations != null && { annotations: new Map(Object.entries(asRecord(annotations)).toSorted(bytewise)) }),
    ...(artifactType != null && { artifactType }),
  };
}

/** JSON with two spaces. Maps keep the order of keys that look like numbers. */
function pretty(value: unknown, indent = ""): string {
  const entries =
    value instanceof Map ? [...value] : Array.isArray(value) ? undefined : Object.entries(asRecord(value));
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const more = `${indent}  `;
  const [open, close] = entries === undefined ? ["[", "]"] : ["{", "}"];
  const items =
    entries === undefined
      ? listed(value).map((each) => pretty(each, more))
      : entries.map(([key, each]) => `${JSON.stringify(key)}: ${pretty(each, more)}`);
  return items.length === 0
    ? `${open}${close}`
    : `${open}\n${items.map((item) => more + item).join(",\n")}\n${indent}${close}`;
}

function document(home: HomeMap, path: string): Readonly<Record<string, unknown>> {
  const bytes = bytesAt(home, path);
  if (bytes === undefined) throw new Error(`${path} is missing`);
  return asRecord(JSON.parse(bytes.toString()));
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return listed(value).map(asRecord);
}

const compare = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
const bytewise = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => compare(a, b);
