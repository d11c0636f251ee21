import { HOME, type HomeMap, packagePath } from "./home-map.ts";
import type { Root } from "./packages.ts";

const OBJECT = /^(?:packages|layers|blobs)\/[^/]+\/[^/]+\/[0-9a-f]{2}\/[0-9a-f]{30}/;

/**
 * What `ocx clean` would take from packages that a link points at: all that no chain of references leads to from a package which
 * knows a link that exists.
 */
export function collectable(home: HomeMap, roots: readonly Root[]): string[] {
  const kept = new Set<string>();
  const keep = (object: string): void => {
    if (kept.has(object)) return;
    kept.add(object);
    for (const target of references(home, object)) keep(target);
  };
  const linked = new Set<string>();
  for (const [path, entry] of home) {
    const [pkg] = OBJECT.exec(path) ?? [];
    if (entry.type !== "link") continue;
    const isLink = /^symlinks\/.*\/(current|candidates\/[^/]+)$/.test(path);
    if (isLink) linked.add(entry.target.replace(`${HOME}/`, ""));
    if (pkg !== undefined && path.startsWith(`${pkg}/refs/symlinks/`) && exists(home, entry.target)) keep(pkg);
  }
  const wanted = roots.map(({ registry, leaf }) => packagePath(registry, leaf)).filter((path) => linked.has(path));
  const needed = new Set<string>();
  const need = (object: string): void => {
    if (needed.has(object)) return;
    needed.add(object);
    for (const target of references(home, object)) need(target);
  };
  for (const path of wanted) need(path);
  return [...needed].filter((object) => !kept.has(object)).map((object) => `\`ocx clean\` removes ${object}`);
}

/** What a package refers to. */
function references(home: HomeMap, object: string): readonly string[] {
  const found: string[] = [];
  for (const [path, entry] of home) {
    if (entry.type !== "link" || !path.startsWith(`${object}/refs/`) || path.includes("/refs/symlinks/")) continue;
    const [target] = OBJECT.exec(entry.target.replace(`${HOME}/`, "")) ?? [];
    if (target !== undefined) found.push(target);
  }
  return found;
}

function exists(home: HomeMap, target: string): boolean {
  const path = target.replace(`${HOME}/`, "");
  const entry = home.get(path);
  return entry?.type === "link" ? exists(home, entry.target) : entry !== undefined;
}
