import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  backReference,
  dropFromCatalog,
  dropTags,
  mergeCatalog,
  packageOf
} from "./chunk-65IAK2OQ.mjs";
import {
  executablePath
} from "./chunk-DZ7BITUT.mjs";
import {
  assignedValue,
  configOf,
  keptConfigPath,
  keyOf,
  readImportsLog
} from "./chunk-HAWTYSNO.mjs";
import {
  targetHome
} from "./chunk-K7OIXQE2.mjs";
import {
  readRootDocument
} from "./chunk-JMPCFPP2.mjs";
import {
  candidatePath,
  catalogPath,
  currentPath,
  indexRootPath,
  packagePath
} from "./chunk-T75H43WP.mjs";
import {
  digestOf
} from "./chunk-4LCJ56VL.mjs";

// src/home/plan/plan-forget.ts
async function isInPlace(target, assignment) {
  return await valueIn(target, assignment) === "same";
}
async function valueIn(target, assignment) {
  const { kind, registry, repository, tag = "", digest } = assignment;
  if (kind === "index") {
    const content = (await readRootDocument(target.read, { registry, repository }))?.tags.get(tag)?.content;
    return content === void 0 ? "absent" : content === digest ? "same" : "other";
  }
  const text = await target.link(linkOf(assignment));
  if (text === void 0) return "absent";
  return packageOf(text) === packagePath(registry, digest) ? "same" : "other";
}
function linkOf({ kind, registry, repository, tag = "" }) {
  return kind === "current" ? currentPath(registry, repository) : candidatePath(registry, repository, tag);
}
async function planForget(home, bundle) {
  const target = targetHome(home);
  const log = await readImportsLog(target);
  const active = log.records.filter(({ forgotten }) => forgotten === void 0);
  const own = active.filter((record) => record.bundle.digest === bundle.digest);
  const others = active.filter((record) => record.bundle.digest !== bundle.digest);
  const relied = new Map(own.flatMap(({ relies }) => relies.map((one) => [assignedValue(one), one])));
  const reliances = [];
  const gone = [];
  for (const assignment of relied.values()) {
    const value = await valueIn(target, assignment);
    const neededBy = needing(assignment, others, log);
    const fate = fateOf(value, neededBy, log.setTo(assignment).includes(assignment.digest));
    reliances.push({ assignment, fate, neededBy });
    if (fate === "removed" || value === "absent") gone.push(keyOnly(assignment));
  }
  const removed = reliances.filter(({ fate }) => fate === "removed").map(({ assignment }) => assignment);
  return {
    home,
    bundle,
    reliances,
    links: removed.flatMap((assignment) => linkRemoval(home, assignment)),
    ...await planIndexRemoval(target, removed),
    executables: await planExecutables(target, own, others),
    registrations: await planRegistrations(target, { own, others, log }),
    configs: configsOf(own, others),
    gone
  };
}
function configsOf(own, others) {
  const needed = new Set(others.map(configOf));
  const kept = new Set(own.map(configOf).filter((digest) => !needed.has(digest)));
  return [...kept].map(keptConfigPath);
}
function needing(assignment, others, log) {
  const value = assignedValue(assignment);
  const bundles = others.filter(({ relies }) => relies.some((one) => assignedValue(one) === value));
  const dying = log.unfinished.some((one) => keyOf(one) === keyOf(assignment));
  return [.../* @__PURE__ */ new Set([...bundles.map(({ bundle }) => bundle.name), ...dying ? ["an import that died"] : []])];
}
function fateOf(value, neededBy, isOwn) {
  if (value !== "same") return "changed";
  if (neededBy.length > 0) return "needed";
  return isOwn ? "removed" : "foreign";
}
function keyOnly({ kind, registry, repository, tag }) {
  return { kind, registry, repository, ...tag !== void 0 && { tag } };
}
function linkRemoval(home, assignment) {
  const { kind, registry, digest } = assignment;
  if (kind === "index") return [];
  const path = linkOf(assignment);
  return [{ path, kind, back: backReference(home, packagePath(registry, digest), path).path }];
}
async function planIndexRemoval(target, removed) {
  const documents = [];
  const stale = [];
  const tagged = removed.filter(({ kind }) => kind === "index");
  for (const [registry, ofRegistry] of Map.groupBy(tagged, (one) => one.registry)) {
    let catalog = await target.read(catalogPath(registry));
    const before = catalog;
    for (const [repository, ofRepository] of Map.groupBy(ofRegistry, (one) => one.repository)) {
      const text = await withoutTags(
        target,
        { registry, repository },
        new Set(ofRepository.map(({ tag }) => tag ?? ""))
      );
      const path = indexRootPath(registry, repository);
      if (text === void 0) stale.push(path);
      else documents.push({ path, bytes: Buffer.from(text) });
      if (catalog === void 0) continue;
      const listed = text === void 0 ? dropFromCatalog(catalog, repository) : mergeCatalog(catalog, /* @__PURE__ */ new Map([[repository, digestOf(Buffer.from(text))]]));
      if (listed !== void 0) catalog = Buffer.from(listed);
    }
    if (catalog === void 0 || catalog === before) continue;
    documents.push({ path: catalogPath(registry), bytes: catalog });
    const etag = `${catalogPath(registry)}.etag`;
    if (await target.exists(etag)) stale.push(etag);
  }
  return { documents, stale };
}
async function withoutTags(target, name, tags) {
  const document = await readRootDocument(target.read, name);
  const left = [...document?.tags.keys() ?? []].filter((tag) => !tags.has(tag));
  return document === void 0 || left.length === 0 ? void 0 : dropTags(document, tags);
}
async function planExecutables(target, own, others) {
  const kept = new Set(others.map(({ ocx }) => ocx));
  const found = [];
  for (const digest of new Set(own.flatMap(({ ocx }) => ocx ?? []))) {
    if (!kept.has(digest) && await target.exists(executablePath(digest))) found.push(digest);
  }
  return found;
}
async function planRegistrations(target, {
  own,
  others,
  log
}) {
  const found = [];
  for (const registration of new Map(
    own.flatMap((one) => one.registration ?? []).map((one) => [one.path, one])
  ).values()) {
    const { path, target: directory } = registration;
    const isSame = (one) => one.registration?.path === path;
    const isOwn = log.records.some((one) => isSame(one) && one.registration?.isOwn === true);
    if (!isOwn || others.some(isSame) || await target.link(path) !== directory) continue;
    found.push({ path, target: directory });
  }
  return found;
}

export {
  isInPlace,
  planForget
};
