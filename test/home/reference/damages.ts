import {
  appendFileSync,
  chmodSync,
  existsSync,
  globSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Random } from "../../../soak/random.ts";
import { sha256 } from "../../fixtures/tree.ts";
import { linkPath, packagePath, rootPath } from "./home-map.ts";
import { pick, type Version } from "./world.ts";

type Change = (path: string) => void;

const remove: Change = (path) => rmSync(path, { recursive: true });
const empty: Change = (path) => truncateSync(path, 0);
const cut: Change = (path) => truncateSync(path, Math.min(15, lstatSync(path).size));
const clear: Change = (path) => {
  for (const name of readdirSync(path)) rmSync(join(path, name), { recursive: true });
};
/** A new file, so that no other name of the old one changes. */
const rewrite: Change = (path) => {
  rmSync(path);
  writeFileSync(path, "altered");
};
const astray: Change = (path) => {
  rmSync(path);
  symlinkSync("/nowhere/packages/ocx.sh/sha256/00/000000000000000000000000000000", path);
};

const PACKAGE = "packages/*/*/*/*";
const LAYER = "layers/*/*/*/*";

/** What a crash, a disk or a careless hand does to a home. Every import finds it. */
const LOSSES: Readonly<Record<string, readonly [pattern: string, change: Change]>> = {
  "an unfinished package": [`${PACKAGE}/install.json`, cut],
  "a package without install.json": [`${PACKAGE}/install.json`, remove],
  "a package without content": [`${PACKAGE}/content`, remove],
  "a package with nothing in its content": [`${PACKAGE}/content`, clear],
  "a package without metadata": [`${PACKAGE}/metadata.json`, remove],
  "a package with half its metadata": [`${PACKAGE}/metadata.json`, cut],
  "a package without resolve.json": [`${PACKAGE}/resolve.json`, remove],
  "a package without digest": [`${PACKAGE}/digest`, remove],
  "a package without manifest": [`${PACKAGE}/manifest.json`, empty],
  "a package without references": [`${PACKAGE}/refs`, remove],
  "a lost reference": [`${PACKAGE}/refs/{layers,blobs,deps}/*`, remove],
  "a reference that leads astray": [`${PACKAGE}/refs/{layers,blobs,deps}/*`, astray],
  "a lost back-reference": [`${PACKAGE}/refs/symlinks/*`, remove],
  "a lost launcher": [`${PACKAGE}/entrypoints/*`, remove],
  "a lost package": [PACKAGE, remove],
  "a lost layer": [LAYER, remove],
  "a layer without content": [`${LAYER}/content`, remove],
  "a layer with nothing in its content": [`${LAYER}/content`, clear],
  "a layer without digest": [`${LAYER}/digest`, remove],
  "a lost blob": ["blobs/*/*/*/*/data", remove],
  "an empty blob": ["blobs/*/*/*/*/data", empty],
  "an altered blob": ["blobs/*/*/*/*/data", rewrite],
  "a lost dispatch object": ["index/*/p/**/o/sha256/*.json", remove],
  "an altered dispatch object": ["index/*/p/**/o/sha256/*.json", rewrite],
  "a lost catalog": ["index/*/c/index.json", remove],
  "an empty format": ["index/*/config.json", empty],
  "a lost root document": ["index/*/p/{lib,clone,tools/*}.json", remove],
  "an empty root document": ["index/*/p/{lib,clone,tools/*}.json", empty],
  "a lost link": ["symlinks/**/{current,candidates/*}", remove],
  "a link that leads nowhere": ["symlinks/**/{current,candidates/*}", astray],
};

/** What only a repair looks for. */
const ALTERATIONS: Readonly<Record<string, readonly [pattern: string, change: Change]>> = {
  "an altered file of a layer": [`${LAYER}/content/**/{tool,doc,file,top}*`, (path) => appendFileSync(path, "altered")],
  "another file in a layer": [`${LAYER}/content/**/{tool,doc,file,top}*`, rewrite],
  "a lost file of a layer": [`${LAYER}/content/**/{tool,doc,file,top}*`, remove],
  "a new file in a layer": [`${LAYER}/content/**/bin`, (path) => writeFileSync(join(path, "new"), "new")],
  "a new directory in a package": [`${PACKAGE}/content/**/bin`, (path) => mkdirSync(join(path, "new"))],
  "a file of a layer with another mode": [`${LAYER}/content/**/tool*`, (path) => chmodSync(path, 0o700)],
  "a directory of a layer under another umask": [`${LAYER}/content/**/bin`, (path) => chmodSync(path, 0o700)],
  "a directory of a layer with another mode": [`${LAYER}/content/**/bin`, (path) => chmodSync(path, 0o1755)],
  "a directory in place of a file": [
    `${LAYER}/content/**/doc*`,
    (path) => {
      rmSync(path);
      mkdirSync(path);
    },
  ],
  "an altered link of a layer": [
    `${LAYER}/content/**/link*`,
    // Inside the layer: OCX would make a link of any target, and an import refuses what leads out of a package.
    (path) => {
      rmSync(path);
      symlinkSync("bin", path);
    },
  ],
  "an altered file of a package": [`${PACKAGE}/content/**/{tool,doc,file,top}*`, rewrite],
  "a lost file of a package": [`${PACKAGE}/content/**/{tool,doc,file,top}*`, remove],
  "a directory of a package with another mode": [`${PACKAGE}/content/**/bin`, (path) => chmodSync(path, 0o711)],
  "altered metadata": [
    `${PACKAGE}/metadata.json`,
    (path) => writeFileSync(path, JSON.stringify({ type: "bundle", version: 1, env: [], binaries: ["other"] })),
  ],
  "an altered launcher": [`${PACKAGE}/entrypoints/*`, (path) => appendFileSync(path, "# altered\n")],
};

/** Does some damage to a home. Returns what, for messages. */
export function damage(random: Random, home: string): string {
  const [name, [pattern, change]] = pick(random, Object.entries(random() < 0.6 ? LOSSES : ALTERATIONS));
  const found = globSync(pattern, { cwd: home }).toSorted();
  if (found.length === 0) return `nothing for ${name}`;
  const path = pick(random, found);
  try {
    change(join(home, path));
  } catch (error) {
    // An earlier damage has put something else there.
    return `nothing for ${name}: ${String(error)}`;
  }
  return `${name}: ${path}`;
}

/** What OCX does between imports: installs, selects or uninstalls what is there, or learns another meaning of a tag. */
export function workAsOcx(random: Random, home: string, versions: readonly Version[]): string {
  const isThere = ({ registry, leaf }: Version): boolean =>
    existsSync(join(home, packagePath(registry, leaf), "refs/layers"));
  const present = versions.filter(isThere);
  if (present.length === 0) return "nothing to select";
  const { registry, repository, leaf, content } = pick(random, present);
  const name = pick(random, ["current", "candidates/latest", "candidates/1"]);
  const link = join(home, linkPath(registry, repository, name));
  const back = `refs/symlinks/${sha256(link).slice(0, 16)}`;
  const old = lstatSync(link, { throwIfNoEntry: false }) === undefined ? undefined : readlinkSync(link);
  if (old !== undefined) rmSync(join(old, back), { force: true });
  rmSync(link, { force: true });
  if (old !== undefined && random() < 0.3) return `uninstalls ${link}`;
  const target = join(home, packagePath(registry, leaf));
  for (const [path, text] of [
    [link, target],
    [join(target, back), link],
  ] as const) {
    mkdirSync(dirname(path), { recursive: true });
    rmSync(path, { force: true });
    symlinkSync(text, path);
  }
  if (name === "current") writeFileSync(join(dirname(link), ".select.lock"), "");
  else if (random() < 0.5) retag(join(home, rootPath(registry, repository)), name.replace("candidates/", ""), content);
  return `links ${link}`;
}

function retag(path: string, tag: string, content: string): void {
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  if (text === "") return;
  const root = JSON.parse(text);
  root.tags[tag] = { content };
  writeFileSync(path, JSON.stringify(root));
}
