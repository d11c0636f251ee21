import { sha256 } from "../../fixtures/tree.ts";
import {
  asRecord,
  backName,
  ChangingHome,
  HOME,
  type HomeMap,
  jsonAt,
  linkPath,
  packagePath,
  rootPath,
  slug,
} from "./home-map.ts";
import { type After, type Key, list, type Memory } from "./import.ts";

/** What is left of a home when a bundle is forgotten. */
export function forgetBundle(before: HomeMap, memory: Memory, name: string): After {
  const own = memory.relies.get(name);
  if (own === undefined) return { home: before, memory, error: "IMPORT_NOT_FOUND" };
  const others = new Map([...memory.relies].filter(([other]) => other !== name));
  const needed = new Set([...others.values()].flatMap((relies) => [...relies]));
  const set = new Map(memory.set);
  const home = new ChangingHome(before);
  for (const value of own) {
    const cut = value.lastIndexOf(" ");
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const [key, digest] = [value.slice(0, cut) as Key, value.slice(cut + 1)];
    const here = valueOf(before, key);
    const isRemoved = here === wanted(key, digest) && !needed.has(value) && memory.set.get(key) === digest;
    if (isRemoved) remove(home, key);
    if (isRemoved || here === undefined) set.delete(key);
  }
  return { home: home.map, memory: { set, relies: others } };
}

interface Parts {
  readonly kind: string;
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
}

function partsOf(key: Key): Parts {
  const [kind = "", registry = "", repository = "", tag = ""] = key.split(" ");
  return { kind, registry, repository, tag };
}

function pathOf({ kind, registry, repository, tag }: Parts): string {
  return linkPath(registry, repository, kind === "current" ? "current" : `candidates/${tag}`);
}

/** The value of a key: the digest of a tag, or the package root that a link names. */
function valueOf(home: HomeMap, key: Key): string | undefined {
  const parts = partsOf(key);
  if (parts.kind === "index") {
    const tags = asRecord(jsonAt(home, rootPath(parts.registry, parts.repository))?.["tags"]);
    return tags[parts.tag] === undefined ? undefined : String(asRecord(tags[parts.tag])["content"]);
  }
  const link = home.get(pathOf(parts));
  return link?.type === "link" ? link.target.replace(`${HOME}/`, "") : undefined;
}

function wanted(key: Key, digest: string): string {
  const { kind, registry } = partsOf(key);
  return kind === "index" ? digest : packagePath(registry, digest);
}

function remove(home: ChangingHome, key: Key): void {
  const parts = partsOf(key);
  const { kind, registry, repository, tag } = parts;
  if (kind !== "index") {
    const [path, target] = [pathOf(parts), valueOf(home.map, key)];
    home.remove(path);
    home.remove(`${target}/refs/symlinks/${backName(`${HOME}/${path}`)}`);
    return;
  }
  const path = rootPath(registry, repository);
  const root = jsonAt(home.map, path) ?? {};
  const { [tag]: _, ...tags } = asRecord(root["tags"]);
  const isEmpty = Object.keys(tags).length === 0;
  if (isEmpty) home.map.delete(path);
  else home.file(path, JSON.stringify({ ...root, tags }), 0o600);
  const digest = isEmpty ? undefined : `sha256:${sha256(JSON.stringify({ ...root, tags }))}`;
  if (jsonAt(home.map, `index/${slug(registry)}/c/index.json`) !== undefined)
    list(home, `index/${slug(registry)}`, { [repository]: digest });
}
