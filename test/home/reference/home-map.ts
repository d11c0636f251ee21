import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../../fixtures/tree.ts";

// A reference model of an OCX home and of what an import makes of it, written from OCX's rules. None of our code is used.

export type Entry =
  | { readonly type: "directory"; readonly mode: number }
  | { readonly type: "file"; readonly mode: number; readonly bytes: Buffer }
  | { readonly type: "link"; readonly target: string };

/** A home, by path. Its own path is {@link HOME} wherever it occurs; a back-reference is named by the link that it stands for. */
export type HomeMap = ReadonlyMap<string, Entry>;

/** The path of every home in the model. */
export const HOME = "$OCX_HOME";

const STORES = ["blobs", "layers", "packages", "symlinks", "index"];

/** Reads a home. @param written OCX_HOME as its links spell it */
export function readHome(path: string, written: string): HomeMap {
  const home = new Map<string, Entry>();
  const walk = (name: string): void => {
    const full = join(path, name);
    const stat = lstatSync(full, { throwIfNoEntry: false });
    if (stat === undefined) return;
    const mode = stat.mode & 0o7777;
    if (stat.isSymbolicLink()) {
      const target = readlinkSync(full).replace(written, HOME);
      const [, folder, found] = /^(packages\/.*\/refs\/symlinks)\/([0-9a-f]{16})$/.exec(name) ?? [];
      const isNamed = found !== undefined && sha256(readlinkSync(full)).startsWith(found);
      home.set(isNamed ? `${folder}/${backName(target)}` : name, { type: "link", target });
    } else if (stat.isDirectory()) {
      home.set(name, { type: "directory", mode });
      for (const each of readdirSync(full)) walk(`${name}/${each}`);
    } else {
      const bytes = readFileSync(full);
      const isLauncher = /^packages\/.*\/entrypoints\/[^/]+$/.test(name);
      home.set(name, {
        type: "file",
        mode,
        bytes: isLauncher ? Buffer.from(bytes.toString().replaceAll(written, HOME)) : bytes,
      });
    }
  };
  for (const store of STORES) walk(store);
  return home;
}

/** The name of a back-reference in the model. */
export function backName(target: string): string {
  return `<${target.replaceAll("/", "|")}>`;
}

/** A home as text, entry by entry. Homes that OCX cannot tell apart give the same text. */
export function describeMap(home: HomeMap): string[] {
  return [...home].map(([path, entry]) => `${path} ${describe(home, path, entry)}`).toSorted();
}

function describe(home: HomeMap, path: string, entry: Entry): string {
  if (entry.type === "link") return `-> ${entry.target}`;
  const mode = entry.mode.toString(8).padStart(4, "0");
  if (entry.type === "directory") return `/ ${mode}`;
  return `${mode} ${describeBytes(home, path, entry.bytes)}`;
}

function describeBytes(home: HomeMap, path: string, bytes: Buffer): string {
  const text = bytes.toString();
  if (/^packages\/.*\/install\.json$/.test(path)) return text.replace(/"timestamp": "[^"]{30}"/, "<time>");
  if (!path.startsWith("index/") || path.includes("/o/") || text === "") return sha256(bytes);
  const json: unknown = JSON.parse(text);
  // The catalog names root documents by the digests of their bytes, which depend on the order of the tags.
  if (path.endsWith("/c/index.json")) return JSON.stringify(canonical(rightOrWrong(home, path, asRecord(json))));
  return JSON.stringify(canonical(json));
}

function rightOrWrong(home: HomeMap, path: string, catalog: Readonly<Record<string, unknown>>): object {
  const folder = path.replace(/c\/index\.json$/, "p");
  const packages = Object.entries(asRecord(catalog["packages"])).map(([repository, digest]) => {
    const root = bytesAt(home, `${folder}/${repository}.json`);
    return [repository, root !== undefined && digest === `sha256:${sha256(root)}`];
  });
  return { ...catalog, packages: Object.fromEntries(packages) };
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== "observed");
  const byKey = kept.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(byKey.map(([key, each]) => [key, canonical(each)]));
}

export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** A text of a document; empty if it is something else. */
export function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function bytesAt(home: HomeMap, path: string): Buffer | undefined {
  const entry = home.get(path);
  return entry?.type === "file" && entry.bytes.length > 0 ? entry.bytes : undefined;
}

export function jsonAt(home: HomeMap, path: string): Readonly<Record<string, unknown>> | undefined {
  const bytes = bytesAt(home, path);
  try {
    return bytes === undefined ? undefined : asRecord(JSON.parse(bytes.toString()));
  } catch {
    return undefined;
  }
}

/** A home that changes. Parents come with what is put below them. */
export class ChangingHome {
  readonly map: Map<string, Entry>;

  constructor(home: HomeMap) {
    this.map = new Map(home);
  }

  put(path: string, entry: Entry): void {
    for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1)) {
      const parent = path.slice(0, at);
      if (this.map.get(parent)?.type !== "directory") this.map.set(parent, { type: "directory", mode: 0o755 });
    }
    this.map.set(path, entry);
  }

  file(path: string, content: string | Buffer, mode = 0o644): void {
    this.put(path, { type: "file", mode, bytes: Buffer.from(content) });
  }

  link(path: string, target: string): void {
    this.put(path, { type: "link", target });
  }

  directory(path: string): void {
    if (this.map.get(path)?.type !== "directory") this.put(path, { type: "directory", mode: 0o755 });
  }

  /** Removes an entry and all below it. */
  remove(path: string): void {
    this.map.delete(path);
    for (const each of this.map.keys()) if (each.startsWith(`${path}/`)) this.map.delete(each);
  }
}

/** All entries below a path, by what follows it. */
export function below(home: HomeMap, path: string): Map<string, Entry> {
  const found = new Map<string, Entry>();
  for (const [name, entry] of home) if (name.startsWith(`${path}/`)) found.set(name.slice(path.length + 1), entry);
  return found;
}

export function slug(registry: string): string {
  return registry.replace(/[^a-zA-Z0-9._-]/g, "_");
}

function shard(digest: string): string {
  const [algorithm = "", hex = ""] = digest.split(":");
  return `${algorithm}/${hex.slice(0, 2)}/${hex.slice(2, 32)}`;
}

export function refName(digest: string): string {
  const [algorithm = "", hex = ""] = digest.split(":");
  return `${algorithm}_${hex.slice(0, 32)}`;
}

export const blobPath = (registry: string, digest: string): string => `blobs/${slug(registry)}/${shard(digest)}/data`;
export const layerPath = (registry: string, digest: string): string => `layers/${slug(registry)}/${shard(digest)}`;
export const packagePath = (registry: string, leaf: string): string => `packages/${slug(registry)}/${shard(leaf)}`;
export const rootPath = (registry: string, repository: string): string =>
  `index/${slug(registry)}/p/${repository}.json`;
export const dispatchPath = (registry: string, repository: string, digest: string): string =>
  `index/${slug(registry)}/p/${repository}/o/${digest.replace(":", "/")}.json`;
export const linkPath = (registry: string, repository: string, name: string): string =>
  `symlinks/${slug(registry)}/${repository}/${name}`;
