import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  inHome
} from "./chunk-K7OIXQE2.mjs";
import {
  packageOfLink
} from "./chunk-T75H43WP.mjs";
import {
  compareBytes,
  formatPretty,
  formatPython,
  get,
  integer,
  membersOf,
  object,
  parseJsonTree,
  string,
  textOf,
  withMember
} from "./chunk-M6FOAHYW.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/home/target/link-target.ts
import { createHash } from "node:crypto";
var NAME_LENGTH = 16;
function nameOfPath(path) {
  return createHash("sha256").update(path).digest("hex").slice(0, NAME_LENGTH);
}
function installLinkTarget(home, packagePath) {
  return inHome(home, packagePath);
}
function backReference(home, packagePath, linkPath) {
  const target = inHome(home, linkPath);
  return { path: `${packagePath}/refs/symlinks/${nameOfPath(target)}`, target };
}
async function linkState(target, linkPath, packagePath) {
  const text = await target.link(linkPath);
  if (text === void 0) return { kind: "absent" };
  if (text === installLinkTarget(target.path, packagePath)) return { kind: "same" };
  const real = await target.real(linkPath);
  if (real === void 0) return { kind: "absent", text };
  const isSame = packageOf(text) === packagePath || real === await target.real(packagePath);
  return { kind: isSame ? "respelled" : "other", text };
}
function packageOf(text) {
  const named = text === void 0 ? void 0 : packageOfLink(text);
  return named === void 0 ? void 0 : `packages/${named.slug}/${named.shard}`;
}

// src/home/plan/index-merge.ts
var NO_TAGS = { kind: "object", members: [] };
function mergeRoot({ ours, theirs, tags, observed }) {
  const base = ours?.tree ?? withMember(theirs.tree, "tags", NO_TAGS);
  const taken = membersOf(tagsOf(theirs.tree)).filter(({ key }) => tags.includes(key));
  const entryOf = (value) => theirs.form === "derived" ? withTime(value, observed) : value;
  const merged = taken.reduce((tree, { key, value }) => withMember(tree, key, entryOf(value)), tagsOf(base));
  switch ((ours ?? theirs).form) {
    case "published":
      return formatPython(withMember(base, "tags", merged));
    case "derived":
      return formatPretty(withMember(base, "tags", sorted(merged)));
  }
}
function mergeCatalog(ours, roots) {
  const tree = ours === void 0 ? void 0 : readCatalog(ours);
  const listed = get(tree, "packages");
  const packages = listed?.kind === "object" ? listed : NO_TAGS;
  const wrong = [...roots].filter(([repository, digest]) => textOf(get(packages, repository)) !== digest);
  if (wrong.length === 0) return void 0;
  const merged = wrong.reduce((all, [repository, digest]) => withMember(all, repository, string(digest)), packages);
  const envelope = tree ?? object([["format_version", integer(1)]]);
  return formatPython(withMember(envelope, "packages", sorted(merged)));
}
function dropTags({ tree, form }, tags) {
  const kept = membersOf(tagsOf(tree)).filter(({ key }) => !tags.has(key));
  const rest = withMember(tree, "tags", { kind: "object", members: kept });
  return form === "published" ? formatPython(rest) : formatPretty(rest);
}
function dropFromCatalog(ours, repository) {
  const tree = readCatalog(ours);
  const packages = get(tree, "packages");
  if (tree === void 0 || packages?.kind !== "object" || get(packages, repository) === void 0) return void 0;
  const kept = membersOf(packages).filter(({ key }) => key !== repository);
  return formatPython(withMember(tree, "packages", { kind: "object", members: kept }));
}
function formatIndexConfig() {
  return formatPython(object([["format_version", integer(1)]]));
}
function formatObserved(moment) {
  return moment.toISOString().replace("Z", "000000+00:00");
}
function tagsOf(root) {
  const tags = get(root, "tags");
  return tags?.kind === "object" ? tags : NO_TAGS;
}
function withTime(entry, observed) {
  if (entry.kind !== "object" || get(entry, "observed") !== void 0) return entry;
  return withMember(entry, "observed", string(observed));
}
function sorted(tree) {
  return { kind: "object", members: membersOf(tree).toSorted((a, b) => compareBytes(a.key, b.key)) };
}
function readCatalog(bytes) {
  try {
    const tree = parseJsonTree(bytes, "a catalog");
    return tree.kind === "object" ? tree : void 0;
  } catch (error) {
    if (error instanceof BundleError) return void 0;
    throw error;
  }
}

export {
  nameOfPath,
  installLinkTarget,
  backReference,
  linkState,
  packageOf,
  mergeRoot,
  mergeCatalog,
  dropTags,
  dropFromCatalog,
  formatIndexConfig,
  formatObserved
};
