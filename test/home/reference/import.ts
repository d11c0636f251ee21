import { sha256 } from "../../fixtures/tree.ts";
import {
  asRecord,
  backName,
  below,
  blobPath,
  bytesAt,
  ChangingHome,
  dispatchPath,
  HOME,
  type HomeMap,
  jsonAt,
  layerPath,
  linkPath,
  packagePath,
  rootPath,
  slug,
} from "./home-map.ts";
import {
  assemble,
  blobLinks,
  closureOf,
  launchersOf,
  manifestText,
  type Package,
  putDocuments,
  type Root,
  treeLinks,
} from "./packages.ts";
import { repair } from "./repair.ts";

/** A bundle: a name, and what of a home it was made from. */
export interface ModelBundle {
  readonly name: string;
  readonly source: HomeMap;
  readonly roots: readonly Root[];
}

export interface ModelOptions {
  readonly onConflict: "update" | "keep" | "replace" | "fail";
  readonly select?: boolean;
  readonly repair?: boolean;
}

/** A tag of the index, or a link. */
export type Key = `${"index" | "candidate" | "current"} ${string}`;

/** What a home remembers of imports. */
export interface Memory {
  /** What the last import set, by key. */
  readonly set: ReadonlyMap<Key, string>;
  /** What each bundle relies on, as `key digest`. */
  readonly relies: ReadonlyMap<string, ReadonlySet<string>>;
}

export const NOTHING: Memory = { set: new Map(), relies: new Map() };

export interface After {
  readonly home: HomeMap;
  readonly memory: Memory;
  /** The code of the error. Then nothing has changed. */
  readonly error?: string;
}

/** What an import makes of a home. */
export function importBundle(before: HomeMap, memory: Memory, bundle: ModelBundle, options: ModelOptions): After {
  const packages = closureOf(bundle.source, bundle.roots);
  const decisions = decide(before, memory, bundle, options);
  const fails = (error: string): After => ({ home: before, memory, error });
  if (decisions === "ambiguous") return fails("SELECT_AMBIGUOUS");
  if (options.onConflict === "fail" && decisions.some(({ outcome }) => outcome !== "agreed"))
    return fails("TAG_CONFLICT");
  const home = new ChangingHome(before);
  for (const pkg of packages) putLayers(home, bundle.source, pkg);
  const repaired = options.repair === true ? repair(home, bundle.source, packages) : undefined;
  if (repaired !== undefined) return fails(repaired);
  for (const pkg of packages) putBlobs(home, bundle.source, pkg);
  for (const pkg of packages) putPackage(home, pkg, options);
  putDispatchObjects(home, bundle, packages, decisions);
  putIndex(home, bundle, decisions);
  const set = new Map(memory.set);
  const relies = new Set(memory.relies.get(bundle.name));
  for (const decision of decisions) {
    const { root, outcome, content } = decision;
    if (outcome !== "kept" && content !== undefined && root.tag !== undefined) {
      const key: Key = `index ${root.registry} ${root.repository} ${root.tag}`;
      if (decision.takesTag) set.set(key, content);
      relies.add(`${key} ${content}`);
    }
    for (const link of decision.links) {
      if (link.isKept) continue;
      relies.add(`${link.key} ${root.leaf}`);
      if (putLink(home, link)) set.set(link.key, root.leaf);
    }
  }
  for (const pkg of packages) putBackReferences(home, packagePath(pkg.registry, pkg.leaf));
  return { home: home.map, memory: { set, relies: new Map(memory.relies).set(bundle.name, relies) } };
}

interface Link {
  readonly key: Key;
  readonly path: string;
  /** Home-relative package root. */
  readonly target: string;
  /** It stays, and points at another package. */
  readonly isKept: boolean;
}

interface Decision {
  readonly root: Root;
  readonly content: string | undefined;
  readonly outcome: "agreed" | "replaced" | "kept";
  readonly takesTag: boolean;
  readonly links: readonly Link[];
}

/** What becomes of each tag and its links. */
function decide(
  home: HomeMap,
  { set }: Memory,
  { source, roots }: ModelBundle,
  { onConflict, select = false }: ModelOptions,
): readonly Decision[] | "ambiguous" {
  const tagged = roots.filter(({ tag }) => tag !== undefined);
  const leaves = Map.groupBy(tagged, (root) => `${root.registry}/${root.repository}`);
  if (select && [...leaves.values()].some((some) => new Set(some.map(({ leaf }) => leaf)).size > 1)) return "ambiguous";
  const judged = tagged.map((root) => {
    const { registry, repository, tag = "", leaf } = root;
    const own = packagePath(registry, leaf);
    const content = tagIn(source, root);
    const here = tagIn(home, root);
    const candidate = lookAt(
      home,
      `candidate ${registry} ${repository} ${tag}`,
      linkPath(registry, repository, `candidates/${tag}`),
    );
    const current = lookAt(home, `current ${registry} ${repository}`, linkPath(registry, repository, "current"));
    const isOurs = ({ key, target }: Seen): boolean => packagePath(registry, set.get(key) ?? ":") === target;
    const differences: boolean[] = [];
    if (here !== undefined && here !== content)
      differences.push(set.get(`index ${registry} ${repository} ${tag}`) === here);
    const isElsewhere = candidate.leads && candidate.target !== own;
    if (isElsewhere) differences.push(isOurs(candidate));
    const isReplaced = onConflict === "replace" || (onConflict === "update" && differences.every(Boolean));
    const outcome = differences.length === 0 ? "agreed" : isReplaced ? "replaced" : "kept";
    // `current` goes with the tag that it followed.
    const followed = isElsewhere && root.current && current.leads && current.target === candidate.target;
    const follows = outcome === "replaced" && followed && (onConflict === "replace" || isOurs(current));
    const moves = outcome === "replaced" ? select || follows : outcome === "agreed" && select;
    return { root, own, content, takesTag: here !== content, outcome, candidate, current, moves } as const;
  });
  return judged.map(({ root, own, content, takesTag, outcome, candidate, current }) => {
    const links: Link[] = [];
    const link = ({ key, path, target, leads }: Seen, mayMove: boolean, mayMake: boolean): void => {
      const isElsewhere = leads && target !== own;
      if (!isElsewhere && !leads && !mayMake) return;
      links.push({ key, path, target: own, isKept: isElsewhere && !mayMove });
    };
    link(candidate, outcome === "replaced", outcome !== "kept");
    const rivals = judged.filter((one) => one.current.key === current.key && (select || one.root.current));
    if (rivals.some((one) => one.root === root)) {
      const moves = rivals.some((one) => one.moves);
      const makes = rivals.some((one) => one.outcome !== "kept");
      link(current, moves, makes);
    }
    return { root, content, outcome, takesTag, links };
  });
}

/** A link as the home has it. */
interface Seen {
  readonly key: Key;
  readonly path: string;
  /** The package root that it names, home-relative. */
  readonly target: string | undefined;
  /** Whether anything is there. */
  readonly leads: boolean;
}

function lookAt(home: HomeMap, key: Key, path: string): Seen {
  const entry = home.get(path);
  const target = entry?.type === "link" ? entry.target.replace(`${HOME}/`, "") : undefined;
  return { key, path, target, leads: target !== undefined && home.has(target) };
}

function tagIn(home: HomeMap, { registry, repository, tag = "" }: Root): string | undefined {
  const entry = asRecord(jsonAt(home, rootPath(registry, repository))?.["tags"])[tag];
  return entry === undefined ? undefined : String(asRecord(entry)["content"]);
}

function putBlobs(home: ChangingHome, source: HomeMap, { registry, blobs }: Package): void {
  for (const digest of blobs) {
    const path = blobPath(registry, digest);
    const right = bytesAt(source, path) ?? Buffer.of();
    if (bytesAt(home.map, path)?.equals(right) !== true) home.file(path, right, 0o600);
  }
}

function putLayers(home: ChangingHome, source: HomeMap, { registry, layers }: Package): void {
  for (const { digest } of layers) {
    const path = layerPath(registry, digest);
    const tree = below(source, `${path}/content`);
    const isThere =
      home.map.get(`${path}/content`)?.type === "directory" &&
      (tree.size === 0 || below(home.map, `${path}/content`).size > 0);
    if (!isThere) {
      home.remove(path);
      home.put(`${path}/content`, source.get(`${path}/content`) ?? { type: "directory", mode: 0o755 });
      for (const [name, entry] of tree) home.put(`${path}/content/${name}`, entry);
    }
    if (bytesAt(home.map, `${path}/digest`)?.toString().trim() !== digest) home.file(`${path}/digest`, digest);
  }
}

function putPackage(home: ChangingHome, pkg: Package, { repair: isStrict = false }: ModelOptions): void {
  const path = packagePath(pkg.registry, pkg.leaf);
  const content = assemble(home.map, pkg.registry, pkg.layers);
  if (!isComplete(home.map, path, content.size)) {
    const back = below(home.map, `${path}/refs/symlinks`);
    const hadFolder = home.map.get(`${path}/refs/symlinks`)?.type === "directory";
    home.remove(path);
    putDocuments(home, pkg);
    home.directory(`${path}/content`);
    for (const [name, entry] of content) home.put(`${path}/content/${name}`, entry);
    if (hadFolder) home.directory(`${path}/refs/symlinks`);
    for (const [name, entry] of back) home.put(`${path}/refs/symlinks/${name}`, entry);
    return;
  }
  if (bytesAt(home.map, `${path}/digest`)?.toString().trim() !== pkg.leaf) home.file(`${path}/digest`, pkg.leaf);
  if (bytesAt(home.map, `${path}/manifest.json`) === undefined)
    home.file(`${path}/manifest.json`, manifestText(pkg.manifest));
  for (const [name, text] of launchersOf(pkg)) {
    const found = bytesAt(home.map, `${path}/entrypoints/${name}`)?.toString();
    const runsIt = isStrict ? found === text : found?.includes(`'${HOME}/${path}'`);
    if (runsIt !== true) home.file(`${path}/entrypoints/${name}`, text, 0o755);
  }
  home.directory(`${path}/refs/layers`);
  for (const [link, target] of [...treeLinks(pkg), ...blobLinks(pkg)]) {
    const entry = home.map.get(link);
    if (entry?.type !== "link" || entry.target !== target) home.link(link, target);
  }
}

function isComplete(home: HomeMap, path: string, entries: number): boolean {
  const isThere = home.get(`${path}/content`)?.type === "directory";
  const hasContent = isThere && (entries === 0 || below(home, `${path}/content`).size > 0);
  const areReadable = ["metadata", "resolve"].every((name) => jsonAt(home, `${path}/${name}.json`) !== undefined);
  return hasContent && areReadable && jsonAt(home, `${path}/install.json`)?.["ok"] === true;
}

function putDispatchObjects(
  home: ChangingHome,
  { source }: ModelBundle,
  packages: readonly Package[],
  decisions: readonly Decision[],
): void {
  const roots = decisions.filter(({ outcome }) => outcome !== "kept").map(({ root }) => root);
  for (const { registry, repository, index } of [...roots, ...packages.flatMap(({ pins }) => pins)]) {
    if (index === undefined) continue;
    const path = dispatchPath(registry, repository, index);
    const right = bytesAt(source, blobPath(registry, index)) ?? bytesAt(source, path) ?? Buffer.of();
    if (bytesAt(home.map, path)?.equals(right) !== true) home.file(path, right, 0o600);
  }
}

function putIndex(home: ChangingHome, { source }: ModelBundle, decisions: readonly Decision[]): void {
  const tagged = decisions.filter(({ outcome, root }) => outcome !== "kept" && root.tag !== undefined);
  for (const [registry, ofRegistry] of Map.groupBy(tagged, ({ root }) => root.registry)) {
    const folder = `index/${slug(registry)}`;
    const isPublished = [`${folder}/config.json`, `${folder}/c/index.json`].some(
      (path) => source.has(path) || bytesAt(home.map, path),
    );
    if (isPublished && bytesAt(home.map, `${folder}/config.json`) === undefined)
      home.file(`${folder}/config.json`, `{\n  "format_version": 1\n}\n`, 0o600);
    const listed: Record<string, string> = {};
    for (const [repository, some] of Map.groupBy(ofRegistry, ({ root }) => root.repository)) {
      const path = rootPath(registry, repository);
      const theirs = jsonAt(source, path) ?? {};
      const ours = jsonAt(home.map, path);
      const taken = some.filter(({ takesTag }) => takesTag).map(({ root }) => root.tag ?? "");
      const entries = taken.map((tag) => [tag, asRecord(theirs["tags"])[tag]]);
      const tags = { ...asRecord(ours?.["tags"]), ...Object.fromEntries(entries) };
      if (ours === undefined || taken.length > 0) home.file(path, JSON.stringify({ ...(ours ?? theirs), tags }), 0o600);
      listed[repository] = `sha256:${sha256(bytesAt(home.map, path) ?? "")}`;
    }
    if (isPublished) list(home, folder, listed);
  }
}

/** Sets or, with `undefined`, removes root documents of a catalog. */
export function list(home: ChangingHome, folder: string, changes: Readonly<Record<string, string | undefined>>): void {
  const path = `${folder}/c/index.json`;
  const catalog = jsonAt(home.map, path);
  const before = asRecord(catalog?.["packages"]);
  const packages = Object.fromEntries(
    Object.entries({ ...before, ...changes }).filter(([, digest]) => digest !== undefined),
  );
  if (Object.entries({ ...before, ...changes }).every(([name]) => before[name] === packages[name])) return;
  home.file(path, JSON.stringify({ ...(catalog ?? { format_version: 1 }), packages }), 0o600);
  home.remove(`${path}.etag`);
}

/** True when the link changed. Its package gets a back-reference, and the one that it pointed at loses it. */
function putLink(home: ChangingHome, { key, path, target }: Link): boolean {
  const back = `refs/symlinks/${backName(`${HOME}/${path}`)}`;
  home.link(`${target}/${back}`, `${HOME}/${path}`);
  const entry = home.map.get(path);
  const old = entry?.type === "link" ? entry.target : undefined;
  if (old === `${HOME}/${target}`) return false;
  if (old !== undefined) home.remove(`${old.replace(`${HOME}/`, "")}/${back}`);
  home.link(path, `${HOME}/${target}`);
  const lock = path.replace(/current$/, ".select.lock");
  if (key.startsWith("current ") && !home.map.has(lock)) home.file(lock, "");
  return true;
}

/** Whoever repairs a package restores what keeps it from `ocx clean`: one back-reference for each link that points at it. */
function putBackReferences(home: ChangingHome, pkg: string): void {
  const links = [...home.map].filter(([path]) => path.startsWith("symlinks/"));
  for (const [path, entry] of links) {
    const isInstallLink = /^symlinks\/.*\/(current|candidates\/[^/]+)$/.test(path) && entry.type === "link";
    if (isInstallLink && entry.target === `${HOME}/${pkg}`)
      home.link(`${pkg}/refs/symlinks/${backName(`${HOME}/${path}`)}`, `${HOME}/${path}`);
  }
}
