import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isBeginningOf,
  parsePartialDigest
} from "./chunk-ATB2I7JB.mjs";
import {
  nearest
} from "./chunk-REH3XOZH.mjs";
import {
  parseIdentifier
} from "./chunk-M6FOAHYW.mjs";
import {
  isDigest
} from "./chunk-4LCJ56VL.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/commands/reading/choose-roots.ts
function chooseRoots(roots, wanted, defaultRegistry) {
  if (wanted.length === 0) return roots;
  const matches = wanted.map((text) => match(text, roots, defaultRegistry));
  refuseAbsent(matches, roots);
  refuseAmbiguous(matches);
  const chosen = new Set(matches.flatMap((found) => found.roots));
  return roots.filter((root) => chosen.has(root));
}
function match(text, roots, defaultRegistry) {
  const at = text.indexOf("@");
  const partial = at === -1 ? void 0 : parsePartialDigest(text.slice(at + 1));
  if (partial !== void 0 && !isDigest(text.slice(at + 1))) {
    const identifier2 = parseIdentifier(text.slice(0, at), defaultRegistry);
    const found = roots.filter((root) => isMeant(identifier2, root) && hasDigest(root, partial));
    return { text, roots: found, isPartial: true };
  }
  const digest = parsePartialDigest(text);
  const identifier = parseIdentifier(text, defaultRegistry);
  const named = roots.filter((root) => isMeant(identifier, root));
  if (named.length > 0 || digest === void 0) return { text, roots: named, isPartial: false };
  return { text, roots: roots.filter((root) => hasDigest(root, digest)), isPartial: !isDigest(text) };
}
function isMeant({ registry, repository, tag, digest }, root) {
  if (registry !== root.registry || repository !== root.repository) return false;
  if (digest !== void 0) return digest === root.leaf || digest === root.index;
  return tag === void 0 || tag === root.tag;
}
function hasDigest({ leaf, index }, digest) {
  return isBeginningOf(digest, leaf) || index !== void 0 && isBeginningOf(digest, index);
}
function refuseAbsent(matches, roots) {
  const absent = matches.filter((found) => found.roots.length === 0);
  if (absent.length === 0) return;
  const names = absent.map(({ text }) => text).join(", ");
  const there = roots.map(({ identifier }) => identifier).join(", ");
  const meant = absent.map(({ text }) => nearest(text, roots.flatMap(namesOf))).filter((name) => name !== void 0);
  throw new BundleError("PACKAGE_NOT_IN_BUNDLE", `Cannot find ${names} in the bundle: it has ${there}`, {
    ...meant.length > 0 && { hint: `Did you mean ${meant.join(", ")}?` }
  });
}
function namesOf({ identifier, registry, repository, tag }) {
  return [identifier, repository, ...tag === void 0 ? [] : [`${repository}:${tag}`], `${registry}/${repository}`];
}
function refuseAmbiguous(matches) {
  const lines = matches.flatMap((found) => {
    const packages = Map.groupBy(found.roots, ({ registry, leaf }) => `${registry} ${leaf}`);
    if (!found.isPartial || packages.size < 2) return [];
    const candidates = found.roots.map(
      ({ identifier, leaf }) => identifier.includes("@") ? identifier : `${identifier} (${leaf})`
    );
    return `Cannot choose ${found.text} from the bundle: it fits ${candidates.join(", ")}`;
  });
  if (lines.length > 0) throw new BundleError("NAME_AMBIGUOUS", lines);
}

export {
  chooseRoots
};
